"""Claims over many entries, those of the newest entry first, in the order of the text; piece by piece.

Entries are gone through in their order and only the claims of those that may have some are looked at, until a piece is
full: the first costs the same however many claims there are, and a list of a million no more memory than a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.store.readings import with_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.model import Item, MarkedClaim
    from newsterm.store.cache import Cache
    from newsterm.store.pushdown import Plan

    Rows = tuple[tuple[Item, MarkedClaim], ...]
    Place = tuple[int, int, float, int]
    """Time and number of an entry, place and number of a claim."""

_FIRST, _FURTHER = 50, 500
"""Claims in the first piece, which somebody waits for, and in those that follow."""
_AFTER = (
    "entries.sort_time <= ? AND (entries.sort_time < ? OR entries.id < ? "
    "OR (entries.id = ? AND (claims.nth, claims.id) > (?, ?)))"
)


def claim_pieces(
    cache: Cache, query: QueryInstance, holding: QueryInstance | None, limit: int | None
) -> Iterator[Rows]:
    """What satisfies the query, each claim with its item, `limit` of them at most.

    `holding` is a condition on the entries that may have some; None where there are few claims, and few entries with
    them. Pieces are looked up one after the other, each where the one before ended: those that follow tell what is
    written meanwhile. No transaction is held in between.
    """
    left = limit
    for docs in _pieces(cache, query, holding, limit):
        some = docs if left is None else docs[:left]
        if some:
            yield with_items(cache, some)
        if left is not None:
            left -= len(some)
            if left <= 0:
                return


def _pieces(
    cache: Cache, query: QueryInstance, holding: QueryInstance | None, limit: int | None
) -> Iterator[Sequence[Document]]:
    after: Place | None = None
    size = _FIRST if limit is None else min(limit, _FURTHER)
    while True:
        # Anew each time: what the query's words find stands in tables that are given to other questions in between.
        how = cache.claims.explain(query)
        where = None if holding is None else cache.entries.explain(holding)
        if how.where is None or where is None or where.where is None:
            yield sorted(cache.claims.search(query), key=lambda c: (-c["time"], -c["entry"], c["nth"]))
            return
        rows = _rows(cache, how, where, after, size)
        found = cache.claims.documents(number for *_, number in rows)
        docs = [found[number] for *_, number in rows if number in found]
        yield docs if how.exact else [doc for doc in docs if query(doc)]
        if len(rows) < size:
            return
        after, size = rows[-1], _FURTHER


def _rows(cache: Cache, how: Plan, where: Plan, after: Place | None, size: int) -> list[Place]:
    """Where the next claims stand."""
    begin, place = ("", ()) if after is None else (f" AND {_AFTER}", (after[0], *after[:2], *after[1:]))
    sql = (
        # CROSS JOIN keeps the order of the loops; + takes away the id's affinity, for the sake of the index.
        "SELECT entries.sort_time, entries.id, claims.nth, claims.id "  # noqa: S608 - compiled by us
        "FROM entries CROSS JOIN claims ON claims.entry = +entries.id "
        f"WHERE {where.where} AND {how.where}{begin} "
        "ORDER BY entries.sort_time DESC, entries.id DESC, claims.nth, claims.id LIMIT ?"
    )
    return cache.rows.rows(sql, (*where.parameters, *how.parameters, *place, size))
