"""Query trees compiled to TinyDB queries that the tables answer from their columns."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

from newsterm.query.pattern import finder
from newsterm.query.tree import (
    Acts,
    Age,
    And,
    ClaimLeaf,
    Count,
    Counted,
    CueHas,
    Dated,
    FeedHas,
    FirstSeen,
    Flag,
    Has,
    Hedged,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    LinkHas,
    Not,
    NoteHas,
    Op,
    Or,
    Part,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    Tagged,
    TextField,
    Tree,
    Via,
    Words,
    leaves,
)
from newsterm.store.codec import time_to
from newsterm.store.indexing import entries_matching, entries_whose
from newsterm.store.meant import feeds_meant
from newsterm.store.noted import claims_noted, entries_marked
from newsterm.store.pushdown import Plan, RowQuery, contains, folded, plan
from newsterm.store.schema import CLAIMS, ENTRIES
from newsterm.store.search import match_expression, matches
from newsterm.store.shown import CARRIED_HIDDEN, SHOWN
from newsterm.store.texts import says

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache

_LAST = chr(0x10FFFF)
_LIVE = (where("live") == True) & (where("rejected") == False)  # noqa: E712 - TinyDB overloads ==
_OWN = where("own") == True  # noqa: E712
UNREAD = where("read") == False  # noqa: E712
"""Entries that are not read."""
_MARKS = {
    Flag.READ: where("read") == True,  # noqa: E712
    Flag.UNREAD: UNREAD,
    Flag.STARRED: where("starred") == True,  # noqa: E712
    Flag.TAGGED: where("tags").exists(),
    Flag.HIDDEN: CARRIED_HIDDEN,
}
LEFT = "left"
"""The memo of when the reader was left last, in microseconds since 1970."""


class Compiler:
    """Compiles trees for one cache at one time."""

    def __init__(self, cache: Cache, now: datetime) -> None:
        self._cache = cache
        self._now = now

    def entries(self, tree: Tree | None) -> QueryInstance:
        """The condition on entries that are shown."""
        return SHOWN if tree is None else _sight(tree) & self._walk(tree, self._of_entry)

    def claims(self, tree: Tree | None, *, rejected: bool) -> QueryInstance:
        """The condition on claims of entries that are shown; on those that were rejected, found again or not."""
        which = (where("rejected") == True) if rejected else _LIVE  # noqa: E712
        shown = self._of_its_entry(_sight(tree))
        return which & shown if tree is None else which & shown & self._walk(tree, self._of_claim)

    def _walk(self, tree: Tree, leaf: Callable[[Any], QueryInstance]) -> QueryInstance:
        match tree:
            case And(parts=parts):
                return _join([self._walk(p, leaf) for p in parts], every=True)
            case Or(parts=parts):
                return _join([self._walk(p, leaf) for p in parts], every=False)
            case Not(part=part):
                return ~self._walk(part, leaf)
        return leaf(tree)

    # -- claims ----------------------------------------------------------------------------------------------

    def _of_claim(self, leaf: Any) -> QueryInstance:
        if isinstance(leaf, ClaimLeaf):
            return _claim_leaf(leaf)
        if isinstance(leaf, Tagged):
            return where("tags").any([leaf.name])
        if leaf == Is(Flag.TAGGED):
            return where("tags").exists()
        if leaf == Is(Flag.OWN):
            return _OWN
        if leaf == Has(Part.NOTE) or isinstance(leaf, NoteHas):
            return _numbered("claims", leaf, lambda: claims_noted(self._cache, leaf))
        if isinstance(leaf, Words) and leaf.field is TextField.SAID:
            return self._of_its_entry(self._words(leaf)) & says(leaf)
        return self._of_its_entry(self._of_entry(leaf))

    def _of_its_entry(self, query: QueryInstance) -> QueryInstance:
        """What holds of the entry, asked of its claims."""

        def sql() -> Plan:
            how = plan(query, ENTRIES)
            if how.exact:
                found = f"EXISTS (SELECT 1 FROM entries WHERE entries.id = claims.entry AND {how.where})"  # noqa: S608
                return Plan(found, how.parameters)
            return Plan("claims.entry IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers())),))

        @cache
        def numbers() -> set[int]:
            return {d.doc_id for d in self._cache.entries.search(query)}

        return RowQuery(("entry", query), sql, lambda claim: claim["entry"] in numbers())

    # -- entries ---------------------------------------------------------------------------------------------

    def _of_entry(self, leaf: Any) -> QueryInstance:
        if isinstance(leaf, ClaimLeaf):
            return self._with_claim(_LIVE & _claim_leaf(leaf))
        match leaf:
            case Words():
                return self._words(leaf)
            case Pattern() | LinkHas(pattern=True):
                return self._pattern(leaf)
            case InFeed() | InFolder() | FeedHas():
                return self._carried_by(feeds_meant(self._cache, leaf))
            case Is(flag=Flag.NEW) | FirstSeen():
                return _first_seen(time_to(leaf.after) if isinstance(leaf, FirstSeen) else self._left())
            case Age(op=op, age=age):
                return _age(op, age, self._now)
            case Dated(first=first, last=last):
                return _dated(first, last)
            case Is(flag=Flag.OWN) | Has(part=Part.HIGHLIGHT | Part.NOTE) | NoteHas():
                return _numbered("entries", leaf, lambda: entries_marked(self._cache, leaf))
        return _entry_leaf(leaf)

    def _left(self) -> int | None:
        memo = self._cache.memos.get(where("key") == LEFT)
        return memo["value"] if memo else None

    def _with_claim(self, query: QueryInstance) -> QueryInstance:
        """Entries that have a claim of which the query holds."""

        def sql() -> Plan:
            how = plan(query, CLAIMS)
            where = f"+entries.id IN (SELECT claims.entry FROM claims WHERE {how.where})"  # noqa: S608
            return Plan(where, how.parameters, how.exact)

        @cache
        def numbers() -> set[int]:
            return {c["entry"] for c in self._cache.claims.search(query)}

        return RowQuery(("claim", query), sql, lambda entry: entry.doc_id in numbers())

    @staticmethod
    def _carried_by(numbers: list[int]) -> QueryInstance:
        """Entries of feeds with these numbers."""
        carried = where("feed").one_of(numbers)

        def sql() -> Plan:
            chosen = ",".join(map(str, numbers))
            return Plan(f"entries.id IN (SELECT entry FROM sightings WHERE feed IN ({chosen}))")  # noqa: S608

        also = RowQuery(("feeds", tuple(numbers)), sql, lambda entry: not set(numbers).isdisjoint(entry["feeds"]))
        return carried | ((where("shared") == True) & also)  # noqa: E712

    def _words(self, leaf: Words) -> QueryInstance:
        expression = match_expression(leaf.text, leaf.field, phrase=leaf.phrase)
        if expression is None:
            return Query().noop()

        rows = self._cache.rows

        def sql() -> Plan:
            found = matches(rows, expression)
            # Sort what was found, or go through all in order until a page is full (+ keeps SQLite from looking up
            # ids): even where found² = 25 all.
            few = found.size**2 < 25 * (self._cache.entries.highest() or 0)
            return Plan(f"{'' if few else '+'}entries.id IN {found.table}")

        @cache
        def numbers() -> set[int]:
            return {n for (n,) in rows.rows("SELECT rowid FROM search WHERE search MATCH ?", (expression,))}

        return RowQuery(("match", expression), sql, lambda entry: entry.doc_id in numbers())

    def _pattern(self, leaf: Pattern | LinkHas) -> QueryInstance:
        @cache
        def numbers() -> frozenset[int]:
            if isinstance(leaf, LinkHas):
                return frozenset(entries_whose(self._cache, "link", finder(leaf.value)))
            return frozenset(entries_matching(self._cache, finder(leaf.regex), leaf.field))

        def sql() -> Plan:
            return Plan("entries.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers())),))

        return RowQuery(("pattern", leaf), sql, lambda entry: entry.doc_id in numbers())


def _sight(tree: Tree | None) -> QueryInstance:
    """What is in sight: what is hidden as well where the query asks of it."""
    asked = tree is not None and Is(Flag.HIDDEN) in leaves(tree)
    return SHOWN | CARRIED_HIDDEN if asked else SHOWN


def _first_seen(after: int | None) -> QueryInstance:
    return Query().noop() if after is None else where("first_seen") > after


def _numbered(table: str, leaf: Any, find: Callable[[], set[int]]) -> QueryInstance:
    """The documents of a table that satisfy a leaf: few, whose numbers are looked up when they are needed."""
    numbers = cache(find)

    def sql() -> Plan:
        return Plan(f"{table}.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers())),))  # noqa: S608

    return RowQuery((table, leaf), sql, lambda doc: doc.doc_id in numbers())


def _join(parts: list[QueryInstance], *, every: bool) -> QueryInstance:
    if not parts:
        return Query().noop() if every else ~Query().noop()
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part if every else joined | part
    return joined


def _claim_leaf(leaf: Any) -> QueryInstance:
    match leaf:
        case SaidBy(name=name):
            return contains("source", name.casefold())
        case Via(name=name):
            return contains("via", name.casefold())
        case CueHas(value=value):
            return contains("cue", value.casefold())
        case SourceKind(kind=kind):
            return where("kind") == kind.value
        case Hedged(hedged=hedged):
            return where("hedged") == hedged
        case Quoted(quote_type=quote_type):
            return where("quote_type") == quote_type.value
        case Acts(act=act):
            return where("act") == act.value
    raise TypeError(f"{leaf!r} is no condition on a claim")


def _entry_leaf(leaf: Any) -> QueryInstance:
    match leaf:
        case Tagged(name=name):
            return where("tags").any([name])
        case Is(flag=flag):
            return _MARKS[flag]
        case Has(part=part):
            return where({Part.CLAIMS: "claims", Part.ENCLOSURE: "attached", Part.REVISION: "revisions"}[part]) > 0
        case InLanguage(value=value):
            code = value.casefold()
            return (where("lang") >= code) & (where("lang") < code + _LAST)
        case LinkHas(value=value):
            return folded("link", value.casefold())
        case Count(what=what, op=op, number=number):
            field = {Counted.CLAIMS: "claims", Counted.NAMED: "named", Counted.UNNAMED: "unnamed"}[what]
            return _compare(field, op, number)
    raise TypeError(f"{leaf!r} is no condition on an entry")


def _compare(field: str, op: Op, number: int) -> QueryInstance:
    path = where(field)
    match op:
        case Op.LT:
            return path < number
        case Op.LE:
            return path <= number
        case Op.GE:
            return path >= number
        case Op.GT:
            return path > number
    return path == number


def _age(op: Op, age: timedelta, now: datetime) -> QueryInstance:
    """An age is compared backwards as a time; equal is the same hour, or the same day for whole days."""
    # Counted in microseconds, because a datetime has no time before the year 1.
    then = (time_to(now) or 0) - age // timedelta(microseconds=1)
    if op is Op.EQ:
        unit = timedelta(hours=1) if age % timedelta(days=1) else timedelta(days=1)
        return (where("sort_time") <= then) & (where("sort_time") > then - unit // timedelta(microseconds=1))
    backwards = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GE: Op.LE, Op.GT: Op.LT}
    return _compare("sort_time", backwards[op], then)


def _dated(first: date | None, last: date | None) -> QueryInstance:
    query = Query().noop()
    if first is not None and first.year > 1:  # nothing is older than the first year, which has no time west of UTC
        query &= where("sort_time") >= _midnight(first)
    if last is not None and last.year < date.max.year:
        query &= where("sort_time") < _midnight(last + timedelta(days=1))
    return query


def _midnight(day: date) -> int:
    return time_to(datetime(day.year, day.month, day.day).astimezone()) or 0
