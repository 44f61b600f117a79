"""Connections to the cache's file: how they are opened, how they wait for each other, and when they sync."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import contextmanager
from enum import IntEnum
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from newsterm.store.naming import has_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long a statement waits for another process before it gives up; the poller's transactions take milliseconds."""
_PAUSE = 0.0002
"""Seconds between two tries. SQLite's own waiting backs off to 100 ms, which is how long a key would then take."""


_opened: Counter[tuple[int, int]] = Counter()
"""How many connections this process has to each file, by device and inode."""
_opening = Lock()


class _Counted(sqlite3.Connection):
    """A connection that is counted until it is closed."""

    file: tuple[int, int] | None = None

    def close(self) -> None:
        """Close it."""
        super().close()
        with _opening:
            if self.file is not None:
                _opened[self.file] -= 1
            self.file = None


@contextmanager
def unopened(path: Path) -> Iterator[bool]:
    """Whether this process has no connection to the file; it gets none meanwhile. OSError where there is no file.

    A process that closes a file loses all of its locks on it (POSIX, fcntl), SQLite's too: the next other process that
    closes the database would take itself for the last, and remove the log to which this one goes on writing.
    """
    with _opening:
        yield not _opened[_file_of(path)]


def _file_of(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


class Sync(IntEnum):
    """What a commit waits for (`PRAGMA synchronous`)."""

    NORMAL = 1
    """Nothing: a killed process loses nothing, a power cut may lose the last transactions, whole ones, in order."""
    FULL = 2
    """The disk."""


def open_file(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to an existing database; raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        return patiently(lambda: _open(path, uri))
    except sqlite3.OperationalError:
        # A database in WAL mode in a folder that can't be written has no place for its shared memory;
        # without a log nobody is writing, so that the file may be taken as it is.
        if not read_only or _has_log(path):
            raise
        return _open(path, uri + "&immutable=1")


def _open(path: Path, uri: str) -> sqlite3.Connection:
    """A connection to an existing database that syncs each commit and keeps 8 MB of pages."""
    with _opening:
        made = sqlite3.connect(
            uri,
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            factory=_Counted,
        )
        made.file = _file_of(path)
        _opened[made.file] += 1
    try:
        made.execute(f"PRAGMA synchronous = {Sync.FULL:d}")
        made.execute("PRAGMA cache_size = -8192")
        made.execute("PRAGMA temp_store = MEMORY")
        made.execute("PRAGMA journal_size_limit = 16777216")
        made.create_function("has_names", 2, has_names, deterministic=True)
        made.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except sqlite3.Error:
        made.close()
        raise
    return made


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log with content lies beside the database."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def is_busy(error: sqlite3.Error) -> bool:
    """Whether a statement did nothing because another connection holds a lock."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def patiently(call: Callable[[], T]) -> T:
    """What the call gives, tried again while others hold the lock; raises sqlite3.Error at the end of patience."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return call()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)
