"""Lists of entries: an unchanging order of numbers, and rows that are fetched a page at a time."""

from __future__ import annotations

from array import array
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from newsterm.model import Entry, EntryState, Item, Kind
from newsterm.store import codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache, FeedLabel

PAGE = 64
"""Rows fetched at once: a little more than a tall terminal shows."""
_PAGES = 64
"""Pages that a listing keeps."""


class Sort(StrEnum):
    """The order of a listing; what is equal comes newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    FEED = "feed"
    CLAIMS = "claims"


_ORDERS = {
    Sort.NEWEST: "sort_time DESC, id DESC",
    Sort.OLDEST: "sort_time, id",
    Sort.CLAIMS: "claims DESC, sort_time DESC, id DESC",
}


class Listing:
    """The entries that satisfied a condition when the listing was opened, in their order then.

    The order never changes; rows show the marks and texts of the moment in which they are asked for.
    """

    def __init__(self, cache: Cache, numbers: array[int]) -> None:
        self._cache = cache
        self._numbers = numbers
        self._pages: dict[int, tuple[object, tuple[Item, ...]]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def rows(self, start: int, stop: int) -> tuple[Item, ...]:
        """The rows from `start` to before `stop`, cut to those that there are."""
        start, stop = max(start, 0), min(stop, len(self))
        if start >= stop:
            return ()
        version = self._cache.version()
        pages = [self._page(p, version) for p in range(start // PAGE, (stop - 1) // PAGE + 1)]
        offset = start // PAGE * PAGE
        return tuple(chain.from_iterable(pages))[start - offset : stop - offset]

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
        if not 0 <= index < len(self):
            raise IndexError(f"The listing has {len(self)} rows, none at {index}")
        return self.rows(index, index + 1)[0].id

    def index(self, entry: str) -> int | None:
        """The place of an entry; None where it is not in the listing."""
        number = number_of(self._cache, entry)
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None


def open_listing(cache: Cache, query: QueryInstance, sort: Sort) -> Listing:
    """A listing of what satisfies the query."""
    how = cache.entries.explain(query)
    if how.exact and sort in _ORDERS:
        rows = cache.entries.select(("id",), query, order=_ORDERS[sort])
        return Listing(cache, array("q", chain.from_iterable(rows)))
    docs = cache.entries.search(query)
    docs.sort(key=lambda d: (-d["sort_time"], -d.doc_id))
    if sort is Sort.OLDEST:
        docs.reverse()
    elif sort is Sort.TITLE:
        docs.sort(key=lambda d: d.get("title", "").casefold())
    elif sort is Sort.FEED:
        labels = cache.labels()
        docs.sort(key=lambda d: _first(d, labels)[1].name.casefold())
    elif sort is Sort.CLAIMS:
        docs.sort(key=lambda d: -d["claims"])
    return Listing(cache, array("q", [d.doc_id for d in docs]))


def number_of(cache: Cache, entry: str) -> int | None:
    """The number of the entry with this id."""
    for (number,) in cache.rows.rows("SELECT id FROM entries WHERE key = ?", (entry,)):
        return int(number)
    return None


def items_of(cache: Cache, numbers: Sequence[int]) -> tuple[Item, ...]:
    """The items with these numbers, in this order; one that is gone is shown as an empty one."""
    docs, labels = cache.entries.documents(numbers), cache.labels()
    return tuple(item_from(docs[n], labels) if n in docs else _GONE for n in numbers)


def _first(doc: Mapping[str, Any], labels: Mapping[int, FeedLabel]) -> tuple[int, FeedLabel]:
    """The feed under which an entry is shown: the first that is subscribed, else the first."""
    found = next((n for n in doc["feeds"] if labels[n].subscribed), doc["feed"])
    return found, labels[found]


def item_from(doc: Mapping[str, Any], labels: Mapping[int, FeedLabel], body: Mapping[str, Any] | None = None) -> Item:
    """The item of an entry's document."""
    if len(doc["feeds"]) == 1:
        label = labels[doc["feed"]]
        urls: tuple[str, ...] = (label.url,)
    else:
        _, label = _first(doc, labels)
        carried = [labels[n] for n in doc["feeds"]]
        urls = tuple(f.url for f in carried if f.subscribed) or (label.url,)
    get = doc.get
    kinds = get("kinds")
    return Item(
        id=doc["key"],
        entry=codec.entry_from(dict(doc), dict(body) if body else None),
        state=EntryState(read=bool(doc["read"]), starred=bool(doc["starred"]), tags=tuple(get("tags", ()))),
        feed=label.url,
        feeds=urls,
        feed_title=label.name,
        first_seen=codec.moment(doc["first_seen"]),
        sort_time=codec.moment(doc["sort_time"]),
        claims=doc["claims"],
        kinds=tuple((k, kinds[k.value]) for k in Kind if k.value in kinds) if kinds else (),
        prepared=get("made") is not None,
        revisions=doc["revisions"],
    )


_GONE = Item(
    id="",
    entry=Entry(guid="", title="(no longer kept)"),
    state=EntryState(read=True),
    feed="",
    feeds=(),
    feed_title="",
    first_seen=codec.moment(0),
    sort_time=codec.moment(0),
)
"""Stands for an entry that retention has removed since its listing was opened."""
