"""A newsboat cache taken in: its feeds and items, what was read, and the flags as tags."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.feeds.normal import parsed_feed
from newsterm.feeds.outline import feed_url
from newsterm.feeds.plan import taken_in
from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText
from newsterm.model import FeedUpdate, Subscription, TagEdit, Target, clean_line
from newsterm.store.newsboat import read_newsboat

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsterm.model import Feed
    from newsterm.store import Store, Tell
    from newsterm.store.newsboat import NewsboatFeed, NewsboatItem


class TakenIn(Struct, frozen=True, kw_only=True):
    """What came of it."""

    feeds: int
    """Feeds that were not followed before."""
    items: int
    """Items that were not there before."""
    read: int
    """Items that are read now and were not before."""
    hidden: int
    """Items that were deleted there and are hidden now."""
    flagged: int
    """Items that have a tag for a flag now and had not before."""
    refused: tuple[str, ...]
    """Sentences about feeds that were not taken in."""


def take_in(store: Store, path: Path, *, clock: Callable[[], datetime], tell: Tell) -> TakenIn:
    """Take in the cache of newsboat at `path`; what newsterm has already stays as it is, only marks are added.

    A flag `a` becomes the tag `flag-a`; what was deleted in newsboat is read and hidden. ParseError where it is no such
    cache.
    """
    feeds = items = 0
    read: list[str] = []
    deleted: list[str] = []
    flags: dict[str, list[str]] = {}
    refused: list[str] = []
    for found in read_newsboat(path):
        tell(f"taking in {found.url}: {len(found.items):,} items")
        try:
            url = feed_url(found.url)
        except ValueError as error:
            refused.append(str(error))
            continue
        wanted = Subscription(url=url, title=None, added=clock())
        feeds += len(store.subscribe([wanted]))
        feed = store.feed(url)
        if feed is not None:
            items += _store(store, feed, found, clock())
        for entry, item in _known(store, url, found):
            if item.read:
                read.append(entry)
            if item.deleted:
                deleted.append(entry)
            for flag in filter(str.isalpha, dict.fromkeys(item.flags)):
                flags.setdefault(flag, []).append(entry)
    marked, flagged = _mark(store, read, flags, clock())
    gone = store.edit(Target.ENTRY, deleted, "hidden", True, label=lambda n: f"hid {n} items", at=clock())
    return TakenIn(
        feeds=feeds,
        items=items,
        read=marked,
        hidden=len(gone.changes) if gone else 0,
        flagged=flagged,
        refused=tuple(refused),
    )


def _mark(store: Store, read: list[str], flags: dict[str, list[str]], now: datetime) -> tuple[int, int]:
    """Mark entries read and tag them for their flags; how many had no such mark before."""
    flagged: set[str] = set()
    marked = store.edit(Target.ENTRY, read, "read", True, label=lambda n: f"marked {n} items read", at=now)
    for flag, entries in flags.items():
        tag = TagEdit(add=(f"flag-{flag}",)).apply
        done = store.edit(Target.ENTRY, entries, "tags", tag, label=_told(f"flag-{flag}"), at=now)
        if done is not None:
            flagged.update(change.id for change in done.changes)
    return len(marked.changes) if marked else 0, len(flagged)


def _told(tag: str) -> Callable[[int], str]:
    return lambda count: f'tagged {count} {"item" if count == 1 else "items"} "{tag}"'


def _store(store: Store, feed: Feed, found: NewsboatFeed, now: datetime) -> int:
    """Store the items that newsterm does not know; how many they are."""
    raw = RawFeed(
        title=RawText(value=found.title, html=True),
        links=[found.link],
        entries=[_raw(item) for item in found.items],
    )
    parsed = parsed_feed(raw, url=feed.url)
    update = FeedUpdate(
        url=feed.url,
        state=feed.state,
        info=parsed.info if feed.info.title is None else None,
        entries=taken_in(parsed, store.known(feed.url, [e.guid for e in parsed.entries])),
    )
    return len(store.apply(update, now=now).new)


def _raw(item: NewsboatItem) -> RawEntry:
    base = item.base or None
    return RawEntry(
        guid=item.guid,
        title=RawText(value=item.title, html=True),
        links=[item.url],
        published=[datetime.fromtimestamp(item.published, UTC).isoformat()] if 0 < item.published < 2**33 else [],
        authors=[item.author],
        enclosures=[RawFile(url=item.enclosure_url, type=item.enclosure_type)] if item.enclosure_url else [],
        content=RawText(value=item.content, html=True, base=base),
        base=base,
    )


def _known(store: Store, url: str, found: NewsboatFeed) -> list[tuple[str, NewsboatItem]]:
    """Items that have a mark, each with the id of its entry."""
    marked = {clean_line(item.guid): item for item in found.items if item.read or item.flags}
    ids = store.ids_of(url, list(marked))
    return [(ids[guid], item) for guid, item in marked.items() if guid in ids]
