"""A TinyDB table whose documents are rows: each operation reads and writes only those it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from tinydb.table import Document

from newsterm.store.documents import INT64, decode
from newsterm.store.pushdown import ALL
from newsterm.store.reader import DocumentReader, batches
from newsterm.store.rows import RowWriter

if TYPE_CHECKING:
    from newsterm.store.storage import SQLiteStorage


class DocumentTable(DocumentReader):
    """TinyDB's table over `SQLiteStorage`.

    Ids are allotted inside the writing transaction; `_next_id` is only the wish not to use again an id that this table
    has removed.
    """

    def __init__(self, storage: SQLiteStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        self._next_id: int | None = None
        self._kept_writer: RowWriter | None = None
        super().__init__(storage, name, cache_size, persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Add a document; returns its id."""
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")  # noqa: TRY004 - TinyDB's type
        if isinstance(document, Document):
            self._next_id = None
        with self._rows_in.transaction():
            return self._add([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add documents; returns their ids."""
        waiting = list(documents)
        with self._rows_in.transaction():
            return self._add(waiting)

    def add_own(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Like `insert_multiple`, for documents that newsterm's codecs made: they are known to be JSON."""
        with self._rows_in.transaction():
            return self._add(list(documents), own=True)

    def _add(self, documents: list[Mapping[str, Any]], *, own: bool = False) -> list[int]:
        writer = self._writer()
        top = before = self.highest()
        numbers: dict[int, Mapping[str, Any]] = {}
        for document in documents:
            if not isinstance(document, Mapping):
                raise ValueError("Document is not a Mapping")  # noqa: TRY004 - TinyDB's type
            if isinstance(document, Document):
                number = _valid_id(document.doc_id)
                if number in numbers or (top is not None and number <= top and self._exists(number)):
                    raise ValueError(f"Document with ID {number} already exists")
            else:
                number = self._allot(top, numbers)
            numbers[number] = document
            top = number if top is None else max(top, number)
        writer.insert(numbers, before, own=own)
        return list(numbers)

    def _writer(self) -> RowWriter:
        """What writes this table, which is made where it is not there yet."""
        schema, kept = self._rows_in.make_table(self.name), self._kept_writer
        if kept is None or kept.schema is not schema:
            kept = self._kept_writer = RowWriter(self._rows_in, self.name, schema)
        return kept

    def _allot(self, top: int | None, taken: Mapping[int, Any]) -> int:
        """The next id: the one wished for where it is free, else one more than the highest."""
        wish = self._next_id
        if wish is None or wish in taken or (top is not None and wish <= top and self._exists(wish)):
            wish = 1 if top is None else top + 1
        self._next_id = wish + 1
        return _valid_id(wish)

    def _exists(self, number: int) -> bool:
        return bool(self._rows_in.rows(f"SELECT 1 FROM {self.schema.name} WHERE id = ?", (number,)))  # noqa: S608

    def update(self, fields: Any, cond: Any = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Set fields of, or call a function on, the documents of these ids, or that satisfy a condition, or all."""
        change = fields if callable(fields) else lambda document: document.update(fields)
        wanted = None if doc_ids is None else list(doc_ids)
        touched: list[int] = []
        with self._rows_in.transaction():
            writer = self._writer()
            before: dict[int, str | bytes] = {}
            after: dict[int, dict[str, Any]] = {}
            if wanted is not None:
                rows = self._stored_ids(wanted)
                touched = [n for n in wanted if n in rows]
                for number in touched:
                    before[number] = rows[number]
                    change(after.setdefault(number, decode(rows[number])))
            else:
                how = self.explain(cond) if cond is not None else ALL
                for number, stored in list(self._stored(how.where or "1", how.parameters)):
                    document = self._document(number, stored)
                    if how.exact or cond(document):
                        touched.append(number)
                        before[number], after[number] = stored, dict(document)
                        change(after[number])
            writer.rewrite(before, after)
        return touched

    def set_flag(self, column: str, values: Iterable[str], field: str, value: bool) -> list[str]:
        """Set a declared flag of the documents with these texts in a declared column, where it is the other way.

        The texts of those that changed. No document is decoded: 100,000 take a second. For tables that are not packed.
        """
        name, changed = self.schema.name, []
        with self._rows_in.transaction():
            for some in batches(values):
                its = f"WHERE {column} IN ({','.join('?' * len(some))}) AND +{field} = ?"
                rows = self._rows_in.rows(f"SELECT {column} FROM {name} {its} ORDER BY id", (*some, not value))  # noqa: S608
                changed += [text for (text,) in rows]
                sql = f"UPDATE {name} SET doc = json_set(doc, '$.{field}', json(?)), {field} = ? {its}"  # noqa: S608
                self._rows_in.run(sql, (json.dumps(value), value, *some, not value))
        return changed

    def set_member(self, column: str, value: str, field: str, member: str) -> bool:
        """Give the document with this text in a declared column a member that is not declared; whether it is there.

        `member` is JSON text. The document is not decoded. For tables that are not packed.
        """
        sql = f"UPDATE {self.schema.name} SET doc = json_set(doc, '$.{field}', json(?)) WHERE {column} = ?"  # noqa: S608
        with self._rows_in.transaction():
            return bool(self._rows_in.run(sql, (member, value)))

    def lists_having(self, column: str, values: Iterable[str], field: str) -> list[tuple[int, str, list[Any]]]:
        """Id, text in a declared column, and a declared list of the documents with these texts; none is decoded."""
        name, found = self.schema.name, []
        for some in batches(values):
            marks = ",".join("?" * len(some))
            sql = f"SELECT id, {column}, CASE WHEN {field} > 0 THEN json_extract(doc, '$.{field}') END FROM {name}"  # noqa: S608
            for number, value, elements in self._rows_in.rows(f"{sql} WHERE {column} IN ({marks})", some):
                found.append((number, value, json.loads(elements) if elements else []))
        return found

    def set_list(self, number: int, field: str, before: list[Any], after: list[Any]) -> None:
        """Give a document, which has `before` there, another declared list; an empty one is left out of it."""
        with self._rows_in.transaction():
            self._writer().set_list(number, field, before, after)

    def update_multiple(self, updates: Iterable[tuple[Any, Any]]) -> list[int]:
        """Each document in turn gets each of the updates whose condition it then satisfies."""
        pairs = list(updates)
        touched: list[int] = []
        with self._rows_in.transaction():
            writer = self._writer()
            before: dict[int, str | bytes] = {}
            after: dict[int, dict[str, Any]] = {}
            for number, stored in list(self._stored("1", ())):
                document = decode(stored)
                for fields, cond in pairs:
                    if cond(Document(document, number)):
                        touched.append(number)
                        before[number], after[number] = stored, document
                        if callable(fields):
                            fields(document)
                        else:
                            document.update(fields)
            writer.rewrite(before, after)
        return touched

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """Update what the condition or the document's id finds, else insert the document."""
        with self._rows_in.transaction():
            return super().upsert(document, cond)

    def save(self, documents: Iterable[Document]) -> None:
        """Write whole documents over those of the same ids, which exist."""
        changed = {d.doc_id: dict(d) for d in documents}
        with self._rows_in.transaction():
            self._writer().rewrite(self._stored_ids(changed), changed)

    def remove(self, cond: Any = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the documents of these ids, or those that satisfy a condition; returns their ids."""
        if doc_ids is None and cond is None:
            raise RuntimeError("Use truncate() to remove all documents")
        wanted = None if doc_ids is None else list(doc_ids)
        with self._rows_in.transaction():
            writer = self._writer()
            if wanted is None:
                gone = self.ids(cond)
            else:
                there = self._stored_ids(wanted)
                gone = [n for n in wanted if n in there]
                if len(set(gone)) < len(gone):
                    raise KeyError(next(n for n in gone if gone.count(n) > 1))
            if gone:
                writer.delete(gone)
        return gone

    def relink(self, column: str) -> None:
        """Make the table of a list column's elements anew from the documents."""
        with self._rows_in.transaction():
            self._writer().relink(column)

    def truncate(self) -> None:
        """Remove all documents."""
        with self._rows_in.transaction():
            self._rows_in.make_table(self.name)
            self._rows_in.empty(self.name)
        self._next_id = None

    # -- what TinyDB's own methods build on -------------------------------------------------------------------

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(d.doc_id): dict(d) for d in self}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._rows_in.transaction():
            writer = self._writer()
            stored = dict(self._stored("1", ()))
            documents: dict[int, Any] = {n: decode(s) for n, s in stored.items()}
            updater(cast("dict[int, Mapping[str, Any]]", documents))
            writer.delete([n for n in stored if n not in documents])
            writer.rewrite(stored, {n: dict(d) for n, d in documents.items() if n in stored})
            fresh = {n: d for n, d in documents.items() if n not in stored}
            writer.insert(fresh, self.highest())


def _valid_id(value: Any) -> int:
    if not isinstance(value, int) or value not in INT64:
        raise ValueError(f"A document's id is a whole number of 64 bits, not {value!r}")
    return int(value)
