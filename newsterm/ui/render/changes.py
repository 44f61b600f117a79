"""Which cells of a line changed: what is not painted again costs nothing on a slow line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import split_graphemes

from newsterm.ui.render.wrap import Extent, is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.segment import Segment
    from rich.style import Style

# Placing the cursor takes up to 8 bytes, so a shorter stretch of unchanged cells is cheaper painted than skipped.
_WORTH = 8


def changed_cells(before: Iterable[Segment], after: Iterable[Segment]) -> list[Extent]:
    """The ranges of cells in which two lines of the same width differ, no two of them close together."""
    old, new = _cells(before), _cells(after)
    ranges: list[Extent] = []
    for column in range(max(len(old), len(new))):
        if column < min(len(old), len(new)) and old[column] == new[column]:
            continue
        if ranges and column - ranges[-1].end < _WORTH:
            ranges[-1] = Extent(ranges[-1].start, column + 1)
        else:
            ranges.append(Extent(column, column + 1))
    return ranges


def _cells(segments: Iterable[Segment]) -> list[tuple[str, Style | None]]:
    """What stands in each cell; all cells of a wide grapheme hold the whole of it."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in segments:
        if is_narrow(text):
            cells += [(character, style) for character in text]
        else:
            for start, end, size in split_graphemes(text)[0]:
                cells += [(text[start:end], style)] * size
    return cells
