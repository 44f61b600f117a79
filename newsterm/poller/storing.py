"""What feeds answered, planned and stored: by one thread, many feeds in one transaction where they come fast."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from newsterm.errors import StoreError
from newsterm.feeds.plan import plan_update

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsterm.errors import NewstermError
    from newsterm.feeds.answer import Fetched
    from newsterm.feeds.schedule import Rules
    from newsterm.model import Applied, Feed, FeedRead, FeedUpdate
    from newsterm.store import Store

_FEEDS_AT_ONCE = 50
_ENTRIES_AT_ONCE = 80
"""What goes to the store together: it makes transactions of this that keep nobody waiting for long."""
_GATHER = 0.005
"""Seconds in which others may join a few feeds: a commit costs as much as three small ones."""
_MUCH = 8
"""Feeds that wait for no others."""


class Polled(Struct, frozen=True, kw_only=True):
    """A feed with its answer, or with what went wrong."""

    feed: Feed
    outcome: Fetched | NewstermError
    read: FeedRead | None
    """What was read of the answer's body; None where there is nothing to read."""
    at: datetime
    rules: Rules


class Stored(Struct, frozen=True, kw_only=True):
    """What became of it."""

    update: FeedUpdate
    applied: Applied


class Storing:
    """Stores polled feeds in the order in which they come. An async context manager; its end waits for the last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, "storing")
        self._waiting: list[tuple[Polled, asyncio.Future[Stored]]] = []
        self._work: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._work is not None:
            await self._work
        self._thread.shutdown()

    async def store(self, polled: Polled) -> Stored:
        """Store it, together with what others bring meanwhile; StoreError where the cache can't be written."""
        stored: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        self._waiting.append((polled, stored))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._work_off())
        return await stored

    async def _work_off(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            if not self._is_much():
                await asyncio.sleep(_GATHER)
            some = self._next()
            try:
                done = await loop.run_in_executor(self._thread, self._together, [polled for polled, _ in some])
            except Exception as error:
                done = [error] * len(some)
            for (_, future), result in zip(some, done, strict=True):
                if future.cancelled():
                    continue
                if isinstance(result, Exception):
                    future.set_exception(result)
                else:
                    future.set_result(result)

    def _is_much(self) -> bool:
        entries = sum(len(polled.read.entries) for polled, _ in self._waiting if polled.read)
        return len(self._waiting) >= _MUCH or entries >= _ENTRIES_AT_ONCE

    def _next(self) -> list[tuple[Polled, asyncio.Future[Stored]]]:
        entries = taken = 0
        for polled, _ in self._waiting[:_FEEDS_AT_ONCE]:
            entries += len(polled.read.entries) if polled.read else 0
            if taken and entries > _ENTRIES_AT_ONCE:
                break
            taken += 1
        some, self._waiting = self._waiting[:taken], self._waiting[taken:]
        return some

    def _together(self, some: Sequence[Polled]) -> Sequence[Stored | Exception]:
        """Store these at once; where that fails, one by one, so that one feed's fault costs only that feed."""
        try:
            return self._stored(some)
        except StoreError:
            raise
        except Exception as error:
            if len(some) == 1:
                return [error]
            return [result for polled in some for result in self._together([polled])]

    def _stored(self, some: Sequence[Polled]) -> list[Stored | Exception]:
        updates = [self._planned(polled) for polled in some]
        applied = self._store.apply_all(updates, now=max(polled.at for polled in some))
        return [Stored(update=update, applied=brought) for update, brought in zip(updates, applied, strict=True)]

    def _planned(self, polled: Polled) -> FeedUpdate:
        feed, read = polled.feed, polled.read
        known = self._store.known(feed.url, [found.entry.guid for found in read.entries]) if read else {}
        return plan_update(feed, known, polled.outcome, read, polled.at, rules=polled.rules)
