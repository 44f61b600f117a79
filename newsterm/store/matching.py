"""What a query's words and names find in the full-text indexes: expressions, and the rows that satisfy them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from newsterm.query.tree import TextField
from newsterm.store.search import CLAIM_SHIFT, clean
from newsterm.store.stems import alternatives

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from newsterm.query.tree import Words
    from newsterm.store.storage import SQLiteStorage

    Select = tuple[str, tuple[str, ...]]

_FIELDS = {TextField.TITLE: "title", TextField.AUTHOR: "authors", TextField.TEXT: "text"}
_MOST_KEPT = 5
"""Answers that a connection keeps when the next question is asked."""
_WORD = re.compile(r"[^\W_]+")
LEAST_LETTERS = 3
"""Letters that a piece of a name needs to be looked for in `search_names`."""


class Matches(NamedTuple):
    """Rows that satisfy an expression: the ids of a temporary table of this connection."""

    table: str
    size: int


class _Kept:
    """What a connection found last: a page, a count and the rest of a list ask for the same."""

    def __init__(self, storage: SQLiteStorage) -> None:
        self._storage = storage
        self.found: dict[Hashable, tuple[object, Matches]] = {}
        self.free: list[str] = []
        self._made = 0
        for _ in range(_MOST_KEPT + 1):  # a table that is made later has SQLite compile every statement anew
            self.free.append(self._table())

    def a_table(self) -> str:
        """One that holds nothing that is wanted."""
        return self.free.pop() if self.free else self._table()

    def _table(self) -> str:
        self._made += 1
        table = f"temp.matches_{self._made}"
        self._storage.run(f"CREATE TABLE IF NOT EXISTS {table}(id INTEGER PRIMARY KEY)")
        return table


def matches(storage: SQLiteStorage, index: str, expression: str) -> Matches:
    """Look up what satisfies an FTS5 expression at this moment, once for as long as nothing is written."""
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"  # noqa: S608 - ours
    return kept(storage, (index, expression), lambda: (sql, (expression,)))


def saying(storage: SQLiteStorage, expression: str) -> Matches:
    """Entries of which a claim satisfies an expression."""

    def select() -> Select:
        claims = matches(storage, "search_said", expression)
        return f"SELECT DISTINCT id >> {CLAIM_SHIFT} FROM {claims.table}", ()  # noqa: S608 - ours

    return kept(storage, ("saying", expression), select)


def kept(storage: SQLiteStorage, key: Hashable, select: Callable[[], Select]) -> Matches:
    """What a statement and its parameters select: ids, looked up once for as long as nothing is written."""
    known, version = storage.own(_Kept), storage.version()
    before = known.found.pop(key, None)
    if before is None or before[0] != version or storage.writing():
        sql, parameters = select()
        table = before[1].table if before else known.a_table()
        try:
            storage.run(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
            before = (version, Matches(table, storage.run(f"INSERT OR IGNORE INTO {table} {sql}", parameters)))
        except BaseException:  # broken off
            known.free.append(table)
            raise
    known.found[key] = before
    return before[1]


def forget(storage: SQLiteStorage) -> None:
    """Give up what was found longest ago; between two questions, since one may need any number of tables."""
    known = storage.own(_Kept)
    while len(known.found) > _MOST_KEPT:
        _, found = known.found.pop(next(iter(known.found)))
        known.free.append(found.table)


def words_expression(leaf: Words) -> str | None:
    """The words as an FTS5 expression over `search`, or `search_said`; None where there are no words."""
    words = _WORD.findall(unicodedata.normalize("NFC", leaf.text))
    if not words:
        return None
    column = f"{_FIELDS[leaf.field]} : " if leaf.field in _FIELDS else ""
    if leaf.phrase:
        return column + _any(_phrases(words))
    return " AND ".join(column + _any(_term(*one) for one in alternatives(word)) for word in words)


def _phrases(words: list[str]) -> Iterable[str]:
    """A phrase, of which the last word may go on."""
    *first, last = words
    for one, begins in alternatives(last):
        if not begins or one == last:
            yield _term(" ".join([*first, one]), begins)


def _term(text: str, begins: bool) -> str:
    return f'"{text}"*' if begins else f'"{text}"'


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"


def piece_expression(column: str, piece: str) -> str | None:
    """A piece of a name, case folded, as an expression over `search_names`; None where it is too short for that."""
    return f"{column} : {quoted(piece)}" if len(piece) >= LEAST_LETTERS else None


def quoted(text: str) -> str:
    """The text as FTS5 takes it inside an expression."""
    return '"' + clean(text).replace('"', '""') + '"'
