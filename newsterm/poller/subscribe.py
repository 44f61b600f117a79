"""A new subscription: one request; a page leads to its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import FetchError, ParseError
from newsterm.events import FeedsFound, Subscribed
from newsterm.feeds.discover import discover
from newsterm.feeds.links import feed_address
from newsterm.model import Subscription
from newsterm.poller.round import store_answer

if TYPE_CHECKING:
    from newsterm.poller.desk import Desk


async def subscribe(
    desk: Desk, address: str, *, folder: str | None = None, tags: tuple[str, ...] = ()
) -> Subscribed | FeedsFound:
    """Follow the feed at `address`, or the one that the page there offers; several are offered instead of chosen.

    What the request brought is stored at once. FetchError or ParseError where there is nothing to follow.
    """
    url = feed_address(address)
    wanted = Subscription(url=url, folder=folder, tags=tags, added=desk.clock())
    if known := _followed(desk, url):
        return known
    async with desk.gate.turn(url):
        fetched = await desk.fetcher.get(url)
    try:
        parsed = await desk.parsed(fetched)
    except ParseError as error:
        return await _from_page(desk, wanted, fetched, error)
