"""Query trees compiled to TinyDB queries that the tables answer from their columns."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

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
    NameField,
    Near,
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
from newsterm.store import lookups
from newsterm.store.codec import time_to
from newsterm.store.matching import forget
from newsterm.store.meant import feeds_meant
from newsterm.store.noted import claims_noted, entries_marked
from newsterm.store.pushdown import Plan, RowQuery, has_bit, plan
from newsterm.store.schema import ENTRIES
from newsterm.store.shown import CARRIED_HIDDEN, SHOWN
from newsterm.store.together import Together, together
from newsterm.store.traits import BITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache

_LAST = chr(0x10FFFF)
_OWN = where("own") == True  # noqa: E712 - TinyDB overloads ==
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


_IN_CLAIMS = frozenset({NameField.SOURCE, NameField.VIA})
_OF_ENTRIES = (
    Words
    | Together
    | Pattern
    | LinkHas
    | InFeed
    | InFolder
    | FeedHas
    | Age
    | Dated
    | FirstSeen
    | InLanguage
    | Count
    | Is
    | Has
)
"""Leaves that say the same of a claim as of its entry, if they are no `said:` and no tag."""


class Compiler:
    """Compiles trees for one cache at one time."""

    def __init__(self, cache: Cache, now: datetime) -> None:
        self._cache = cache
        self._now = now
        forget(cache.rows)

    def entries(self, tree: Tree | None) -> QueryInstance:
        """The condition on entries that are shown."""
        return SHOWN if tree is None else _sight(tree) & self._walk(tree, self._of_entry)

    def claims(self, tree: Tree | None, *, rejected: bool) -> QueryInstance:
        """The condition on claims of entries that are shown; on those that were rejected, found again or not."""
        which = (where("rejected") == True) if rejected else lookups.LIVE  # noqa: E712
        shown = self._of_its_entry(_sight(tree))
        if tree is None:
            return which & shown
        return which & shown & self._walk(tree, self._of_rejected if rejected else self._of_claim)

    def holding(self, tree: Tree | None) -> QueryInstance:
        """A condition on entries without which none of their claims satisfies the query: where to look for claims."""
        # What the user highlighted is listed with the claims, and counts as none.
        claimed = _sight(tree) & ((where("claims") > 0) | lookups.with_claim(self._cache, _OWN))
        return claimed if tree is None else claimed & self._may_hold(tree)

    def _may_hold(self, tree: Tree) -> QueryInstance:
        match tree:
            case And(parts=parts) | Or(parts=parts):
                return _join([self._may_hold(p) for p in parts], every=isinstance(tree, And))
            case Not(part=part):
                return ~self._walk(part, self._of_entry) if _of_entries_alone(part) else Query().noop()
            case Tagged(name=name):
                return lookups.with_claim(self._cache, where("tags").any([name]))
            case Is(Flag.TAGGED):
                return lookups.with_claim(self._cache, where("tags").exists())
            case Near(field=NameField.ANY):
                return self._may_hold(_any_name(tree))
        known = isinstance(tree, _OF_ENTRIES | ClaimLeaf | Near | NoteHas)
        return self._of_entry(tree) if known else Query().noop()

    def _walk(self, tree: Tree | Together, leaf: Callable[[Any], QueryInstance]) -> QueryInstance:
        match tree:
            case And(parts=parts):
                return _join([self._walk(p, leaf) for p in together(parts)], every=True)
            case Or(parts=parts):
                return _join([self._walk(p, leaf) for p in parts], every=False)
            case Not(part=part):
                return ~self._walk(part, leaf)
            case Near(field=NameField.ANY):
                return self._walk(_any_name(tree), leaf)
        return leaf(tree)

    # -- claims ----------------------------------------------------------------------------------------------

    def _of_claim(self, leaf: Any) -> QueryInstance:
        if isinstance(leaf, ClaimLeaf):
            return lookups.claim_leaf(leaf)
        if isinstance(leaf, Near) and leaf.field in _IN_CLAIMS:
            return lookups.near_claim(self._cache, leaf)
        if isinstance(leaf, Tagged):
            return where("tags").any([leaf.name])
        if leaf == Is(Flag.TAGGED):
            return where("tags").exists()
        if leaf == Is(Flag.OWN):
            return _OWN
        if leaf == Has(Part.NOTE) or isinstance(leaf, NoteHas):
            return _numbered("claims", leaf, lambda: claims_noted(self._cache, leaf))
        if isinstance(leaf, Words) and leaf.field is TextField.SAID:
            return lookups.said(self._cache, leaf)
        return self._of_its_entry(self._of_entry(leaf))

    def _of_rejected(self, leaf: Any) -> QueryInstance:
        if isinstance(leaf, Words) and leaf.field is TextField.SAID:
            return lookups.said_of_rejected(self._cache, leaf)
        return self._of_claim(leaf)

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
        match leaf:
            case Words() | Together():
                return lookups.words(self._cache, leaf)
            case Pattern() | LinkHas():
                return lookups.scanned(self._cache, leaf)
            case InFeed() | InFolder() | FeedHas() | Near(field=NameField.FEED):
                return lookups.carried_by(self._cache, self._feeds(leaf))
            case SaidBy() | Via() | CueHas() | Near():
                return lookups.named(self._cache, leaf)
            case Is(flag=Flag.NEW) | FirstSeen():
                return _first_seen(time_to(leaf.after) if isinstance(leaf, FirstSeen) else self._left())
            case Age(op=op, age=age):
                return _age(op, age, self._now)
            case Dated(first=first, last=last):
                return _dated(first, last)
            case Is(flag=Flag.OWN) | Has(part=Part.HIGHLIGHT | Part.NOTE) | NoteHas():
                return _numbered("entries", leaf, lambda: entries_marked(self._cache, leaf))
        return _entry_leaf(leaf)

    def _feeds(self, leaf: InFeed | InFolder | FeedHas | Near) -> tuple[int, ...]:
        return tuple(feeds_meant(self._cache, leaf))

    def _left(self) -> int | None:
        memo = self._cache.memos.get(where("key") == LEFT)
        return memo["value"] if memo else None


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


_IN_A_ROW = 8
"""So many conditions may stand one inside the other: Python calls one inside the other, and SQLite reads so."""


def _join(parts: list[QueryInstance], *, every: bool) -> QueryInstance:
    if not parts:
        return Query().noop() if every else ~Query().noop()
    if len(parts) > _IN_A_ROW:
        middle = len(parts) // 2
        parts = [_join(parts[:middle], every=every), _join(parts[middle:], every=every)]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part if every else joined | part
    return joined


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
        case SourceKind() | Hedged() | Quoted() | Acts():
            return has_bit("traits", BITS[lookups.fixed(leaf)])
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


def _any_name(leaf: Near) -> Or:
    """The same asked of each field of names."""
    return Or(tuple(Near(leaf.name, field) for field in NameField if field is not NameField.ANY))


def _of_entries_alone(tree: Tree) -> bool:
    """Whether a query says nothing that only some of an entry's claims may satisfy."""
    match tree:
        case And(parts=parts) | Or(parts=parts):
            return all(map(_of_entries_alone, parts))
        case Not(part=part):
            return _of_entries_alone(part)
        case Words(field=TextField.SAID):
            return False
        case Is(flag=flag):
            return flag not in {Flag.TAGGED, Flag.OWN}
        case Has(part=part):
            return part in {Part.CLAIMS, Part.ENCLOSURE, Part.REVISION}
    return isinstance(tree, _OF_ENTRIES)
