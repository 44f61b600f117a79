"""One SQLite file: a connection for each thread, statements whose errors are words, transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Self, TypeVar

from newsterm.store.connection import Sync, is_busy, open_file, patiently
from newsterm.store.faults import in_words
from newsterm.store.scanning import STEPS, Scan

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.store.telling import Tell

T = TypeVar("T")
Parameters = Iterable[Any]

_serial = count()
_JOINED = nullcontext()


class _Here(threading.local):
    """What each thread has of its own."""

    connection: sqlite3.Connection | None = None
    serial = 0
    inside = False
    """Whether a transaction is open."""
    begun: tuple[int, int] = (0, 0)
    """The moment at which it began."""
    taken_back = 0
    """Transactions that were not committed."""
    sync = Sync.FULL
    scan: Scan | None = None
    """Who is told of long questions."""
    kept: dict[object, Any]
    """What else the connection keeps, by what makes it."""

    def __init__(self) -> None:
        self.kept = {}


class Database:
    """An existing SQLite database.

    Each thread has a connection of its own, so that a worker's commit never keeps the interface from reading
    (measured: reads beside a committing thread 0.05 ms, with one shared connection up to the commit's own 2 ms).
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._here = _Here()
        self._opened: list[sqlite3.Connection] = []
        self.writes = 0
        """Transactions that were committed here: with `data_version` it tells whether a reading is stale."""
        self.connection()

    # -- connections ------------------------------------------------------------------------------------------

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found = self._here.connection
        if found is None:
            try:
                found = open_file(self.path, read_only=self.read_only)
            except sqlite3.Error as error:
                raise in_words(error, self.path) from error
            self._opened.append(found)
            self._here.connection = found
            self._here.serial = next(_serial)
        return found

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._opened:
            self._opened.pop().close()
        self._here = _Here()

    def interrupt(self) -> None:
        """End what any thread is reading here with a StoreError; any other thread may call."""
        for connection in tuple(self._opened):
            with suppress(sqlite3.ProgrammingError):  # it was closed just now
                connection.interrupt()

    def watch(self, tell: Tell | None) -> None:
        """Tell of this thread's questions where they take long; Ctrl-C then ends them, and goes on to the caller."""
        self._here.scan = None if tell is None else Scan(tell)
        self.connection().set_progress_handler(self._here.scan, STEPS)

    def through(self, among: str) -> None:
        """Say how far a question is that goes through everything; "" at its end."""
        if self._here.scan is not None:
            self._here.scan.through(among)

    def own(self, make: Callable[[Self], T]) -> T:
        """What this thread's connection keeps of this kind, made when it is first asked for."""
        self.connection()
        kept = self._here.kept
        if make not in kept:
            kept[make] = make(self)
        found: T = kept[make]
        return found

    # -- moments ----------------------------------------------------------------------------------------------

    def data_version(self) -> int:
        """Changes when another connection, of this process or another, has written."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def version(self) -> tuple[int, int, int]:
        """Differs from one taken earlier in this thread where anything has been committed since.

        It names the connection: SQLite counts `data_version` anew for each, and threads come again by the same number.
        """
        current = self.data_version()
        return self._here.serial, current, self.writes

    def moment(self) -> tuple[int, int]:
        """Differs from one taken earlier in this thread where others have committed, or this thread has taken back.

        What a thread writes itself it knows.
        """
        here = self._here
        return here.begun if here.inside else (self.data_version(), here.taken_back)

    def writing(self) -> bool:
        """Whether this thread is inside a transaction."""
        return self._here.inside

    # -- statements -------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """All rows of a query."""
        if self._here.scan is not None:
            self._here.scan.begin()
        try:
            return self.connection().execute(sql, tuple(parameters)).fetchall()
        except sqlite3.Error as error:
            return self._again(error, lambda: self.connection().execute(sql, tuple(parameters)).fetchall())

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Rows of a query, a few hundred at a time."""
        values = tuple(parameters)
        if self._here.scan is not None:
            self._here.scan.begin()
        try:
            cursor = patiently(lambda: self.connection().execute(sql, values))
            while some := cursor.fetchmany(256):
                yield from some
        except sqlite3.Error as error:
            self._heed(error)
            raise in_words(error, self.path) from error

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that writes; returns how many rows it touched."""
        values = tuple(parameters)
        if self._here.scan is not None:
            self._here.scan.begin()
        try:
            return self.connection().execute(sql, values).rowcount
        except sqlite3.Error as error:
            return self._again(error, lambda: self.connection().execute(sql, values).rowcount)

    def run_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run a statement that writes once for each set of parameters, inside a transaction."""
        try:
            self.connection().executemany(sql, parameters)
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error

    def changes(self) -> int:
        """How many rows this thread's connection has changed so far."""
        return self.connection().total_changes

    def _again(self, error: sqlite3.Error, call: Callable[[], T]) -> T:
        """Try again what did nothing since others hold the lock; raise what went wrong as ours."""
        self._heed(error)
        if is_busy(error):
            try:
                return patiently(call)
            except sqlite3.Error as last:
                error = last
        raise in_words(error, self.path) from error

    def _heed(self, error: sqlite3.Error) -> None:
        """Raise the KeyboardInterrupt that ended a statement: SQLite lets none through."""
        scan = self._here.scan
        if scan is None:
            return
        wish, scan.wish = scan.wish, None
        if wish is None and "user-defined function raised" in str(error):  # ours raise nothing else
            wish = KeyboardInterrupt()
        if wish is not None:
            raise wish from error

    # -- transactions -----------------------------------------------------------------------------------------

    def transaction(self, *, sync: Sync = Sync.FULL) -> AbstractContextManager[None]:
        """Everything inside is written at once or, if it raises, not at all; `sync` says what the end waits for.

        One inside another joins it. Takes the write lock at once (BEGIN IMMEDIATE), so that what is read inside
        stays true until the end.
        """
        return _JOINED if self._here.inside else self._transaction(sync)

    @contextmanager
    def _transaction(self, sync: Sync) -> Iterator[None]:
        connection, here = self.connection(), self._here
        if here.sync is not sync:
            self.run(f"PRAGMA synchronous = {sync:d}")
            here.sync = sync
        self.run("BEGIN IMMEDIATE")
        try:
            here.begun = self.moment()
            here.inside = True
            yield
            self.run("COMMIT")
            self.writes += 1
        except BaseException:
            here.taken_back += 1
            here.kept.clear()  # temporary tables go back with the others, and what they held
            if connection.in_transaction:
                connection.rollback()
            raise
        finally:
            here.inside = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is as it was at one moment; nothing may be written."""
        if self._here.inside:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("COMMIT")
