"""A TinyDB table whose documents are rows: each operation reads and writes only those it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from tinydb.table import Document

from newsterm.store.documents import INT64, columns, decode, encode
from newsterm.store.pushdown import ALL
from newsterm.store.reader import PLACE_SHIFT, DocumentReader, batches
from newsterm.store.schema import ColumnKind, TableSchema

if TYPE_CHECKING:
    from newsterm.store.storage import SQLiteStorage

_PLACEABLE = range(-(2**42), 2**42)


class DocumentTable(DocumentReader):
    """TinyDB's table over `SQLiteStorage`.

    Ids are allotted inside the writing transaction; `_next_id` is only the wish not to use again an id that this table
    has removed.
    """

    def __init__(self, storage: SQLiteStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        self._next_id: int | None = None
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

    def _add(self, documents: list[Mapping[str, Any]]) -> list[int]:
        schema = self._rows_in.make_table(self.name)
        top = before = self._highest(schema)
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
        self._write_new(schema, numbers, before)
        return list(numbers)

    def _allot(self, top: int | None, taken: Mapping[int, Any]) -> int:
        """The next id: the one wished for where it is free, else one more than the highest."""
        wish = self._next_id
        if wish is None or wish in taken or (top is not None and wish <= top and self._exists(wish)):
            wish = 1 if top is None else top + 1
        self._next_id = wish + 1
        return _valid_id(wish)

    def _highest(self, schema: TableSchema) -> int | None:
        ((top,),) = self._rows_in.rows(f"SELECT max(id) FROM {schema.name}")  # noqa: S608
        return None if top is None else int(top)

    def _exists(self, number: int) -> bool:
        return bool(self._rows_in.rows(f"SELECT 1 FROM {self.schema.name} WHERE id = ?", (number,)))  # noqa: S608

    def _write_new(self, schema: TableSchema, documents: Mapping[int, Mapping[str, Any]], top: int | None) -> None:
        """Write documents that are not there yet; `top` is the highest id of those that are."""
        rows, links = [], []
        for number, document in documents.items():
            plain = dict(document)
            odd, values, lists = columns(plain, schema.columns)
            rows.append([number, encode(plain, packed=schema.packed), None, odd, *values])
            if lists:
                links.append((number, lists))
        if schema.ordered:
            self._place(schema, rows, top)
        self._rows_in.forget_oddness(self.name, odd=any(row[2] is not None or row[3] is not None for row in rows))
        marks = ",".join("?" * (4 + len(schema.columns)))
        self._rows_in.run_many(f"INSERT INTO {schema.name} VALUES({marks})", rows)
        for number, lists in links:
            for column, elements in lists.items():
                self._link(schema, column, number, elements)

    def _place(self, schema: TableSchema, rows: list[list[Any]], top: int | None) -> None:
        """Give a place to those whose id would sort them before one that came earlier."""
        name = schema.name
        last = top << PLACE_SHIFT if top is not None and top in _PLACEABLE else None
        if self._rows_in.facts(self.name).placed:
            ((place,),) = self._rows_in.rows(f"SELECT max(place) FROM {name} WHERE place IS NOT NULL")  # noqa: S608
            last = place if last is None else max(last, place)
        for row in rows:
            number = row[0]
            if number in _PLACEABLE and (last is None or (number << PLACE_SHIFT) > last):
                last = number << PLACE_SHIFT
            else:
                last = 0 if last is None else last + 1
                row[2] = last

    def _link(self, schema: TableSchema, column: str, number: int, elements: Iterable[Any]) -> None:
        sql = f"INSERT OR IGNORE INTO {schema.link_table(column)} VALUES(?, ?)"
        self._rows_in.run_many(sql, [(element, number) for element in elements])

    def update(self, fields: Any, cond: Any = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Set fields of, or call a function on, the documents of these ids, or that satisfy a condition, or all."""
        change = fields if callable(fields) else lambda document: document.update(fields)
        wanted = None if doc_ids is None else list(doc_ids)
        touched: list[int] = []
        with self._rows_in.transaction():
            self._rows_in.make_table(self.name)
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
            self._rewrite(before, after)
        return touched

    def update_having(self, column: str, values: Iterable[str], change: Callable[[dict[str, Any]], None]) -> None:
        """Call a function on the documents with these texts in a declared column of texts; see `having`."""
        with self._rows_in.transaction():
            before = dict(self._stored_having(column, values))
            after = {number: decode(stored) for number, stored in before.items()}
            for document in after.values():
                change(document)
            self._rewrite(before, after)

    def update_multiple(self, updates: Iterable[tuple[Any, Any]]) -> list[int]:
        """Each document in turn gets each of the updates whose condition it then satisfies."""
        pairs = list(updates)
        touched: list[int] = []
        with self._rows_in.transaction():
            self._rows_in.make_table(self.name)
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
            self._rewrite(before, after)
        return touched

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """Update what the condition or the document's id finds, else insert the document."""
        with self._rows_in.transaction():
            return super().upsert(document, cond)

    def save(self, documents: Iterable[Document]) -> None:
        """Write whole documents over those of the same ids, which exist."""
        changed = {d.doc_id: dict(d) for d in documents}
        with self._rows_in.transaction():
            self._rewrite(self._stored_ids(changed), changed)

    def _stored_ids(self, ids: Iterable[int]) -> dict[int, str | bytes]:
        name = self.schema.name
        found: dict[int, str | bytes] = {}
        for some in batches(n for n in ids if n in INT64):
            sql = f"SELECT id, doc FROM {name} WHERE id IN ({','.join('?' * len(some))})"  # noqa: S608
            found.update(self._rows_in.rows(sql, some))
        return found

    def _rewrite(self, before: Mapping[int, str | bytes], after: Mapping[int, dict[str, Any]]) -> None:
        """Store changed documents; what is as it was costs nothing, and an index only where its column changed."""
        schema = self.schema
        rows: dict[tuple[str, ...], list[list[Any]]] = {}
        for number, document in after.items():
            stored = encode(document, packed=schema.packed)
            if stored == before[number]:
                continue
            names, values = self._changed_columns(schema, number, decode(before[number]), document)
            rows.setdefault(names, []).append([stored, *values, number])
        for names, some in rows.items():
            assigned = "".join(f", {name} = ?" for name in names)
            self._rows_in.run_many(f"UPDATE {schema.name} SET doc = ?{assigned} WHERE id = ?", some)  # noqa: S608

    def _changed_columns(
        self, schema: TableSchema, number: int, before: dict[str, Any], after: dict[str, Any]
    ) -> tuple[tuple[str, ...], list[Any]]:
        """The columns that a changed document needs changed, and their values; writes the elements of its lists."""
        changed = [
            (name, kind)
            for name, kind in schema.columns
            if not _same(before.get(name, _MISSING), after.get(name, _MISSING))
        ]
        if not changed:
            return (), []
        if self._rows_in.facts(self.name).odd:
            self._rows_in.forget_facts(self.name)
            changed = list(schema.columns)  # whether a document is odd depends on all its fields
        odd, values, lists = columns(after, changed)
        for name, kind in changed:
            if kind is ColumnKind.LIST:
                _, _, old = columns(before, ((name, kind),))
                self._relink(schema, number, name, old.get(name, []), lists.get(name, []))
        names = tuple(name for name, _ in changed)
        if odd is None and len(changed) < len(schema.columns):
            return names, values
        self._rows_in.forget_facts(self.name)
        return (*names, "odd"), [*values, odd]

    def _relink(self, schema: TableSchema, number: int, column: str, before: list[Any], after: list[Any]) -> None:
        """Make the table of a list column's elements say what the document says."""
        if gone := [(element, number) for element in before if element not in after]:
            sql = f"DELETE FROM {schema.link_table(column)} WHERE value = ? AND id = ?"  # noqa: S608
            self._rows_in.run_many(sql, gone)
        if fresh := [element for element in after if element not in before]:
            self._link(schema, column, number, fresh)

    def remove(self, cond: Any = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the documents of these ids, or those that satisfy a condition; returns their ids."""
        if doc_ids is None and cond is None:
            raise RuntimeError("Use truncate() to remove all documents")
        wanted = None if doc_ids is None else list(doc_ids)
        with self._rows_in.transaction():
            schema = self._rows_in.make_table(self.name)
            if wanted is None:
                gone = self.ids(cond)
            else:
                there = self._stored_ids(wanted)
                gone = [n for n in wanted if n in there]
                if len(set(gone)) < len(gone):
                    raise KeyError(next(n for n in gone if gone.count(n) > 1))
            if gone:
                self._delete(schema, gone)
        return gone

    def _delete(self, schema: TableSchema, ids: list[int]) -> None:
        self._rows_in.forget_oddness(self.name)
        for column, kind in schema.columns:
            if kind is ColumnKind.LIST:
                self._unlink(schema, column, ids)
        self._rows_in.run_many(f"DELETE FROM {schema.name} WHERE id = ?", [(n,) for n in ids])  # noqa: S608

    def _unlink(self, schema: TableSchema, column: str, ids: list[int]) -> None:
        """Take the elements of a list column out of their table; most documents have none."""
        for some in batches(ids):
            sql = f"SELECT id, doc FROM {schema.name} WHERE {column} > 0 AND id IN ({','.join('?' * len(some))})"  # noqa: S608
            for number, stored in self._rows_in.rows(sql, some):
                _, _, lists = columns(decode(stored), schema.columns)
                self._relink(schema, number, column, lists.get(column, []), [])

    def relink(self, column: str) -> None:
        """Fill the table of a list column's elements, which is empty, from the documents."""
        schema = self.schema
        with self._rows_in.transaction():
            sql = f"SELECT id, doc FROM {schema.name} WHERE {column} > 0"  # noqa: S608
            for number, stored in self._rows_in.rows(sql):
                _, _, lists = columns(decode(stored), schema.columns)
                self._link(schema, column, number, lists.get(column, []))

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
            schema = self._rows_in.make_table(self.name)
            stored = dict(self._stored("1", ()))
            documents: dict[int, Any] = {n: decode(s) for n, s in stored.items()}
            updater(cast("dict[int, Mapping[str, Any]]", documents))
            self._delete(schema, [n for n in stored if n not in documents])
            self._rewrite(stored, {n: dict(d) for n, d in documents.items() if n in stored})
            self._write_new(schema, {n: d for n, d in documents.items() if n not in stored}, self._highest(schema))


_MISSING = object()


def _same(one: Any, other: Any) -> bool:
    """Whether a column would hold the same: 1 and 1.0 are equal, and kept apart."""
    if one is other:
        return True
    return type(one) is type(other) and bool(one == other) and (type(one) is not list or repr(one) == repr(other))


def _valid_id(value: Any) -> int:
    if not isinstance(value, int) or value not in INT64:
        raise ValueError(f"A document's id is a whole number of 64 bits, not {value!r}")
    return int(value)
