"""The library: the one door through which the interface and the command line see and change what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsterm.arranged import Arranged
from newsterm.errors import NotFound
from newsterm.highlighting import Highlighting
from newsterm.hints import did_you_mean
from newsterm.kept import utc_now
from newsterm.model import Action, Item, Reading, Subscription, TagEdit, Target, clean_line, counted
from newsterm.model.feed import feed_named
from newsterm.overview import Overview
from newsterm.store import Listing, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsterm.model import (
        Activity,
        Change,
        ClaimState,
        Copy,
        Difference,
        Entry,
        EntryState,
        Feed,
        FeedCount,
        MarkedClaim,
        NextPoll,
        Version,
    )
    from newsterm.query.tree import Tree

__all__ = ["Library", "Listing", "Sort", "utc_now"]


class Library(Arranged, Highlighting, Overview):
    """Feeds, entries, claims and what the user did with them.

    Every verb is durable when it returns and can be undone; it returns what it changed, or None where nothing had to
    change. Reading never waits for the network: what is not prepared yet has `article` None.
    """

    # -- seeing ------------------------------------------------------------------------------------------------------

    def feeds(self) -> tuple[Feed, ...]:
        """All subscribed feeds with their counts and state."""
        return self._store.feeds()

    def next_polls(self, feeds: Iterable[Feed]) -> Mapping[str, NextPoll]:
        """When each of these feeds is asked next and why, by its URL."""
        from newsterm.feeds.links import host_of  # noqa: PLC0415 - the first paint needs neither
        from newsterm.feeds.schedule import next_request  # noqa: PLC0415

        now, waits = self._clock(), self._store.host_waits()
        # Hosts seldom wait; telling that of 1,000 addresses takes 5 ms.
        return {feed.url: next_request(feed, now, waits.get(host_of(feed.url)) if waits else None) for feed in feeds}

    def feed_counts(self) -> tuple[FeedCount, ...]:
        """Name and counts of all subscribed feeds, without their state."""
        return self._store.feed_counts()

    def activity(self, days: int = 30, *, zone: tzinfo | None = None) -> Mapping[str, Activity]:
        """How many items of each feed are dated in each of the last days, by the feed's URL.

        A day is the 24 hours before the zone's coming midnight, or before such a day.
        """
        today = self._clock().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return self._store.activity(today - timedelta(days=days - 1), days)

    def feed(self, name: str) -> Feed:
        """The feed that is meant; see `feed_named`."""
        return feed_named(self.feeds(), name)

    def listing(self, query: str | Tree = "", *, sort: Sort = Sort.NEWEST) -> Listing:
        """The items that satisfy the query, as a snapshot whose rows are read when they are looked at."""
        return self._store.listing(self._meant(query), sort=sort, now=self._clock())

    def numbers(self, query: str | Tree = "", *, sort: Sort = Sort.NEWEST) -> Sequence[int]:
        """The same as plain numbers, which mean these items in this cache alone: for a thread that looks them up."""
        return self.listing(query, sort=sort).numbers()

    def listing_of(self, numbers: Iterable[int]) -> Listing:
        """The listing that `numbers` told."""
        return self._store.listing_of(numbers)

    def count(self, query: str | Tree) -> int:
        """How many items satisfy the query."""
        return self._store.count(self._meant(query), now=self._clock())

    def tally(self, query: str | Tree) -> tuple[int, int]:
        """How many items that satisfy the query are unread, and how many there are."""
        return self._store.tally(self._meant(query), now=self._clock())

    def items(self, ids: Sequence[str]) -> tuple[Item, ...]:
        """The items with these ids, without summary and content; those that are not there are left out."""
        return self._store.items(ids)

    def item(self, entry_id: str) -> Item:
        """One item, with summary and content."""
        item = self._store.item(entry_id, body=True)
        if item is None:
            raise NotFound(f'There is no item "{clean_line(entry_id)}"; `newsterm list` shows the ids.')
        return item

    def reading(self, entry_id: str) -> Reading:
        """An item opened: its article and claims, where they are prepared."""
        reading = self._store.reading(entry_id)
        if reading is None:
            raise NotFound(f'There is no item "{clean_line(entry_id)}"; `newsterm list` shows the ids.')
        return reading

    def copy(self, entry_id: str) -> Copy:
        """An item with everything that is kept of it, to be carried to another cache."""
        copy = self._store.copy(entry_id)
        if copy is None:
            raise NotFound(f'There is no item "{clean_line(entry_id)}"; `newsterm list` shows the ids.')
        return copy

    def versions(self, entry_id: str) -> tuple[Version, ...]:
        """What an item's story said, oldest first; the last is what is shown. One alone has never changed.

        Pages are compared with pages and the feed's words with the feed's: where the page has no earlier version, the
        feed's are told.
        """
        from newsterm.articles import from_feed_html, version_of, versions_of  # noqa: PLC0415 - not for the first paint

        reading, revisions = self.reading(entry_id), self._store.revisions(entry_id)
        if reading.article is not None and reading.article.origin == "page":
            kept = [(r.article, r.until) for r in revisions if r.article is not None]
            pages = versions_of([*kept, (reading.article, None)])
            if len(pages) > 1:
                return tuple(pages)

        def fed(entry: Entry, until: datetime | None = None) -> Version:
            article = from_feed_html(entry.content or entry.summary or "", title=entry.title)
            return version_of(article, until=until)

        return (*(fed(r.entry, r.until) for r in revisions if r.entry is not None), fed(reading.item.entry))

    def difference(self, before: Version, after: Version) -> Difference:
        """What was taken out of one version and put into the next."""
        from newsterm.articles import compare  # noqa: PLC0415 - as above

        return compare(before, after)

    def claims(
        self, query: str | Tree = "", *, limit: int | None = None, rejected: bool = False
    ) -> tuple[tuple[Item, MarkedClaim], ...]:
        """The claims that satisfy the query, newest item first, each with its item; or those that were rejected."""
        tree = self._meant(query)
        return self._store.claims(tree, limit=limit, rejected=rejected, now=self._clock())

    def claim_pieces(
        self, query: str | Tree = "", *, limit: int | None = None, rejected: bool = False
    ) -> Iterator[tuple[tuple[Item, MarkedClaim], ...]]:
        """The same piece by piece, each looked up when it is asked for: for lists that are longer than memory."""
        tree = self._meant(query)
        return self._store.claim_pieces(tree, limit=limit, rejected=rejected, now=self._clock())

    def claim(self, claim_id: str) -> tuple[Item, MarkedClaim]:
        """One claim with its item."""
        found = self._store.claim(claim_id)
        if found is None:
            raise NotFound(f'There is no claim "{clean_line(claim_id)}"; `newsterm claims` shows the ids.')
        return found

    def claim_ids(self, entry_id: str, query: str | Tree) -> frozenset[str]:
        """The claims of one entry that satisfy the query."""
        return self._store.claim_ids(entry_id, self._meant(query), now=self._clock())

    def make_anew(self, query: str = "", *, tell: Callable[[int], None]) -> int:
        """Have the claims of the items that satisfy the query found again; how many items there are."""
        return self._store.make_anew(self._meant(query), now=self._clock(), tell=tell)

    def tags(self, target: Target) -> tuple[tuple[str, int], ...]:
        """The tags in use on items or on claims, with how often, most used first."""
        return self._store.tag_counts(target)

    def recent_names(self) -> Mapping[str, tuple[str, ...]]:
        """Names in the latest items by the field that takes them: "author", "lang", "source", "via", "cue"."""
        return self._store.recent_names()

    def missing(self, target: Target, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the ids that no item (or claim) has."""
        there = self._states(target, ids)
        return tuple(key for key in ids if key not in there)

    # -- marking -----------------------------------------------------------------------------------------------------

    def set_read(self, ids: Iterable[str], read: bool = True) -> Action | None:
        """Mark items read or unread."""
        word = "read" if read else "unread"
        return self._edit(Target.ENTRY, ids, "read", read, lambda things: f"marked {things} {word}")

    def set_starred(self, ids: Iterable[str], starred: bool | None = None) -> Action | None:
        """Star or unstar items; with None, unstar them if all are starred, else star them."""
        keys = tuple(ids)
        wanted = not all(s.starred for s in self._store.entry_states(keys).values()) if starred is None else starred
        verb = "starred" if wanted else "unstarred"
        return self._edit(Target.ENTRY, keys, "starred", wanted, lambda things: f"{verb} {things}")

    def set_hidden(self, ids: Iterable[str], hidden: bool = True) -> Action | None:
        """Hide items, so that they are in no list and no count unless `is:hidden` asks for them, or show them again."""
        verb = "hid" if hidden else "took out of hiding"
        return self._edit(Target.ENTRY, ids, "hidden", hidden, lambda things: f"{verb} {things}")

    def edit_tags(self, target: Target, ids: Iterable[str], edit: TagEdit) -> Action | None:
        """Add tags to items or claims and take tags away."""
        return self._edit(target, ids, "tags", edit.apply, edit.told)

    def toggle_tag(self, target: Target, ids: Iterable[str], name: str) -> Action | None:
        """Take the tag away if all of these items or claims have it, else give it to all."""
        keys = tuple(ids)
        everywhere = all(name in state.tags for state in self._states(target, keys).values())
        edit = TagEdit(remove=(name,)) if everywhere else TagEdit(add=(name,))
        return self.edit_tags(target, keys, edit)

    def retag(self, name: str, instead: str | None) -> Action | None:
        """Give another tag, or none, to everything that has one, as one action. NotFound where nothing has it."""

        def told(changes: Sequence[Change]) -> str:
            claims = sum(change.target is Target.CLAIM for change in changes)
            numbers = ((len(changes) - claims, "item"), (claims, "claim"))
            where = " and ".join(counted(n, noun) for n, noun in numbers if n)
            return f'renamed the tag "{name}" "{instead}" on {where}' if instead else f'took "{name}" from {where}'

        action = self._store.retag(name, instead, label=told, at=self._clock()) if name != instead else None
        if action is None and name != instead:
            tags = [tag for target in (Target.ENTRY, Target.CLAIM) for tag, _ in self.tags(target)]
            hint = did_you_mean(name, tags)
            raise NotFound(f'Nothing is tagged "{clean_line(name)}"; `newsterm tags` lists the tags.{hint}')
        return action

    def _states(self, target: Target, ids: Sequence[str]) -> Mapping[str, EntryState | ClaimState]:
        return self._store.claim_states(ids) if target is Target.CLAIM else self._store.entry_states(ids)

    # -- subscriptions -----------------------------------------------------------------------------------------------

    def subscribe(self, subscriptions: Iterable[Subscription]) -> tuple[str, ...]:
        """Record feeds to follow; the URLs of those that were not followed before."""
        return self._store.subscribe(subscriptions)

    def unsubscribe(self, *feeds: Feed) -> Action | None:
        """Stop following feeds and hide their items; undo brings both back."""
        return self._edit_feeds(feeds, "subscribed", False, "removed")

    def pause(self, *feeds: Feed, paused: bool = True) -> Action | None:
        """Ask feeds no more unless they are named, or as before again; their items stay."""
        return self._edit_feeds(feeds, "paused", paused, "paused" if paused else "resumed")

    def rename(self, feed: Feed, title: str | None) -> Action | None:
        """Give a feed a title of the user's own; None shows the feed's own again."""
        return self._edit(Target.FEED, [feed.url], "title", title, lambda _: f'renamed "{feed.title}"')

    def move(self, *feeds: Feed, folder: str | None) -> Action | None:
        """File feeds in a folder; None takes them out of theirs."""
        return self._edit_feeds(feeds, "folder", folder, "moved")

    def _edit_feeds(self, feeds: Sequence[Feed], field: str, value: bool | str | None, verb: str) -> Action | None:
        """Change a field of feeds; one that is changed alone is told by its title."""
        titles = {feed.url: feed.title for feed in feeds}
        alone = f'"{next(iter(titles.values()))}"' if len(titles) == 1 else None
        return self._edit(Target.FEED, titles, field, value, lambda things: f"{verb} {alone or things}")

    # -- undoing -----------------------------------------------------------------------------------------------------

    def undo(self) -> Action | None:
        """Take back the last action that is not undone yet; None where there is none."""
        return self._store.undo()

    def redo(self) -> Action | None:
        """Do the last undone action again; None where there is none."""
        return self._store.redo()

    def next_undo(self) -> Action | None:
        """What `undo` would take back."""
        return self._store.next_undo()

    # -- places ------------------------------------------------------------------------------------------------------

    def memo(self, key: str) -> Any:
        """What `remember` kept under this key: a JSON value, None where there is nothing."""
        return self._store.memo(key)

    def remember(self, key: str, value: Any) -> None:
        """Keep a small JSON value, such as the place in a list, over restarts."""
        self._store.remember(key, value)
