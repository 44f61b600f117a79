"""Entries as items: documents by number or id, with the labels of the feeds that carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsterm.model import Entry, EntryState, Item, Kind
from newsterm.store import codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsterm.store.cache import Cache, FeedLabel


def number_of(cache: Cache, entry: str) -> int | None:
    """The number of the entry with this id."""
    for (number,) in cache.rows.rows("SELECT id FROM entries WHERE key = ?", (entry,)):
        return int(number)
    return None


def items_of(cache: Cache, numbers: Sequence[int]) -> tuple[Item, ...]:
    """The items with these numbers, in this order; one that is gone is shown as an empty one."""
    docs, labels = cache.entries.documents(numbers), cache.labels()
    return tuple(item_from(docs[n], labels) if n in docs else _GONE for n in numbers)


def first_feed(doc: Mapping[str, Any], labels: Mapping[int, FeedLabel]) -> tuple[int, FeedLabel]:
    """The feed under which an entry is shown: the first that is subscribed, else the first."""
    found = next((n for n in doc["feeds"] if labels[n].subscribed), doc["feed"])
    return found, labels[found]


def item_from(doc: Mapping[str, Any], labels: Mapping[int, FeedLabel], body: Mapping[str, Any] | None = None) -> Item:
    """The item of an entry's document."""
    if len(doc["feeds"]) == 1:
        label = labels[doc["feed"]]
        urls: tuple[str, ...] = (label.url,)
    else:
        _, label = first_feed(doc, labels)
        carried = [labels[n] for n in doc["feeds"]]
        urls = tuple(f.url for f in carried if f.subscribed) or (label.url,)
    get = doc.get
    kinds = get("kinds")
    return Item(
        id=doc["key"],
        entry=codec.entry_from(doc, body),
        state=codec.entry_state_from(doc),
        feed=label.url,
        feeds=urls,
        feed_title=label.name,
        first_seen=codec.moment(doc["first_seen"]),
        sort_time=codec.moment(doc["sort_time"]),
        claims=doc["claims"],
        kinds=tuple([(kind, kinds[value]) for kind, value in _KINDS if value in kinds]) if kinds else (),
        prepared=get("made") is not None,
        revisions=doc["revisions"],
    )


_KINDS = [(kind, kind.value) for kind in Kind]
_GONE = Item(
    id="",
    entry=Entry(guid="", title="(no longer kept)"),
    state=EntryState(read=True),
    feed="",
    feeds=(),
    feed_title="",
    first_seen=codec.moment(0),
    sort_time=codec.moment(0),
)
"""Stands for an entry that retention has removed since its listing was opened."""
