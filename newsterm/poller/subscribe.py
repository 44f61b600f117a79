"""A new subscription: one request; a page leads to its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import FetchError, NewstermError, ParseError, UsageError
from newsterm.events import FeedsFound, Notice, Subscribed
from newsterm.feeds.address import feed_address
from newsterm.feeds.discover import common_places, discover, known_site
from newsterm.feeds.lists import read_list
from newsterm.feeds.plan import plan_update
from newsterm.model import Feed, Subscription
from newsterm.model.address import mask_credentials
from newsterm.poller.asking import LOCAL, ask, read
from newsterm.poller.round import rules_for

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.feeds.answer import Fetched
    from newsterm.feeds.discover import Candidate
    from newsterm.model import FeedRead
    from newsterm.poller.desk import Desk


async def subscribe(
    desk: Desk, address: str, *, folder: str | None = None, tags: tuple[str, ...] = ()
) -> Subscribed | FeedsFound:
    """Follow the feed at `address`, or the one that the page there offers; several are offered instead of chosen.

    What the request brought is stored at once. FetchError or ParseError where there is nothing to follow.
    """
    asked = _Newcomer(desk, folder, tags)
    if address.startswith(LOCAL):
        return asked.known(address) or await asked.direct(address)
    url = feed_address(address)
    if known := asked.known(url):
        return known
    if sites := known_site(url):
        return await asked.one_of(url, sites)
    fetched = await asked.fetch(url)
    try:
        found = await read(desk, fetched)
    except ParseError as error:
        return await asked.from_page(fetched, error)
    return asked.follow(fetched, found)


def subscribe_to_list(desk: Desk, path: Path) -> Notice:
    """Follow the feeds of an OPML file or newsboat's `urls`; what came of it, in words. UsageError for no such file."""
    try:
        found = read_list(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    now = desk.clock()
    wanted = [Subscription(url=o.url, title=o.title, folder=o.folder, tags=o.tags, added=now) for o in found.outlines]
    fresh = desk.store.subscribe(wanted)
    words = f"Feeds added from {path.name}: {len(fresh)}; followed already: {len(wanted) - len(fresh)}."
    return Notice(text=" ".join([words, *found.refused[:3]]), bad=bool(found.refused))


class _Newcomer:
    """A subscription in the making."""

    def __init__(self, desk: Desk, folder: str | None, tags: tuple[str, ...]) -> None:
        self._desk = desk
        self._folder = folder
        self._tags = tags

    def known(self, url: str) -> Subscribed | None:
        """What to tell where the feed is followed already."""
        feed = self._desk.store.feed(url)
        return Subscribed(feed=mask_credentials(url), title=feed.title, known=True) if feed else None

    async def fetch(self, url: str) -> Fetched:
        """The answer of an address, in its host's turn, with what the settings say for it."""
        desk = self._desk
        async with desk.turn(url, rules_for(desk.settings, url)) as turn:
            return await ask(desk, Feed(subscription=self._subscription(url)), turn)

    async def direct(self, url: str) -> Subscribed:
        """Follow a feed whose address is known to be one."""
        fetched = await self.fetch(url)
        return self.follow(fetched, await read(self._desk, fetched))

    def _subscription(self, url: str) -> Subscription:
        return Subscription(url=url, folder=self._folder, tags=self._tags, added=self._desk.clock())

    async def from_page(self, page: Fetched, error: ParseError) -> Subscribed | FeedsFound:
        """Follow what a page offers; `error` says what the page was, where it offers nothing."""
        content_type = page.headers.get("content-type")
        found = discover(page.body or b"", url=page.final_url, content_type=content_type)
        if found:
            return await self.one_of(page.url, found)
        for place in common_places(page.final_url):
            try:
                return await self.direct(place.url)
            except NewstermError:
                continue  # most places are not there; the page's own error tells more than theirs
        raise ParseError(f"{mask_credentials(page.url)}: {error} It names no feed either.") from error

    async def one_of(self, page: str, found: tuple[Candidate, ...]) -> Subscribed | FeedsFound:
        """Follow the only candidate, or offer them."""
        if len(found) > 1:
            offered = tuple((c.url, c.title or c.url) for c in found)
            return FeedsFound(page=mask_credentials(page), candidates=offered)
        url = found[0].url
        if known := self.known(url):
            return known
        return await self.direct(url)

    def follow(self, fetched: Fetched, found: FeedRead | None) -> Subscribed:
        """Record the subscription with what its first answer brought."""
        if found is None:
            raise FetchError(f"{mask_credentials(fetched.url)} answered without a feed.")
        desk, now = self._desk, self._desk.clock()
        wanted = self._subscription(fetched.url)
        desk.store.subscribe([wanted])
        feed = Feed(subscription=wanted)
        known = desk.store.known(feed.url)
        desk.store.apply(
            plan_update(feed, known, fetched, found, now, rules=rules_for(desk.settings, feed.url)), now=now
        )
        stored = desk.store.feed(feed.url) or feed
        return Subscribed(feed=mask_credentials(feed.url), title=stored.title)
