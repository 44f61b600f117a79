"""What a poll found, stored in short transactions: entries, sightings, revisions, last the feed's state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Applied, EntryUpdate, FeedUpdate
from newsterm.store import search
from newsterm.store.connection import Sync
from newsterm.store.feeds import feed_doc, save_state, set_info, set_state
from newsterm.store.merging import move_subscription
from newsterm.store.reader import batches
from newsterm.store.ruling import arrive
from newsterm.store.writing import Index, Prepared, Writer, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from newsterm.model import Deed, Ruling
    from newsterm.store.cache import Cache

AT_ONCE = 80
"""Entries in one transaction at most: others wait 20 ms for these, not the seconds that thousands take."""


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
            index = Index(cache)
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
        self._ready: list[Prepared] = []
        self.fresh: dict[int, str] = {}
        """Ids of the entries that it stored anew, by number."""

    def prepare(self) -> None:
        """Work out what can be before the write lock is taken."""
        self._ready = [prepare(self._outcome.update.url, entry) for entry in self.entries]

    def store(self, cache: Cache, index: Index, now: datetime) -> None:
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
            writer = Writer(cache, index, feed, now)
            writer.store(self._ready)
            self.fresh = writer.fresh
            self._outcome.new += writer.new
            self._outcome.changed += writer.changed
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
