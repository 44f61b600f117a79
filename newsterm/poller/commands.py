"""Commands of the user's own that give feeds and secrets: run without a shell, within limits."""

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
    from collections.abc import Mapping, Sequence

_MOST_COMPLAINTS = 2000
"""Bytes of what a command says on stderr that are kept."""

_BURIAL_SECONDS = 2.0
"""How long a killed process may take to be gone."""


async def output_of(
    command: Sequence[str],
    *,
    given: bytes = b"",
    seconds: float,
    most: int,
    environ: Mapping[str, str] | None = None,
) -> bytes:
    """What the command prints when it is given these bytes; `~` at the start of a word is the user's folder.

    FetchError where it can't be started, fails, takes longer than `seconds` or prints more than `most` bytes. However
    it ends, so does what it has started, unless that has left for a session of its own.
    """
    argv = [os.path.expanduser(word) if word.startswith("~") else word for word in command]  # noqa: PTH111 - also ~/a b
    name = Path(argv[0]).name
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environ,
            start_new_session=os.name == "posix",
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(f"The command {name} can't be started: {reason}.") from error
    complaint = bytearray()
    try:
        async with asyncio.timeout(seconds):
            printed = await _talk(process, given, most, complaint)
            status = await process.wait()
    except TimeoutError as error:
        raise FetchError(f"The command {name} was not done within {seconds:g} seconds.") from error
    finally:
        await _end(process)
    if status:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        said = f': "{clean_line(lines[-1])[:200]}"' if lines else ""
        raise FetchError(f"The command {name} failed with status {status}{said}.")
    return printed


async def _talk(process: Process, given: bytes, most: int, complaint: bytearray) -> bytes:
    """Give it what it is given and take what it prints, until it is done or prints too much."""
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_give(process, given))
            tasks.create_task(_overhear(process, complaint))
            printed = tasks.create_task(_take(process, most))
    except* FetchError as errors:
        raise errors.exceptions[0] from None
    return printed.result()


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


async def _overhear(process: Process, complaint: bytearray) -> None:
    """Keep the end of what it says on stderr."""
    stderr = process.stderr
    assert stderr is not None  # noqa: S101 - PIPE was asked for
    while piece := await stderr.read(1 << 12):
        complaint += piece
        del complaint[:-_MOST_COMPLAINTS]


async def _end(process: Process) -> None:
    """Kill it with all that it started, and close its pipes: something else may hold the other ends for ever."""
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(_BURIAL_SECONDS):
                await process.wait()
    finally:
        process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 - asyncio lets go of pipes no other way
