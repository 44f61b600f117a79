"""Leaves of queries that indexes answer: words, names, and what the claims of an entry are like."""

from __future__ import annotations

import json
from functools import cache as once
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

from newsterm.query.near import is_near
from newsterm.query.pattern import finder
from newsterm.query.tree import (
    Acts,
    CueHas,
    Hedged,
    LinkHas,
    NameField,
    Near,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    TextField,
    Via,
    Words,
)
from newsterm.store.indexing import entries_matching, entries_whose
from newsterm.store.matching import (
    LEAST_LETTERS,
    Matches,
    matches,
    piece_expression,
    quoted,
    saying,
    words_expression,
)
from newsterm.store.naming import meant_by
from newsterm.store.pushdown import Plan, RowQuery, contains, plan
from newsterm.store.schema import CLAIMS
from newsterm.store.search import CLAIM_SHIFT
from newsterm.store.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache

LIVE = (where("live") == True) & (where("rejected") == False)  # noqa: E712 - TinyDB overloads ==
"""Claims that count."""


def piece(leaf: SaidBy | Via | CueHas) -> tuple[str, str]:
    """The column in which a leaf looks for a piece of text, and the piece, case folded."""
    match leaf:
        case SaidBy(name=name):
            return "source", name.casefold()
        case Via(name=name):
            return "via", name.casefold()
    return "cue", leaf.value.casefold()


def fixed(leaf: SourceKind | Hedged | Quoted | Acts) -> tuple[str, str | bool]:
    """The column in which a leaf looks for one of few values, and the value."""
    match leaf:
        case SourceKind(kind=kind):
            return "kind", kind.value
        case Hedged(hedged=hedged):
            return "hedged", hedged
        case Quoted(quote_type=quote_type):
            return "quote_type", quote_type.value
    return "act", leaf.act.value


def claim_leaf(leaf: Any) -> QueryInstance:
    """What a leaf asks of a claim's columns."""
    match leaf:
        case SaidBy() | Via() | CueHas():
            return contains(*piece(leaf))
        case SourceKind() | Hedged() | Quoted() | Acts():
            column, value = fixed(leaf)
            return where(column) == value
    raise TypeError(f"{leaf!r} is no condition on a claim")


def named(cache: Cache, leaf: SaidBy | Via | CueHas | Near) -> QueryInstance:
    """Entries with a claim whose source, chain or cue has a piece in it; or with a name that is spelled nearly so."""
    if isinstance(leaf, Near):
        return _near_entry(cache, leaf)
    column, wanted = piece(leaf)
    expression = piece_expression(column, wanted)
    if expression is None:
        return with_claim(cache, LIVE & claim_leaf(leaf))
    return _matching(cache, "search_names", expression)


def _near_entry(cache: Cache, leaf: Near) -> QueryInstance:
    """Entries with a name that is spelled nearly so: of an author, or of a claim's source or chain."""
    column = "authors" if leaf.field is NameField.AUTHOR else leaf.field.value
    meant = [some for some in meant_by(cache.rows, leaf.name) if not (some and len(some[0]) < LEAST_LETTERS)]
    if not all(meant):
        return ~Query().noop()
    expression = " AND ".join(f"{column} : ({' OR '.join(map(quoted, some))})" for some in meant)
    if leaf.field is NameField.AUTHOR:
        return _matching(cache, "search", expression)
    return _matching(cache, "search_names", expression) & with_claim(cache, LIVE & near_claim(cache, leaf))


def near_claim(cache: Cache, leaf: Near) -> QueryInstance:
    """Claims in whose source or chain a name is spelled nearly so."""
    column = leaf.field.value

    def sql() -> Plan:
        wanted = meant_by(cache.rows, leaf.name)
        return Plan(f"has_names(claims.{column}, ?)", (json.dumps(wanted),)) if all(wanted) else Plan("0")

    return RowQuery(("near", leaf), sql, lambda claim: is_near(claim.get(column, ""), leaf.name))


def with_claim(cache: Cache, query: QueryInstance) -> QueryInstance:
    """Entries that have a claim of which the query holds."""

    def sql() -> Plan:
        how = plan(query, CLAIMS)
        # The + takes away the id's affinity, since the column `entry` has none: SQLite looks into its index then.
        where = f"EXISTS (SELECT 1 FROM claims WHERE claims.entry = +entries.id AND {how.where})"  # noqa: S608
        return Plan(where, how.parameters, how.exact)

    @once
    def numbers() -> set[int]:
        return {c["entry"] for c in cache.claims.search(query)}

    return RowQuery(("claim", query), sql, lambda entry: entry.doc_id in numbers())


def words(cache: Cache, leaf: Words | Together) -> QueryInstance:
    """Entries that have the words, or one of whose claims says them."""
    words = leaf.words if isinstance(leaf, Together) else (leaf,)
    expressions = [one for one in map(words_expression, words) if one is not None]
    if not expressions:
        return Query().noop()
    expression = " AND ".join(f"({one})" for one in expressions)
    if isinstance(leaf, Words) and leaf.field is TextField.SAID:
        return _found(cache, ("saying", expression), lambda: saying(cache.rows, expression))
    return _matching(cache, "search", expression)


def _matching(cache: Cache, index: str, expression: str) -> QueryInstance:
    """Entries that satisfy an expression over an index of them."""
    return _found(cache, (index, expression), lambda: matches(cache.rows, index, expression))


def _found(cache: Cache, key: tuple[str, str], find: Callable[[], Matches]) -> QueryInstance:
    def sql() -> Plan:
        found = find()
        # Sort what was found, or go through all in order until a page is full (+ keeps SQLite from looking up
        # ids): even where found² = 25 all.
        few = found.size**2 < 25 * (cache.entries.highest() or 0)
        return Plan(f"{'' if few else '+'}entries.id IN {found.table}")

    @once
    def numbers() -> set[int]:
        return {n for (n,) in cache.rows.rows(f"SELECT id FROM {find().table}")}  # noqa: S608 - ours

    return RowQuery(key, sql, lambda entry: entry.doc_id in numbers())


def said(cache: Cache, leaf: Words) -> QueryInstance:
    """Claims whose own words satisfy a leaf."""
    expression, rows = words_expression(leaf), cache.rows
    if expression is None:
        return Query().noop()
    place = f"(claims.entry << {CLAIM_SHIFT}) + claims.nth"

    def sql() -> Plan:
        return Plan(f"(claims.live AND {place} IN {matches(rows, 'search_said', expression).table})")

    @once
    def places() -> set[int]:
        return {n for (n,) in rows.rows("SELECT rowid FROM search_said WHERE search_said MATCH ?", (expression,))}

    def test(claim: Any) -> bool:
        return bool(claim["live"]) and (claim["entry"] << CLAIM_SHIFT) + claim["nth"] in places()

    return RowQuery(("said", expression), sql, test)


def scanned(cache: Cache, leaf: Pattern | LinkHas) -> QueryInstance:
    """What no index knows: every item is looked at, once for each question."""

    @once
    def numbers() -> frozenset[int]:
        if isinstance(leaf, LinkHas):
            wanted = leaf.value.casefold()
            found = finder(leaf.value) if leaf.pattern else lambda text: wanted in text.casefold()
            return frozenset(entries_whose(cache, "link", found))
        return frozenset(entries_matching(cache, finder(leaf.regex), leaf.field))

    def sql() -> Plan:
        return Plan("entries.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers())),))

    return RowQuery(("scanned", leaf), sql, lambda entry: entry.doc_id in numbers())
