"""The background process from the interface's side: started when first needed, told by lines, ended with the reader."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from newsterm.backstage import Command, Illustrate, Poll, Prepare, Subscribe, event_from, to_line
from newsterm.events import Notice

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

    from newsterm.events import Event
    from newsterm.model import Canvas
    from newsterm.paths import Paths

GOODBYE_SECONDS = 1.0
"""How long the process may take to end by itself once its input is closed."""
LONGEST_LINE = 1 << 22


class BackgroundProcess:
    """`Backstage` in a process of its own, so that no fetch, parse or extraction ever delays a key."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._commands: asyncio.Queue[Command] = asyncio.Queue()

    def poll(self, feeds: Sequence[str] | None = None) -> None:
        """Start a round: the due feeds, or the named ones."""
        self._commands.put_nowait(Poll(feeds=None if feeds is None else tuple(feeds)))

    def prepare(self, entry_id: str, *, page: bool = False) -> None:
        """Make what is missing of an opened entry's article and claims."""
        self._commands.put_nowait(Prepare(entry=entry_id, page=page))

    def illustrate(self, entry_id: str, canvas: Canvas) -> None:
        """Fetch the pictures of an opened entry and draw them."""
        self._commands.put_nowait(Illustrate(entry=entry_id, canvas=canvas))

    def subscribe(self, address: str) -> None:
        """Add a feed by its address, or the feed of the page that is there."""
        self._commands.put_nowait(Subscribe(address=address))

    async def events(self) -> AsyncGenerator[Event, None]:
        """What happens, as it happens. A process that ends by itself is told of and started again when needed."""
        while True:
            process = await self._start()
            writer = asyncio.create_task(self._forward(process))
            try:
                async for event in _told_by(process):
                    yield event
            finally:
                writer.cancel()
                await _end(process)
            yield Notice(text=f"The background process ended ({process.returncode}); see {self._paths.log}.", bad=True)
            await self._wait_for_command()

    async def _start(self) -> asyncio.subprocess.Process:
        self._paths.data.mkdir(parents=True, exist_ok=True)
        with self._paths.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "newsterm.poller",
                str(self._paths.data),
                str(self._paths.config),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=LONGEST_LINE,
                # In a group of its own: Ctrl-C at a prompt is the reader's alone to hear.
                process_group=None if sys.platform == "win32" else 0,
            )

    async def _forward(self, process: asyncio.subprocess.Process) -> None:
        stdin = process.stdin
        assert stdin is not None  # noqa: S101 - PIPE was asked for
        with suppress(ConnectionError):
            while True:
                stdin.write(to_line(await self._commands.get()))
                await stdin.drain()

    async def _wait_for_command(self) -> None:
        command = await self._commands.get()
        self._commands.put_nowait(command)


async def _told_by(process: asyncio.subprocess.Process) -> AsyncIterator[Event]:
    stdout = process.stdout
    assert stdout is not None  # noqa: S101 - PIPE was asked for
    while line := await stdout.readline():
        with suppress(ValueError):  # a library that prints to stdout costs only its own line
            yield event_from(line)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Close its input, which asks it to end; insist after a while."""
    if process.stdin is not None:
        process.stdin.close()
    for insist in (process.terminate, process.kill):
        try:
            await asyncio.wait_for(_ended(process), GOODBYE_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                insist()
        else:
            return
    await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Wait for its end and read what it still says: only then does asyncio give its pipes back."""
    if process.stdout is not None:
        while await process.stdout.read(1 << 16):
            pass
    await process.wait()
