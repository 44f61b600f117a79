"""Lists of entries: an unchanging order of numbers, and rows that are fetched a page at a time."""

from __future__ import annotations

from array import array
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from newsterm.store.items import first_feed, items_of, number_of
from newsterm.store.reader import Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tinydb.queries import QueryInstance

    from newsterm.model import Item
    from newsterm.store.cache import Cache

PAGE = 50
"""Rows fetched at once: about what a terminal shows; 20 µs each."""
_PAGES = 64
"""Pages that a listing keeps."""


class Sort(StrEnum):
    """The order of a listing; what is equal comes newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    FEED = "feed"
    CLAIMS = "claims"


HEAD = 250
"""Entries that are looked up when a listing is opened; the others when somebody goes there."""
_FURTHER = 1000
"""Entries that are then looked up together: 1 ms, all 100,000 take 70."""
_ORDERS = {
    Sort.NEWEST: Order(("sort_time", "id"), descending=True),
    Sort.OLDEST: Order(("sort_time", "id"), descending=False),
    Sort.CLAIMS: Order(("claims", "sort_time", "id"), descending=True),
}


class Finder(Protocol):
    """What a listing asks of what it lists, as it is at the moment of asking."""

    def head(self) -> array[int]:
        """Numbers of the first entries; all of them where there are fewer than `HEAD`."""

    def further(self, most: int | None = None) -> array[int]:
        """Numbers of the entries that come after the head and what was told of them so far: so many, or all."""

    def count(self) -> int:
        """How many entries there are."""

    def has(self, number: int) -> bool:
        """Whether an entry is among them."""


class Listing:
    """The entries that satisfied a condition when the listing was opened, in their order then.

    The order never changes; rows show the marks and texts of the moment in which they are asked for. What comes after
    the first `HEAD` entries is looked up piece by piece as somebody gets there, so that opening costs the same at any
    size, and going on too.
    """

    def __init__(self, cache: Cache, found: Finder) -> None:
        self._cache = cache
        self._found = found
        self._numbers = found.head()
        self._whole = len(self._numbers) < HEAD
        self._length = len(self._numbers) if self._whole else None
        self._pages: dict[int, tuple[object, tuple[Item, ...]]] = {}

    def __len__(self) -> int:
        if self._length is None:
            self._length = max(self._found.count(), len(self._numbers))
        return self._length

    def _complete(self) -> None:
        """Look up all that is not known yet."""
        if not self._whole:
            self._add(self._found.further(), whole=True)

    def _reach(self, stop: int) -> None:
        """Look up as much as it takes to know the rows before `stop`, and some more."""
        if not self._whole and stop > len(self._numbers):
            wanted = max(_FURTHER, stop - len(self._numbers))
            found = self._found.further(wanted)
            self._add(found, whole=len(found) < wanted)

    def _add(self, numbers: array[int], *, whole: bool) -> None:
        self._numbers += numbers
        self._pages.clear()  # the last page may have been a short one
        self._whole = whole
        if whole:
            self._length = len(self._numbers)

    def rows(self, start: int, stop: int) -> tuple[Item, ...]:
        """The rows from `start` to before `stop`, cut to those that there are."""
        start = max(start, 0)
        self._reach(stop)
        stop = min(stop, len(self._numbers))
        if start >= stop:
            return ()
        version = self._cache.version()
        pages = [self._page(p, version) for p in range(start // PAGE, (stop - 1) // PAGE + 1)]
        offset = start // PAGE * PAGE
        return tuple(chain.from_iterable(pages))[start - offset : stop - offset]

    def ids(self) -> tuple[str, ...]:
        """The ids of all entries, in order, without their documents; those that are gone are left out."""
        self._complete()
        keys = self._cache.entries.texts_of("key", self._numbers)
        return tuple([keys[number] for number in self._numbers if number in keys])

    def numbers(self) -> array[int]:
        """The numbers of all entries, in order: what `listing_of` makes the same listing of."""
        self._complete()
        return self._numbers

    def _page(self, page: int, version: object) -> tuple[Item, ...]:
        kept = self._pages.get(page)
        if kept is None or kept[0] != version:
            while len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
            kept = self._pages[page] = (version, items_of(self._cache, numbers))
        return kept[1]

    def id_at(self, index: int) -> str:
        """The id of the entry at a place, which is in the range of the listing."""
        found = self.rows(index, index + 1) if index >= 0 else ()
        if not found:
            raise IndexError(f"The listing has {len(self)} rows, none at {index}")
        return found[0].id

    def index(self, entry: str) -> int | None:
        """The place of an entry; None where it is not in the listing."""
        number = number_of(self._cache, entry)
        if number is None:
            return None
        if number not in self._numbers and not self._whole and not self._found.has(number):
            return None
        while number not in self._numbers:
            if self._whole:
                return None
            self._reach(2 * len(self._numbers))  # it is mostly near what is known
        return self._numbers.index(number)


class _InColumns:
    """What a query finds that SQLite answers alone, in an order over columns."""

    def __init__(self, cache: Cache, query: QueryInstance, order: Order) -> None:
        self._entries = cache.entries
        self._query = query
        self._order = order
        self._last: tuple[Any, ...] | None = None

    def head(self) -> array[int]:
        keys = self._entries.keys(self._query, self._order, limit=HEAD)
        self._last = keys[-1] if keys else None
        return array("q", [key[-1] for key in keys])

    def further(self, most: int | None = None) -> array[int]:
        limit = -1 if most is None else most
        keys = self._entries.keys(self._query, self._order, after=self._last, limit=limit)
        self._last = keys[-1] if keys else self._last
        return array("q", [key[-1] for key in keys])

    def count(self) -> int:
        return self._entries.count(self._query)

    def has(self, number: int) -> bool:
        return self._entries.has(self._query, number)


class _Sorted:
    """Numbers that had to be looked up, or put in order, all together."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = array("q", numbers)
        self._told = HEAD

    def head(self) -> array[int]:
        return self._numbers[:HEAD]

    def further(self, most: int | None = None) -> array[int]:
        told = self._told
        self._told = len(self._numbers) if most is None else told + most
        return self._numbers[told : self._told]

    def count(self) -> int:
        return len(self._numbers)

    def has(self, number: int) -> bool:
        return number in self._numbers


def open_listing(cache: Cache, query: QueryInstance, sort: Sort) -> Listing:
    """A listing of what satisfies the query."""
    exact = cache.entries.explain(query).exact
    if exact and sort in _ORDERS:
        return Listing(cache, _InColumns(cache, query, _ORDERS[sort]))
    if exact:
        return Listing(cache, _Sorted(_by_title(cache, query) if sort is Sort.TITLE else _by_feed(cache, query)))
    docs = cache.entries.search(query)
    docs.sort(key=lambda d: (-d["sort_time"], -d.doc_id))
    if sort is Sort.OLDEST:
        docs.reverse()
    elif sort is Sort.TITLE:
        docs.sort(key=lambda d: d.get("title", "").casefold())
    elif sort is Sort.FEED:
        labels = cache.labels()
        docs.sort(key=lambda d: first_feed(d, labels)[1].name.casefold())
    elif sort is Sort.CLAIMS:
        docs.sort(key=lambda d: -d["claims"])
    return Listing(cache, _Sorted(d.doc_id for d in docs))


def listing_of(cache: Cache, numbers: Iterable[int]) -> Listing:
    """A listing of these entries, in this order."""
    return Listing(cache, _Sorted(numbers))


def _by_title(cache: Cache, query: QueryInstance) -> list[int]:
    """By title, case folded, equal ones newest first; titles are read without decoding documents."""
    rows = cache.entries.texts("title", query, _ORDERS[Sort.NEWEST])
    rows.sort(key=lambda row: row[1].casefold())
    return [number for number, _ in rows]


def _by_feed(cache: Cache, query: QueryInstance) -> list[int]:
    """By the title of the feed under which they are shown, case folded, equal ones newest first."""
    labels = cache.labels()
    rows = cache.entries.select(("id", "feed", "shared"), query, order=_ORDERS[Sort.NEWEST].sql)
    several = cache.entries.documents(number for number, _, shared in rows if shared)
    names = {number: label.name.casefold() for number, label in labels.items()}
    names_of_several = {n: first_feed(doc, labels)[1].name.casefold() for n, doc in several.items()}
    by_name: dict[str, list[int]] = {}
    for number, feed, shared in rows:
        by_name.setdefault(names_of_several[number] if shared else names[feed], []).append(number)
    return [number for name in sorted(by_name) for number in by_name[name]]
