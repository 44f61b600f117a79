"""What the user did, done, undone and done again: each action is one transaction, kept as data over restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import Action, Change, TagEdit, Target
from newsterm.store import codec, indexing, search
from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.readings import recount
from newsterm.store.shown import refresh_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinydb.table import Document

    from newsterm.store.cache import Cache

KEPT = 200
"""How many actions can be undone."""
_FIELDS = {
    Target.ENTRY: ("read", "starred", "tags"),
    Target.CLAIM: ("tags", "rejected", "note"),
    Target.FEED: ("subscribed", "title", "folder", "tags"),
}

Value = bool | str | tuple[str, ...] | None


def record(cache: Cache, action: Action) -> Action:
    """Do the action and remember it; returns it with what it really changed. Undone actions are forgotten."""
    with cache.transaction():
        changes = _do(cache, action.changes)
        done = Action(label=action.label, changes=changes, at=action.at)
        cache.actions.remove(where("undone") == True)  # noqa: E712 - TinyDB overloads ==
        cache.actions.insert({**codec.action_to(done), "undone": False})
        old = cache.actions.select(("id",), order="id DESC")[KEPT:]
        cache.actions.remove(doc_ids=[n for (n,) in old])
    return done


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
        _do(cache, changes)
        cache.actions.update({"undone": not undone}, doc_ids=[doc.doc_id])
    return action


def _do(cache: Cache, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Make the changes inside a transaction; those that changed something, with what was there before."""
    made = (_change(cache, change) for change in changes)
    return tuple(change for change in made if change is not None)


def _change(cache: Cache, change: Change) -> Change | None:
    if change.field not in _FIELDS[change.target]:
        raise ValueError(f"{change.target} has no field {change.field!r} that a user changes")
    doc = _target(cache, change)
    if doc is None:
        return None  # removed by another process in the meantime
    before = _value(doc, change)
    after = _after(before, change)
    if after == before:
        return None
    _set(doc, change.field, after)
    match change.target:
        case Target.ENTRY:
            cache.entries.save([doc])
        case Target.CLAIM:
            _save_claim(cache, doc, change.field)
        case Target.FEED:
            doc["name"] = name_of(doc)
            cache.feeds.save([doc])
            if change.field == "subscribed":
                refresh_shown(cache, [doc.doc_id])
    return Change(target=change.target, id=change.id, field=change.field, before=before, after=after)


def _target(cache: Cache, change: Change) -> Document | None:
    match change.target:
        case Target.FEED:
            return feed_doc(cache, change.id)
        case Target.CLAIM:
            table = cache.claims
        case _:
            table = cache.entries
    found: Document | None = table.get(where("key") == change.id)
    return found


def _value(doc: Mapping[str, Any], change: Change) -> Value:
    if change.field == "tags":
        return tuple(doc.get("tags", ()))
    value: Value = doc.get(change.field)
    return bool(value) if isinstance(change.after, bool) else value


def _after(before: Value, change: Change) -> Value:
    """Tags are added and taken away one by one, so that one set elsewhere meanwhile is not lost."""
    if not (isinstance(before, tuple) and isinstance(change.before, tuple) and isinstance(change.after, tuple)):
        return change.after
    add = tuple(t for t in change.after if t not in change.before)
    remove = tuple(t for t in change.before if t not in change.after)
    if before == change.before:
        return change.after
    return TagEdit(add=add, remove=remove).apply(before)


def _set(doc: dict[str, Any], field: str, value: Value) -> None:
    if value is None or value == ():
        doc.pop(field, None)
    else:
        doc[field] = list(value) if isinstance(value, tuple) else value


def _save_claim(cache: Cache, doc: Document, field: str) -> None:
    """A rejection changes what its entry counts and what can be found in it."""
    if field != "rejected":
        cache.claims.save([doc])
        return
    number = doc["entry"]
    entry = cache.entries.get(doc_id=number)
    before = indexing.stored_words(cache, number, entry)
    cache.claims.save([doc])
    recount(cache, number, entry)
    cache.entries.save([entry])
    search.replace(cache.rows, number, before, indexing.stored_words(cache, number, entry))
