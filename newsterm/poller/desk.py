"""What a round works with: the store, the settings, the clock, the network, the worker processes, and who is told."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct, field

from newsterm.errors import FetchError
from newsterm.events import Notice
from newsterm.feeds.answer import FEED_TYPES, Fetched, FetchLimits
from newsterm.feeds.fetch import Fetcher
from newsterm.library import utc_now
from newsterm.poller.errands import Errands
from newsterm.poller.gate import Gate
from newsterm.poller.secrets import Secrets
from newsterm.poller.waits import HostWaits
from newsterm.store import Store
from newsterm.workers import Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path

    from newsterm.events import Event
    from newsterm.feeds.schedule import Rules
    from newsterm.paths import Paths
    from newsterm.poller.gate import Turn
    from newsterm.settings import Settings

WORKERS = 2
"""Worker processes: one for what fills the time, one for the entry that a person waits for."""


class Desk(Struct, frozen=True, kw_only=True):
    """Everything that a round, a preparation or a new subscription needs from the world."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    fetcher: Fetcher
    gate: Gate
    waits: HostWaits
    secrets: Secrets
    workers: Workers
    tell: Callable[[Event], None]
    preparing: Path
    """The lock of whoever makes articles and claims: two would make the same."""
    errands: Errands = field(default_factory=Errands)
    """What rules ask for beyond marks."""
    stop: asyncio.Event
    """Set by a signal: finish what is in hand, begin nothing."""

    @asynccontextmanager
    async def turn(self, url: str, rules: Rules) -> AsyncIterator[Turn]:
        """The turn of a request that a person or a page waits for; FetchError where its host is to be left alone.

        What the answer asks for, should it be such a FetchError, is remembered.
        """
        self.waits.check(url)
        async with self.gate.turn(url) as turn:
            try:
                yield turn
            except FetchError as error:
                self.waits.note(error, url, rules)
                raise


@asynccontextmanager
async def open_desk(
    paths: Paths,
    settings: Settings,
    *,
    tell: Callable[[Event], None],
    set_aside: bool = False,
    clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[Desk]:
    """The desk over a data folder; with `set_aside` a damaged cache is renamed and a new one begun."""
    with Store.open(paths.store, set_aside=set_aside, now=clock(), tell=lambda text: tell(Notice(text=text))) as store:
        for notice in store.notices:
            tell(Notice(text=notice))
        async with _fetcher(settings) as fetcher, Workers(WORKERS) as workers:
            yield Desk(
                store=store,
                settings=settings,
                clock=clock,
                fetcher=fetcher,
                waits=HostWaits(store, clock),
                gate=Gate(settings.poll.per_host_gap),
                secrets=Secrets(),
                workers=workers,
                tell=tell,
                preparing=paths.preparing,
                stop=asyncio.Event(),
            )


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Call `stop` where the user, the system or a lost terminal asks this process to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            with suppress(NotImplementedError):  # Windows' loop has no signal handlers
                loop.add_signal_handler(number, stop)


async def fetch_once(url: str, settings: Settings, *, accept: str = FEED_TYPES) -> Fetched:
    """What one address answers, within the settings' limits."""
    async with _fetcher(settings) as fetcher:
        return await fetcher.get(url, accept=accept)


def _fetcher(settings: Settings) -> Fetcher:
    poll = settings.poll
    limits = FetchLimits(wire=poll.limits.wire_bytes, inflated=poll.limits.inflated_bytes, total=poll.limits.deadline)
    return Fetcher(limits, slots=poll.concurrency, trusted=lambda host: host in poll.allow_private)
