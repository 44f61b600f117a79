"""Who is quoted, counted over all claims from an index alone: no document is read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from newsterm.model import Kind, QuotedSource
from newsterm.store import codec
from newsterm.store.reader import batches
from newsterm.store.readings import with_items
from newsterm.store.texts import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.model import Item, MarkedClaim
    from newsterm.store.cache import Cache

_FROM = (
    "claims INDEXED BY claims_resolved_kind_entry_time "
    "WHERE claims.live = 1 AND claims.rejected = 0 AND claims.resolved > '' "
    "AND claims.entry NOT IN (SELECT id FROM entries WHERE shown <> 1)"
)
"""Claims that count and say whose they are. Measured over 1,000,000: 0.3 s to rank 600,000 names, 1.4 s unindexed."""


def sources(cache: Cache, limit: int | None) -> Iterator[QuotedSource]:
    """Who is quoted, most often first, then by name."""
    ranked = (
        "SELECT resolved FROM "  # noqa: S608 - a statement of ours
        f"{_FROM} GROUP BY resolved ORDER BY count(*) DESC, resolved LIMIT {-1 if limit is None else limit}"
    )
    names = (name for (name,) in cache.rows.stream(ranked))
    while some := [name for name, _ in zip(names, range(500), strict=False)]:
        counted = _counted(cache, some)
        yield from (counted[name] for name in some if name in counted)


def _counted(cache: Cache, names: Sequence[str]) -> dict[str, QuotedSource]:
    sql = (
        "SELECT resolved, kind, entry, count(*), min(time), max(time) FROM "  # noqa: S608 - a statement of ours
        f"{_FROM} AND resolved IN (SELECT value FROM json_each(?)) GROUP BY resolved, kind, entry"
    )
    found: defaultdict[str, list[tuple[str, int, int, int, int]]] = defaultdict(list)
    for name, *row in cache.rows.stream(sql, (json.dumps(names),)):
        found[name].append(tuple(row))
    feeds = _feeds(cache, {entry for rows in found.values() for _, entry, *_ in rows})
    return {name: _source(name, rows, feeds) for name, rows in found.items()}


def _feeds(cache: Cache, entries: set[int]) -> dict[int, int]:
    """The feed that brought each of these entries first."""
    sql = "SELECT id, feed FROM entries WHERE id IN (SELECT value FROM json_each(?))"
    return dict(cache.rows.rows(sql, (json.dumps(sorted(entries)),)))


def _source(name: str, rows: Sequence[tuple[str, int, int, int, int]], feeds: dict[int, int]) -> QuotedSource:
    kinds: Counter[str] = Counter()
    for kind, _, count, _, _ in rows:
        kinds[kind] += count
    entries = {entry for _, entry, *_ in rows}
    return QuotedSource(
        name=name,
        claims=kinds.total(),
        kinds=tuple((Kind(kind), count) for kind, count in kinds.most_common()),
        items=len(entries),
        outlets=len({feeds.get(entry) for entry in entries}),
        first=codec.moment(min(row[3] for row in rows)),
        last=codec.moment(max(row[4] for row in rows)),
    )


def names_like(cache: Cache, name: str) -> tuple[str, ...]:
    """The source that is called so; else those that are in other case, else those whose names have words begun so."""
    if cache.rows.rows(f"SELECT 1 FROM {_FROM} AND resolved = ? LIMIT 1", (name,)):  # noqa: S608 - as above
        return (name,)
    known = [found for (found,) in cache.rows.rows(f"SELECT DISTINCT resolved FROM {_FROM}")]  # noqa: S608 - as above
    folded = name.casefold()
    exact = tuple(found for found in known if found.casefold() == folded)
    wanted = words_of(name)
    if exact or not wanted:
        return exact
    return tuple(found for found in known if _has(words_of(found), wanted))


def _has(there: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(begun) for word in there) for begun in wanted)


def said_by(cache: Cache, names: Sequence[str], limit: int | None) -> Iterator[tuple[Item, MarkedClaim]]:
    """What these sources said, newest item first."""
    sql = (
        f"SELECT id FROM {_FROM} AND resolved IN (SELECT value FROM json_each(?)) "  # noqa: S608 - as above
        f"ORDER BY time DESC, entry DESC, id LIMIT {-1 if limit is None else limit}"
    )
    numbers: list[Any] = [number for (number,) in cache.rows.rows(sql, (json.dumps(names),))]
    for some in batches(numbers):
        docs = cache.claims.documents(some)
        yield from with_items(cache, [docs[number] for number in some if number in docs])
