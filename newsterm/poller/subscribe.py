"""A new subscription: one request; a page leads to its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import FetchError, ParseError
from newsterm.events import FeedsFound, Subscribed
from newsterm.feeds.address import feed_address
from newsterm.feeds.discover import common_places, discover
from newsterm.feeds.encoding import decode_page
from newsterm.feeds.plan import plan_update
from newsterm.feeds.sites import known_site, likely_site
from newsterm.feeds.strange import file_words, is_page
from newsterm.model import Feed, Subscription
from newsterm.model.address import mask_credentials
from newsterm.poller.asking import LOCAL, ask, read
from newsterm.poller.round import rules_for

if TYPE_CHECKING:
    from newsterm.feeds.answer import Fetched
    from newsterm.feeds.sites import Candidate
    from newsterm.model import FeedRead
    from newsterm.poller.desk import Desk


async def subscribe(
    desk: Desk, address: str, *, folder: str | None = None, tags: tuple[str, ...] = ()
) -> Subscribed | FeedsFound:
    """Follow the feed at `address`, or the one that the page there offers; several are offered instead of chosen.

    What the request brought is stored at once. FetchError or ParseError where there is nothing to follow.
    """
    told = await _subscribed(desk, address, _Newcomer(desk, folder, tags))
    await desk.errands.run(desk)
    return told


async def _subscribed(desk: Desk, address: str, asked: _Newcomer) -> Subscribed | FeedsFound:
    if address.startswith(LOCAL):
        return asked.known(address) or await asked.direct(address)
    url = feed_address(address)
    if known := asked.known(url):
        return known
    if sites := known_site(url):
        return await asked.one_of(url, sites)
    if followed := await asked.first_of(likely_site(url)):
        return followed
    fetched = await asked.fetch(url)
    try:
        found = await read(desk, fetched)
    except ParseError as error:
        return await asked.from_page(fetched, error)
    return asked.follow(fetched, found)


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
        """Follow what a page offers; `error` says what the answer was, where it offers nothing."""
        where = mask_credentials(page.url)
        if not _is_page(page):
            raise ParseError(f"{where}: {error} Add the address of a feed, or of a page that names one.") from error
        content_type = page.headers.get("content-type")
        found = discover(page.body or b"", url=page.final_url, content_type=content_type)
        if found:
            return await self.one_of(page.url, found)
        if followed := await self.first_of(common_places(page.final_url)):
            return followed
        raise ParseError(
            f"{where}: {error} It names no feed, and none is where feeds usually are; if the site has one, add its own "
            "address."
        ) from error

    async def first_of(self, places: tuple[Candidate, ...]) -> Subscribed | None:
        """Follow the first of these places that is a feed; most are not there, which is no news to anybody."""
        for place in places:
            try:
                return self.known(place.url) or await self.direct(place.url)
            except (FetchError, ParseError):
                continue
        return None

    async def one_of(self, page: str, found: tuple[Candidate, ...]) -> Subscribed | FeedsFound:
        """Follow the only candidate, or offer them."""
        if len(found) > 1:
            offered = tuple((c.url, c.title or c.url) for c in found)
            return FeedsFound(page=mask_credentials(page), candidates=offered)
        url = found[0].url
        if known := self.known(url):
            return known
        try:
            return await self.direct(url)
        except (FetchError, ParseError) as error:
            raise ParseError(f"{mask_credentials(page)} leads to {mask_credentials(url)}: {error}") from error

    def follow(self, fetched: Fetched, found: FeedRead | None) -> Subscribed:
        """Record the subscription with what its first answer brought."""
        if found is None:
            raise FetchError(f"{mask_credentials(fetched.url)} answered without a feed.")
        desk, now = self._desk, self._desk.clock()
        wanted = self._subscription(fetched.url)
        desk.store.subscribe([wanted])
        feed = Feed(subscription=wanted)
        known = desk.store.known(feed.url)
        update = plan_update(feed, known, fetched, found, now, rules=rules_for(desk.settings, feed.url))
        desk.errands.note(desk.store.apply(update, now=now).deeds)
        stored = desk.store.feed(feed.url) or feed
        return Subscribed(feed=mask_credentials(feed.url), title=stored.title)


def _is_page(answer: Fetched) -> bool:
    """Whether an answer that is no feed may name one: HTML, by its media type or its beginning."""
    body, kind = answer.body or b"", answer.headers.get("content-type", "")
    if b"<" not in body or file_words(body):
        return False
    return "html" in kind.lower() or is_page(decode_page(body[:10_000], kind))
