"""Leaves of queries that an entry's own columns answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

from newsterm.query.tree import (
    Acts,
    Count,
    Counted,
    Flag,
    Has,
    Hedged,
    InLanguage,
    Is,
    Op,
    Part,
    Quoted,
    SourceKind,
    Tagged,
)
from newsterm.store import lookups
from newsterm.store.codec import time_to
from newsterm.store.pushdown import has_bit
from newsterm.store.shown import CARRIED_HIDDEN
from newsterm.store.traits import BITS

if TYPE_CHECKING:
    from tinydb.queries import QueryInstance

_LAST = chr(0x10FFFF)
UNREAD = where("read") == False  # noqa: E712
"""Entries that are not read."""
_MARKS = {
    Flag.READ: where("read") == True,  # noqa: E712
    Flag.UNREAD: UNREAD,
    Flag.STARRED: where("starred") == True,  # noqa: E712
    Flag.TAGGED: where("tags").exists(),
    Flag.HIDDEN: CARRIED_HIDDEN,
}


def first_seen(after: int | None) -> QueryInstance:
    """What came after a moment, in microseconds since 1970; None is always."""
    return Query().noop() if after is None else where("first_seen") > after


def entry_leaf(leaf: Any) -> QueryInstance:
    """What a leaf asks of one column, the same at any time."""
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


def aged(op: Op, age: timedelta, now: datetime) -> QueryInstance:
    """An age is compared backwards as a time; equal is the same hour, or the same day for whole days."""
    # Counted in microseconds, because a datetime has no time before the year 1.
    then = (time_to(now) or 0) - age // timedelta(microseconds=1)
    if op is Op.EQ:
        unit = timedelta(hours=1) if age % timedelta(days=1) else timedelta(days=1)
        return (where("sort_time") <= then) & (where("sort_time") > then - unit // timedelta(microseconds=1))
    backwards = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GE: Op.LE, Op.GT: Op.LT}
    return _compare("sort_time", backwards[op], then)


def dated(first: date | None, last: date | None) -> QueryInstance:
    """Between two days in the local zone, both included; None is open."""
    query = Query().noop()
    if first is not None and first.year > 1:  # nothing is older than the first year, which has no time west of UTC
        query &= where("sort_time") >= _midnight(first)
    if last is not None and last.year < date.max.year:
        query &= where("sort_time") < _midnight(last + timedelta(days=1))
    return query


def _midnight(day: date) -> int:
    return time_to(datetime(day.year, day.month, day.day).astimezone()) or 0
