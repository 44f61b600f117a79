"""The store: the one value through which the rest of newsterm reads and changes the cache."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tinydb import where

from newsterm.errors import NotFound
from newsterm.model import Applied, Ruling, Target, ViewCounts
from newsterm.query.tree import since_visit
from newsterm.store import codec, copies, feeds, indexing, readings, recent, ruling, search, updates
from newsterm.store.changing import Changing
from newsterm.store.claim_rows import claim_pieces
from newsterm.store.columns import UNREAD
from newsterm.store.compile import Compiler
from newsterm.store.connection import Sync
from newsterm.store.items import item_from, items_of, number_of
from newsterm.store.listing import Listing, Sort, listing_of, open_listing
from newsterm.store.overview import Overview
from newsterm.store.shown import refresh_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from newsterm.model import (
        Activity,
        Article,
        Claim,
        ClaimState,
        Copy,
        CopyUpdate,
        EntryState,
        Feed,
        FeedCount,
        FeedUpdate,
        Item,
        KnownEntry,
        MarkedClaim,
        Placed,
        Reading,
        Revision,
        Subscription,
    )
    from newsterm.query.tree import Tree


class Store(Changing, Overview):
    """The cache in one SQLite file, spoken to as TinyDB documents.

    What a call has written is there when it returns, whatever becomes of the process, all of it or none; what the user
    did has reached the disk as well, what was fetched may have to be fetched again after a power cut. Any thread may
    call; several processes may have the same file open. Every failure of the file is a StoreError in words.
    """

    # -- feeds -------------------------------------------------------------------------------------------------------

    def feeds(self) -> tuple[Feed, ...]:
        """The subscribed feeds with their counts."""
        return feeds.all_feeds(self._cache)

    def feed_counts(self) -> tuple[FeedCount, ...]:
        """How much the subscribed feeds have: 2 ms for 500 feeds, where their whole values take 10."""
        return feeds.feed_counts(self._cache)

    def activity(self, start: datetime, days: int) -> Mapping[str, Activity]:
        """Items a day of each subscribed feed, by its address; see `feeds.activity`."""
        return feeds.activity(self._cache, start, days)

    def feed(self, url: str) -> Feed | None:
        """The subscribed feed with this address."""
        return feeds.one_feed(self._cache, url)

    def subscribe(self, subscriptions: Iterable[Subscription]) -> tuple[str, ...]:
        """Record subscriptions; the addresses that are new or come back."""
        with self._cache.transaction():
            fresh, back = feeds.subscribe(self._cache, subscriptions)
            if back:
                refresh_shown(self._cache, back)
        return fresh

    def known(self, url: str, guids: Iterable[str] | None = None) -> Mapping[str, KnownEntry]:
        """What is remembered of a feed's entries, by guid: of those that are named, or of all it ever had."""
        return feeds.known(self._cache, url, guids)

    def ids_of(self, url: str, guids: Sequence[str]) -> Mapping[str, str]:
        """Ids of a feed's entries by the guids that it gives them, for those that are there."""
        return feeds.ids_of(self._cache, url, guids)

    def apply(self, update: FeedUpdate, *, now: datetime) -> Applied:
        """Store the whole outcome of one feed's poll; raises NotFound for an unknown feed."""
        (applied,) = updates.apply(self._cache, [update], now=now)
        if applied is None:
            raise NotFound(f"There is no feed {update.url}.")
        return applied

    def apply_all(self, outcomes: Sequence[FeedUpdate], *, now: datetime) -> list[Applied]:
        """Store the outcomes of several feeds' polls, together where they are small; nothing of a feed that is gone."""
        return [applied or Applied() for applied in updates.apply(self._cache, outcomes, now=now)]

    def host_waits(self) -> Mapping[str, datetime]:
        """Until when each host asked to be left alone."""
        return feeds.host_waits(self._cache)

    def save_host_wait(self, host: str, until: datetime) -> None:
        """Remember until when a host asked to be left alone."""
        with self._cache.transaction(sync=Sync.NORMAL):
            feeds.save_host_wait(self._cache, host, until)

    # -- items -------------------------------------------------------------------------------------------------------

    def listing(self, tree: Tree | None, *, sort: Sort = Sort.NEWEST, now: datetime) -> Listing:
        """What satisfies the query at this moment, in order."""
        return open_listing(self._cache, Compiler(self._cache, now).entries(tree), sort)

    def listing_of(self, numbers: Iterable[int]) -> Listing:
        """The items with these numbers, which a listing of this cache has told."""
        return listing_of(self._cache, numbers)

    def count(self, tree: Tree | None, *, now: datetime) -> int:
        """How many items satisfy the query."""
        return self._cache.entries.count(Compiler(self._cache, now).entries(tree))

    def tally(self, tree: Tree | None, *, now: datetime) -> tuple[int, int]:
        """How many items that satisfy the query are unread, and how many there are: what is slow is asked once."""
        return self._cache.entries.tally(Compiler(self._cache, now).entries(tree), UNREAD)

    def view_counts(self, tree: Tree, visited: datetime | None, *, now: datetime) -> ViewCounts:
        """The same, and how many came after a visit; None is before all."""
        query = Compiler(self._cache, now).entries(since_visit(tree, visited))
        unread, total = self._cache.entries.tally(query, UNREAD)
        later = where("first_seen") > codec.time_to(visited)
        new = total if visited is None else self._cache.entries.count(query & later)
        return ViewCounts(unread=unread, entries=total, new=new)

    def items(self, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items with these ids, in this order; those that are not there are left out."""
        numbers = [number_of(self._cache, key) for key in ids]
        return items_of(self._cache, [n for n in numbers if n is not None])

    def item(self, entry_id: str, *, body: bool = False) -> Item | None:
        """One item, with summary and content where `body` is asked for."""
        number = number_of(self._cache, entry_id)
        doc = None if number is None else self._cache.entries.get(doc_id=number)
        if number is None or doc is None:
            return None
        return item_from(doc, self._cache.labels(), self._cache.bodies.get(doc_id=number) if body else None)

    def entry_states(self, ids: Iterable[str]) -> Mapping[str, EntryState]:
        """What the user did with these items, by id; without those that are not there."""
        return {doc["key"]: codec.entry_state_from(doc) for doc in self._cache.entries.having("key", ids)}

    def claim_states(self, ids: Iterable[str]) -> Mapping[str, ClaimState]:
        """What the user did with these claims, by id; without those that are not there."""
        return {doc["key"]: codec.claim_state_from(doc) for doc in self._cache.claims.having("key", ids)}

    # -- copies ------------------------------------------------------------------------------------------------------

    def copy(self, entry_id: str) -> Copy | None:
        """An entry with everything that is kept of it, to be carried to another cache."""
        return copies.copy_of(self._cache, entry_id)

    def record(self, feeds_named: Mapping[str, str], *, at: datetime) -> None:
        """Note feeds by address, with their titles, without following them; those that are known stay as they are."""
        with self._cache.transaction():
            feeds.record(self._cache, feeds_named, at=at)

    def known_feeds(self) -> tuple[str, ...]:
        """The addresses of all feeds, those that are followed no more or not yet included."""
        return tuple(label.url for label in self._cache.labels().values())

    def take_in(self, given: Sequence[CopyUpdate]) -> list[Placed]:
        """Store copies of entries together, without marks; see `copies.take_in`."""
        return copies.take_in(self._cache, given)

    # -- readings ----------------------------------------------------------------------------------------------------

    def save_article(  # noqa: PLR0913 - all that is known of an article
        self,
        entry_id: str,
        article: Article,
        claims: Sequence[Claim],
        *,
        claims_extractor: str,
        extractor: str | None = None,
        note: str | None = None,
        replaced_at: datetime | None = None,
        revised: bool = False,
        arrives: datetime | None = None,
    ) -> Ruling:
        """Keep an entry's article and claims; the marks of claims stay with theirs.

        `extractor` is what has seen to the article, where that is not what made it: a page's text outlives its maker.
        `replaced_at` says that the article of before stays as an earlier version, `revised` that the story changed.
        With `arrives`, the moment, the rules that ask of claims apply where it is prepared for the first time: what
        they did is returned.
        """
        made, cache, done = readings.made_by(extractor or article.extractor, claims_extractor), self._cache, Ruling()
        with cache.transaction(sync=Sync.NORMAL):
            number = readings.save(
                cache, entry_id, article, claims, made=made, note=note, replaced_at=replaced_at, revised=revised
            )
            if number is not None and arrives is not None:
                words = indexing.stored_words(cache, number, cache.entries.get(doc_id=number))
                done = ruling.arrive(cache, {number: entry_id}, {number: words}, claims=True, now=arrives)
        search.tend(cache.rows)
        return done

    def reading(self, entry_id: str) -> Reading | None:
        """An entry opened; rejected claims are left out."""
        return readings.reading(self._cache, entry_id)

    def revisions(self, entry_id: str) -> tuple[Revision, ...]:
        """The earlier versions of an entry, oldest first."""
        return readings.revisions(self._cache, entry_id)

    def unprepared(self, extractor: str, claims_extractor: str, limit: int) -> tuple[str, ...]:
        """Ids of items, newest first, that have no article and claims by these extractors."""
        return readings.waiting(self._cache, readings.made_by(extractor, claims_extractor), limit)

    def make_anew(self, tree: Tree | None, *, now: datetime, tell: Callable[[int], None]) -> int:
        """Have the articles and claims of these items made again, whoever made them; how many there are.

        `tell` hears how many are noted so far.
        """
        return readings.make_anew(self._cache, Compiler(self._cache, now).entries(tree), tell)

    def to_make_anew(self, limit: int) -> tuple[str, ...]:
        """Ids of items, newest first, that `make_anew` has named and that nobody has made again yet."""
        return readings.to_make_anew(self._cache, limit)

    def claims(
        self, tree: Tree | None, *, limit: int | None = None, rejected: bool = False, now: datetime
    ) -> tuple[tuple[Item, MarkedClaim], ...]:
        """Claims that satisfy the query, each with its item, newest item first; or those that were rejected."""
        return tuple(chain.from_iterable(self.claim_pieces(tree, limit=limit, rejected=rejected, now=now)))

    def claim_pieces(
        self, tree: Tree | None, *, limit: int | None = None, rejected: bool = False, now: datetime
    ) -> Iterator[tuple[tuple[Item, MarkedClaim], ...]]:
        """The same piece by piece, each looked up when it is asked for."""
        compiler = Compiler(self._cache, now)
        query = compiler.claims(tree, rejected=rejected)
        return claim_pieces(self._cache, query, None if rejected else compiler.holding(tree), limit)

    def claim_ids(self, entry_id: str, tree: Tree, *, now: datetime) -> frozenset[str]:
        """The claims of one entry that satisfy the query."""
        cache = self._cache
        of_entry = where("entry") == (number_of(cache, entry_id) or 0)
        found = cache.claims.search(of_entry & Compiler(cache, now).claims(tree, rejected=False))
        return frozenset(doc["key"] for doc in found)

    def claim(self, claim_id: str) -> tuple[Item, MarkedClaim] | None:
        """One claim with its item."""
        found = readings.with_items(self._cache, self._cache.claims.search(where("key") == claim_id))
        return found[0] if found else None

    # -- tags -------------------------------------------------------------------------------------------------------

    def tag_counts(self, target: Target) -> tuple[tuple[str, int], ...]:
        """The tags in use on entries, claims or feeds, most used first."""
        table = {"entry": "entries", "claim": "claims", "feed": "feeds"}[target.value]
        seen = " WHERE id IN (SELECT id FROM claims WHERE live)" if target is Target.CLAIM else ""
        sql = f"SELECT value, count(*) FROM {table}__tags{seen} GROUP BY value ORDER BY 2 DESC, 1"  # noqa: S608 - ours
        return tuple((str(name), count) for name, count in self._cache.rows.rows(sql))

    def recent_names(self) -> Mapping[str, tuple[str, ...]]:
        """See `recent.names`."""
        return recent.names(self._cache)
