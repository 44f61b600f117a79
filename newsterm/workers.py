"""Worker processes for work that strangers' input may make endless: each call has a deadline, each worker a ceiling.

The protocol is our own, two pipes with length-prefixed pickles, because multiprocessing's spawn imports the parent's
`__main__` into every child. Measured: 40 ms from nothing to the first answer of a bare function, 0.06 ms a call after.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from newsterm.errors import WorkError
from newsterm.worker import SIZE, TOO_MUCH_MEMORY

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

MEMORY = 512 * 2**20
"""Bytes that a worker may hold; 20,000 entries need about 150 MiB, a page and the claims model 250."""


class Workers:
    """Up to `count` processes, started when first needed, kept for the next call, replaced when they had to be killed.

    Functions must be importable by name, their arguments and results picklable. An async context manager.
    """

    def __init__(self, count: int, *, memory: int = MEMORY) -> None:
        self._turns = asyncio.Semaphore(count)
        self._memory = memory
        self._idle: list[Process] = []
        self._all: set[Process] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in tuple(self._all):
            await self._end(process)

    async def run(self, timeout: float, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function returns in a worker, or the NewstermError that it raises.

        WorkError where it takes longer than `timeout` seconds or too much memory, where it stumbles or its process
        dies. That costs only this call: the next one gets a fresh worker.
        """
        message = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        async with self._turns:
            process = self._idle.pop() if self._idle else await self._start()
            fit = False
            try:
                async with asyncio.timeout(timeout):
                    error, value, fit = await self._ask(process, message)
            except TimeoutError as late:
                raise WorkError(f"This took longer than {timeout:g} seconds and was stopped.") from late
            finally:  # cancelled, too: the answer to this call must not be taken for the next one's
                if fit and process in self._all:
                    self._idle.append(process)
                else:
                    await self._end(process)
        if error is not None:
            raise error
        result: R = value
        return result

    async def _start(self) -> Process:
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "newsterm.worker",
                str(self._memory),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=sys.platform != "win32",  # Ctrl-C is the parent's to handle
            )
        except OSError as error:
            raise WorkError(f"A worker process can't be started: {error.strerror or error}.") from error
        self._all.add(process)
        return process

    async def _ask(self, process: Process, message: bytes) -> tuple[Exception | None, Any, bool]:
        """The exception or the value, and whether the worker is fit for another call."""
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None  # noqa: S101 - both are PIPE
        assert stdout is not None  # noqa: S101
        try:
            stdin.write(SIZE.pack(len(message)))
            stdin.write(message)
            await stdin.drain()
            (size,) = SIZE.unpack(await stdout.readexactly(SIZE.size))
            answer: tuple[Exception | None, Any, bool] = pickle.loads(await stdout.readexactly(size))  # noqa: S301 - our own child wrote it
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise await self._cause_of_death(process) from error
        return answer

    async def _cause_of_death(self, process: Process) -> WorkError:
        status = await process.wait()
        if status == TOO_MUCH_MEMORY:
            return WorkError(f"This needed more than {self._memory // 2**20} MiB of memory and was stopped.")
        return WorkError(f"The worker process ended in the middle of its work (status {status}).")

    async def _end(self, process: Process) -> None:
        """Kill the process, whatever it does, and wait until it is gone."""
        self._all.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
            with suppress(OSError):
                await process.stdin.wait_closed()
        # Reading to the end lets asyncio close its side of the pipe before the loop ends.
        await process.communicate()
