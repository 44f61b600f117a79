"""A desk over a data folder of its own, its clock, and what it told."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.events import FeedPolled, Outcome
from newsterm.model import Subscription
from newsterm.paths import find_paths
from newsterm.poller.desk import open_desk
from newsterm.settings import Poll, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsterm.events import Event
    from newsterm.poller.desk import Desk
    from newsterm.workers import Workers

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = Settings(poll=Poll(per_host_gap=0.0))


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Room:
    def __init__(self, folder: Path, settings: Settings = SETTINGS, workers: Workers | None = None) -> None:
        self.paths = find_paths(str(folder), str(folder / "none.toml"), {})
        self.settings = settings
        self.workers = workers
        self.clock = Clock()
        self.told: list[Event] = []

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with open_desk(self.paths, self.settings, tell=self.told.append, clock=self.clock) as desk:
            yield replace(desk, workers=self.workers or desk.workers)

    def outcomes(self) -> dict[str, tuple[Outcome, str | None]]:
        """What became of each feed at last, by the last part of its address."""
        polled = [e for e in self.told if isinstance(e, FeedPolled)]
        return {e.feed.rpartition("/")[2]: (e.outcome, e.reason) for e in polled}


def follow(desk: Desk, *urls: str) -> None:
    desk.store.subscribe([Subscription(url=url, added=NOW) for url in urls])
