"""Worker processes for work that strangers' input may make endless: each call has a deadline, each worker a ceiling."""

from __future__ import annotations

import asyncio
import os
import pickle
import struct
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, ParamSpec, Self, TypeVar, cast

from newsterm.errors import NewstermError, WorkError

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable

R = TypeVar("R")

MEMORY = 400 * 2**20
"""Bytes of data a worker may hold; 20,000 entries need about 150 MiB."""
_SIZE = struct.Struct(">Q")


class Workers:
    """Up to `count` processes, started when first needed, kept for the next call, replaced when they had to be killed.

    Functions must be importable by name, their arguments and results picklable.
    """

    def __init__(self, count: int) -> None:
        self._free: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()
        for _ in range(count):
            self._free.put_nowait(None)
        self._running: set[Process] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in tuple(self._running):
            await self._end(process)

    async def run(self, timeout: float, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function returns in a worker, or the NewstermError that it raises.

        WorkError where it takes longer than `timeout` seconds, too much memory, or stumbles.
        """
        message = pickle.dumps((function, args, kwargs))
        process = await self._free.get()
        try:
            if process is None or process.returncode is not None:
                process = await self._start()
            answer = await asyncio.wait_for(_ask(process, message), timeout)
        except TimeoutError as error:
            await self._end(process)
            raise WorkError(f"This took longer than {timeout:g} seconds and was stopped.") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            await self._end(process)
            raise WorkError("This needed more memory or stack than there is and was stopped.") from error
        except BaseException:
            await self._end(process)  # the answer to this call must not be taken for the next one's
            raise
        finally:
            alive = process is not None and process in self._running
            self._free.put_nowait(process if alive else None)
        result, error_ = pickle.loads(answer)  # noqa: S301 - our own process wrote it
        if error_ is not None:
            raise error_
        return cast("R", result)

    async def _start(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "newsterm.workers", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        self._running.add(process)
        return process

    async def _end(self, process: Process | None) -> None:
        if process is None:
            return
        self._running.discard(process)
        if process.stdin is not None:
            process.stdin.close()
        with suppress(ProcessLookupError):
            process.kill()
        # Reading to the end lets asyncio close its side of the pipe before the loop ends.
        await process.communicate()


async def _ask(process: Process, message: bytes) -> bytes:
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None  # noqa: S101 - both are PIPE
    assert stdout is not None  # noqa: S101
    stdin.write(_SIZE.pack(len(message)) + message)
    await stdin.drain()
    (size,) = _SIZE.unpack(await stdout.readexactly(_SIZE.size))
    return await stdout.readexactly(size)


def serve() -> None:
    """Answer calls from stdin until it closes; the parent's death ends a worker even in the middle of a call."""
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    calls = _Calls(sys.stdin.buffer)
    while True:
        answers.write(_framed(_answer(calls.next())))
        answers.flush()


class _Calls:
    """Calls read by a thread of its own, which sees the end of stdin at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ready = threading.Semaphore(0)
        self._waiting: list[bytes] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while size := self._stream.read(_SIZE.size):
            self._waiting.append(self._stream.read(_SIZE.unpack(size)[0]))
            self._ready.release()
        os._exit(0)

    def next(self) -> bytes:
        """The next call, when there is one."""
        self._ready.acquire()
        return self._waiting.pop(0)


def _answer(message: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(message)  # noqa: S301 - our own parent wrote it
        return pickle.dumps((function(*args, **kwargs), None))
    except NewstermError as error:
        return pickle.dumps((None, error))
    except MemoryError:
        return pickle.dumps((None, WorkError("This needed more memory than it may have and was stopped.")))
    except Exception as error:  # the boundary: what a stranger's input provokes costs that input alone
        return pickle.dumps((None, WorkError(f"newsterm stumbled over this ({type(error).__name__}: {error}).")))


def _framed(answer: bytes) -> bytes:
    return _SIZE.pack(len(answer)) + answer


def _limit_memory() -> None:
    """Linux and macOS keep to it; elsewhere the deadline alone holds."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard)
        )


if __name__ == "__main__":
    import logging
    import warnings

    logging.disable(logging.CRITICAL)  # libraries' complaints about a page are of no use to its reader
    warnings.simplefilter("ignore")
    serve()
