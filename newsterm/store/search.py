"""Full text: an FTS5 index over title, authors, outlet, text and claims, written with the entries it describes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from newsterm.query.tree import TextField
from newsterm.store.connection import Sync

if TYPE_CHECKING:
    from newsterm.store.storage import SQLiteStorage

KIND = "USING fts5(title, authors, outlet, text, said, content='', tokenize='unicode61 remove_diacritics 2')"
CREATE_INDEX = f"CREATE VIRTUAL TABLE search {KIND}"
"""Without content of its own: texts are kept once, compressed, in the tables that they belong to.

Without indexes for prefixes: at 100,000 texts they take twice the time and 200 MB more, and save two or three letters
nothing that would be noticed (31 against 48 ms where nearly every text has a word that begins so, else none).
"""

MERGING = (
    "INSERT INTO search(search, rank) VALUES('automerge', 0)",
    "INSERT INTO search(search, rank) VALUES('usermerge', 16)",
    "INSERT INTO search(search, rank) VALUES('crisismerge', 64)",
)
"""FTS5 else merges inside whichever transaction has the bad luck (measured at 100,000 entries: up to 60 ms), at once
where there are 16 segments, and four segments at a time, so that each word is written twice as often."""
_MERGE = "INSERT INTO search(search, rank) VALUES('merge', 32)"
"""Merges 32 pages: at most 16 ms at 100,000 entries."""
_MOST_MERGES = 8
"""Steps at once; what is left is merged after the next addition."""
_COLUMNS = "title, authors, outlet, text, said"
_FIELDS = {TextField.TITLE: "title", TextField.AUTHOR: "authors", TextField.TEXT: "text", TextField.SAID: "said"}
_MOST_KEPT = 4
"""Expressions whose matches a connection keeps."""
_WORD = re.compile(r"[^\W_]+")


class Indexed(NamedTuple):
    """What the index holds of an entry; to take it out again, the same words are needed."""

    title: str
    authors: str
    outlet: str
    text: str
    said: str


def add(storage: SQLiteStorage, number: int, words: Indexed, *, table: str = "search") -> None:
    """Index an entry that is not indexed."""
    storage.run(f"INSERT INTO {table}(rowid, {_COLUMNS}) VALUES(?,?,?,?,?,?)", (number, *map(_clean, words)))


def take_out(storage: SQLiteStorage, number: int, words: Indexed) -> None:
    """Remove an entry from the index; `words` are those that it was added with."""
    storage.run(
        f"INSERT INTO search(search, rowid, {_COLUMNS}) VALUES('delete',?,?,?,?,?,?)",
        (number, *map(_clean, words)),
    )


def replace(storage: SQLiteStorage, number: int, before: Indexed, after: Indexed) -> None:
    """Index an entry anew where its words have changed."""
    if before != after:
        take_out(storage, number, before)
        add(storage, number, after)


def tend(storage: SQLiteStorage) -> bool:
    """Merge what was added to the index, in short transactions of their own; nothing inside a transaction.

    Whether something may be left to merge.
    """
    if storage.writing():
        return True
    for _ in range(_MOST_MERGES):
        with storage.transaction(sync=Sync.NORMAL):
            before = storage.changes()
            storage.run(_MERGE)
            if storage.changes() - before < 2:  # the statement itself counts as one
                return False
    return True


def optimize(storage: SQLiteStorage) -> None:
    """Merge all of the index, however long it takes."""
    storage.run("INSERT INTO search(search) VALUES('optimize')")


class Matches(NamedTuple):
    """Entries that satisfy an expression: the ids of a temporary table of this connection."""

    table: str
    size: int


class _Kept:
    """What a connection found last: a page, a count and the rest of a list ask for the same."""

    def __init__(self, storage: SQLiteStorage) -> None:
        self.free = [f"temp.matches_{n}" for n in range(_MOST_KEPT)]
        self.found: dict[str, tuple[object, Matches]] = {}
        for table in self.free:
            storage.run(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY)")


def matches(storage: SQLiteStorage, expression: str) -> Matches:
    """Look up what satisfies an FTS5 expression at this moment, once for as long as nothing is written."""
    kept, version = storage.own(_Kept), storage.version()
    before = kept.found.pop(expression, None)
    if before is None or before[0] != version or storage.writing():
        if before is None and not kept.free:
            before = kept.found.pop(next(iter(kept.found)))
        table = kept.free.pop() if before is None else before[1].table
        storage.run(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        sql = f"INSERT INTO {table} SELECT rowid FROM search WHERE search MATCH ?"  # noqa: S608
        before = (version, Matches(table, storage.run(sql, (expression,))))
    kept.found[expression] = before
    return before[1]


def renew(storage: SQLiteStorage) -> None:
    """Make the index anew, empty, whatever an earlier newsterm made it like."""
    storage.run("DROP TABLE search")
    for statement in (CREATE_INDEX, *MERGING):
        storage.run(statement)


def match_expression(text: str, field: TextField, *, phrase: bool) -> str | None:
    """The words as an FTS5 expression: each begins a word of the field; None where there are no words."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if not words:
        return None
    column = f"{_FIELDS[field]} : " if field in _FIELDS else ""
    if phrase:
        return f'{column}"{" ".join(words)}"*'
    return column + "(" + " AND ".join(f'"{w}"*' for w in words) + ")"


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
