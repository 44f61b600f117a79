"""Which lines of a list are visible: rows from a first one on, with a heading wherever the group changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Line(Struct, frozen=True):
    """One visible line: a row, a heading, or nothing."""

    row: int | None = None
    nth: int = 0
    """Which line of its row it is, from 0."""
    heading: str | None = None


class Grouping(Struct, frozen=True):
    """How rows are grouped: `heading_of` gives the heading of a row, None means no groups at all."""

    heading_of: Callable[[int], str] | None
    lines: int = 1
    """How many lines a row takes."""
    roomy: bool = False
    """Whether an empty line stands before a heading."""

    def heading_lines(self, row: int, top: int) -> int:
        """How many lines stand over this row if the window begins at row `top`."""
        if self.heading_of is None:
            return 0
        if row == top:
            return 1
        if self.heading_of(row) == self.heading_of(row - 1):
            return 0
        return 2 if self.roomy else 1


def lines_from(top: int, count: int, height: int, grouping: Grouping) -> list[Line]:
    """The lines of a window of `height` lines that begins with row `top` of `count` rows; its heading always leads."""
    lines: list[Line] = []
    for row in range(top, count):
        if len(lines) >= height:
            break
        above = grouping.heading_lines(row, top)
        if above and grouping.heading_of is not None:
            lines += [Line()] * (above - 1) + [Line(heading=grouping.heading_of(row))]
        lines += [Line(row=row, nth=nth) for nth in range(grouping.lines)]
    return lines[:height]


def top_for(row: int, at_line: int, grouping: Grouping) -> int:
    """The first row of the window in which `row` begins on line `at_line`, or as near above it as can be."""
    top, above = row, 0
    while top > 0:
        # Going one row up costs its lines, and the heading that `top` then has inside the window instead of on top.
        above += grouping.lines + _inner_heading(top, grouping)
        lead = 0 if grouping.heading_of is None else 1
        if above + lead > at_line:
            break
        top -= 1
    return top


def _inner_heading(row: int, grouping: Grouping) -> int:
    return grouping.heading_lines(row, row - 1)


def line_of(row: int, lines: Sequence[Line]) -> int | None:
    """The line on which a row begins; None where it is not visible as a whole."""
    return next((y for y, line in enumerate(lines) if line.row == row and not line.nth), None)
