"""What the user did, done, undone and done again: each action is one transaction, kept as data over restarts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import Action, Change, TagEdit, Target
from newsterm.store import codec, indexing, search
from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.readings import recount
from newsterm.store.shown import refresh_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from tinydb.table import Document

    from newsterm.store.cache import Cache

    Amend = Callable[[dict[str, Any]], list[Change]]
    """Changes a document in place and says what it changed."""

KEPT = 200
"""How many actions can be undone at least."""
_SPARE = 20
"""Actions above those that wait to be forgotten together."""
_FIELDS = {
    Target.ENTRY: ("read", "starred", "tags"),
    Target.CLAIM: ("tags", "rejected", "note"),
    Target.FEED: ("subscribed", "title", "folder", "tags"),
}

Value = bool | str | tuple[str, ...] | None


def edit(
    cache: Cache,
    target: Target,
    ids: Iterable[str],
    field: str,
    after: Callable[[Any], Value] | Value,
    *,
    label: Callable[[int], str],
    at: datetime,
) -> Action | None:
    """Give a field of these things a value, or what `after` makes of the one that is there, and remember it.

    `label` tells of it, given how many things it changed. None where nothing had to change, and undone actions are
    forgotten only where something did. What is not there is passed over. ValueError for a field that is no user's.
    """
    if field not in _FIELDS[target]:
        raise ValueError(f"{target} has no field {field!r} that a user changes")
    key = "url" if target is Target.FEED else "key"

    def amend(doc: dict[str, Any]) -> list[Change]:
        before = _value(doc, field)
        value = after(before) if callable(after) else after
        return _set(doc, Change(target=target, id=doc[key], field=field, before=before, after=value))

    with cache.transaction():
        if target is Target.ENTRY and isinstance(after, bool):
            changes = _flag(cache, list(dict.fromkeys(ids)), field, after)
        elif target is Target.ENTRY and field == "tags" and callable(after):
            changes = _tags(cache, dict.fromkeys(ids), after)
        else:
            changes = _MAKE[target](cache, dict.fromkeys(ids), amend)
        if not changes:
            return None
        action = Action(label=label(len(changes)), changes=tuple(changes), at=at)
        _remember(cache, action)
    return action


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
        for target, some in groupby(changes, key=lambda change: change.target):
            _again(cache, target, some)
        cache.actions.update({"undone": not undone}, doc_ids=[doc.doc_id])
    return action


def _again(cache: Cache, target: Target, changes: Iterable[Change]) -> None:
    """Make changes that were made before, or their inverse."""
    wanted: dict[str, list[Change]] = {}
    for change in changes:
        wanted.setdefault(change.id, []).append(change)
    alike = {(change.field, change.after) for some in wanted.values() for change in some}
    if target is Target.ENTRY and len(alike) == 1:
        ((field, value),) = alike
        if isinstance(value, bool):
            _flag(cache, list(wanted), field, value)
            return
    key = "url" if target is Target.FEED else "key"

    def amend(doc: dict[str, Any]) -> list[Change]:
        return [made for change in wanted[doc[key]] for made in _set(doc, _rebased(doc, change))]

    _MAKE[target](cache, wanted, amend)


def _rebased(doc: Mapping[str, Any], change: Change) -> Change:
    """The change onto what is there: tags are added and taken away one by one, so that others set since stay."""
    before, after = _value(doc, change.field), change.after
    if isinstance(before, tuple) and isinstance(change.before, tuple) and isinstance(after, tuple):
        add = tuple(t for t in after if t not in change.before)
        remove = tuple(t for t in change.before if t not in after)
        after = after if before == change.before else TagEdit(add=add, remove=remove).apply(before)
    return Change(target=change.target, id=change.id, field=change.field, before=before, after=after)


# -- making changes --------------------------------------------------------------------------------------------------


def _entries(cache: Cache, ids: Collection[str], amend: Amend) -> list[Change]:
    made: list[Change] = []
    cache.entries.update_having("key", ids, lambda doc: made.extend(amend(doc)))
    return made


def _flag(cache: Cache, ids: list[str], field: str, value: bool) -> list[Change]:
    """Set a flag of entries, 100,000 of them in a second: none is decoded."""
    other = where("key").one_of(ids) & (where(field) == (not value))
    keys = cache.entries.select(("key",), other, order="id")
    cache.entries.set_fields({field: value}, other)
    return [Change(target=Target.ENTRY, id=key, field=field, before=not value, after=value) for (key,) in keys]


def _tags(cache: Cache, ids: Iterable[str], after: Callable[[Any], Any]) -> list[Change]:
    """Change the tags of entries; none is decoded."""
    made = []
    for number, key, tags in cache.entries.lists_having("key", ids, "tags"):
        before = tuple(tags)
        wanted = after(before)
        if wanted != before:
            cache.entries.set_list(number, "tags", tags, list(wanted))
            made.append(Change(target=Target.ENTRY, id=key, field="tags", before=before, after=wanted))
    return made


def _claims(cache: Cache, ids: Collection[str], amend: Amend) -> list[Change]:
    """A rejection changes what its entry counts and what can be found in it."""
    docs = cache.claims.having("key", ids)
    changes = {doc.doc_id: amend(doc) for doc in docs}
    turned = {d["entry"] for d in docs if any(change.field == "rejected" for change in changes[d.doc_id])}
    entries = cache.entries.documents(turned)
    before = {n: indexing.stored_words(cache, n, doc) for n, doc in entries.items()}
    cache.claims.save(docs)
    for number, entry in entries.items():
        recount(cache, number, entry)
        cache.entries.save([entry])
        search.replace(cache.rows, number, before[number], indexing.stored_words(cache, number, entry))
    return [change for some in changes.values() for change in some]


def _feeds(cache: Cache, ids: Collection[str], amend: Amend) -> list[Change]:
    """Who is followed no more takes its entries out of sight."""
    docs = [doc for doc in (feed_doc(cache, url) for url in ids) if doc is not None]
    changes = {doc.doc_id: amend(doc) for doc in docs}
    for doc in docs:
        doc["name"] = name_of(doc)
    cache.feeds.save(docs)
    turned = [n for n, some in changes.items() if any(change.field == "subscribed" for change in some)]
    if turned:
        refresh_shown(cache, turned)
    return [change for some in changes.values() for change in some]


_MAKE = {Target.ENTRY: _entries, Target.CLAIM: _claims, Target.FEED: _feeds}


def _value(doc: Mapping[str, Any], field: str) -> Value:
    if field == "tags":
        return tuple(doc.get("tags", ()))
    value: Value = doc.get(field)
    return bool(value) if field in _FLAGS else value


_FLAGS = ("read", "starred", "rejected", "subscribed")


def _set(doc: dict[str, Any], change: Change) -> list[Change]:
    """Make one change in a document; the change, or nothing where all is so already."""
    if change.after == change.before:
        return []
    if change.after is None or change.after == ():
        doc.pop(change.field, None)
    else:
        doc[change.field] = list(change.after) if isinstance(change.after, tuple) else change.after
    return [change]
