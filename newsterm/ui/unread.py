"""The way to the next item that is wanted, however far away it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.tree import And, Flag, Is

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.library import Library, Sort
    from newsterm.model import Item
    from newsterm.query.tree import Tree
    from newsterm.ui.held import Rows

_NEAR = 512
"""Rows that are looked at one by one before the library is asked."""


def near(item_at: Callable[[int], Item | None], row: int, step: int, wanted: Callable[[Item], bool]) -> int | None:
    """The nearest row from this one on, in the direction of the step, with what is wanted."""
    for i in range(1, _NEAR):
        item = item_at(row + step * i)
        if item is None:
            return None
        if wanted(item):
            return row + step * i
    return None


def far_unread(library: Library, meaning: Tree, sort: Sort, rows: Rows[Item], row: int, step: int) -> int | None:
    """The same for unread items however far away: both listings have one order, so that halving finds the place."""
    unread = library.listing(And((meaning, Is(Flag.UNREAD))), sort=sort)
    low, high = 0, len(unread)
    while low < high:
        middle = (low + high) // 2
        found = rows.index(unread.id_at(middle))
        if found is None or found <= row - (step < 0):
            low = middle + 1
        else:
            high = middle
    place = low if step > 0 else low - 1
    return rows.index(unread.id_at(place)) if 0 <= place < len(unread) else None
