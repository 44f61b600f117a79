"""Claims over many entries, newest first, piece by piece: a list of a million costs no more memory than a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.store.readings import with_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.model import Item, MarkedClaim
    from newsterm.store.cache import Cache

    Rows = tuple[tuple[Item, MarkedClaim], ...]

_FIRST, _FURTHER = 50, 500
"""Claims in the first piece, which somebody waits for, and in those that follow."""
_ORDER = "time DESC, nth, id"
"""As the index over `live`, `time` and `nth` has them: sorted further, SQLite would sort all claims for each piece."""
_AFTER = "time <= ? AND (time < ? OR nth > ? OR (nth = ? AND id > ?))"


def claim_pieces(cache: Cache, query: QueryInstance, limit: int | None) -> Iterator[Rows]:
    """What satisfies the query, each claim with its item, `limit` of them at most.

    Pieces are looked up one after the other, each where the one before ended: those that follow tell what is written
    meanwhile. No transaction is held in between.
    """
    left = limit
    for docs in _pieces(cache, query):
        some = docs if left is None else docs[:left]
        if some:
            yield with_items(cache, some)
        if left is not None:
            left -= len(some)
            if left <= 0:
                return


def _pieces(cache: Cache, query: QueryInstance) -> Iterator[Sequence[Document]]:
    how = cache.claims.explain(query)
    if how.where is None:  # some document does not say in columns where it stands
        yield sorted(cache.claims.search(query), key=lambda c: (-c["time"], c["nth"], c.doc_id))
        return
    after: tuple[int, int, int] | None = None
    size = _FIRST
    while True:
        where, parameters = how.where, how.parameters
        if after is not None:
            time, nth, number = after
            where, parameters = f"{where} AND {_AFTER}", (*parameters, time, time, nth, nth, number)
        docs = cache.claims.documents_where(where, parameters, order=_ORDER, limit=size)
        yield docs if how.exact else [doc for doc in docs if query(doc)]
        if len(docs) < size:
            return
        last = docs[-1]
        after, size = (last["time"], last["nth"], last.doc_id), _FURTHER
