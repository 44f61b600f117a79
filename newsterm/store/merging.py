"""A subscription that moves to another address for good, and two that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import where
from tinydb.table import Document

from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.readings import MARKS
from newsterm.store.retention import take_away
from newsterm.store.shown import is_carried, is_hidden, refresh_shown, shown_as

if TYPE_CHECKING:
    from newsterm.store.cache import Cache


def move_subscription(cache: Cache, number: int, url: str) -> None:
    """Give a feed another address, inside a transaction; where a feed has that address already, merge into it."""
    feed = cache.feeds.get(doc_id=number)
    target = feed_doc(cache, url)
    if target is None:
        feed["url"] = url
        feed["name"] = name_of(feed)
        cache.feeds.save([feed])
        return
    _merge(cache, feed, target)


def _merge(cache: Cache, feed: Document, target: Document) -> None:
    """Everything of `feed` becomes the target's; marks of entries that both have are joined."""
    there = {s["guid"]: s for s in cache.sightings.search(where("feed") == target.doc_id)}
    moving = cache.sightings.search(where("feed") == feed.doc_id)
    for number, entry in cache.entries.documents(s["entry"] for s in moving if "entry" in s).items():
        entry["feeds"] = list(dict.fromkeys(target.doc_id if n == feed.doc_id else n for n in entry["feeds"]))
        entry["feed"] = target.doc_id if entry["feed"] == feed.doc_id else entry["feed"]
        entry["shared"] = len(entry["feeds"]) > 1
        cache.entries.save([Document(entry, number)])
    for sighting in moving:
        twin = there.get(sighting["guid"])
        if twin is None:
            cache.sightings.update({"feed": target.doc_id}, doc_ids=[sighting.doc_id])
            continue
        cache.sightings.remove(doc_ids=[sighting.doc_id])
        if "entry" in sighting and "entry" in twin:
            _join(cache, sighting["entry"], twin["entry"])
    active = [one for one in (target, feed) if one["subscribed"]]
    if active and all(one.get("paused") for one in active):
        target["paused"] = True
    else:
        target.pop("paused", None)
    target["subscribed"] = bool(active)
    if tags := list(dict.fromkeys([*target.get("tags", ()), *feed.get("tags", ())])):
        target["tags"] = tags
    for own in ("title", "folder"):
        if own in feed:
            target.setdefault(own, feed[own])
    target["name"] = name_of(target)
    cache.feeds.save([target])
    cache.feeds.remove(doc_ids=[feed.doc_id])
    refresh_shown(cache, [target.doc_id])


def _join(cache: Cache, one: int, other: int) -> None:
    """Make one entry of two that are the same: marks, feeds and revisions are joined.

    The one with marked claims stays; where both have some, both stay.
    """
    if one == other or all(_has_marked_claims(cache, number) for number in (one, other)):
        return
    gone, kept = (other, one) if _has_marked_claims(cache, one) else (one, other)
    both = cache.entries.documents([gone, kept])
    if len(both) < 2:
        return  # joined already, by another guid of the same entry
    old, twin = both[gone], both[kept]
    twin["read"] = bool(twin["read"] and old["read"])
    twin["starred"] = bool(twin["starred"] or old["starred"])
    twin["shown"] = shown_as(carried=is_carried(twin), hidden=is_hidden(twin) and is_hidden(old))
    if tags := list(dict.fromkeys([*twin.get("tags", ()), *old.get("tags", ())])):
        twin["tags"] = tags
    if notes := list(dict.fromkeys(doc["note"] for doc in (twin, old) if "note" in doc)):
        twin["note"] = "\n".join(notes)
    twin["feeds"] = list(dict.fromkeys([*twin["feeds"], *old["feeds"]]))
    twin["shared"] = len(twin["feeds"]) > 1
    twin["revisions"] += old["revisions"]
    cache.entries.save([twin])
    cache.sightings.update({"entry": kept}, where("entry") == gone)
    cache.revisions.update({"entry": kept}, where("entry") == gone)
    take_away(cache, {gone: old})


def _has_marked_claims(cache: Cache, number: int) -> bool:
    return any(claim.get(mark) for claim in cache.claims.search(where("entry") == number) for mark in MARKS)
