"""How a story changed, as lines: word by word in one column, or side by side where there is room."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from newsterm.model import Edit
from newsterm.ui.render.flow import Bit, TextLine, flow, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.model import Difference, Passage, Stretch

DIFFERENCE_CLASSES = frozenset({
    "difference--removed", "difference--added", "difference--title", "difference--quiet", "difference--mark",
})  # fmt: skip
"""For the COMPONENT_CLASSES of a widget that shows a difference."""

WIDE = 96
"""Cells from which the two versions stand side by side."""
_GAP = " │ "
_STYLES: dict[Edit, tuple[str, ...]] = {
    Edit.SAME: (),
    Edit.REMOVED: ("difference--removed",),
    Edit.ADDED: ("difference--added",),
}


def difference_lines(difference: Difference, width: int) -> list[TextLine]:
    """What changed, in lines of at most `width` cells; paragraphs that stayed are counted, not shown."""
    lines: list[TextLine] = []
    for changed, group in groupby(difference.passages, key=lambda passage: passage.is_changed or passage.heading):
        passages = list(group)
        shown = _changed(passages, width) if changed else [_unchanged(len(passages), width)]
        lines += [(), *shown] if lines else shown
    return lines


def _unchanged(count: int, width: int) -> TextLine:
    words = "1 paragraph as before" if count == 1 else f"{count} paragraphs as before"
    return (Bit(f"  · {words} ·"[:width], ("difference--quiet",)),)


def _changed(passages: Iterable[Passage], width: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for passage in passages:
        shown = _side_by_side(passage, width) if width >= WIDE else _in_one(passage, width)
        lines += [(), *shown] if lines else shown
    return lines


def _in_one(passage: Passage, width: int) -> list[TextLine]:
    text = flow(_bits(passage.stretches, passage), max(1, width - 2))
    mark = Bit(f"{_mark(passage)} ", ("difference--mark",))
    return [(mark if place == 0 else Bit("  "), *line) for place, line in enumerate(text)]


def _side_by_side(passage: Passage, width: int) -> list[TextLine]:
    column = (width - len(_GAP)) // 2
    sides = (flow(_bits(passage.side(edit), passage), column) for edit in (Edit.REMOVED, Edit.ADDED))
    return [
        (*left, Bit(" " * (column - width_of(left))), Bit(_GAP, ("difference--quiet",)), *right)
        for left, right in zip_longest(*sides, fillvalue=())
    ]


def _bits(stretches: Iterable[Stretch], passage: Passage) -> Iterator[Bit]:
    base = ("difference--title",) if passage.heading else ()
    before = ""
    for stretch in stretches:
        if stretch.edit is Edit.ADDED and before and not before[-1].isspace():
            yield Bit(" ", base)  # so that the words stand apart where a terminal shows no styles
        yield Bit(stretch.text, (*base, *_STYLES[stretch.edit]))
        before = stretch.text if stretch.edit is Edit.REMOVED else ""


def _mark(passage: Passage) -> str:
    """The sign of a passage: came, went, changed or stayed."""
    edits = {stretch.edit for stretch in passage.stretches}
    if edits == {Edit.SAME}:
        return " "
    return {Edit.ADDED: "+", Edit.REMOVED: "-"}[edits.pop()] if len(edits) == 1 else "~"
