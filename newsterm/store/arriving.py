"""Queries asked of entries that have just been stored, of those alone: of many queries at once, many times over."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tinydb import Query

from newsterm.errors import QueryError
from newsterm.query.pattern import finder
from newsterm.query.tree import (
    CueHas,
    FeedHas,
    FeedPart,
    InFeed,
    InFolder,
    LinkHas,
    Near,
    Pattern,
    SaidBy,
    TextField,
    Via,
    Words,
    leaves,
)
from newsterm.store import lookups, search
from newsterm.store.compile import Compiler
from newsterm.store.indexing import found_in
from newsterm.store.pushdown import Plan, RowQuery
from newsterm.store.reader import batches
from newsterm.store.together import Together

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
_INDEXES = {"search": "arriving", "search_said": "arriving_said"}
"""Which temporary table stands for which index."""


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

    def found(self, trees: Sequence[Tree], known: object) -> list[list[int] | QueryError]:
        """The numbers of the entries that satisfy each tree, or why that can't be said; `known` is equal where the
        trees are.

        What comes from strangers may take a pattern too long: that must cost neither the entries nor other queries.
        """
        kept = self._cache.rows.own(_Kept)
        ((stamp,),) = self._cache.rows.rows("SELECT number FROM stamps WHERE name = 'feeds'")
        key = known, stamp, self._now.replace(second=0, microsecond=0)
        if kept.known != key:
            kept.known, kept.plans = key, [self._plan(tree) for tree in trees]
        if any(isinstance(leaf, Words) for tree in trees for leaf in leaves(tree)):
            self._index()
        met: list[list[int]] = [[] for _ in trees]
        asked = [(nth, how) for nth, how in enumerate(kept.plans) if how is not None]
        for some in batches(asked, _AT_ONCE):
            self._ask(some, met)
        answers = zip(trees, kept.plans, met, strict=True)
        return [self._one_by_one(tree) if how is None else found for tree, how, found in answers]

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

    def _one_by_one(self, tree: Tree) -> list[int] | QueryError:
        try:
            query = _AmongFew(self._cache, self._now, self._docs).entries(tree)
            return [number for number, doc in self._docs.items() if query(doc)]
        except QueryError as error:
            return error

    @cached_property
    def _docs(self) -> Mapping[int, Document]:
        return self._cache.entries.documents(self._words)

    def _index(self) -> None:
        """Index the words of these entries and their claims, and no others."""
        rows = self._cache.rows
        for index, table in _INDEXES.items():
            rows.run(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table} USING {search.KINDS[index]}")
            rows.run(f"INSERT INTO temp.{table}({table}) VALUES('delete-all')")
            adding = search.adding(index, f"temp.{table}")
            for number, words in self._words.items():
                rows.run_many(adding, [(row, *map(search.clean, texts)) for row, texts in words.of(index, number)])


def _is_of_the_moment(leaf: object) -> bool:
    """Whether Python answers it, or what it means may change without a trace: tags of feeds, names that are known."""
    if isinstance(leaf, FeedHas):
        return leaf.pattern or leaf.part is FeedPart.TAG
    return isinstance(leaf, Pattern | LinkHas | Near)


class _AmongFew(Compiler):
    """Compiles trees that are asked of a few entries, whose words are in indexes of their own."""

    def __init__(self, cache: Cache, now: datetime, docs: Mapping[int, Document]) -> None:
        super().__init__(cache, now)
        self._docs = docs

    def _of_entry(self, leaf: Any) -> QueryInstance:
        match leaf:
            case Words() | Together():
                return self._words(leaf)
            case InFeed() | InFolder() | FeedHas():
                return _carried_by(self._feeds(leaf))
            case Pattern() | LinkHas():
                return self._scanned(leaf)
            case SaidBy() | Via() | CueHas():
                return lookups.with_claim(self._cache, lookups.LIVE & lookups.claim_leaf(leaf))
        return super()._of_entry(leaf)

    def _words(self, leaf: Words | Together) -> QueryInstance:
        expression = lookups.expression_of(leaf)
        if expression is None:
            return Query().noop()
        if isinstance(leaf, Words) and leaf.field is TextField.SAID:
            table, number = _INDEXES["search_said"], f"rowid >> {search.CLAIM_SHIFT}"
        else:
            table, number = _INDEXES["search"], "rowid"
        found = f"SELECT {number} FROM temp.{table} WHERE {table} MATCH ?"  # noqa: S608 - names of ours

        def test(entry: Any) -> bool:
            return (entry.doc_id,) in self._cache.rows.rows(found, (expression,))

        return RowQuery(("match", table, expression), lambda: Plan(f"entries.id IN ({found})", (expression,)), test)

    def _scanned(self, leaf: Pattern | LinkHas) -> QueryInstance:
        if isinstance(leaf, Pattern):
            found, field = finder(leaf.regex), leaf.field
            fits = {n for n, doc in self._docs.items() if found_in(self._cache, doc, found, field)}
        else:
            found = lookups.in_link(leaf)
            fits = {n for n, doc in self._docs.items() if found(doc.get("link", ""))}
        return RowQuery(("scanned", leaf), lambda: Plan(None, exact=False), lambda entry: entry.doc_id in fits)


def _carried_by(feeds: tuple[int, ...]) -> QueryInstance:
    chosen, among = ",".join(map(str, feeds)), frozenset(feeds)
    # + as in `feeds.counts`.
    seen = f"SELECT 1 FROM sightings WHERE sightings.entry = +entries.id AND sightings.feed IN ({chosen})"  # noqa: S608
    return RowQuery(("feeds", chosen), lambda: Plan(f"EXISTS ({seen})"), lambda e: not among.isdisjoint(e["feeds"]))
