"""Files that a command is given."""

from __future__ import annotations

import sys
from pathlib import Path

from newsterm.errors import UsageError


def is_address(source: str) -> bool:
    """Whether this is to be fetched rather than read."""
    return source.lower().startswith(("http://", "https://"))


def read_input(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{source} can't be read: {reason}.") from error
