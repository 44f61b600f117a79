"""SQLite's errors as newsterm's, in sentences."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsterm.errors import DamagedStore, StoreError, StoreUnavailable

if TYPE_CHECKING:
    from pathlib import Path

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when it has ended",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when it has ended",
    sqlite3.SQLITE_READONLY: "can't be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "can't be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_FULL: "can't grow: the disk is full; free some space and try again",
    sqlite3.SQLITE_IOERR: "can't be read or written: the disk refuses (full, a quota, or a fault); nothing was changed",
    sqlite3.SQLITE_CANTOPEN: "can't be opened; check that its folder exists and may be written",
    sqlite3.SQLITE_NOMEM: "needs more memory than there is",
    sqlite3.SQLITE_TOOBIG: "was given a text that is too long",
}


def in_words(error: sqlite3.Error, path: Path) -> StoreError:
    """The error of newsterm that says what SQLite's means for the cache at `path`."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in _DAMAGED:
        return DamagedStore(
            f"The cache {path} is damaged ({error}). `newsterm doctor --repair` sets it aside.", path=path
        )
    sentence = _SENTENCES.get(primary) if primary is not None else None
    if sentence is None:
        return StoreError(f"The cache {path} could not do what was asked: {error}.", path=path)
    return StoreUnavailable(f"The cache {path} {sentence}.", path=path)
