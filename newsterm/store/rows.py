"""The rows of one TinyDB table, written: documents, the columns taken from them, the elements of their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsterm.store.documents import columns, decode, encode, encode_member, encode_own
from newsterm.store.reader import PLACE_SHIFT, batches
from newsterm.store.schema import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsterm.store.schema import TableSchema
    from newsterm.store.storage import SQLiteStorage

_PLACEABLE = range(-(2**42), 2**42)
_MISSING = object()


def _same(one: Any, other: Any) -> bool:
    """Whether a column would hold the same: 1 and 1.0 are equal, and kept apart."""
    return type(one) is type(other) and bool(one == other) and (type(one) is not list or repr(one) == repr(other))


class RowWriter:
    """Writes the rows of a table, inside a transaction."""

    def __init__(self, storage: SQLiteStorage, name: str, schema: TableSchema) -> None:
        """`name` is TinyDB's, `schema` has SQLite's."""
        self._storage = storage
        self._name = name
        self.schema = schema

    def insert(self, documents: Mapping[int, Mapping[str, Any]], top: int | None, *, own: bool = False) -> None:
        """Write documents that are not there yet; `top` is the highest id of those that are.

        Documents of newsterm's `own` codecs are known to be JSON.
        """
        rows, links = [], []
        write = encode_own if own else encode
        for number, document in documents.items():
            plain = dict(document)
            odd, values, lists = columns(plain, self.schema.columns)
            rows.append([number, write(plain, packed=self.schema.packed), None, odd, *values])
            if lists:
                links.append((number, lists))
        if self.schema.ordered:
            self._place(rows, top)
        self._storage.forget_oddness(self._name, odd=any(row[2] is not None or row[3] is not None for row in rows))
        marks = ",".join("?" * (4 + len(self.schema.columns)))
        self._storage.run_many(f"INSERT INTO {self.schema.name} VALUES({marks})", rows)
        for number, lists in links:
            for column, elements in lists.items():
                self._link(column, number, elements)

    def _place(self, rows: list[list[Any]], top: int | None) -> None:
        """Give a place to those whose id would sort them before one that came earlier."""
        last = top << PLACE_SHIFT if top is not None and top in _PLACEABLE else None
        if self._storage.facts(self._name).placed:
            ((place,),) = self._storage.rows(f"SELECT max(place) FROM {self.schema.name} WHERE place IS NOT NULL")  # noqa: S608
            last = place if last is None else max(last, place)
        for row in rows:
            number = row[0]
            if number in _PLACEABLE and (last is None or (number << PLACE_SHIFT) > last):
                last = number << PLACE_SHIFT
            else:
                last = 0 if last is None else last + 1
                row[2] = last

    def _link(self, column: str, number: int, elements: Iterable[Any]) -> None:
        sql = f"INSERT OR IGNORE INTO {self.schema.link_table(column)} VALUES(?, ?)"
        self._storage.run_many(sql, [(element, number) for element in elements])

    def rewrite(self, before: Mapping[int, str | bytes], after: Mapping[int, dict[str, Any]]) -> None:
        """Store changed documents; what is as it was costs nothing, and an index only where its column changed."""
        for number, document in after.items():
            stored = encode(document, packed=self.schema.packed)
            if stored == before[number]:
                continue
            names, values = self._changed_columns(number, decode(before[number]), document)
            assigned = "".join(f", {name} = ?" for name in names)
            sql = f"UPDATE {self.schema.name} SET doc = ?{assigned} WHERE id = ?"  # noqa: S608
            self._storage.run(sql, (stored, *values, number))

    def _changed_columns(
        self, number: int, before: dict[str, Any], after: dict[str, Any]
    ) -> tuple[tuple[str, ...], list[Any]]:
        """The columns that a changed document needs changed, and their values; writes the elements of its lists."""
        changed = [
            (name, kind)
            for name, kind in self.schema.columns
            if not _same(before.get(name, _MISSING), after.get(name, _MISSING))
        ]
        if not changed:
            return (), []
        if self._storage.facts(self._name).odd:
            self._storage.forget_facts(self._name)
            changed = list(self.schema.columns)  # whether a document is odd depends on all its fields
        odd, values, lists = columns(after, changed)
        for name, kind in changed:
            if kind is ColumnKind.LIST:
                _, _, old = columns(before, ((name, kind),))
                self._relink(number, name, old.get(name, []), lists.get(name, []))
        names = tuple(name for name, _ in changed)
        if odd is None and len(changed) < len(self.schema.columns):
            return names, values
        self._storage.forget_facts(self._name)
        return (*names, "odd"), [*values, odd]

    def set_list(self, number: int, field: str, before: list[Any], after: list[Any]) -> None:
        """Give a document another list without decoding it; an empty one is left out."""
        values: tuple[Any, ...]
        doc, values = f"json_remove(doc, '$.{field}')", (None, number)
        if after:
            doc, values = f"json_set(doc, '$.{field}', json(?))", (encode_member(after), len(set(after)), number)
        self._storage.run(f"UPDATE {self.schema.name} SET doc = {doc}, {field} = ? WHERE id = ?", values)  # noqa: S608
        self._relink(number, field, before, after)

    def _relink(self, number: int, column: str, before: list[Any], after: list[Any]) -> None:
        """Make the table of a list column's elements say what the document says."""
        if gone := [(element, number) for element in before if element not in after]:
            sql = f"DELETE FROM {self.schema.link_table(column)} WHERE value = ? AND id = ?"  # noqa: S608
            self._storage.run_many(sql, gone)
        if fresh := [element for element in after if element not in before]:
            self._link(column, number, fresh)

    def delete(self, ids: list[int]) -> None:
        """Remove the documents of these ids."""
        self._storage.forget_oddness(self._name)
        for column in self.schema.lists:
            self._unlink(column, ids)
        self._storage.run_many(f"DELETE FROM {self.schema.name} WHERE id = ?", [(n,) for n in ids])  # noqa: S608

    def _unlink(self, column: str, ids: list[int]) -> None:
        """Take the elements of a list column out of their table; most documents have none."""
        for some in batches(ids):
            sql = f"SELECT id, doc FROM {self.schema.name} WHERE {column} > 0 AND id IN ({','.join('?' * len(some))})"  # noqa: S608
            for number, stored in self._storage.rows(sql, some):
                _, _, lists = columns(decode(stored), self.schema.columns)
                self._relink(number, column, lists.get(column, []), [])

    def relink(self, column: str) -> None:
        """Make the table of a list column's elements anew from the documents."""
        self._storage.run(f"DELETE FROM {self.schema.link_table(column)}")  # noqa: S608
        for number, stored in self._storage.rows(f"SELECT id, doc FROM {self.schema.name} WHERE {column} > 0"):  # noqa: S608
            _, _, lists = columns(decode(stored), self.schema.columns)
            self._link(column, number, lists.get(column, []))
