"""One poller at a time in a data folder: a lock that the system gives back when its holder dies."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from newsterm.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def the_one_poller(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the lock for the block; yields False, without waiting unless `wait`, where another process holds it."""
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        yield False
        return
    except OSError as error:
        message = f"The poller's lock {path} can't be made: {error.strerror}. Is the folder writable?"
        raise StoreUnavailable(message, path=path) from error
    try:
        yield True
    finally:
        lock.release()
