"""Is there a cache at a path, is it ours and whole: found out before a byte is written, said in sentences."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from newsterm.errors import DamagedStore, EarlierStore, ForeignStore, StoreUnavailable
from newsterm.store.connection import BUSY_SECONDS, open_file, unopened
from newsterm.store.faults import in_words
from newsterm.store.files import free_name
from newsterm.store.migrate import STEPS, Step, create, migrate, newest, schema_number
from newsterm.store.schema import APPLICATION_ID
from newsterm.store.telling import Tell, quiet

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_OLDEST = (3, 34)
"""The SQLite that has the tokenizer `trigram`."""
_SIDES = ("-wal", "-shm", "-journal")


def make_ready(
    path: Path,
    *,
    now: datetime,
    create: bool = True,
    read_only: bool = False,
    set_aside: bool = False,
    steps: tuple[Step, ...] = STEPS,
    tell: Tell = quiet,
) -> tuple[str, ...]:
    """Leave a database of the newest schema at `path`, or raise a StoreError that says why there is none.

    A damaged or foreign file is renamed to a dated name where `set_aside` says so, and a new one begun; else it stays
    as it is. Returns sentences that the user should read; `tell` gets one before work that takes long. With
    `read_only` nothing is written.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise StoreUnavailable(
            f"newsterm needs SQLite {'.'.join(map(str, _OLDEST))} or later, "
            f"and this Python has {sqlite3.sqlite_version}; use another Python.",
            path=path,
        )
    notices: list[str] = []
    if _is_there(path):
        try:
            _examine(path)
            notices += _bring_forward(path, read_only=read_only, steps=steps, tell=tell)
        except (DamagedStore, ForeignStore) as error:
            if read_only or not set_aside:
                raise
            notices.append(f"{error} It is kept as {_set_aside(path, now)}, and a new cache was started.")
        else:
            return tuple(notices)
    if read_only or not create:
        raise StoreUnavailable(f"There is no cache at {path} yet; `newsterm add URL` starts one.", path=path)
    _create(path, steps)
    return tuple(notices)


def _is_there(path: Path) -> bool:
    """Whether a regular file is there; raises StoreUnavailable where something else is in the way."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise StoreUnavailable(
                f"The cache {path} is a link to {path.readlink()}, which is missing; repair or remove the link.",
                path=path,
            ) from None
        return False
    except OSError as error:
        raise StoreUnavailable(f"The cache {path} can't be reached: {error.strerror}.", path=path) from error
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise StoreUnavailable(f"The cache {path} is {what}; move it away, or use another data folder.", path=path)
    return True


def _examine(path: Path) -> None:
    """Raise DamagedStore or ForeignStore where the first bytes or the length show that it is no cache of ours."""
    try:
        with unopened(path) as free:
            if not free:
                return  # it was looked at when it was opened first
            with path.open("rb") as file:
                head = file.read(_HEADER)
        size = path.stat().st_size
    except OSError as error:
        raise StoreUnavailable(f"The cache {path} can't be read: {error.strerror}.", path=path) from error
    if not size:
        raise DamagedStore(f"The cache {path} is damaged: the file is empty.", path=path)
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        raise DamagedStore(f"The cache {path} is damaged: it is not a database.", path=path)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    log = path.with_name(path.name + "-wal")
    if size < page * pages and not (log.exists() and log.stat().st_size):
        raise DamagedStore(f"The cache {path} is damaged: only {size:,} of {page * pages:,} bytes are left.", path=path)


def _bring_forward(path: Path, *, read_only: bool, steps: tuple[Step, ...], tell: Tell) -> list[str]:
    """Check whose database it is and migrate it; costs two small reads where it is current."""
    try:
        with closing(open_file(path, read_only=read_only)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")  # others may be opening it, too
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise ForeignStore(
                    f"The file {path} is a database of another program, not newsterm's cache.", path=path
                )
            if read_only and schema_number(connection) < newest(steps):
                raise EarlierStore(
                    f"The cache {path} is of an earlier newsterm; open it once where it can be written (`newsterm`).",
                    path=path,
                )
            notice = migrate(connection, path, steps=steps, tell=tell)
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    return [notice] if notice else []


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename the file, and the logs that belong to it, to a dated name that is free."""
    kept = free_name(path, f".damaged-{now:%Y%m%d-%H%M%S}")
    try:
        path.rename(kept)
        for side in _SIDES:
            loose = path.with_name(path.name + side)
            if loose.exists():
                loose.rename(kept.with_name(kept.name + side))
    except OSError as error:
        raise StoreUnavailable(f"The cache {path} can't be set aside: {error.strerror}.", path=path) from error
    return kept


def _create(path: Path, steps: tuple[Step, ...]) -> None:
    """Make a new database beside the path and give it its name when it is whole, so that no one sees half of it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        for side in _SIDES:  # logs of a database that is gone would be played into the new one
            path.with_name(path.name + side).unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            create(connection, steps=steps)
        _take_name(fresh, path)
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    except OSError as error:
        raise StoreUnavailable(f"The cache {path} can't be created: {error.strerror}.", path=path) from error
    finally:
        if fresh.parent.is_dir():
            for side in ("", *_SIDES):
                fresh.with_name(fresh.name + side).unlink(missing_ok=True)


def _take_name(fresh: Path, path: Path) -> None:
    """Give the new database its name, unless another process has made one in the meantime."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            fresh.rename(path)
