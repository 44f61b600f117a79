"""Politeness towards hosts: one request at a time to each, with a gap in between, and many hosts at once."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from newsterm.feeds.links import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

JITTER = 0.25
"""Share of the gap that chance adds, so that readers started together do not stay in step."""


class Gate:
    """Lets a request through when its host has had its gap; `gap` in seconds."""

    def __init__(self, gap: float, *, chance: Callable[[], float] = random.random) -> None:
        self._gap = gap
        self._chance = chance
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Hold the host of this address for the length of the block, after waiting for its turn and gap."""
        host = host_of(url)
        async with self._locks.setdefault(host, asyncio.Lock()):
            loop = asyncio.get_running_loop()
            wait = self._free_at.get(host, 0.0) - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = loop.time() + self._gap * (1 + JITTER * self._chance())
