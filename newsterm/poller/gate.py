"""Politeness towards hosts: one request at a time to each, with a gap in between, and many hosts at once."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Self

from newsterm.feeds.links import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

JITTER = 0.25
"""Share of the gap that chance adds, so that readers started together do not stay in step."""


class Gate:
    """Lets a request through when its host has had its gap; `gap` in seconds."""

    def __init__(self, gap: float, *, chance: Callable[[], float] = random.random) -> None:
        self._gap = gap
        self._chance = chance
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}

    def turn(self, url: str) -> Turn:
        """The turn of a request to this address, for an `async with` block."""
        return Turn(self, host_of(url))

    async def take(self, host: str) -> None:
        """Wait for the host's turn and gap, and hold it."""
        lock = self._locks.setdefault(host, asyncio.Lock())
        await lock.acquire()
        try:
            wait = self._free_at.get(host, 0.0) - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
        except BaseException:
            lock.release()
            raise

    def give_back(self, host: str) -> None:
        """Let the next one have the host, after its gap."""
        now = asyncio.get_running_loop().time()
        self._free_at[host] = now + self._gap * (1 + JITTER * self._chance())
        self._locks[host].release()


class Turn:
    """One host held, for as long as a block lasts; where a redirect leads to another host, that one instead."""

    def __init__(self, gate: Gate, host: str) -> None:
        self._gate = gate
        self._host: str | None = None
        self._wanted = host

    async def __aenter__(self) -> Self:
        await self._gate.take(self._wanted)
        self._host = self._wanted
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._host is not None:
            self._gate.give_back(self._host)

    async def move(self, url: str) -> None:
        """Give the host back and wait for that of another address: two would wait for each other's for ever."""
        host = host_of(url)
        if host == self._host:
            return
        if self._host is not None:
            self._gate.give_back(self._host)
            self._host = None
        await self._gate.take(host)
        self._host = host
