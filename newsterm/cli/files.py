"""Files that a command is given."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from newsterm.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader


def is_address(source: str) -> bool:
    """Whether this is to be fetched rather than read."""
    return source.lower().startswith(("http://", "https://"))


@contextmanager
def open_input(source: str) -> Iterator[BufferedReader]:
    """A file, or standard input for `-`, to be read as it comes."""
    if source == "-":
        yield cast("BufferedReader", sys.stdin.buffer)
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - it is closed below, what goes wrong after this is not its fault
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    with file:
        yield file


def _unreadable(source: str, error: OSError | ValueError) -> UsageError:
    return UsageError(f"{source} can't be read: {error.strerror if isinstance(error, OSError) else error}.")


def read_input(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
