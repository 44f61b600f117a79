"""A TinyDB storage over SQLite: connections, transactions, and the tables by name."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from tinydb.storages import Storage

from newsterm.store.faults import in_words
from newsterm.store.schema import TableSchema
from newsterm.store.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a writer waits for another one before it gives up; the poller's transactions take milliseconds."""

Parameters = Iterable[Any]

_serial = count()


class SQLiteStorage(Storage):
    """Documents in an existing SQLite database, one row each.

    Each thread has a connection of its own, so that a worker's commit never keeps the interface from reading
    (measured: reads beside a committing thread 0.05 ms, with one shared connection up to the commit's own 2 ms).
    """

    def __init__(self, path: Path, *, schemas: Iterable[TableSchema] = (), read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._schemas = {s.name: s for s in schemas}
        self._sql_names: dict[str, str] = {}
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self.writes = 0
        """Transactions that this storage has committed: with `data_version` it tells whether a reading is stale."""
        self.connection()

    # -- connections ------------------------------------------------------------------------------------------

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._connect()
            self._local.connection = found
            self._local.serial = next(_serial)
            self._local.depth = 0
        return found

    def _connect(self) -> sqlite3.Connection:
        try:
            made = open_file(self.path, read_only=self.read_only)
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error
        self._opened.append(made)
        return made

    def close(self) -> None:
        """Close the connections of all threads."""
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()

    def data_version(self) -> int:
        """Changes when another connection, of this process or another, has written."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def version(self) -> tuple[int, int, int]:
        """Differs from one taken earlier in this thread where anything has been committed since.

        It names the connection: SQLite counts `data_version` anew for each, and threads come again by the same number.
        """
        current = self.data_version()
        return self._local.serial, current, self.writes

    def writing(self) -> bool:
        """Whether this thread is inside a transaction."""
        self.connection()
        return bool(self._local.depth)

    # -- statements -------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """All rows of a query."""
        try:
            return self.connection().execute(sql, tuple(parameters)).fetchall()
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Rows of a query, a few hundred at a time."""
        try:
            cursor = self.connection().execute(sql, tuple(parameters))
            while some := cursor.fetchmany(256):
                yield from some
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that writes; returns how many rows it touched."""
        try:
            return self.connection().execute(sql, tuple(parameters)).rowcount
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error

    def run_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run a statement that writes once for each set of parameters."""
        try:
            self.connection().executemany(sql, [tuple(p) for p in parameters])
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written at once and durable afterwards, or, if it raises, not at all.

        One inside another joins it. Takes the write lock at once (BEGIN IMMEDIATE), so that what is read inside
        stays true until the end.
        """
        connection, local = self.connection(), self._local
        if local.depth:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        local.depth = 1
        try:
            yield
            self.run("COMMIT")
            self.writes += 1
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise
        finally:
            local.depth = 0

    # -- tables -----------------------------------------------------------------------------------------------

    def schema(self, name: str) -> TableSchema:
        """The declared schema of a TinyDB table, or one without columns."""
        return self._schemas.get(name) or TableSchema(name=self.sql_name(name) or "")

    def sql_name(self, name: str) -> str | None:
        """SQLite's name for a TinyDB table; None where nothing was ever written to it."""
        found = self._sql_names.get(name)
        if found is None:
            for (found,) in self.rows("SELECT sql FROM catalogue WHERE name = ?", (name,)):
                if not self._local.depth:  # what a transaction made is remembered when it has been committed
                    self._sql_names[name] = found
        return found

    def present(self, name: str) -> bool:
        """Whether TinyDB would list the table."""
        return bool(self.rows("SELECT 1 FROM catalogue WHERE name = ? AND present", (name,)))

    def make_table(self, name: str) -> TableSchema:
        """Make sure, inside a transaction, that a TinyDB table exists; returns its schema."""
        schema = self._schemas.get(name)
        sql = self.sql_name(name)
        if sql is None:
            (number,) = self.rows("SELECT count(*) + 1 FROM catalogue")[0]
            sql = schema.name if schema else f"documents_{number}"
            schema = schema or TableSchema(name=sql)
            for statement in schema.statements():
                self.run(statement)
            self.run("INSERT INTO catalogue VALUES(?, ?, 1)", (name, sql))
        elif not self.present(name):
            self.run("UPDATE catalogue SET present = 1 WHERE name = ?", (name,))
        return schema or TableSchema(name=sql)

    def drop(self, name: str) -> None:
        """Remove a TinyDB table and its documents."""
        with self.transaction():
            self.empty(name)
            self.run("UPDATE catalogue SET present = 0 WHERE name = ?", (name,))

    def empty(self, name: str) -> None:
        """Remove all documents of a TinyDB table, inside a transaction."""
        schema = self.schema(name)
        if not schema.name:
            return
        self.run(f"DELETE FROM {schema.name}")  # noqa: S608 - a name of ours
        for column, kind in schema.columns:
            if kind == "list":
                self.run(f"DELETE FROM {schema.link_table(column)}")  # noqa: S608 - a name of ours

    # -- what TinyDB asks of a storage ------------------------------------------------------------------------

    def read(self) -> Tables:
        """All tables, none of them loaded."""
        return Tables(self)

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the database hold exactly these tables; those of an unchanged lazy mapping are left alone."""
        if isinstance(data, Tables):
            data.save()
            return
        with self.transaction():
            for name in set(Tables(self)) - set(data):
                self.drop(name)
            for name, documents in data.items():
                self.replace(name, documents)

    def replace(self, name: str, documents: Mapping[Any, Any]) -> None:
        """Make a table hold exactly these documents."""
        from newsterm.store.table import DocumentTable  # noqa: PLC0415 - the table needs the storage's type

        with self.transaction():
            self.make_table(name)
            self.empty(name)
            table = DocumentTable(self, name)
            table.insert_multiple([table.document_class(doc, int(key)) for key, doc in documents.items()])

    def load(self, name: str) -> dict[str, dict[str, Any]]:
        """All documents of a table by their ids as text, in TinyDB's order."""
        from newsterm.store.table import DocumentTable  # noqa: PLC0415 - the table needs the storage's type

        return {str(doc.doc_id): dict(doc) for doc in DocumentTable(self, name)}


def open_file(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to an existing database; raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        return _open(uri)
    except sqlite3.OperationalError:
        # A database in WAL mode in a folder that can't be written has no place for its shared memory;
        # without a log nobody is writing, so that the file may be taken as it is.
        if not read_only or _has_log(path):
            raise
        return _open(uri + "&immutable=1")


def _open(uri: str) -> sqlite3.Connection:
    """A connection to an existing database that waits for locks, syncs each commit, and keeps 8 MB of pages."""
    made = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA cache_size = -8192")
        made.execute("PRAGMA temp_store = MEMORY")
        made.execute("PRAGMA journal_size_limit = 16777216")
        made.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except sqlite3.Error:
        made.close()
        raise
    return made


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log with content lies beside the database."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
