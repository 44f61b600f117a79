"""Entries by how well words describe them (BM25, as FTS5 counts it): a word in the title weighs most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.tree import And, Or, Tree, Words
from newsterm.store.matching import words_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache

_WEIGHTS = "8.0, 4.0, 2.0, 1.0"
"""Of title, authors, outlet and text, in the order of the index."""


def words_in(tree: Tree) -> Iterator[Words]:
    """The words that what is found has, or some of them."""
    match tree:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from words_in(part)
        case Words():
            yield tree


def best_matches(cache: Cache, query: QueryInstance, tree: Tree, limit: int) -> tuple[list[tuple[int, float]], int]:
    """Numbers of entries that satisfy the query, the best first, each with its score; and how many there are in all.

    A score is above 0, higher is better, and means something beside others of the same search alone. Nothing is
    found without words.
    """
    expressions = [words_expression(leaf) for leaf in words_in(tree)]
    wanted = " OR ".join(f"({expression})" for expression in expressions if expression)
    if not wanted:
        return [], 0
    how = cache.entries.explain(query)
    where, parameters = (how.where, how.parameters) if how.where is not None else ("1", ())
    ranked = (
        f"SELECT entries.id, -bm25(search, {_WEIGHTS}) AS score FROM search "  # noqa: S608 - compiled by us
        f"CROSS JOIN entries ON entries.id = search.rowid WHERE search MATCH ? AND {where} "
        "ORDER BY score DESC, entries.id DESC"
    )
    if how.exact:
        rows = cache.rows.rows(ranked, (wanted, *parameters))
        return [(number, score) for number, score in rows[:limit]], len(rows)
    fit = set(cache.entries.ids(query))
    rows = [row for row in cache.rows.rows(ranked, (wanted, *parameters)) if row[0] in fit]
    return rows[:limit], len(rows)
