"""Leaves of queries that indexes answer: words, names, and what the claims of an entry are like."""

from __future__ import annotations

import json
from functools import cache as once
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

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
    kept,
    matches,
    piece_expression,
    quoted,
    saying,
    words_expression,
)
from newsterm.store.naming import has_names, meant_by, tells_alone
from newsterm.store.pushdown import Plan, RowQuery, contains, plan
from newsterm.store.schema import CLAIMS
from newsterm.store.search import CLAIM_SHIFT, claim_row
from newsterm.store.stems import satisfying
from newsterm.store.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache
    from newsterm.store.matching import Select

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
    column = "authors" if leaf.field is NameField.AUTHOR else leaf.field.value
    meant = meant_by(cache.rows, leaf.name)
    if not all(meant):
        return ~Query().noop()
    whole = [some for some in meant if len(some[0]) >= LEAST_LETTERS]  # an initial is in no index
    expression = " AND ".join(f"{column} : ({' OR '.join(map(quoted, some))})" for some in whole)
    if leaf.field is NameField.AUTHOR:
        return _matching(cache, "search", expression)
    if tells_alone(meant):
        return _matching(cache, "search_names", expression)

    def select() -> Select:
        table = matches(cache.rows, "search_names", expression).table
        sql = (
            f"SELECT claims.entry FROM {table} AS named CROSS JOIN claims ON claims.entry = +named.id "  # noqa: S608 - ours
            f"WHERE claims.live AND NOT claims.rejected AND has_names(claims.{column}, ?)"
        )
        return sql, (json.dumps(meant),)

    return found(cache, ("near", leaf), lambda: kept(cache.rows, leaf, select))


def near_claim(cache: Cache, leaf: Near) -> QueryInstance:
    """Claims in whose source or chain a name is spelled nearly so."""
    column, meant = leaf.field.value, meant_by(cache.rows, leaf.name)
    wanted = json.dumps(meant)

    def sql() -> Plan:
        return Plan(f"has_names(claims.{column}, ?)", (wanted,)) if all(meant) else Plan("0")

    return RowQuery(("near", leaf), sql, lambda claim: all(meant) and has_names(claim.get(column), wanted))


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
    expression = expression_of(leaf)
    if expression is None:
        return Query().noop()
    if isinstance(leaf, Words) and leaf.field is TextField.SAID:
        return found(cache, ("saying", expression), lambda: saying(cache.rows, expression))
    return _matching(cache, "search", expression)


def expression_of(leaf: Words | Together) -> str | None:
    """All of the words as an FTS5 expression; None where there are none."""
    words = leaf.words if isinstance(leaf, Together) else (leaf,)
    expressions = [one for one in map(words_expression, words) if one is not None]
    return " AND ".join(f"({one})" for one in expressions) or None


def _matching(cache: Cache, index: str, expression: str) -> QueryInstance:
    """Entries that satisfy an expression over an index of them."""
    return found(cache, (index, expression), lambda: matches(cache.rows, index, expression))


def found(cache: Cache, key: tuple[Hashable, ...], find: Callable[[], Matches]) -> QueryInstance:
    """Entries that are looked up when they are needed."""

    def sql() -> Plan:
        there = find()
        # Sort what was found, or go through all in order until a page is full (+ keeps SQLite from looking up
        # ids): even where found² = 25 all.
        few = there.size**2 < 25 * (cache.entries.highest() or 0)
        return Plan(f"{'' if few else '+'}entries.id IN {there.table}")

    @once
    def numbers() -> set[int]:
        return {n for (n,) in cache.rows.rows(f"SELECT id FROM {find().table}")}  # noqa: S608 - ours

    return RowQuery(key, sql, lambda entry: entry.doc_id in numbers())


def said(cache: Cache, leaf: Words) -> QueryInstance:
    """Claims whose own words satisfy a leaf."""
    expression, rows = words_expression(leaf), cache.rows
    if expression is None:
        return Query().noop()
    place = f"(claims.entry << {CLAIM_SHIFT}) + claims.id"

    def sql() -> Plan:
        return Plan(f"(claims.live AND {place} IN {matches(rows, 'search_said', expression).table})")

    @once
    def places() -> set[int]:
        return {n for (n,) in rows.rows("SELECT rowid FROM search_said WHERE search_said MATCH ?", (expression,))}

    def test(claim: Any) -> bool:
        return bool(claim["live"]) and claim_row(claim["entry"], claim.doc_id) in places()

    return RowQuery(("said", expression), sql, test)


def said_of_rejected(cache: Cache, leaf: Words) -> QueryInstance:
    """Rejected claims whose own words satisfy a leaf: few, and in no index."""
    expression = words_expression(leaf)
    if expression is None:
        return Query().noop()
    texts = ((claim.doc_id, str(claim["text"])) for claim in cache.claims.search(where("rejected") == True))  # noqa: E712
    numbers = satisfying(texts, expression)
    sql = Plan("claims.id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))
    return RowQuery(("rejected", expression), lambda: sql, lambda claim: claim.doc_id in numbers)


def scanned(cache: Cache, leaf: Pattern | LinkHas) -> QueryInstance:
    """What no index knows: every item is looked at."""

    def numbers() -> Iterator[int]:
        if isinstance(leaf, Pattern):
            return entries_matching(cache, finder(leaf.regex), leaf.field, f"/{leaf.regex}/")
        shown = f"/{leaf.value}/" if leaf.pattern else f"link:{leaf.value}"
        return entries_whose(cache, "link", in_link(leaf), shown)

    def find() -> Matches:
        select = "SELECT value FROM json_each(?)"
        return kept(cache.rows, leaf, lambda: (select, (json.dumps(list(numbers())),)))

    return found(cache, ("scanned", leaf), find)


def in_link(leaf: LinkHas) -> Callable[[str], bool]:
    """Whether the leaf finds what it looks for in a link."""
    wanted = leaf.value.casefold()
    return finder(leaf.value) if leaf.pattern else lambda text: wanted in text.casefold()


def carried_by(cache: Cache, feeds: tuple[int, ...]) -> QueryInstance:
    """Entries of feeds with these numbers."""
    if not feeds:
        return ~Query().noop()
    chosen = ",".join(map(str, feeds))
    # The few that several feeds carry first, and their feeds then: + keeps SQLite from looking up each of 500 feeds.
    also = "SELECT sightings.entry FROM entries CROSS JOIN sightings ON sightings.entry = +entries.id"
    select = (
        f"SELECT id FROM entries WHERE feed IN ({chosen}) UNION ALL "  # noqa: S608 - numbers
        f"{also} WHERE entries.shared = 1 AND +sightings.feed IN ({chosen})"
    )
    return found(cache, ("feeds", feeds), lambda: kept(cache.rows, ("feeds", feeds), lambda: (select, ())))
