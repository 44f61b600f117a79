"""What a poll found, stored in one transaction per feed: entries, sightings, revisions, the feed's own state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tinydb import where
from tinydb.table import Document

from newsterm.errors import NotFound
from newsterm.model import Applied, EntryUpdate, FeedUpdate
from newsterm.store import codec, indexing, search
from newsterm.store.feeds import feed_doc, save_fetched
from newsterm.store.ids import entry_id
from newsterm.store.merging import move_subscription

if TYPE_CHECKING:
    from newsterm.store.cache import Cache

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """Everything of an entry that can be worked out before the write lock is taken."""

    update: EntryUpdate
    key: str
    fields: dict[str, Any]
    body: dict[str, Any]
    text: str


def sort_time(stated: datetime | None, first_seen: datetime, now: datetime) -> datetime:
    """The stated date, or when it was first seen where that is missing or can't be."""
    return stated if stated is not None and _EARLIEST <= stated <= now + _AHEAD else first_seen


def apply(cache: Cache, update: FeedUpdate, *, now: datetime) -> Applied:
    """Store the whole outcome of one feed's poll in one transaction; raises NotFound for an unknown feed."""
    ready = [_prepare(update.url, e) for e in update.entries]
    new: list[str] = []
    changed: list[str] = []
    with cache.transaction():
        feed = feed_doc(cache, update.url)
        if feed is None:
            raise NotFound(f"There is no feed {update.url}.")
        save_fetched(cache, feed.doc_id, update.state, update.info)
        writer = _Writer(cache, cache.feeds.get(doc_id=feed.doc_id), now)
        for one in ready:
            writer.store(one, new, changed)
        writer.finish()
        if update.rewritten_url is not None and update.rewritten_url != update.url:
            move_subscription(cache, feed.doc_id, update.rewritten_url)
    return Applied(new=tuple(new), changed=tuple(changed))


def _prepare(url: str, update: EntryUpdate) -> _Prepared:
    body = codec.body_to(update.entry)
    return _Prepared(
        update=update,
        key=entry_id(url, update.entry.guid),
        fields=codec.entry_to(update.entry),
        body=body,
        text=indexing.body_text(body),
    )


class _Writer:
    """Stores the entries of one feed inside a transaction; new ones together at the end."""

    def __init__(self, cache: Cache, feed: Document, now: datetime) -> None:
        self._cache = cache
        self._feed = feed
        self._now = now
        self._new: list[tuple[_Prepared, dict[str, Any]]] = []
        self._seen = {s["guid"]: s for s in cache.sightings.search(where("feed") == feed.doc_id)}
        self._sightings: list[dict[str, Any]] = []

    def store(self, one: _Prepared, new: list[str], changed: list[str]) -> None:
        """Store one entry, or remember it for the end."""
        sighting = self._seen.get(one.update.entry.guid)
        if sighting is not None:
            key = self._change(one, sighting)
            if key is not None:
                changed.append(key)
            return
        other = self._same_story(one)
        if other is not None:
            self._also_here(one, other)
        else:
            new.append(self._add(one))

    def _sighting(self, one: _Prepared, entry: int) -> dict[str, Any]:
        return {
            "feed": self._feed.doc_id,
            "guid": one.update.entry.guid,
            "entry": entry,
            "digest": one.update.digest,
            "text_digest": one.update.text_digest,
        }

    def _same_story(self, one: _Prepared) -> Document | None:
        """An entry of another feed that leads to the same page, which this feed does not carry yet."""
        if one.update.story is None:
            return None
        found = self._cache.entries.search(where("story") == one.update.story)
        return next((d for d in found if self._feed.doc_id not in d["feeds"]), None)

    def _also_here(self, one: _Prepared, other: Document) -> None:
        other["feeds"] = [*other["feeds"], self._feed.doc_id]
        other["shared"] = True
        other["shown"] = bool(other["shown"] or self._feed["subscribed"])
        self._cache.entries.save([other])
        self._sightings.append(self._sighting(one, other.doc_id))

    def _add(self, one: _Prepared) -> str:
        key, salt = one.key, 0
        while self._cache.rows.rows("SELECT 1 FROM entries WHERE key = ?", (key,)):
            salt += 1
            key = entry_id(self._feed["url"], one.update.entry.guid, salt=salt)
        stated = one.update.entry.published or one.update.entry.updated
        doc = {
            "key": key,
            "feed": self._feed.doc_id,
            "feeds": [self._feed.doc_id],
            "shown": self._feed["subscribed"],
            "shared": False,
            "read": False,
            "starred": False,
            "sort_time": codec.time_to(sort_time(stated, self._now, self._now)),
            "first_seen": codec.time_to(self._now),
            "claims": 0,
            "named": 0,
            "unnamed": 0,
            "revisions": 0,
            "outlet": self._feed["name"],
            **one.fields,
        }
        if one.update.story is not None:
            doc["story"] = one.update.story
        self._new.append((one, doc))
        return key

    def finish(self) -> None:
        """Write what was remembered."""
        cache = self._cache
        numbers = cache.entries.insert_multiple(doc for _, doc in self._new)
        bodies = []
        for number, (one, doc) in zip(numbers, self._new, strict=True):
            self._sightings.append(self._sighting(one, number))
            if one.body:
                bodies.append(Document(one.body, number))
            search.add(cache.rows, number, indexing.words(doc, one.text, ""))
        if bodies:
            cache.bodies.insert_multiple(bodies)
        if self._sightings:
            cache.sightings.insert_multiple(self._sightings)

    def _change(self, one: _Prepared, sighting: Document) -> str | None:
        """Store another version of a known entry; marks stay, and what it was is kept where the words differ."""
        cache, number = self._cache, sighting["entry"]
        cache.sightings.update(
            {"digest": one.update.digest, "text_digest": one.update.text_digest}, doc_ids=[sighting.doc_id]
        )
        doc = cache.entries.get(doc_id=number)
        if doc is None or doc["feed"] != self._feed.doc_id or doc["guid"] != one.update.entry.guid:
            return None  # told by the feed that brought it first; another feed's version is only remembered
        before = indexing.stored_words(cache, number, doc)
        if one.update.revised:
            self._keep_revision(doc)
        for field in codec.ENTRY_FIELDS:
            doc.pop(field, None)
        doc.update(one.fields)
        first_seen = codec.moment(doc["first_seen"])
        stated = one.update.entry.published or one.update.entry.updated
        doc["sort_time"] = codec.time_to(sort_time(stated, first_seen, self._now))
        if one.update.revised:
            doc.pop("made", None)  # article and claims are of the earlier words
        cache.bodies.remove(doc_ids=[number])
        if one.body:
            cache.bodies.insert(Document(one.body, number))
        cache.entries.save([doc])
        cache.claims.update({"time": doc["sort_time"]}, where("entry") == number)
        search.replace(cache.rows, number, before, indexing.stored_words(cache, number, doc))
        return str(doc["key"])

    def _keep_revision(self, doc: dict[str, Any]) -> None:
        number = doc.doc_id if isinstance(doc, Document) else 0
        body = self._cache.bodies.get(doc_id=number) or {}
        fields = {f: doc[f] for f in codec.ENTRY_FIELDS if f in doc}
        self._cache.revisions.insert({"entry": number, "until": codec.time_to(self._now), **fields, **body})
        doc["revisions"] += 1
