"""What the user no longer wants to keep is dropped, in short transactions; what a feed still carries stays away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.store import codec, feeds, indexing, search
from newsterm.store.connection import Sync
from newsterm.store.reader import batches
from newsterm.store.readings import MARKS
from newsterm.store.shown import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.model import Retention
    from newsterm.store.cache import Cache

_AT_ONCE = 10
"""Entries in one transaction, with articles and claims: others wait 20 ms for them."""
_REMEMBERED = 400 * 24 * 3600 * 1_000_000
"""Microseconds for which it is remembered that an entry was dropped, should its feed still carry it."""


def drop(cache: Cache, keep: Retention, *, now: datetime) -> Iterator[int]:
    """Drop what need not be kept; yields after each transaction how many entries it took away."""
    may_go = _unprotected(keep, now)
    for some in batches(_candidates(cache, keep, may_go, now), _AT_ONCE):
        with cache.transaction(sync=Sync.NORMAL):
            dropped = _drop(cache, some, may_go, now)
        search.tend(cache.rows)
        yield dropped
    forgotten = cache.sightings.ids(where("dropped") < (codec.time_to(now) or 0) - _REMEMBERED)
    for some in batches(forgotten):
        cache.sightings.remove(doc_ids=some)
        yield 0


def _unprotected(keep: Retention, now: datetime) -> QueryInstance:
    """Entries without marks that are read or hidden, or too old to be kept for being unread."""
    unstarred = where("starred") == False  # noqa: E712 - TinyDB overloads ==
    plain = unstarred & ~where("tags").exists() & ~where("note").exists()
    done = (where("read") == True) | HIDDEN  # noqa: E712
    return plain & (done | (where("sort_time") < codec.time_to(now - keep.unread)))


def _candidates(cache: Cache, keep: Retention, may_go: QueryInstance, now: datetime) -> list[int]:
    """Numbers of the entries that may go, oldest first; looked up without keeping anyone from writing."""
    found = set[int]()
    if keep.age is not None:
        found.update(cache.entries.ids((where("sort_time") < codec.time_to(now - keep.age)) & may_go))
    if keep.most is not None:
        for feed, (total, _) in feeds.counts(cache, hidden=True).items():
            if total > keep.most:
                found.update(_beyond(cache, feed, keep.most, may_go))
    return sorted(found)


def _beyond(cache: Cache, feed: int, most: int, may_go: QueryInstance) -> set[int]:
    """Entries of a feed that are not among its latest."""
    its = where("feed") == feed
    late = cache.entries.select(("id",), its, order="sort_time DESC, id DESC", offset=most)
    return {number for (number,) in late}.intersection(cache.entries.ids(its & may_go))


def _drop(cache: Cache, numbers: list[int], may_go: QueryInstance, now: datetime) -> int:
    """Take entries away with all that belongs to them, unless they have been marked since they were looked up."""
    docs = cache.entries.documents(n for n in numbers if cache.entries.has(may_go, n))
    claims = cache.claims.search(where("entry").one_of(list(docs)))
    marked = {claim["entry"] for claim in claims if any(claim.get(mark) for mark in MARKS)}
    gone = {number: doc for number, doc in docs.items() if number not in marked}
    take_away(cache, gone)

    def remember(sighting: dict[str, Any]) -> None:
        del sighting["entry"]  # its number may be given to another entry
        sighting["dropped"] = codec.time_to(now)

    cache.sightings.update(remember, where("entry").one_of(list(gone)))
    return len(gone)


def take_away(cache: Cache, docs: Mapping[int, Document]) -> None:
    """Remove entries with all that belongs to them, except the sightings that lead to them."""
    for number, doc in docs.items():
        search.take_out(cache.rows, number, indexing.stored_words(cache, number, doc))
    numbers = list(docs)
    for table in (cache.claims, cache.revisions):
        table.remove(where("entry").one_of(numbers))
    for table in (cache.bodies, cache.articles, cache.entries):
        table.remove(doc_ids=numbers)
