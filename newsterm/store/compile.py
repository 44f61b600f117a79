"""Query trees compiled to TinyDB queries that the tables answer from their columns."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tinydb import Query, where

from newsterm.query.tree import (
    Age,
    And,
    ClaimLeaf,
    Count,
    CueHas,
    Dated,
    FeedHas,
    FirstSeen,
    Flag,
    Has,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    Leaf,
    LinkHas,
    NameField,
    Near,
    Not,
    NoteHas,
    Or,
    Part,
    Pattern,
    SaidBy,
    Tagged,
    TextField,
    Tree,
    Via,
    Words,
    leaves,
)
from newsterm.store import lookups
from newsterm.store.codec import time_to
from newsterm.store.columns import aged, dated, entry_leaf, first_seen
from newsterm.store.matching import forget
from newsterm.store.meant import feeds_meant
from newsterm.store.noted import claims_noted, entries_marked
from newsterm.store.pushdown import Plan, RowQuery, plan
from newsterm.store.schema import ENTRIES
from newsterm.store.shown import CARRIED_HIDDEN, SHOWN
from newsterm.store.together import Together, together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tinydb.queries import QueryInstance

    from newsterm.store.cache import Cache

_OWN = where("own") == True  # noqa: E712 - TinyDB overloads ==
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
                alone = all(map(_of_its_entry_alone, leaves(part)))
                return ~self._walk(part, self._of_entry) if alone else Query().noop()
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
                return first_seen(time_to(leaf.after) if isinstance(leaf, FirstSeen) else self._left())
            case Age(op=op, age=age):
                return aged(op, age, self._now)
            case Dated(first=first, last=last):
                return dated(first, last)
            case Is(flag=Flag.OWN) | Has(part=Part.HIGHLIGHT | Part.NOTE) | NoteHas():
                return _numbered("entries", leaf, lambda: entries_marked(self._cache, leaf))
        return entry_leaf(leaf)

    def _feeds(self, leaf: InFeed | InFolder | FeedHas | Near) -> tuple[int, ...]:
        return tuple(feeds_meant(self._cache, leaf))

    def _left(self) -> int | None:
        memo = self._cache.memos.get(where("key") == LEFT)
        return memo["value"] if memo else None


def _sight(tree: Tree | None) -> QueryInstance:
    """What is in sight: what is hidden as well where the query asks of it."""
    asked = tree is not None and Is(Flag.HIDDEN) in leaves(tree)
    return SHOWN | CARRIED_HIDDEN if asked else SHOWN


def _numbered(table: str, leaf: Any, find: Callable[[], set[int]]) -> QueryInstance:
    """The documents of a table that satisfy a leaf: few, whose numbers are looked up when they are needed."""
    numbers = cache(find)

    def sql() -> Plan:
        return Plan(f"{table}.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers())),))  # noqa: S608

    return RowQuery((table, leaf), sql, lambda doc: doc.doc_id in numbers())


def _join(parts: list[QueryInstance], *, every: bool) -> QueryInstance:
    """All of the parts, or one of them, nested no deeper than it must be: SQLite reads it recursively."""
    if not parts:
        return Query().noop() if every else ~Query().noop()
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    one, other = _join(parts[:half], every=every), _join(parts[half:], every=every)
    return one & other if every else one | other


def _any_name(leaf: Near) -> Or:
    """The same asked of each field of names."""
    return Or(tuple(Near(leaf.name, field) for field in NameField if field is not NameField.ANY))


def _of_its_entry_alone(leaf: Leaf) -> bool:
    """Whether a leaf says nothing that only some of an entry's claims may satisfy."""
    match leaf:
        case Words(field=TextField.SAID):
            return False
        case Is(flag=flag):
            return flag not in {Flag.TAGGED, Flag.OWN}
        case Has(part=part):
            return part in {Part.CLAIMS, Part.ENCLOSURE, Part.REVISION}
    return isinstance(leaf, _OF_ENTRIES)
