"""Queries asked of entries that have just been stored, of those alone: of many queries at once, many times over."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tinydb import Query

from newsterm.query.pattern import finder
from newsterm.query.tree import FeedHas, FeedPart, LinkHas, Pattern, Words, leaves
from newsterm.store import search
from newsterm.store.compile import Compiler
from newsterm.store.indexing import found_in
from newsterm.store.pushdown import Plan, RowQuery, plan
from newsterm.store.reader import batches
from newsterm.store.schema import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from tinydb.queries import QueryInstance
    from tinydb.table import Document

    from newsterm.query.tree import Tree
    from newsterm.store.cache import Cache
    from newsterm.store.search import Indexed
    from newsterm.store.storage import SQLiteStorage

_AT_ONCE = 40
"""Queries in one statement: SQLite's oldest versions allow 999 parameters."""
_INDEX = "temp.arriving"


class _Kept:
    """What a connection keeps of queries that are asked again with each transaction."""

    def __init__(self, storage: SQLiteStorage) -> None:
        del storage
        self.known: object = None
        """What the plans were made for."""
        self.plans: Sequence[Plan | None] = ()


class Arriving:
    """Entries that have just come, inside the transaction that stores them.

    Looking 100 words up in the index of 100,000 texts takes 100 ms for each transaction; what comes in it is indexed
    once more by itself, in memory, which takes 10, and the plans of the queries are kept.
    """

    def __init__(self, cache: Cache, words: Mapping[int, Indexed], now: datetime) -> None:
        """`words` are those of the entries by their numbers."""
        self._cache = cache
        self._words = words
        self._now = now

    def found(self, trees: Sequence[Tree], known: object) -> list[list[int]]:
        """The numbers of the entries that satisfy each tree; `known` is equal where the trees are."""
        kept = self._cache.rows.own(_Kept)
        ((stamp,),) = self._cache.rows.rows("SELECT number FROM stamps WHERE name = 'feeds'")
        key = known, stamp, self._now.replace(second=0, microsecond=0)
        if kept.known != key:
            kept.known, kept.plans = key, [self._plan(tree) for tree in trees]
        if any(isinstance(leaf, Words) for tree in trees for leaf in leaves(tree)):
            self._index()
        found: list[list[int]] = [[] for _ in trees]
        asked = [(nth, how) for nth, how in enumerate(kept.plans) if how is not None]
        for some in batches(asked, _AT_ONCE):
            self._ask(some, found)
        for nth, how in enumerate(kept.plans):
            if how is None:
                found[nth] = self._one_by_one(trees[nth])
        return found

    def _plan(self, tree: Tree) -> Plan | None:
        """SQL that answers a tree for any entries; None where these must be looked at, or what it asks may change."""
        if any(map(_is_of_the_moment, leaves(tree))):
            return None
        how = self._cache.entries.explain(_AmongFew(self._cache, self._now, {}).entries(tree))
        return how if how.exact else None

    def _ask(self, some: Sequence[tuple[int, Plan]], found: list[list[int]]) -> None:
        """Ask several queries in one statement, each a column."""
        columns = ", ".join(f"({how.where})" for _, how in some)
        sql = f"SELECT id, {columns} FROM entries WHERE id BETWEEN ? AND ?"  # noqa: S608 - SQL of ours
        parameters = [value for _, how in some for value in how.parameters]
        for number, *holds in self._cache.rows.rows(sql, (*parameters, min(self._words), max(self._words))):
            if number in self._words:
                for (nth, _), true in zip(some, holds, strict=True):
                    if true:
                        found[nth].append(number)

    def _one_by_one(self, tree: Tree) -> list[int]:
        query = _AmongFew(self._cache, self._now, self._docs).entries(tree)
        return [number for number, doc in self._docs.items() if query(doc)]

    @cached_property
    def _docs(self) -> Mapping[int, Document]:
        return self._cache.entries.documents(self._words)

    def _index(self) -> None:
        """Index the words of these entries, and no others."""
        rows = self._cache.rows
        rows.run(f"CREATE VIRTUAL TABLE IF NOT EXISTS {_INDEX} {search.KIND}")
        rows.run(f"INSERT INTO {_INDEX}(arriving) VALUES('delete-all')")
        for number, words in self._words.items():
            search.add(rows, number, words, table=_INDEX)


def _is_of_the_moment(leaf: object) -> bool:
    """Whether Python answers it, or what it means may change without a trace: tags of feeds are not counted."""
    return isinstance(leaf, Pattern | LinkHas) or (isinstance(leaf, FeedHas) and leaf.part is FeedPart.TAG)


class _AmongFew(Compiler):
    """Compiles trees that are asked of a few entries, whose words are in an index of their own."""

    def __init__(self, cache: Cache, now: datetime, docs: Mapping[int, Document]) -> None:
        super().__init__(cache, now)
        self._docs = docs

    def _words(self, leaf: Words) -> QueryInstance:
        expression = search.match_expression(leaf.text, leaf.field, phrase=leaf.phrase)
        if expression is None:
            return Query().noop()
        found = f"SELECT rowid FROM {_INDEX} WHERE arriving MATCH ?"  # noqa: S608 - a name of ours

        def test(entry: Any) -> bool:
            return (entry.doc_id,) in self._cache.rows.rows(found, (expression,))

        return RowQuery(("match", expression), lambda: Plan(f"entries.id IN ({found})", (expression,)), test)

    @staticmethod
    def _carried_by(numbers: list[int]) -> QueryInstance:
        chosen = ",".join(map(str, numbers))
        # + as in `feeds.counts`.
        seen = f"SELECT 1 FROM sightings WHERE sightings.entry = +entries.id AND sightings.feed IN ({chosen})"  # noqa: S608
        among = frozenset(numbers)
        return RowQuery(("feeds", chosen), lambda: Plan(f"EXISTS ({seen})"), lambda e: not among.isdisjoint(e["feeds"]))

    def _with_claim(self, query: QueryInstance) -> QueryInstance:
        def sql() -> Plan:
            how = plan(query, CLAIMS)
            found = f"EXISTS (SELECT 1 FROM claims WHERE claims.entry = entries.id AND {how.where})"  # noqa: S608
            return Plan(found, how.parameters, how.exact)

        return RowQuery(("claim", query), sql, super()._with_claim(query))

    def _pattern(self, leaf: Pattern | LinkHas) -> QueryInstance:
        regex, field = (leaf.value, None) if isinstance(leaf, LinkHas) else (leaf.regex, leaf.field)
        found = finder(regex)
        numbers = {
            number
            for number, doc in self._docs.items()
            if (found(doc.get("link", "")) if field is None else found_in(self._cache, doc, found, field))
        }
        return RowQuery(("pattern", leaf), lambda: Plan(None, exact=False), lambda entry: entry.doc_id in numbers)
