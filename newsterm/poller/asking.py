"""One feed asked: over HTTP or of a command, within the settings' limits; its answer read in a worker."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import FetchError, ParseError, UsageError, WorkError
from newsterm.feeds.answer import Fetched
from newsterm.feeds.plan import body_hash
from newsterm.feeds.reading import read_feed
from newsterm.model import clean_line
from newsterm.model.address import mask_credentials
from newsterm.poller.commands import output_of
from newsterm.poller.headers import request_headers

if TYPE_CHECKING:
    from newsterm.model import Feed, FeedRead
    from newsterm.poller.desk import Desk
    from newsterm.poller.gate import Turn
    from newsterm.settings import Settings

PARSE_SECONDS = 20.0
"""What a parse may take: 20,000 entries need some 6 s."""
LOCAL = "exec:"
"""How the address of a feed begins that a command prints; what follows names the command in the settings."""


async def ask(desk: Desk, feed: Feed, turn: Turn) -> Fetched:
    """What the feed answers now, as the settings' filter for it leaves it, all within the settings' deadline.

    FetchError where it gives nothing, UsageError for a local feed that the settings know nothing of.
    """
    seconds = desk.settings.poll.limits.deadline
    try:
        async with asyncio.timeout(seconds):
            return await (_printed(desk, feed.url) if feed.url.startswith(LOCAL) else _fetched(desk, feed, turn))
    except TimeoutError as error:
        raise FetchError(f"{mask_credentials(feed.url)} was not done within {seconds:g} seconds.") from error


async def _fetched(desk: Desk, feed: Feed, turn: Turn) -> Fetched:
    url, own = feed.url, desk.settings.feeds.get(feed.url)
    headers = await request_headers(desk.settings, url, desk.secrets)
    fetched = await desk.fetcher.get(url, validators=feed.state.validators, own=headers, moving=turn.move)
    if fetched.body is None or own is None or own.filter is None:
        return fetched
    limits = desk.settings.poll.limits
    return replace(
        fetched,
        body=await output_of(own.filter, given=fetched.body, seconds=limits.deadline, most=limits.inflated_bytes),
    )


def local_command(settings: Settings, url: str) -> tuple[str, ...]:
    """The command that prints the feed of a local address; UsageError where the user's settings name none.

    The settings alone: whatever a list or another program calls a feed, nothing runs that the user has not written.
    """
    name = url.removeprefix(LOCAL)
    source = settings.exec.get(name)
    if source is None or source.command is None:
        raise UsageError(f'The settings have no command "{clean_line(name)}": [exec.NAME] with command = ["..."] has.')
    return source.command


async def _printed(desk: Desk, url: str) -> Fetched:
    """What the command of a local source prints."""
    command, limits = local_command(desk.settings, url), desk.settings.poll.limits
    body = await output_of(command, seconds=limits.deadline, most=limits.inflated_bytes)
    return Fetched(url=url, final_url=url, status=200, body=body)


async def read(desk: Desk, fetched: Fetched, feed: Feed | None = None) -> FeedRead | None:
    """What the answer says that is not known of the feed; None where its body is none, or the one read last.

    ParseError where it is no feed, also where reading it takes too long or too much memory, or stumbles.
    """
    state = feed.state if feed else None
    if fetched.body is None or (state and body_hash(fetched.body) == state.body_hash):
        return None
    try:
        return await desk.workers.run(
            PARSE_SECONDS,
            read_feed,
            fetched.body,
            url=fetched.final_url,
            content_type=fetched.headers.get("content-type"),
            seen=state.fingerprints if state else b"",
            most=desk.settings.poll.limits.entries,
        )
    except WorkError as error:
        raise ParseError(str(error)) from error
