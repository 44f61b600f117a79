"""The background process of a reader: commands as lines on stdin, events on stdout."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.backstage import Command, Illustrate, Poll, Prepare, Subscribe, command_from, to_line
from newsterm.errors import NewstermError
from newsterm.events import Notice
from newsterm.paths import find_paths
from newsterm.poller.desk import open_desk, stop_on_signals
from newsterm.poller.illustrate import Illustrator
from newsterm.poller.lists import subscribe_to_list
from newsterm.poller.prepare import Preparer
from newsterm.poller.retain import drop_old
from newsterm.poller.round import run_round
from newsterm.poller.subscribe import subscribe
from newsterm.settings import read_settings
from newsterm.store import the_only_one

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Sequence
    from typing import Any

    from newsterm.events import Event
    from newsterm.paths import Paths
    from newsterm.poller.desk import Desk

DROP_EVERY = timedelta(hours=1)
"""How often it is looked for items that need not be kept."""
LOOK_EVERY = 30.0
"""Seconds between two looks at whether a feed is due."""


def tell(event: Event) -> None:
    """Write an event; a reader that is gone is no fault."""
    with suppress(OSError, ValueError):
        sys.stdout.buffer.write(to_line(event))
        sys.stdout.buffer.flush()


class Background:
    """Does what it is told, polls when feeds are due, and prepares what is new in between."""

    def __init__(self, desk: Desk, paths: Paths) -> None:
        self._desk = desk
        self._paths = paths
        self._preparer = Preparer(desk)
        self._illustrator = Illustrator(desk, paths.images)
        self._illustrating: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._asked: list[Poll] = []
        self._next_drop = desk.clock()
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, command: Command) -> None:
        """Begin what the command asks for."""
        match command:
            case Poll():
                self._asked.append(command)
                self._wake.set()
            case Prepare(entry=entry, page=page):
                self._begin(self._preparer.opened(entry, page=page))
            case Illustrate():
                if self._illustrating is not None:  # the reader has moved on, or wants another size
                    self._illustrating.cancel()
                self._illustrating = self._begin(self._illustrator.draw(command.entry, command.canvas))
            case Subscribe(address=address):
                self._begin(self._subscribe(address))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(_told(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _subscribe(self, address: str) -> None:
        path = Path(address).expanduser()
        is_list = "://" not in address and path.is_file()
        tell(subscribe_to_list(self._desk, path) if is_list else await subscribe(self._desk, address))
        self._wake.set()

    async def run(self) -> None:
        """Poll and prepare until asked to stop."""
        while not self._desk.stop.is_set():
            await _told(self._rounds())
            await _told(self._prepare())
            await _told(self._retain())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_EVERY)
            self._wake.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _rounds(self) -> None:
        asked, self._asked = self._asked, []
        if not asked and not self._desk.settings.poll.while_open:
            return
        with the_only_one(self._paths.lock) as free:
            if not free:
                if asked:
                    tell(Notice(text="Another newsterm is polling; its news appears here as well."))
                return
            for command in asked or [Poll()]:
                await run_round(self._desk, command.feeds, quiet=not asked)

    async def _prepare(self) -> None:
        await self._preparer.all_waiting(until=self._wake)

    async def _retain(self) -> None:
        if self._desk.clock() >= self._next_drop:
            self._next_drop = self._desk.clock() + DROP_EVERY
            await drop_old(self._desk)

    def stop(self) -> None:
        """Finish what is in hand, begin nothing."""
        self._desk.stop.set()
        self._wake.set()


async def _told(work: Coroutine[Any, Any, None]) -> None:
    """Do the work; what goes wrong is told, and costs only this work."""
    try:
        await work
    except NewstermError as error:
        tell(Notice(text=str(error), bad=True))


async def main(data: str, config: str) -> None:
    """Serve one interface until its end of the pipe closes."""
    paths = find_paths(data, config, {})
    settings = read_settings(paths.config, required=False)
    async with open_desk(paths, settings, tell=tell) as desk:
        background = Background(desk, paths)
        loop = asyncio.get_running_loop()
        stop_on_signals(background.stop)
        threading.Thread(target=_listen, args=(loop, background), daemon=True).start()
        await background.run()


def _listen(loop: asyncio.AbstractEventLoop, background: Background) -> None:
    """Hand commands from stdin to the loop; the end of stdin is the end of the interface."""
    for line in _lines(sys.stdin.fileno()):
        with suppress(ValueError):
            loop.call_soon_threadsafe(background.do, command_from(line))
    with suppress(RuntimeError):  # the loop may be closed already
        loop.call_soon_threadsafe(background.stop)


def _lines(descriptor: int) -> Iterator[bytes]:
    """Lines of a pipe, read without Python's buffer: it can't end while a thread holds a buffer's lock and waits."""
    rest = b""
    while some := os.read(descriptor, 65536):
        *whole, rest = (rest + some).split(b"\n")
        yield from whole


def entry_point(argv: Sequence[str]) -> int:
    """Run to the end; 2 where the cache or the settings can't be used."""
    try:
        asyncio.run(main(*argv))
    except NewstermError as error:
        tell(Notice(text=str(error), bad=True))
        return 2
    return 0
