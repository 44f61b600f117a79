"""One process at a time: a lock that the system gives back when its holder dies.

SQLite's own lock on an empty database, since it holds on every system that the cache itself works on.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from newsterm.errors import StoreUnavailable
from newsterm.store.connection import is_busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOK_EVERY = 0.1
"""Seconds between two tries: a waiting process must still notice that it is to end."""


@contextmanager
def the_only_one(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock for the block; yields False, without waiting unless `wait`, where another process holds it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error
    with closing(connection):
        yield _taken(connection, path, wait=wait)


def is_held(path: Path) -> bool:
    """Whether a process holds this lock at this moment; only looks."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            connection.execute("SELECT 1 FROM sqlite_schema")
    except sqlite3.Error as error:
        return is_busy(error)
    return False


def _taken(connection: sqlite3.Connection, path: Path, *, wait: bool) -> bool:
    while True:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if not is_busy(error):
                raise _unusable(path, error) from error
            if not wait:
                return False
            time.sleep(_LOOK_EVERY)
        else:
            return True


def _unusable(path: Path, error: Exception) -> StoreUnavailable:
    reason = getattr(error, "strerror", None) or error
    return StoreUnavailable(f"The lock {path} can't be made: {reason}. Is the folder writable?", path=path)
