"""TinyDB queries compiled to SQL over declared columns, wherever SQLite gives the same answer as Python."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from tinydb.queries import QueryInstance

from newsterm.store.documents import INT64, is_number, storable
from newsterm.store.schema import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsterm.store.schema import TableSchema

_COMPARISONS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DEPTH = 24
"""Nested queries deeper than this are left to Python: the parser of most SQLites holds 100 words that are open, and
each `NOT ifnull((...` is some of them."""

_MARKS = 500
"""Parameters in one list at most; SQLite's oldest versions allow 999 in a statement."""


class Plan(Struct, frozen=True):
    """How a query is answered."""

    where: str | None
    """An SQL condition that holds for at least the documents asked for; None where all must be looked at."""
    parameters: tuple[Any, ...] = ()
    exact: bool = True
    """Whether it holds for no others, so that no document has to be decoded to know."""


ALL = Plan("1")
"""Every document is asked for."""
NO_PLAN = Plan(None, exact=False)
"""Every document has to be looked at."""


class _Opaque(Exception):
    """A part that only Python can evaluate, in the order and on the documents that Python would."""


class RowQuery(QueryInstance):
    """A condition on a row that documents alone don't show; it is compiled by itself.

    `compile` gives its SQL; `test` decides for one document with a `doc_id`, for queries that need Python as well.
    """

    def __init__(self, key: tuple[Any, ...], sql: Callable[[], Plan], test: Callable[[Any], bool]) -> None:
        super().__init__(test, ("row", _Sql(key, sql)))


class _Sql:
    """A hashable part of a query's structure that brings its own SQL."""

    __slots__ = ("key", "sql")

    def __init__(self, key: tuple[Any, ...], sql: Callable[[], Plan]) -> None:
        self.key = key
        self.sql = sql

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sql) and self.key == other.key


def contains(field: str, needle: str) -> QueryInstance:
    """The text in a field contains the needle, exactly."""

    def test(document: Any) -> bool:
        value = document.get(field)
        return isinstance(value, str) and needle in value

    return QueryInstance(test, ("contains", (field,), needle))


def has_bit(field: str, bits: int) -> QueryInstance:
    """One of the bits is set in the whole number in a field."""

    def test(document: Any) -> bool:
        value = document.get(field)
        return isinstance(value, int) and bool(value & bits)

    return QueryInstance(test, ("bits", (field,), bits))


def plan(query: object, schema: TableSchema) -> Plan:
    """How the query is answered on a table whose documents are all regular."""
    if not isinstance(query, QueryInstance) or query._hash is None:  # noqa: SLF001 - TinyDB has no other door
        return NO_PLAN
    try:
        return _Compiler(schema).compile(query._hash, 0)  # noqa: SLF001
    except _Opaque:
        return NO_PLAN


_NOTHING = Plan("0")
_PERHAPS = Plan("1", exact=False)


class _Compiler:
    """Compiles a query's structure for one table."""

    def __init__(self, schema: TableSchema) -> None:
        self._name = schema.name
        self._schema = schema
        self._kinds = dict(schema.columns)

    def compile(self, structure: Any, depth: int) -> Plan:
        """SQL for a query's `_hash`; raises _Opaque where only Python will do."""
        if depth > _DEPTH or not isinstance(structure, tuple):
            raise _Opaque
        match structure:
            case ():
                return ALL
            case ("and" | "or" as word, frozenset() as parts):
                return _join(word, [self.compile(p, depth + 1) for p in parts])
            case ("not", part):
                return _negate(self.compile(part, depth + 1))
            case ("row", _Sql() as own):
                return own.sql()
            case ("pure", _):  # a test of ours that neither raises nor has effects
                return _PERHAPS
            case ("exists", (str() as field,)) if field in self._kinds:
                return Plan(f"{self._name}.{field} IS NOT NULL")
            case (str() as word, tuple() as path, *rest):
                return self._leaf(word, path, rest)
        raise _Opaque

    def _leaf(self, word: str, path: tuple[Any, ...], rest: list[Any]) -> Plan:
        if not path or not all(isinstance(p, str) for p in path):
            raise _Opaque
        kind = self._kinds.get(path[0]) if len(path) == 1 else None
        if kind is None or len(rest) != 1:
            return _harmless(word, rest)
        column, (value,) = f"{self._name}.{path[0]}", rest
        if word in _COMPARISONS:
            how = self._comparison(word, column, kind, value)
            usual = word == "==" and value is True and path[0] in self._schema.usual
            return Plan(f"likely({how.where})", how.parameters) if usual else how
        if word == "one_of" and kind is not ColumnKind.LIST:
            return _one_of(column, kind, value)
        if word in {"any", "all"} and kind is ColumnKind.LIST:
            return self._members(word, path[0], value)
        if word == "bits" and kind is ColumnKind.NUMBER:
            return Plan(f"({column} & ?) <> 0", (value,))
        if word == "contains" and kind is ColumnKind.TEXT and storable(value):
            return Plan(f"instr({column}, ?) > 0", (value,))
        return _harmless(word, rest)

    @staticmethod
    def _comparison(word: str, column: str, kind: ColumnKind, value: Any) -> Plan:
        if kind is not ColumnKind.LIST and _comparable(value, kind):
            return Plan(f"{column} {_COMPARISONS[word]} ?", (value,))
        if word in {"==", "!="}:
            return _harmless(word, [value])
        if kind is ColumnKind.NUMBER and type(value) in {int, float}:
            return _PERHAPS  # a number that SQLite can't hold: Python compares it without complaint
        raise _Opaque  # Python raises TypeError for each document that has the field

    def _members(self, word: str, field: str, wanted: Any) -> Plan:
        if type(wanted) not in {tuple, frozenset} or not all(_plain(e) for e in wanted):
            raise _Opaque
        if any(type(e) is float or (type(e) is int and e not in INT64) for e in wanted):
            return _PERHAPS
        kept = [e for e in wanted if type(e) in {int, bool} or (type(e) is str and storable(e))]
        link, own = self._schema.link_table(field), f"{self._name}.id"
        if word == "any":
            if not kept:
                return _NOTHING
            among = _among(kept)
            if among is None:
                return _PERHAPS
            return Plan(f"{own} IN (SELECT id FROM {link} WHERE value IN ({among[0]}))", among[1])  # noqa: S608
        if len(kept) < len(wanted):
            return _NOTHING
        each = " AND ".join(f"{own} IN (SELECT id FROM {link} WHERE value = ?)" for _ in kept)  # noqa: S608
        return Plan(f"({self._name}.{field} IS NOT NULL{' AND ' + each if each else ''})", tuple(kept))


def _comparable(value: Any, kind: ColumnKind) -> bool:
    """Whether SQLite compares a column of this kind with the value as Python does."""
    if kind is ColumnKind.TEXT:
        return type(value) is str and storable(value)
    return is_number(value) or value in (math.inf, -math.inf)


def _one_of(column: str, kind: ColumnKind, items: Any) -> Plan:
    if type(items) not in {tuple, frozenset} or not all(_plain(i) for i in items):
        raise _Opaque
    if kind is ColumnKind.NUMBER and any(type(i) is int and i not in INT64 for i in items):
        return _PERHAPS
    kept = [i for i in items if _comparable(i, kind)] if kind is ColumnKind.TEXT else [i for i in items if is_number(i)]
    if not kept:
        return _NOTHING
    among = _among(kept)
    return _PERHAPS if among is None else Plan(f"{column} IN ({among[0]})", among[1])


def _among(values: Sequence[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """SQL for what stands inside IN (...), and its parameters; None where there are too many to write exactly."""
    if len(values) <= _MARKS:
        return ",".join("?" * len(values)), tuple(values)
    if any(type(v) is float for v in values):  # as text they might not come back the same
        return None
    return "SELECT value FROM json_each(?)", (json.dumps(list(values)),)


def _join(word: str, parts: list[Plan]) -> Plan:
    """Parts joined by AND or OR; superset of superset is superset."""
    exact = all(p.exact for p in parts)
    if word == "or" and any(p.where == "1" for p in parts):
        return Plan("1", exact=exact)
    kept = [p for p in parts if p.where != "1"] if word == "and" else parts
    if not kept:
        return Plan("1", exact=exact)
    where = f" {word.upper()} ".join(p.where or "1" for p in kept)
    where = f"({where})" if len(kept) > 1 else where
    return Plan(where, tuple(v for p in kept for v in p.parameters), exact)


def _negate(part: Plan) -> Plan:
    return Plan(f"NOT ifnull({part.where}, 0)", part.parameters) if part.exact else _PERHAPS


_SCALARS = (str, int, float, bool, type(None))


def _plain(value: Any) -> bool:
    """A value whose comparisons can neither raise nor have effects."""
    return type(value) in _SCALARS or (type(value) is tuple and all(_plain(v) for v in value))


def _harmless(word: str, rest: list[Any]) -> Plan:
    """A part that Python evaluates, on candidates only: that it is skipped on the others changes nothing."""
    match word, rest:
        case ("==" | "!=", [value]) if _plain(value):
            return _PERHAPS
        case ("one_of" | "any" | "all", [tuple() as values]) if _plain(values):
            return _PERHAPS
        case ("exists", []):
            return _PERHAPS
        case ("contains", [str()]):
            return _PERHAPS
        case ("matches" | "search", [str() as regex]):
            try:
                re.compile(regex)
            except re.error:
                raise _Opaque from None
            return _PERHAPS
    raise _Opaque
