"""Rows of unequal height: which line of the list belongs to which claim, found without walking the list."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.ui.render.flow import TextLine
    from newsterm.ui.render.highlight import Numbered


class Row(Struct, frozen=True):
    """A claim and its lines."""

    claim: Numbered
    lines: tuple[TextLine, ...]


class RowList(Struct, frozen=True):
    """Rows one under the other, each followed by `gap` empty lines."""

    rows: tuple[Row, ...]
    starts: tuple[int, ...]
    """The first line of each row, and where a next one would begin."""
    gap: int

    @classmethod
    def of(cls, rows: Iterable[Row], *, gap: int) -> RowList:
        """The rows, laid out."""
        kept = tuple(rows)
        return cls(kept, tuple(accumulate((len(row.lines) + gap for row in kept), initial=0)), gap)

    @property
    def height(self) -> int:
        """How many lines there are; none follows the last row."""
        return max(0, self.starts[-1] - self.gap)

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims' ids, in order."""
        return tuple(row.claim.id for row in self.rows)

    def row_at(self, line: int) -> int:
        """The index of the row that this line, or the gap above the next row, belongs to."""
        return min(max(0, bisect_right(self.starts, line) - 1), len(self.rows) - 1)

    def extent(self, row: int) -> tuple[int, int]:
        """The first line of a row, and the one after its last."""
        return self.starts[row], self.starts[row] + len(self.rows[row].lines)
