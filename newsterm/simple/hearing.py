"""The background's events, heard on a thread, so that a conversation can ask what happened meanwhile."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

from newsterm.events import Notice
from newsterm.model import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsterm.backstage import Backstage
    from newsterm.events import Event

_GOODBYE_SECONDS = 5.0


class Hearing:
    """Passes wishes to the background, and keeps what it tells until somebody asks."""

    def __init__(self, backstage: Backstage) -> None:
        self._backstage = backstage
        self._heard: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._listen, name="backstage", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """See the background off."""
        with suppress(RuntimeError):  # the loop is over already
            self._loop.call_soon_threadsafe(self._end)
        self._thread.join(_GOODBYE_SECONDS)

    def wish(self, what: Callable[[Backstage], None]) -> None:
        """Ask something of the background; nothing happens where it is gone."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what, self._backstage)

    def heard(self) -> Iterator[Event]:
        """What was told since somebody asked last."""
        with suppress(queue.Empty):
            while True:
                yield self._heard.get_nowait()

    def wait(self, seconds: float | None = None) -> Iterator[Event]:
        """What is told, as it is told, for so many seconds in all, or as long as somebody listens."""
        until = None if seconds is None else time.monotonic() + seconds
        while until is None or time.monotonic() < until:
            # In short waits: on some systems a signal does not end a wait for a lock.
            with suppress(queue.Empty):
                yield self._heard.get(timeout=0.1)
            if not self._thread.is_alive() and self._heard.empty():
                return

    def _listen(self) -> None:
        self._task = self._loop.create_task(self._pass_on())
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._task)
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _pass_on(self) -> None:
        try:
            async with aclosing(self._backstage.events()) as events:
                async for event in events:
                    self._heard.put(event)
        except OSError as error:
            words = clean_line(str(error))
            self._heard.put(Notice(text=f"The background stopped: {words}. Reading goes on without it.", bad=True))

    def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
