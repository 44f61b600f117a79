"""A listing that keeps items which no longer satisfy its query because of what the user just did with them.

Whoever reads in "unread only" marks each item read by opening it; it stays in the list until the view changes.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Never, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from newsterm.model import Item

_NEIGHBOURS = 50
"""How far a place is looked for among the rows above."""


Row_co = TypeVar("Row_co", covariant=True)


class Rows(Protocol[Row_co]):
    """What a list needs of what it lists."""

    def __len__(self) -> int:
        """How many rows there are."""

    def rows(self, start: int, stop: int) -> Sequence[Row_co]:
        """What some rows show."""

    def id_at(self, index: int) -> str:
        """The id of what a row shows."""

    def index(self, wanted: str, /) -> int | None:
        """The row with an id; None where it is not listed."""


class _NoRows:
    """A listing of nothing."""

    def __len__(self) -> int:
        return 0

    def rows(self, start: int, stop: int) -> tuple[Never, ...]:
        return ()

    def id_at(self, index: int) -> str:
        raise IndexError(index)

    def index(self, entry: str) -> int | None:
        return None


NO_ROWS: Rows[Never] = _NoRows()


class HeldListing:
    """A listing with a few items held in it."""

    def __init__(self, base: Rows[Item], held: Sequence[tuple[int, str]], item: Callable[[str], Item]) -> None:
        """`held`: rows of `base`, ascending, before which an id stands; `item` gives the item of an id."""
        self._base = base
        self._before = [row for row, _ in held]
        self._ids = [entry for _, entry in held]
        self._rows = [row + i for i, row in enumerate(self._before)]
        self._item = item

    def __len__(self) -> int:
        return len(self._base) + len(self._ids)

    def _held_at(self, index: int) -> tuple[str | None, int]:
        """The held id at a row, or the row of the base that stands there."""
        count = bisect_right(self._rows, index)
        if count and self._rows[count - 1] == index:
            return self._ids[count - 1], index
        return None, index - count

    def rows(self, start: int, stop: int) -> tuple[Item, ...]:
        """The items of some rows; the base is asked once."""
        start, stop = max(0, start), min(stop, len(self))
        if start >= stop:
            return ()
        places = [self._held_at(index) for index in range(start, stop)]
        plain = [row for entry, row in places if entry is None]
        items = iter(self._base.rows(plain[0], plain[-1] + 1) if plain else ())
        return tuple(next(items) if entry is None else self._item(entry) for entry, _ in places)

    def id_at(self, index: int) -> str:
        """The id of a row's item."""
        entry, row = self._held_at(index)
        return self._base.id_at(row) if entry is None else entry

    def index(self, entry: str) -> int | None:
        """The row of an item."""
        if entry in self._ids:
            return self._rows[self._ids.index(entry)]
        row = self._base.index(entry)
        return None if row is None else row + bisect_right(self._before, row)


def hold(before: Rows[Item], after: Rows[Item], wanted: Collection[str], item: Callable[[str], Item]) -> Rows[Item]:
    """`after`, with those of the wanted items held that stood in `before`, each below the neighbour it had there."""
    lost = []
    for entry in wanted:
        row = before.index(entry)
        if row is not None and after.index(entry) is None:
            lost.append((row, entry))
    held = [(_place(before, after, row), entry) for row, entry in sorted(lost)]
    return HeldListing(after, sorted(held, key=lambda pair: pair[0]), item) if held else after


def _place(before: Rows[Item], after: Rows[Item], row: int) -> int:
    """The row of `after` that follows the nearest one above `row` which both have."""
    for above in range(row - 1, max(-1, row - _NEIGHBOURS), -1):
        found = after.index(before.id_at(above))
        if found is not None:
            return found + 1
    return 0
