"""What a poll found, stored in short transactions: entries, sightings, revisions, last the feed's state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from tinydb import where
from tinydb.table import Document

from newsterm.model import Applied, EntryUpdate, FeedUpdate
from newsterm.store import codec, indexing, search
from newsterm.store.connection import Sync
from newsterm.store.feeds import feed_doc, save_state, set_info, set_state
from newsterm.store.ids import entry_id
from newsterm.store.merging import move_subscription
from newsterm.store.reader import batches
from newsterm.store.ruling import arrive
from newsterm.store.shown import is_carried, is_hidden, shown_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsterm.model import Deed, Ruling
    from newsterm.store.cache import Cache
    from newsterm.store.search import Indexed

AT_ONCE = 80
"""Entries in one transaction at most: others wait 20 ms for these, not the seconds that thousands take."""
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


class _Prepared(Struct, frozen=True, kw_only=True):
    """Everything of an entry that can be worked out before the write lock is taken."""

    update: EntryUpdate
    key: str
    fields: dict[str, Any]
    body: dict[str, Any]
    text: str

    @property
    def guid(self) -> str:
        return self.update.entry.guid


def sort_time(stated: datetime | None, first_seen: datetime, now: datetime) -> datetime:
    """The stated date, or when it was first seen where that is missing or can't be."""
    return stated if stated is not None and _EARLIEST <= stated <= now + _AHEAD else first_seen


def apply(cache: Cache, updates: Sequence[FeedUpdate], *, now: datetime) -> list[Applied | None]:
    """Store the whole outcomes of feeds' polls; None for a feed that is not there.

    Together in one transaction up to `AT_ONCE` entries. More come in several, the last of which stores their feed's
    state: should it never come, the next poll is unconditional and brings what is missing. They wait for no disk: a
    power cut may take the latest back, with the validators that would have kept them from being fetched again.
    """
    outcomes: list[_Outcome] = [_Outcome(update) for update in updates]
    for parts in _transactions(outcomes):
        for part in parts:
            part.prepare()
        with cache.transaction(sync=Sync.NORMAL):
            index = _Index(cache)
            for part in parts:
                part.store(cache, index, now)
            index.write()
            if fresh := {number: key for part in parts for number, key in part.fresh.items()}:
                ruling = arrive(cache, fresh, index.written, claims=False, now=now)
                for part in parts:
                    part.ruled(ruling)
        if any(part.entries for part in parts):
            search.tend(cache.rows)
    return [None if outcome.missing else outcome.applied for outcome in outcomes]


def _transactions(outcomes: Iterable[_Outcome]) -> Iterator[list[_Part]]:
    """Parts of updates that are stored together."""
    parts: list[_Part] = []
    size = 0
    for outcome in outcomes:
        pieces = list(batches(outcome.update.entries, AT_ONCE)) or [[]]
        for nth, piece in enumerate(pieces, start=1):
            if parts and size + len(piece) > AT_ONCE:
                yield parts
                parts, size = [], 0
            parts.append(_Part(outcome, piece, first=nth == 1, last=nth == len(pieces)))
            size += len(piece)
    yield parts


class _Outcome:
    """An update and what came of it so far."""

    def __init__(self, update: FeedUpdate) -> None:
        self.update = update
        self.new: list[str] = []
        self.changed: list[str] = []
        self.deeds: list[Deed] = []
        self.missing = False

    @property
    def applied(self) -> Applied:
        """What it brought."""
        return Applied(new=tuple(self.new), changed=tuple(self.changed), deeds=tuple(self.deeds))


class _Part:
    """As much of an update as goes into one transaction."""

    def __init__(self, outcome: _Outcome, entries: Sequence[EntryUpdate], *, first: bool, last: bool) -> None:
        self.entries = entries
        self._outcome = outcome
        self._first = first
        self._last = last
        self._ready: list[_Prepared] = []
        self.fresh: dict[int, str] = {}
        """Ids of the entries that it stored anew, by number."""

    def prepare(self) -> None:
        """Work out what can be before the write lock is taken."""
        self._ready = [_prepare(self._outcome.update.url, entry) for entry in self.entries]

    def store(self, cache: Cache, index: _Index, now: datetime) -> None:
        """Store it, inside a transaction; what is to be indexed is left to the transaction's end."""
        update = self._outcome.update
        if update.info is None and not self.entries and update.rewritten_url is None:  # a 304: no document is decoded
            self._outcome.missing = not save_state(cache, update.url, update.state)
            return
        feed = feed_doc(cache, update.url)
        if feed is None:
            self._outcome.missing = True
            return
        if update.info is not None and self._first:
            set_info(feed, update.info)
        if self._last:
            set_state(feed, update.state)
        if self._ready:
            writer = _Writer(cache, index, feed, now, self._outcome)
            writer.store(self._ready)
            self.fresh = writer.fresh
        if self._first or self._last:
            cache.feeds.save([feed])
        if self._last and update.rewritten_url is not None and update.rewritten_url != update.url:
            index.write()  # moving may take entries away, which it must find in the index
            move_subscription(cache, feed.doc_id, update.rewritten_url)

    def ruled(self, ruling: Ruling) -> None:
        """Take in what rules did to the new entries; what they hid is no news."""
        own = set(self.fresh.values())
        self._outcome.deeds += [deed for deed in ruling.deeds if deed.entry in own]
        self._outcome.new = [key for key in self._outcome.new if not _hides(ruling, key)]


def _hides(ruling: Ruling, key: str) -> bool:
    return key in ruling.after and ruling.after[key].hidden


def _prepare(url: str, update: EntryUpdate) -> _Prepared:
    body = codec.body_to(update.entry)
    return _Prepared(
        update=update,
        key=entry_id(url, update.entry.guid),
        fields=codec.entry_to(update.entry),
        body=body,
        text=indexing.body_text(body) if update.words is None else update.words,
    )


class _Index:
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


class _Writer:
    """Stores entries of one feed inside a transaction; notes the ids of those that are new or changed."""

    def __init__(self, cache: Cache, index: _Index, feed: Document, now: datetime, outcome: _Outcome) -> None:
        self._cache = cache
        self._index = index
        self._feed = feed
        self._now = now
        self._outcome = outcome
        self.fresh: dict[int, str] = {}

    def store(self, ready: Sequence[_Prepared]) -> None:
        """Store these entries."""
        its = (where("feed") == self._feed.doc_id) & where("guid").one_of([one.guid for one in ready])
        seen = {sighting["guid"]: sighting for sighting in self._cache.sightings.search(its)}
        for one in ready:
            if one.guid in seen:
                self._change(one, seen[one.guid])
        self._bring([one for one in ready if one.guid not in seen])

    def _bring(self, unseen: list[_Prepared]) -> None:
        """Store what the feed has not had before: new entries, and stories that another feed brought first."""
        known = self._known_stories(unseen)
        taken = {d["key"] for d in self._cache.entries.having("key", [one.key for one in unseen])}
        sightings: list[dict[str, Any]] = []
        fresh: list[tuple[_Prepared, dict[str, Any]]] = []
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
        self._outcome.new += [doc["key"] for _, doc in fresh]

    def _known_stories(self, unseen: list[_Prepared]) -> dict[str | None, Document]:
        """Entries of other feeds that lead to the same pages, which this feed does not carry yet."""
        stories = [one.update.story for one in unseen if one.update.story is not None]
        found = self._cache.entries.having("story", stories)
        return {doc["story"]: doc for doc in reversed(found) if self._feed.doc_id not in doc["feeds"]}

    def _sighting(self, one: _Prepared, entry: int) -> dict[str, Any]:
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

    def _key(self, one: _Prepared, taken: set[str]) -> str:
        """The entry's id, or the next one where another entry has it by chance."""
        key, salt = one.key, 0
        while key in taken or (salt and self._cache.entries.having("key", [key])):
            salt += 1
            key = entry_id(self._feed["url"], one.guid, salt=salt)
        taken.add(key)
        return key

    def _document(self, one: _Prepared, key: str) -> dict[str, Any]:
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

    def _change(self, one: _Prepared, sighting: Document) -> None:
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
        self._outcome.changed.append(doc["key"])

    def _keep_revision(self, doc: Document) -> None:
        body = self._cache.bodies.get(doc_id=doc.doc_id) or {}
        fields = {f: doc[f] for f in codec.ENTRY_FIELDS if f in doc}
        self._cache.revisions.insert({"entry": doc.doc_id, "until": codec.time_to(self._now), **fields, **body})
        doc["revisions"] += 1
