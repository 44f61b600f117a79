"""What came since: entries and claims above a number, in the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.store.readings import with_items

if TYPE_CHECKING:
    from collections.abc import Collection

    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.model import Item, MarkedClaim
    from newsterm.store.cache import Cache
    from newsterm.store.table import DocumentTable


def latest_entry(cache: Cache) -> int:
    """The highest number of an entry; 0 where there is none."""
    return cache.entries.highest() or 0


def latest_claim(cache: Cache) -> int:
    """The highest number of a claim; 0 where there is none."""
    return cache.claims.highest() or 0


def before_moment(cache: Cache, moment: int) -> int:
    """The number below the first entry that was first seen at that time, in microseconds, or later."""
    ((number,),) = cache.rows.rows("SELECT min(id) FROM entries WHERE first_seen >= ?", (moment,))
    return latest_entry(cache) if number is None else int(number) - 1


def unprepared(cache: Cache) -> frozenset[int]:
    """Numbers of entries whose claims nobody has looked for."""
    return frozenset(number for (number,) in cache.rows.rows("SELECT id FROM entries WHERE made IS NULL"))


def entries_since(cache: Cache, query: QueryInstance, after: int) -> list[Document]:
    """Entries above a number that satisfy the query, by number."""
    return _above(cache.entries, query, after)


def claims_since(
    cache: Cache, query: QueryInstance, after: int, *, above: int, others: Collection[int]
) -> tuple[tuple[Item, MarkedClaim], ...]:
    """Claims above a number that satisfy the query, of entries above a number or among `others`, by number.

    Claims that are found again have numbers above those of before: only by their entry one knows that they are new.
    """
    docs = [doc for doc in _above(cache.claims, query, after) if doc["entry"] > above or doc["entry"] in others]
    return with_items(cache, docs)


def _above(table: DocumentTable, query: QueryInstance, after: int) -> list[Document]:
    how = table.explain(query)
    if how.where is None:
        return sorted((d for d in table.search(query) if d.doc_id > after), key=lambda d: d.doc_id)
    above = f"{table.schema.name}.id > ? AND {how.where}"
    found = table.documents_where(above, (after, *how.parameters), order="id", limit=-1)
    return found if how.exact else [doc for doc in found if query(doc)]
