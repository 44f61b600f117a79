"""The cache's file: opened, looked after, taken in and handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from newsterm.store import care, retention, transfer
from newsterm.store.cache import Cache
from newsterm.store.opening import make_ready
from newsterm.store.schema import SCHEMAS
from newsterm.store.storage import SQLiteStorage
from newsterm.store.telling import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from newsterm.model import Retention
    from newsterm.store.care import Report
    from newsterm.store.telling import Tell


class CacheFile:
    """The cache in one SQLite file, as a whole."""

    def __init__(self, cache: Cache, notices: tuple[str, ...]) -> None:
        self._cache = cache
        self.notices = notices
        """What opening had to do that the user should know."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        read_only: bool = False,
        set_aside: bool = False,
        now: datetime,
        tell: Tell = quiet,
    ) -> Self:
        """The cache at `path`; see `make_ready` for what becomes of damaged files."""
        notices = make_ready(path, now=now, create=create, read_only=read_only, set_aside=set_aside, tell=tell)
        return cls(Cache(SQLiteStorage(path, schemas=SCHEMAS, read_only=read_only)), notices)

    def close(self) -> None:
        """Give the file back."""
        self._cache.rows.close()

    def watch(self, tell: Tell | None) -> None:
        """See `Database.watch`."""
        self._cache.rows.watch(tell)

    def interrupt(self) -> None:
        """See `Database.interrupt`."""
        self._cache.rows.interrupt()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The cache file."""
        return self._cache.rows.path

    def data_version(self) -> int:
        """A number that changes when another connection or process has written."""
        return self._cache.rows.data_version()

    # -- care --------------------------------------------------------------------------------------------------------

    def check(self, *, tell: Tell = quiet) -> Report:
        """Whether the cache is whole, and how large it is."""
        return care.check(self._cache, tell=tell)

    def repair(self, *, tell: Tell = quiet) -> None:
        """Take away what belongs to no entry, count anew, make the indexes anew."""
        care.repair(self._cache, tell=tell)

    def drop(self, keep: Retention, *, now: datetime) -> Iterator[int]:
        """Drop what need not be kept, in short transactions; after each, how many entries it took away."""
        return retention.drop(self._cache, keep, now=now)

    def compact(self, *, tell: Tell = quiet) -> None:
        """Give unused space back to the disk."""
        care.compact(self._cache, tell=tell)

    def export_tinydb(self, path: Path, *, tell: Tell = quiet) -> int:
        """Write all documents to a file that plain TinyDB opens; how many."""
        return transfer.export_tinydb(self._cache, path, tell=tell)

    def import_tinydb(self, data: bytes, *, tell: Tell = quiet) -> int:
        """Take in what `export_tinydb` wrote, into an empty cache; how many documents."""
        return transfer.import_tinydb(self._cache, data, tell=tell)
