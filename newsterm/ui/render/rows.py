"""A row of FEED: unread mark, star, outlet, title, tags, sourcing, age, in exactly as many cells as there are.

In one line the title has what the rest leaves it; in two the first is the title's, the second has everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model import Kind, Target
from newsterm.ui.render.cells import fit, fit_right, one_line, width
from newsterm.ui.render.kinds import KIND_LOOKS, kind_marks
from newsterm.ui.render.tags import Part, TagStyles, chips, marks
from newsterm.ui.render.times import AGE_CELLS, age

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model import Item

_GUTTER = 3
_NOTED = KIND_LOOKS[Kind.OWN].shape
_TALL_BAR = 9
_COUNTED = 24
"""Cells from which a row of two lines tells its claims."""


class Columns(Struct, frozen=True):
    """How many cells each part of a row has; what is 0 is left out."""

    outlet: int
    title: int
    tags: int
    """At most; what the tags don't need the title gets."""
    named_tags: bool
    bar: int
    age: int


def columns(cells: int) -> Columns:
    """The parts of a row of `cells` cells: the narrower it is, the more the title gets of it."""
    age_cells = AGE_CELLS + 1 if cells >= 24 else 0
    outlet = 0 if cells < 30 else min(20, max(7, cells // 5)) + 1
    bar = 0 if cells < 46 else 5 if cells < 64 else 9
    tags = 4 if cells < 64 else cells // 4
    title = max(0, cells - _GUTTER - outlet - bar - age_cells)
    return Columns(outlet=outlet, title=title, tags=tags, named_tags=cells >= 64, bar=bar, age=age_cells)


def row_parts(
    item: Item, place: Columns, *, now: datetime, marked: bool, new: bool = False, styles: TagStyles
) -> list[Part]:
    """The row as styled texts; `new` is what came since the last visit."""
    state = item.state
    quiet = ".row--quiet"
    parts = _gutter(item, marked=marked, new=new)
    if place.outlet:
        parts.append((fit(one_line(item.feed_title), place.outlet - 1) + " ", quiet))
    tags = _tags(item, place, styles)
    taken = sum(width(text) for text, _ in tags)
    parts.append((fit(one_line(item.title), place.title - taken), quiet if state.read else ""))
    parts += tags
    if place.bar:
        parts += _bar(item, place.bar)
    if place.age:
        parts.append((fit_right(age(item.sort_time, now), place.age), quiet))
    return parts


def tall_row_parts(
    item: Item, cells: int, *, now: datetime, marked: bool, new: bool = False, styles: TagStyles
) -> tuple[list[Part], list[Part]]:
    """The row as two lines: marks, title and age; outlet, tags, number of claims and sourcing."""
    quiet = ".row--quiet"
    place = columns(cells)
    title = fit(one_line(item.title), max(0, cells - _GUTTER - place.age))
    first = [*_gutter(item, marked=marked, new=new), (title, quiet if item.state.read else "")]
    if place.age:
        first.append((fit_right(age(item.sort_time, now), place.age), quiet))
    count = f" {item.claims}" if item.claims and cells >= _COUNTED else ""
    bar = _bar(item, _TALL_BAR) if item.claims and cells >= _COUNTED else []
    room = max(0, cells - _GUTTER - width(count) - sum(width(text) for text, _ in bar))
    tags = chips(item.state.tags, styles, room // 2 - 1) if room > _GUTTER else []
    if tags:
        tags = [(" ", ""), *tags]
    outlet = fit(one_line(item.feed_title), max(0, room - sum(width(text) for text, _ in tags)))
    return first, [(" " * min(_GUTTER, cells), ""), (outlet, quiet), *tags, (count, quiet), *bar]


def _gutter(item: Item, *, marked: bool, new: bool) -> list[Part]:
    """Whether the row is marked, unread, new, starred or has a note."""
    unread = ("◉", ".row--star") if new else ("●", ".row--unread")
    return [
        ("✓", ".row--mark") if marked else (" ", "") if item.state.read else unread,
        ("★ " if item.state.starred else f"{_NOTED} " if item.state.note else "  ", ".row--star"),
    ]


def _tags(item: Item, place: Columns, styles: TagStyles) -> list[Part]:
    """A space and the tags; never more than half of the title's room."""
    room = min(place.tags, place.title // 2) - 1
    if not item.state.tags or room < 1:
        return []
    if place.named_tags:
        return [(" ", ""), *chips(item.state.tags, styles, room)]
    return [(" ", ""), *marks(item.state.tags, styles, Target.ENTRY, room)]


def _bar(item: Item, cells: int) -> list[Part]:
    """A space and the sourcing bar, padded on the left so that bars end in one column."""
    shapes = kind_marks(item.kinds, cells - 1)
    taken = sum(width(shape) for shape, _ in shapes)
    return [(" " * (cells - taken), ""), *((shape, f".{component}") for shape, component in shapes)]
