"""What the user did, done, undone and done again: each action is one transaction, kept as data over restarts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from tinydb import where

from newsterm.model import Action, Change, TagEdit, Target
from newsterm.store import codec, indexing, search
from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.readings import recount
from newsterm.store.rules import rule_docs
from newsterm.store.shown import refresh_shown, set_hidden
from newsterm.store.views import named_docs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from tinydb.table import Document

    from newsterm.store.cache import Cache

    After = Callable[[str, "Value"], "Value"]
    """What a field is to be, given the id of the thing and what is there; for a flag the same whatever is there."""

KEPT = 200
"""How many actions can be undone at least."""
_SPARE = 20
"""Actions above those that wait to be forgotten together."""
_FIELDS = {
    Target.ENTRY: ("read", "starred", "hidden", "tags", "note"),
    Target.CLAIM: ("tags", "rejected", "note"),
    Target.HIGHLIGHT: ("kept", "source"),
    Target.FEED: ("subscribed", "paused", "title", "folder", "tags"),
    Target.VIEW: ("query", "colour", "key", "position"),
    Target.RULE: ("rule", "position"),
}
_KEYS = {
    Target.ENTRY: "key",
    Target.CLAIM: "key",
    Target.HIGHLIGHT: "key",
    Target.FEED: "url",
    Target.VIEW: "name",
    Target.RULE: "name",
}

_FLAGS = ("read", "starred", "rejected", "kept", "subscribed", "paused")

Value = bool | int | str | tuple[str, ...] | None
Made = Value | Callable[[Any], Value]
"""A value, or what becomes of the one there."""


class Edit(NamedTuple):
    """A field that some things are to have changed."""

    target: Target
    ids: Iterable[str]
    field: str
    after: Made | Mapping[str, Made]
    """For all of them, or each thing's own."""


def edit(
    cache: Cache,
    target: Target,
    ids: Iterable[str],
    field: str,
    after: Made | Mapping[str, Made],
    *,
    label: Callable[[int], str],
    at: datetime,
) -> Action | None:
    """Give a field of these things a value - each its own, or what `after` makes of the one there - and remember it.

    `label` tells of it, given how many things it changed. None where nothing had to change, and undone actions are
    forgotten only where something did. What is not there is passed over. ValueError for a field that is no user's.
    """
    return edit_all(cache, [Edit(target, ids, field, after)], label=lambda changes: label(len(changes)), at=at)


def edit_all(
    cache: Cache, edits: Iterable[Edit], *, label: Callable[[Sequence[Change]], str], at: datetime
) -> Action | None:
    """The same for several fields, of things of any kind, as one action; `label` is given what changed."""
    with cache.transaction():
        changes = make(cache, edits)
        if not changes:
            return None
        action = Action(label=label(changes), changes=tuple(changes), at=at)
        _remember(cache, action)
    return action


def make(cache: Cache, edits: Iterable[Edit]) -> list[Change]:
    """Make edits inside a transaction, one after the other, remembered or not; what changed."""
    changes: list[Change] = []
    for target, ids, field, after in edits:
        if field not in _FIELDS[target]:
            raise ValueError(f"{target} has no field {field!r} that a user changes")
        changes += _MAKE[target](cache, field, dict.fromkeys(ids), partial(_wanted, after))
    return changes


def _wanted(after: Made | Mapping[str, Made], thing: str, before: Value) -> Value:
    own = after[thing] if isinstance(after, Mapping) else after
    return own(before) if callable(own) else own


def _remember(cache: Cache, action: Action) -> None:
    latest = cache.actions.select(("id", "undone"), order="id DESC", limit=1)
    if latest and latest[0][1]:  # what is undone are always the latest
        cache.actions.remove(where("undone") == True)  # noqa: E712 - TinyDB overloads ==
    number = cache.actions.insert({**codec.action_to(action), "undone": False})
    if number % _SPARE == 0:
        cache.actions.remove(doc_ids=[n for (n,) in cache.actions.select(("id",), order="id DESC", offset=KEPT)])


def retag(
    cache: Cache, name: str, instead: str | None, *, label: Callable[[Sequence[Change]], str], at: datetime
) -> Action | None:
    """Give another tag, or none, to all entries and claims that have one, as one action; None where nothing has it.

    `label` is given what changed.
    """
    edit = TagEdit(add=() if instead is None else (instead,), remove=(name,))
    with cache.transaction():
        edits = []
        for target, table in ((Target.ENTRY, "entries"), (Target.CLAIM, "claims")):
            its = f"SELECT key FROM {table} WHERE id IN (SELECT id FROM {table}__tags WHERE value = ?)"  # noqa: S608
            edits.append(Edit(target, [key for (key,) in cache.rows.rows(its, (name,))], "tags", edit.apply))
        return edit_all(cache, edits, label=label, at=at)


def undo(cache: Cache) -> Action | None:
    """Take the last action back; what others changed since then stays."""
    return _move(cache, undone=False)


def redo(cache: Cache) -> Action | None:
    """Do the action again that was undone last."""
    return _move(cache, undone=True)


def next_one(cache: Cache, *, undone: bool) -> Action | None:
    """The action that redo (`undone`) or undo would move."""
    doc = _next(cache, undone=undone)
    return None if doc is None else codec.action_from(doc)


def _next(cache: Cache, *, undone: bool) -> Document | None:
    order = "id" if undone else "id DESC"
    rows = cache.actions.select(("id",), where("undone") == undone, order=order, limit=1)
    return cache.actions.get(doc_id=rows[0][0]) if rows else None


def _move(cache: Cache, *, undone: bool) -> Action | None:
    with cache.transaction():
        doc = _next(cache, undone=undone)
        if doc is None:
            return None
        action = codec.action_from(doc)
        changes = action.changes if undone else [c.inverse() for c in reversed(action.changes)]
        for (target, field), some in groupby(changes, key=lambda change: (change.target, change.field)):
            wanted = {change.id: change for change in some}
            _MAKE[target](cache, field, wanted, partial(_rebased, wanted))
        cache.actions.update({"undone": not undone}, doc_ids=[doc.doc_id])
    return action


def _rebased(wanted: Mapping[str, Change], thing: str, before: Value) -> Value:
    """What a change makes of what is there: tags are added and taken away one by one, so that others set since stay."""
    change, after = wanted[thing], wanted[thing].after
    if before == change.before or not (isinstance(before, tuple) and isinstance(change.before, tuple)):
        return after
    kept = after if isinstance(after, tuple) else ()
    add = tuple(t for t in kept if t not in change.before)
    remove = tuple(t for t in change.before if t not in kept)
    return TagEdit(add=add, remove=remove).apply(before)


# -- making changes --------------------------------------------------------------------------------------------------


def _entries(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """No document is decoded for a key, nor for 100,000 of them."""
    if field == "tags":
        return _tags(cache, ids, after)
    if field == "note":
        docs = cache.entries.having("key", ids)
        noted = _amend(docs, Target.ENTRY, field, after)
        cache.entries.save(docs)
        return list(noted.values())
    made: list[Change] = []
    for value in (True, False):
        turning = [thing for thing in ids if after(thing, not value) is value]
        if field == "hidden":
            turned = set_hidden(cache, turning, value)
        else:
            turned = cache.entries.set_flag("key", turning, field, value)
        made += [Change(target=Target.ENTRY, id=key, field=field, before=not value, after=value) for key in turned]
    return made


def _tags(cache: Cache, ids: Collection[str], after: After) -> list[Change]:
    made = []
    for number, key, tags in cache.entries.lists_having("key", ids, "tags"):
        before = tuple(tags)
        wanted = after(key, before)
        if isinstance(wanted, tuple) and wanted != before:
            cache.entries.set_list(number, "tags", tags, list(wanted))
            made.append(Change(target=Target.ENTRY, id=key, field="tags", before=before, after=wanted))
    return made


def _claims(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """A rejection changes what its entry counts and what can be found in it."""
    docs = cache.claims.having("key", ids)
    changes = _amend(docs, Target.CLAIM, field, after)
    _save_claims(cache, docs, {doc["entry"] for doc in docs if doc.doc_id in changes and field == "rejected"})
    return list(changes.values())


def _highlights(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """What is not kept stays, out of sight, for the action to be done again."""
    docs = [doc for doc in cache.claims.having("key", ids) if doc.get("own")]
    changes = _amend(docs, Target.HIGHLIGHT, field, after)
    for doc in docs:
        doc["live"] = bool(doc.get("kept"))
    _save_claims(cache, docs, {doc["entry"] for doc in docs if doc.doc_id in changes})
    return list(changes.values())


def _save_claims(cache: Cache, docs: Sequence[Document], turned: Collection[int]) -> None:
    """Write claims; of the entries that are named other claims count."""
    entries = cache.entries.documents(turned)
    before = {n: indexing.stored_words(cache, n, doc) for n, doc in entries.items()}
    cache.claims.save(docs)
    for number, entry in entries.items():
        recount(cache, number, entry)
        cache.entries.save([entry])
        search.replace(cache.rows, number, before[number], indexing.stored_words(cache, number, entry))


def _feeds(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """Who is followed no more takes its entries out of sight."""
    docs = [doc for doc in (feed_doc(cache, url) for url in ids) if doc is not None]
    changes = _amend(docs, Target.FEED, field, after)
    for doc in docs:
        doc["name"] = name_of(doc)
    cache.feeds.save(docs)
    if changes and field == "subscribed":
        refresh_shown(cache, changes)
    return list(changes.values())


def _views(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """A view is there as long as it has a query."""
    makes = field == "query"
    docs = [d for name in ids for d in named_docs(cache.views, [name], make=makes and after(name, None) is not None)]
    changes = _amend(docs, Target.VIEW, field, after)
    cache.views.save(docs)
    return list(changes.values())


def _rules(cache: Cache, field: str, ids: Collection[str], after: After) -> list[Change]:
    """A rule is there as long as it says something."""
    docs = rule_docs(cache, ids) if field != "rule" else rule_docs(cache, ids, make=lambda name: after(name, None))
    changes = _amend(docs, Target.RULE, field, after)
    cache.rules.save(docs)
    return list(changes.values())


_MAKE = {
    Target.ENTRY: _entries,
    Target.CLAIM: _claims,
    Target.HIGHLIGHT: _highlights,
    Target.FEED: _feeds,
    Target.VIEW: _views,
    Target.RULE: _rules,
}


def _amend(docs: Iterable[Document], target: Target, field: str, after: After) -> dict[int, Change]:
    """Change a field of documents; the changes by number, of those where something changed."""
    changes: dict[int, Change] = {}
    for doc in docs:
        thing = doc[_KEYS[target]]
        before = _value(doc, field, target)
        wanted = after(thing, before)
        if wanted != before:
            _set(doc, field, wanted, target)
            changes[doc.doc_id] = Change(target=target, id=thing, field=field, before=before, after=wanted)
    return changes


def _value(doc: Mapping[str, Any], field: str, target: Target) -> Value:
    if target is Target.HIGHLIGHT and field == "source":
        return codec.said_by(dict(doc))
    if field == "tags":
        return tuple(doc.get("tags", ()))
    value: Value = doc.get(field)
    return bool(value) if field in _FLAGS else value


def _set(doc: dict[str, Any], field: str, value: Value, target: Target) -> None:
    if target is Target.HIGHLIGHT and field == "source":
        codec.say_by(doc, value if isinstance(value, str) else None)
    elif value is None or value == ():
        doc.pop(field, None)
    else:
        doc[field] = list(value) if isinstance(value, tuple) else value
