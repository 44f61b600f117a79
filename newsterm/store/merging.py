"""A subscription that moves to another address for good, and two that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import where

from newsterm.store.feeds import feed_doc, name_of
from newsterm.store.shown import refresh_shown

if TYPE_CHECKING:
    from tinydb.table import Document

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
    there = {s["guid"]: s["entry"] for s in cache.sightings.search(where("feed") == target.doc_id)}
    for sighting in cache.sightings.search(where("feed") == feed.doc_id):
        twin = there.get(sighting["guid"])
        if twin is not None and twin != sighting["entry"]:
            cache.sightings.remove(doc_ids=[sighting.doc_id])
            _join(cache, sighting["entry"], twin, without=feed.doc_id)
        elif twin is not None:
            cache.sightings.remove(doc_ids=[sighting.doc_id])
        else:
            cache.sightings.update({"feed": target.doc_id}, doc_ids=[sighting.doc_id])
    for entry in cache.entries.all():
        if feed.doc_id in entry["feeds"]:
            feeds = [target.doc_id if n == feed.doc_id else n for n in entry["feeds"]]
            entry["feeds"] = list(dict.fromkeys(feeds))
            entry["feed"] = target.doc_id if entry["feed"] == feed.doc_id else entry["feed"]
            entry["shared"] = len(entry["feeds"]) > 1
            cache.entries.save([entry])
    target["subscribed"] = bool(target["subscribed"] or feed["subscribed"])
    cache.feeds.save([target])
    cache.feeds.remove(doc_ids=[feed.doc_id])
    refresh_shown(cache, [target.doc_id])


def _join(cache: Cache, gone: int, kept: int, *, without: int) -> None:
    """Carry marks and other feeds of an entry over to its twin, and hide it: what it was stays in the cache."""
    both = cache.entries.documents([gone, kept])
    old, twin = both[gone], both[kept]
    twin["read"] = bool(twin["read"] and old["read"])
    twin["starred"] = bool(twin["starred"] or old["starred"])
    if tags := list(dict.fromkeys([*twin.get("tags", ()), *old.get("tags", ())])):
        twin["tags"] = tags
    twin["feeds"] = list(dict.fromkeys([*twin["feeds"], *(n for n in old["feeds"] if n != without)]))
    twin["shared"] = len(twin["feeds"]) > 1
    cache.sightings.update({"entry": kept}, where("entry") == gone)
    old["feeds"], old["feed"], old["shown"], old["shared"] = [], twin["feed"], False, True
    cache.entries.save([twin, old])
