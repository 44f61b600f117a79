"""What the user did, done, undone and done again: each action is one transaction, kept as data over restarts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from tinydb import where

from newsterm.model import Action, Change, TagEdit, Target
from newsterm.store import codec, indexing, search
from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.readings import recount
from newsterm.store.shown import refresh_shown
from newsterm.store.views import view_docs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
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
    Target.ENTRY: ("read", "starred", "tags", "note"),
    Target.CLAIM: ("tags", "rejected", "note"),
    Target.HIGHLIGHT: ("kept", "source"),
    Target.FEED: ("subscribed", "paused", "title", "folder", "tags"),
    Target.VIEW: ("query",),
}
_KEYS = {Target.ENTRY: "key", Target.CLAIM: "key", Target.HIGHLIGHT: "key", Target.FEED: "url", Target.VIEW: "name"}

_FLAGS = ("read", "starred", "rejected", "kept", "subscribed", "paused")

Value = bool | str | tuple[str, ...] | None


def edit(
    cache: Cache,
    target: Target,
    ids: Iterable[str],
    field: str,
    after: Callable[[Any], Value] | Mapping[str, Value] | Value,
    *,
    label: Callable[[int], str],
    at: datetime,
) -> Action | None:
    """Give a field of these things a value - each its own, or what `after` makes of the one there - and remember it.

    `label` tells of it, given how many things it changed. None where nothing had to change, and undone actions are
    forgotten only where something did. What is not there is passed over. ValueError for a field that is no user's.
    """
    return edit_all(cache, [Edit(target, tuple(ids), field, after)], label=lambda counts: label(counts[0]), at=at)


class Edit(NamedTuple):
    """A field of some things, and what it is to be; see `edit`."""

    target: Target
    ids: Sequence[str]
    field: str
    after: Callable[[Any], Value] | Mapping[str, Value] | Value


def edit_all(
    cache: Cache, edits: Sequence[Edit], *, label: Callable[[Sequence[int]], str], at: datetime
) -> Action | None:
    """Make several edits as one action; `label` is given how many things each of them changed."""
    for one in edits:
        if one.field not in _FIELDS[one.target]:
            raise ValueError(f"{one.target} has no field {one.field!r} that a user changes")
    with cache.transaction():
        made = [_MAKE[o.target](cache, o.field, dict.fromkeys(o.ids), partial(_wanted, o.after)) for o in edits]
        changes = tuple(change for some in made for change in some)
        if not changes:
            return None
        action = Action(label=label([len(some) for some in made]), changes=changes, at=at)
        _remember(cache, action)
    return action


def _wanted(after: Callable[[Any], Value] | Mapping[str, Value] | Value, thing: str, before: Value) -> Value:
    if isinstance(after, Mapping):
        return after[thing]
    return after(before) if callable(after) else after


def _remember(cache: Cache, action: Action) -> None:
    latest = cache.actions.select(("id", "undone"), order="id DESC", limit=1)
    if latest and latest[0][1]:  # what is undone are always the latest
        cache.actions.remove(where("undone") == True)  # noqa: E712 - TinyDB overloads ==
    number = cache.actions.insert({**codec.action_to(action), "undone": False})
    if number % _SPARE == 0:
        cache.actions.remove(doc_ids=[n for (n,) in cache.actions.select(("id",), order="id DESC", offset=KEPT)])


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
    docs = [doc for name in ids for doc in view_docs(cache, [name], make=after(name, None) is not None)]
    changes = _amend(docs, Target.VIEW, field, after)
    cache.views.save(docs)
    return list(changes.values())


_MAKE = {
    Target.ENTRY: _entries,
    Target.CLAIM: _claims,
    Target.HIGHLIGHT: _highlights,
    Target.FEED: _feeds,
    Target.VIEW: _views,
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
