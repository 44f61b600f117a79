"""Commands of the user's own that give feeds: run without a shell, within the limits of a request."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.errors import FetchError
from newsterm.feeds.inflate import too_large
from newsterm.model import clean_line

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Sequence

_MOST_COMPLAINTS = 2000
"""Bytes of what a command says on stderr that are read."""


async def output_of(command: Sequence[str], *, given: bytes = b"", seconds: float, most: int) -> bytes:
    """What the command prints when it is given these bytes; `~` at the start of a word is the user's folder.

    FetchError where it can't be started, fails, takes longer than `seconds` or prints more than `most` bytes.
    """
    argv = [os.path.expanduser(word) if word.startswith("~") else word for word in command]  # noqa: PTH111 - also ~/a b
    name = Path(argv[0]).name
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=os.name == "posix",  # so that what it starts ends with it, too
        )
    except (OSError, ValueError) as error:
        raise FetchError(
            f"The command {name} can't be started: {getattr(error, 'strerror', None) or error}."
        ) from error
    try:
        async with asyncio.timeout(seconds):
            _, printed, complaint = await asyncio.gather(
                _give(process, given), _take(process, most), _complaint(process)
            )
            status = await process.wait()
    except TimeoutError as error:
        raise FetchError(f"The command {name} was not done within {seconds:g} seconds.") from error
    finally:
        await _end(process)
    if status:
        said = f': "{complaint}"' if complaint else ""
        raise FetchError(f"The command {name} failed with status {status}{said}.")
    return printed


async def _give(process: Process, given: bytes) -> None:
    stdin = process.stdin
    assert stdin is not None  # noqa: S101 - PIPE was asked for
    with suppress(ConnectionError):  # a command need not read all
        stdin.write(given)
        await stdin.drain()
    stdin.close()


async def _take(process: Process, most: int) -> bytes:
    stdout = process.stdout
    assert stdout is not None  # noqa: S101 - PIPE was asked for
    pieces, size = [], 0
    while piece := await stdout.read(1 << 16):
        size += len(piece)
        if size > most:
            raise too_large(most)
        pieces.append(piece)
    return b"".join(pieces)


async def _complaint(process: Process) -> str:
    """How the last line that it says on stderr reads."""
    stderr = process.stderr
    assert stderr is not None  # noqa: S101 - PIPE was asked for
    said = b""
    while piece := await stderr.read(1 << 12):
        said = (said + piece)[-_MOST_COMPLAINTS:]
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return clean_line(lines[-1])[:200] if lines else ""


async def _end(process: Process) -> None:
    """Kill it with all that it started, if it runs still, and wait until it is gone."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    for pipe in (process.stdout, process.stderr):
        while pipe is not None and await pipe.read(1 << 16):
            pass
    await process.wait()
