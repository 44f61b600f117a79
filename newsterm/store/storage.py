"""A TinyDB storage over SQLite: the tables by name, and what has to be known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from tinydb.storages import Storage

from newsterm.store.database import Database
from newsterm.store.schema import TableSchema
from newsterm.store.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_UNWRITTEN = TableSchema(name="")


class Facts(Struct):
    """What a question about a table has to know before it is asked."""

    present: bool
    """Whether TinyDB would list the table."""
    odd: bool
    """Whether a document's columns do not say all that it has in its declared fields."""
    placed: bool
    """Whether a document stands elsewhere than its id says."""


class _KnownFacts:
    """The facts that a connection has looked up, and when they were so."""

    def __init__(self, _: SQLiteStorage) -> None:
        self.moment: tuple[int, int] | None = None
        self.tables: dict[str, Facts] = {}


class SQLiteStorage(Database, Storage):
    """Documents in an existing SQLite database, one row each."""

    def __init__(self, path: Path, *, schemas: Iterable[TableSchema] = (), read_only: bool = False) -> None:
        super().__init__(path, read_only=read_only)
        self._schemas = {s.name: s for s in schemas}
        self._sql_names: dict[str, str] = {}

    # -- tables -----------------------------------------------------------------------------------------------

    def schema(self, name: str) -> TableSchema:
        """The declared schema of a TinyDB table, or one without columns; without a name where it was never written."""
        sql = self.sql_name(name)
        return _UNWRITTEN if sql is None else self._schemas.get(name) or TableSchema(name=sql)

    def sql_name(self, name: str) -> str | None:
        """SQLite's name for a TinyDB table; None where nothing was ever written to it."""
        found = self._sql_names.get(name)
        if found is None:
            for (found,) in self.rows("SELECT sql FROM catalogue WHERE name = ?", (name,)):
                if not self.writing():  # what a transaction made is remembered when it has been committed
                    self._sql_names[name] = found
        return found

    def facts(self, name: str) -> Facts:
        """What is so of a TinyDB table at this moment; asked of the database only where somebody may have written."""
        known = self.own(_KnownFacts)
        moment = self.moment()
        if known.moment != moment:
            known.moment = moment
            known.tables.clear()
        found = known.tables.get(name)
        if found is None:
            found = known.tables[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> Facts:
        rows = self.rows("SELECT sql, present FROM catalogue WHERE name = ?", (name,))
        if not rows:
            return Facts(present=False, odd=False, placed=False)
        sql, present = rows[0]
        odd, placed = (
            bool(self.rows(f"SELECT 1 FROM {sql} WHERE {mark} IS NOT NULL LIMIT 1"))  # noqa: S608 - a name of ours
            for mark in ("odd", "place")
        )
        return Facts(present=bool(present), odd=odd, placed=placed)

    def forget_facts(self, name: str) -> None:
        """Ask again: this thread's transaction has changed them."""
        self.own(_KnownFacts).tables.pop(name, None)

    def forget_oddness(self, name: str, *, odd: bool = False) -> None:
        """Ask again where documents that were odd or placed may have changed, or an `odd` one was written."""
        found = self.own(_KnownFacts).tables.get(name)
        if found is not None and (odd or found.odd or found.placed):
            self.forget_facts(name)

    def make_table(self, name: str) -> TableSchema:
        """Make sure, inside a transaction, that a TinyDB table exists; returns its schema."""
        schema = self._schemas.get(name)
        if self.facts(name).present:
            return schema or self.schema(name)
        self.forget_facts(name)
        sql = self.sql_name(name)
        if sql is not None:
            self.run("UPDATE catalogue SET present = 1 WHERE name = ?", (name,))
            return schema or TableSchema(name=sql)
        (number,) = self.rows("SELECT count(*) + 1 FROM catalogue")[0]
        made = schema or TableSchema(name=f"documents_{number}")
        for statement in made.statements():
            self.run(statement)
        self.run("INSERT INTO catalogue VALUES(?, ?, 1)", (name, made.name))
        return made

    def drop(self, name: str) -> None:
        """Remove a TinyDB table and its documents."""
        with self.transaction():
            self.empty(name)
            self.run("UPDATE catalogue SET present = 0 WHERE name = ?", (name,))
            self.forget_facts(name)

    def empty(self, name: str) -> None:
        """Remove all documents of a TinyDB table, inside a transaction."""
        schema = self.schema(name)
        if not schema.name:
            return
        self.forget_facts(name)
        self.run(f"DELETE FROM {schema.name}")  # noqa: S608 - a name of ours
        for link in map(schema.link_table, schema.lists):
            self.run(f"DELETE FROM {link}")  # noqa: S608 - a name of ours

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
