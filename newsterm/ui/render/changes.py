"""Which cells of a line changed: what is not painted again costs nothing on a slow line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import split_graphemes

from newsterm.ui.render.wrap import Extent, is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.segment import Segment
    from rich.style import Style

# Placing the cursor takes up to 8 bytes, so a shorter stretch of unchanged cells is cheaper painted than skipped.
_WORTH = 8


def changed_cells(before: Iterable[Segment], after: Iterable[Segment]) -> list[Extent]:
    """The ranges of cells in which two lines of the same width differ, no two of them close together."""
    ranges: list[Extent] = []
    for start, old, new in _stretches(list(before), list(after)):
        _compare(_cells(old), _cells(new), start, ranges)
    return ranges


def _stretches(before: list[Segment], after: list[Segment]) -> Iterator[tuple[int, list[Segment], list[Segment]]]:
    """The shortest stretches of two lines that begin and end in the same columns, without those that are the same."""
    i = j = column = 0
    while i < len(before) or j < len(after):
        old, new = before[i : i + 1], after[j : j + 1]
        i, j = i + len(old), j + len(new)
        if old == new:
            column += old[0].cell_length
            continue
        wide = sum(segment.cell_length for segment in old), sum(segment.cell_length for segment in new)
        while wide[0] != wide[1]:
            if wide[0] < wide[1] and i < len(before):
                old.append(before[i])
                wide, i = (wide[0] + before[i].cell_length, wide[1]), i + 1
            elif wide[1] < wide[0] and j < len(after):
                new.append(after[j])
                wide, j = (wide[0], wide[1] + after[j].cell_length), j + 1
            else:
                break
        yield column, old, new
        column += max(wide)


def _compare(
    old: list[tuple[str, Style | None]], new: list[tuple[str, Style | None]], start: int, ranges: list[Extent]
) -> None:
    for at in range(max(len(old), len(new))):
        if at < min(len(old), len(new)) and old[at] == new[at]:
            continue
        column = start + at
        if ranges and column - ranges[-1].end < _WORTH:
            ranges[-1] = Extent(ranges[-1].start, column + 1)
        else:
            ranges.append(Extent(column, column + 1))


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
