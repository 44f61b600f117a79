"""Commands about subscriptions: add, remove, rename, pause, resume, feeds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsterm.cli.output import columns, out, out_listing, say
from newsterm.errors import NewstermError, UsageError
from newsterm.events import FeedsFound, Subscribed
from newsterm.export.plain import feed_cells
from newsterm.export.records import feed_record
from newsterm.library import utc_now
from newsterm.model import Subscription, clean_line
from newsterm.model.address import mask_credentials
from newsterm.model.feed import feeds_named

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def add(args: argparse.Namespace, world: World) -> int:
    """Subscribe to feeds."""
    folder = clean_line(args.folder or "") or None
    tags = tuple(filter(None, (clean_line(t) for t in args.tag)))
    if args.no_fetch:
        return _record_only(args.url, world, folder=folder, tags=tags)
    return asyncio.run(_add(args.url, world, folder=folder, tags=tags))


def _record_only(urls: list[str], world: World, *, folder: str | None, tags: tuple[str, ...]) -> int:
    addresses = _addresses(urls, world)
    wanted = [Subscription(url=u, folder=folder, tags=tags, added=utc_now()) for u in addresses]
    with world.library() as library:
        fresh = library.subscribe(wanted)
    for subscription in wanted:
        word = "added" if subscription.url in fresh else "already followed:"
        out(f"{word} {mask_credentials(subscription.url)}")
    return 0


def _addresses(urls: list[str], world: World) -> list[str]:
    """The addresses as they are asked; UsageError where one can't be asked at all, before anything is done."""
    from newsterm.feeds.address import feed_address  # noqa: PLC0415 - lxml is slow to import
    from newsterm.poller.asking import LOCAL, local_command  # noqa: PLC0415

    for url in urls:
        if url.startswith(LOCAL):
            local_command(world.settings, url)
    return [url if url.startswith(LOCAL) else feed_address(url) for url in urls]


async def _add(urls: list[str], world: World, *, folder: str | None, tags: tuple[str, ...]) -> int:
    from newsterm.poller.desk import open_desk  # noqa: PLC0415 - httpx is slow to import
    from newsterm.poller.subscribe import subscribe  # noqa: PLC0415

    failed = False
    async with open_desk(world.paths, world.settings, tell=lambda _: None) as desk:
        for url in _addresses(urls, world):
            try:
                told = await subscribe(desk, url, folder=folder, tags=tags)
            except NewstermError as error:
                say(f"newsterm: {error}")
                failed = True
            else:
                failed = not _tell(told) or failed
    return 1 if failed else 0


def _tell(told: Subscribed | FeedsFound) -> bool:
    if isinstance(told, Subscribed):
        out(f"{'already followed:' if told.known else 'added'} {told.title} ({told.feed})")
        return True
    say(f"{told.page} offers {len(told.candidates)} feeds; add the one you want by its address:")
    out(columns([(url, title) for url, title in told.candidates]))
    return False


def remove(args: argparse.Namespace, world: World) -> int:
    """Stop following a feed."""
    with world.library() as library:
        action = library.unsubscribe(library.feed(args.feed))
    out(f"{action.label}; `newsterm undo` brings it back" if action else "nothing to change")
    return 0


def rename(args: argparse.Namespace, world: World) -> int:
    """Give a feed a title of the user's own."""
    title = clean_line(args.title)
    if args.title and not title:
        raise UsageError("The title has no visible character.")
    with world.library() as library:
        action = library.rename(library.feed(args.feed), title or None)
    out(action.label if action else "nothing to change")
    return 0


def pause(args: argparse.Namespace, world: World) -> int:
    """Ask feeds no more."""
    return _pause(args.feed, world, paused=True)


def resume(args: argparse.Namespace, world: World) -> int:
    """Ask paused feeds again."""
    return _pause(args.feed, world, paused=False)


def _pause(names: list[str], world: World, *, paused: bool) -> int:
    with world.library() as library:
        action = library.pause(*feeds_named(library.feeds(), names), paused=paused)
    out(action.label if action else "nothing to change")
    return 0


def list_feeds(args: argparse.Namespace, world: World) -> int:
    """All feeds with their state."""
    with world.library_to_read() as library:
        feeds = library.feeds()
        following = library.next_polls(feeds)
    records = (feed_record(f, following[f.url]) for f in feeds)
    if not out_listing(args.format, records, (feed_cells(f, following[f.url]) for f in feeds)):
        say("No feeds yet; `newsterm add URL` subscribes to one.")
    return 0
