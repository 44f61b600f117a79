"""Lists of claims: those of the newest entry first, in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.store.cache import Cache


def claims(cache: Cache, query: QueryInstance, holding: QueryInstance | None, *, limit: int | None) -> list[Document]:
    """The first claims that satisfy a condition; `holding` is one on the entries that may have some.

    Entries are gone through in their order and only the claims of those that may have some are looked at, until there
    are enough: a page costs the same however many claims there are.
    """
    how = cache.claims.explain(query)
    where = None if holding is None else cache.entries.explain(holding)
    if not how.exact or (where is not None and where.where is None):
        found = cache.claims.search(query)
        return sorted(found, key=lambda c: (-c["time"], -c["entry"], c["nth"]))[:limit]
    most = -1 if limit is None else limit
    if where is None:
        numbers = [n for (n,) in cache.claims.select(("id",), query, order="time DESC, entry DESC, nth", limit=most)]
    else:
        sql = (
            # CROSS JOIN keeps the order of the loops; + takes away the id's affinity, for the sake of the index.
            "SELECT claims.id FROM entries CROSS JOIN claims ON claims.entry = +entries.id "  # noqa: S608 - compiled
            f"WHERE {where.where} AND {how.where} "
            "ORDER BY entries.sort_time DESC, entries.id DESC, claims.nth LIMIT ?"
        )
        rows = cache.rows.rows(sql, (*where.parameters, *how.parameters, most))
        numbers = [number for (number,) in rows]
    documents = cache.claims.documents(numbers)
    return [documents[number] for number in numbers]
