"""Entries that a poll found, written with what is indexed of them: new, changed, and told before by another feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from tinydb import where
from tinydb.table import Document

from newsterm.store import codec, indexing, search
from newsterm.store.ids import entry_id
from newsterm.store.shown import is_carried, is_hidden, shown_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import EntryUpdate
    from newsterm.store.cache import Cache
    from newsterm.store.search import Indexed

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


class Prepared(Struct, frozen=True, kw_only=True):
    """Everything of an entry that can be worked out before the write lock is taken."""

    update: EntryUpdate
    key: str
    fields: dict[str, Any]
    body: dict[str, Any]
    text: str

    @property
    def guid(self) -> str:
        """What its feed calls it."""
        return self.update.entry.guid


def sort_time(stated: datetime | None, first_seen: datetime, now: datetime) -> datetime:
    """The stated date, or when it was first seen where that is missing or can't be."""
    return stated if stated is not None and _EARLIEST <= stated <= now + _AHEAD else first_seen


def prepare(url: str, update: EntryUpdate) -> Prepared:
    """Work out what can be of an entry of the feed with this address."""
    body = codec.body_to(update.entry)
    return Prepared(
        update=update,
        key=entry_id(url, update.entry.guid),
        fields=codec.entry_to(update.entry),
        body=body,
        text=indexing.body_text(body) if update.words is None else update.words,
    )


class Index:
    """What a transaction changes of the search index, written at its end.

    FTS5 flushes what is pending whenever SQLite opens a savepoint, as an UPDATE with a trigger does: written in
    between, each feed's words would become a segment of their own, to be merged later.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._words: dict[int, tuple[Indexed | None, Indexed]] = {}
        self.written: dict[int, Indexed] = {}
        """The words of the entries that were not indexed before."""

    def add(self, number: int, words: Indexed) -> None:
        """Index a new entry."""
        self._words[number] = None, words

    def replace(self, number: int, before: Indexed, after: Indexed) -> None:
        """Index an entry anew; `before` is what the tables said."""
        first = self._words[number][0] if number in self._words else before
        self._words[number] = first, after

    def write(self) -> None:
        """Write what has been noted."""
        noted, self._words = self._words, {}
        for number, (before, after) in noted.items():
            if before is None:
                search.add(self._cache.rows, number, after)
                self.written[number] = after
            else:
                search.replace(self._cache.rows, number, before, after)


class Writer:
    """Stores entries of one feed inside a transaction; notes the ids of those that are new or changed."""

    def __init__(self, cache: Cache, index: Index, feed: Document, now: datetime) -> None:
        self._cache = cache
        self._index = index
        self._feed = feed
        self._now = now
        self.new: list[str] = []
        self.changed: list[str] = []
        self.fresh: dict[int, str] = {}

    def store(self, ready: Sequence[Prepared]) -> None:
        """Store these entries."""
        its = (where("feed") == self._feed.doc_id) & where("guid").one_of([one.guid for one in ready])
        seen = {sighting["guid"]: sighting for sighting in self._cache.sightings.search(its)}
        for one in ready:
            if one.guid in seen:
                self._change(one, seen[one.guid])
        self._bring([one for one in ready if one.guid not in seen])

    def _bring(self, unseen: list[Prepared]) -> None:
        """Store what the feed has not had before: new entries, and stories that another feed brought first."""
        known = self._known_stories(unseen)
        taken = {d["key"] for d in self._cache.entries.having("key", [one.key for one in unseen])}
        sightings: list[dict[str, Any]] = []
        fresh: list[tuple[Prepared, dict[str, Any]]] = []
        for one in unseen:
            other = known.pop(one.update.story, None)
            if other is None:
                fresh.append((one, self._document(one, self._key(one, taken))))
            else:
                self._also_here(other)
                sightings.append(self._sighting(one, other.doc_id))
        numbers = self._cache.entries.add_own([doc for _, doc in fresh])
        for number, (one, doc) in zip(numbers, fresh, strict=True):
            sightings.append(self._sighting(one, number))
            self._index.add(number, indexing.words(doc, one.text))
            self.fresh[number] = doc["key"]
        self._cache.bodies.add_own(
            [Document(one.body, number) for number, (one, _) in zip(numbers, fresh, strict=True) if one.body]
        )
        self._cache.sightings.add_own(sightings)
        self.new += [doc["key"] for _, doc in fresh]

    def _known_stories(self, unseen: list[Prepared]) -> dict[str | None, Document]:
        """Entries of other feeds that lead to the same pages, which this feed does not carry yet."""
        stories = [one.update.story for one in unseen if one.update.story is not None]
        found = self._cache.entries.having("story", stories)
        return {doc["story"]: doc for doc in reversed(found) if self._feed.doc_id not in doc["feeds"]}

    def _sighting(self, one: Prepared, entry: int) -> dict[str, Any]:
        return {
            "feed": self._feed.doc_id,
            "guid": one.guid,
            "entry": entry,
            "digest": one.update.digest,
            "text_digest": one.update.text_digest,
        }

    def _also_here(self, other: Document) -> None:
        other["feeds"] = [*other["feeds"], self._feed.doc_id]
        other["shared"] = True
        carried = is_carried(other) or bool(self._feed["subscribed"])
        other["shown"] = shown_as(carried=carried, hidden=is_hidden(other))
        self._cache.entries.save([other])

    def _key(self, one: Prepared, taken: set[str]) -> str:
        """The entry's id, or the next one where another entry has it by chance."""
        key, salt = one.key, 0
        while key in taken or (salt and self._cache.entries.having("key", [key])):
            salt += 1
            key = entry_id(self._feed["url"], one.guid, salt=salt)
        taken.add(key)
        return key

    def _document(self, one: Prepared, key: str) -> dict[str, Any]:
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
        return doc

    def _change(self, one: Prepared, sighting: Document) -> None:
        """Store another version of a known entry; marks stay, and what it was is kept where the words differ."""
        cache = self._cache
        cache.sightings.update(
            {"digest": one.update.digest, "text_digest": one.update.text_digest}, doc_ids=[sighting.doc_id]
        )
        number = sighting.get("entry")
        doc = None if number is None else cache.entries.get(doc_id=number)
        if number is None or doc is None or doc["feed"] != self._feed.doc_id or doc["guid"] != one.guid:
            return  # dropped by retention, or told by the feed that brought it first
        before = indexing.stored_words(cache, number, doc)
        if one.update.revised:
            self._keep_revision(doc)
        for field in codec.ENTRY_FIELDS:
            doc.pop(field, None)
        doc.update(one.fields)
        first_seen = codec.moment(doc["first_seen"])
        stated = one.update.entry.published or one.update.entry.updated
        doc["sort_time"] = codec.time_to(sort_time(stated, first_seen, self._now))
        if one.update.revised and doc.pop("made", None) is not None:  # article and claims are of the earlier words
            doc["prepared"] = True
        cache.bodies.remove(doc_ids=[number])
        if one.body:
            cache.bodies.insert(Document(one.body, number))
        cache.entries.save([doc])
        cache.claims.update({"time": doc["sort_time"]}, where("entry") == number)
        self._index.replace(number, before, indexing.stored_words(cache, number, doc))
        self.changed.append(doc["key"])

    def _keep_revision(self, doc: Document) -> None:
        body = self._cache.bodies.get(doc_id=doc.doc_id) or {}
        fields = {f: doc[f] for f in codec.ENTRY_FIELDS if f in doc}
        self._cache.revisions.insert({"entry": doc.doc_id, "until": codec.time_to(self._now), **fields, **body})
        doc["revisions"] += 1
