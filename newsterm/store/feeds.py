"""Subscriptions, the state of fetching them, and the hosts that asked to be left alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tinydb import where
from tinydb.table import Document

from newsterm.model import Activity, Feed, FeedCount, FeedInfo, FetchState, KnownEntry, Subscription
from newsterm.store import codec
from newsterm.store.documents import encode_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsterm.store.cache import Cache


_DAY = timedelta(days=1) // timedelta(microseconds=1)
_SOURCES = (
    ("feed", "count(*)", "FROM entries WHERE shared = 0"),
    (
        "sightings.feed",
        "count(DISTINCT entries.id)",
        "FROM entries CROSS JOIN sightings ON sightings.entry = +entries.id WHERE entries.shared = 1",
    ),
)
"""Entries of one feed and those of several, as `counts` counts them: the feed, how many, and where they are."""


def feed_doc(cache: Cache, url: str) -> Document | None:
    """The document of a feed, subscribed or not."""
    found: Document | None = cache.feeds.get(where("url") == url)
    return found


def feed_from(doc: Mapping[str, Any], entries: int, unread: int) -> Feed:
    """The feed with its counts."""
    return Feed(
        subscription=codec.subscription_from(dict(doc)),
        info=codec.info_from(doc.get("info", {})),
        state=codec.state_from(doc.get("state", {})),
        entries=entries,
        unread=unread,
    )


def name_of(doc: Mapping[str, Any]) -> str:
    """How the feed is shown."""
    return feed_from(doc, 0, 0).title


def all_feeds(cache: Cache) -> tuple[Feed, ...]:
    """The subscribed feeds with their counts."""
    counted = counts(cache)
    docs = cache.feeds.search(where("subscribed") == True)  # noqa: E712 - TinyDB overloads ==
    return tuple(feed_from(d, *counted.get(d.doc_id, (0, 0))) for d in docs)


def feed_counts(cache: Cache) -> tuple[FeedCount, ...]:
    """The subscribed feeds with their counts alone: no document is decoded."""
    counted = counts(cache)
    return tuple(
        FeedCount(url=label.url, title=label.name, folder=label.folder, entries=total, unread=unread)
        for number, label in cache.labels().items()
        if label.subscribed
        for total, unread in [counted.get(number, (0, 0))]
    )


def one_feed(cache: Cache, url: str) -> Feed | None:
    """A subscribed feed with its counts."""
    doc = feed_doc(cache, url)
    if doc is None or not doc["subscribed"]:
        return None
    return feed_from(doc, *counts(cache, doc.doc_id).get(doc.doc_id, (0, 0)))


def counts(cache: Cache, only: int | None = None, *, hidden: bool = False) -> dict[int, tuple[int, int]]:
    """Entries and unread entries of each feed by its number, or of one; read from an index alone.

    What is hidden counts only where it is asked for; it is few, and in an index of its own.
    Entries of one feed are counted where they lie; the few that several carry, once for each of these (+ takes the
    id's affinity away, for `entry` has none: only then SQLite looks into its index).
    """
    one = "" if only is None else f" AND feed = {only}"
    alone = cache.rows.rows(
        f"SELECT feed, count(*), count(*) - total(read) FROM entries WHERE shared = 0{one} GROUP BY feed"  # noqa: S608
    )
    found = {feed: (total, int(unread)) for feed, total, unread in alone}
    if not hidden:
        for feed, total, unread in cache.rows.rows(
            f"SELECT feed, count(*), count(*) - total(read) FROM entries WHERE shown > 1 AND shared = 0{one}"  # noqa: S608
            " GROUP BY feed"
        ):
            before = found.get(feed, (0, 0))
            found[feed] = (before[0] - total, before[1] - int(unread))
    one = "" if only is None else f" AND sightings.feed = {only}"
    seen = "" if hidden else " AND entries.shown < 2"
    several = cache.rows.rows(
        "SELECT sightings.feed, count(DISTINCT entries.id), count(DISTINCT iif(read, NULL, entries.id))"  # noqa: S608
        f" FROM entries CROSS JOIN sightings ON sightings.entry = +entries.id WHERE entries.shared = 1{seen}{one}"
        " GROUP BY 1"
    )
    for feed, total, unread in several:
        before = found.get(feed, (0, 0))
        found[feed] = (before[0] + total, before[1] + unread)
    return found


def activity(cache: Cache, start: datetime, days: int) -> dict[str, Activity]:
    """How many items of each subscribed feed are dated in each of so many days from `start` on, and its latest one.

    What is dated later still counts for the last day. 100,000 items of 1,000 feeds: 60 ms, from an index alone.
    """
    first = codec.time_to(start)
    daily: defaultdict[int, list[int]] = defaultdict(lambda: [0] * days)
    latest: dict[int, int] = {}
    day = f"min((sort_time - ?) / {_DAY}, {days - 1})"
    for feed, items, source in _SOURCES:
        for number, at in cache.rows.rows(f"SELECT {feed}, max(sort_time) {source} GROUP BY 1"):
            latest[number] = max(at, latest.get(number, at))
        # What is hidden is taken away again: it is few, in an index of its own, and the other index does not know it.
        for sign, which in ((1, ""), (-1, " AND shown > 1")):
            sql = f"SELECT {feed}, {day}, {items} {source}{which} AND sort_time >= ? GROUP BY 1, 2"
            for number, nth, count in cache.rows.rows(sql, (first, first)):
                daily[number][nth] += sign * count
    return {
        label.url: Activity(daily=tuple(daily[number]), latest=codec.time_from(latest.get(number)))
        for number, label in cache.labels().items()
        if label.subscribed
    }


def subscribe(cache: Cache, subscriptions: Iterable[Subscription]) -> tuple[tuple[str, ...], set[int]]:
    """Record subscriptions; returns the URLs that are new or come back, and the numbers of those that come back.

    A feed that is subscribed already stays as the user has set it.
    """
    fresh: list[str] = []
    back: set[int] = set()
    for subscription in subscriptions:
        doc = feed_doc(cache, subscription.url)
        if doc is not None and doc["subscribed"]:
            continue
        made = {**(doc or {}), **codec.subscription_to(subscription), "subscribed": True}
        if not subscription.paused:
            made.pop("paused", None)  # who adds a feed again wants its news
        made["name"] = name_of(made)
        if doc is None:
            cache.feeds.insert(made)
        else:
            cache.feeds.save([Document(made, doc.doc_id)])
            back.add(doc.doc_id)
        fresh.append(subscription.url)
    return tuple(fresh), back


def record(cache: Cache, titles: Mapping[str, str], *, at: datetime) -> None:
    """Note feeds that are not known, by address with their titles, as followed by nobody."""
    for url, title in titles.items():
        if feed_doc(cache, url) is None:
            made = {**codec.subscription_to(Subscription(url=url, added=at)), "subscribed": False}
            made["info"] = codec.info_to(FeedInfo(title=title))
            cache.feeds.insert({**made, "name": name_of(made)})


def set_state(feed: Document, state: FetchState) -> None:
    """Note in a feed's document how fetching it went."""
    feed["state"] = codec.state_to(state)


def save_state(cache: Cache, url: str, state: FetchState) -> bool:
    """Store how fetching a feed went; whether the feed is there."""
    return cache.feeds.set_member("url", url, "state", encode_member(codec.state_to(state)))


def read_anew(cache: Cache) -> None:
    """Let the next poll ask every feed for everything and leave no entry out: what it had brought may be missing."""
    docs = cache.feeds.all()
    for doc in docs:
        for known in ("etag", "last_modified", "body_hash", "fingerprints"):
            doc.get("state", {}).pop(known, None)
    cache.feeds.save(docs)


def set_info(feed: Document, info: FeedInfo) -> None:
    """Note in a feed's document what the feed said of itself, and how it is shown then."""
    feed["info"] = codec.info_to(info)
    feed["name"] = name_of(feed)


def known(cache: Cache, url: str, guids: Iterable[str] | None) -> dict[str, KnownEntry]:
    """What is remembered of a feed's entries, by guid: of those that are named, or of all it ever had."""
    doc = feed_doc(cache, url)
    if doc is None:
        return {}
    its = where("feed") == doc.doc_id
    seen = cache.sightings.search(its if guids is None else its & where("guid").one_of(list(guids)))
    return {s["guid"]: KnownEntry(digest=s["digest"], text_digest=s["text_digest"]) for s in seen}


def ids_of(cache: Cache, url: str, guids: Sequence[str]) -> dict[str, str]:
    """Ids of a feed's entries by their guids."""
    doc = feed_doc(cache, url)
    if doc is None:
        return {}
    its = (where("feed") == doc.doc_id) & where("guid").one_of(list(guids)) & where("entry").exists()
    entries = dict(cache.sightings.select(("guid", "entry"), its))
    docs = cache.entries.documents(entries.values())
    return {guid: docs[number]["key"] for guid, number in entries.items() if number in docs}


def host_waits(cache: Cache) -> dict[str, datetime]:
    """Until when each host asked to be left alone."""
    return {d["host"]: codec.moment(d["until"]) for d in cache.hosts.all()}


def save_host_wait(cache: Cache, host: str, until: datetime) -> None:
    """Remember until when a host asked to be left alone."""
    cache.hosts.upsert({"host": host, "until": codec.time_to(until)}, where("host") == host)
