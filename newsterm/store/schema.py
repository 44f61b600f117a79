"""What the cache's tables are: which fields of their documents are columns, and which columns are indexed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

APPLICATION_ID = 0x6E777374
"""`nwst`: marks the file as newsterm's (SQLite header, offset 68)."""

CATALOGUE = "CREATE TABLE catalogue(name TEXT PRIMARY KEY, sql TEXT NOT NULL, present INTEGER NOT NULL)"
"""Which TinyDB tables exist and under what names SQLite knows them."""


class ColumnKind(StrEnum):
    """What a declared field holds in a regular document; a document with anything else there is marked odd."""

    TEXT = "text"
    NUMBER = "number"
    """Integers of 64 bits, finite floats and booleans: Python and SQLite compare them alike."""
    LIST = "list"
    """Texts and integers; the column holds how many, a table of its own holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A table whose documents have declared fields."""

    name: str
    columns: tuple[tuple[str, ColumnKind], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    """Columns of each index, in order."""
    unique: tuple[tuple[str, ...], ...] = ()
    ordered: bool = True
    """Whether documents keep the order in which they came, also where their ids do not rise."""
    packed: bool = False
    """Whether long documents are compressed."""

    def link_table(self, column: str) -> str:
        """The table that holds the elements of a list column."""
        return f"{self.name}__{column}"

    def statements(self) -> tuple[str, ...]:
        """SQL that makes the table and its indexes."""
        n = self.name
        columns = "".join(f", {c}" for c, _ in self.columns)
        made = [
            f"CREATE TABLE {n}(id INTEGER PRIMARY KEY, doc NOT NULL, place INTEGER, odd INTEGER{columns})",
            f"CREATE INDEX {n}_place ON {n}(place) WHERE place IS NOT NULL",
            f"CREATE INDEX {n}_odd ON {n}(odd) WHERE odd IS NOT NULL",
        ]
        made += [f"CREATE INDEX {n}_{'_'.join(i)} ON {n}({', '.join(i)})" for i in self.indexes]
        made += [f"CREATE UNIQUE INDEX {n}_{'_'.join(i)} ON {n}({', '.join(i)})" for i in self.unique]
        for column, kind in self.columns:
            if kind is ColumnKind.LIST:
                link = self.link_table(column)
                made.append(f"CREATE TABLE {link}(value, id INTEGER, PRIMARY KEY(value, id)) WITHOUT ROWID")
                made.append(f"CREATE INDEX {link}_id ON {link}(id)")
        return tuple(made)


_TEXT, _NUMBER, _LIST = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.LIST

FEEDS = TableSchema(
    name="feeds",
    columns=(("url", _TEXT), ("name", _TEXT), ("subscribed", _NUMBER), ("folder", _TEXT), ("tags", _LIST)),
    unique=(("url",),),
)
ENTRIES = TableSchema(
    name="entries",
    columns=(
        ("key", _TEXT),
        ("feed", _NUMBER),
        ("shown", _NUMBER),
        ("shared", _NUMBER),
        ("read", _NUMBER),
        ("starred", _NUMBER),
        ("tags", _LIST),
        ("sort_time", _NUMBER),
        ("story", _TEXT),
        ("made", _TEXT),
        ("lang", _TEXT),
        ("claims", _NUMBER),
        ("named", _NUMBER),
        ("unnamed", _NUMBER),
        ("revisions", _NUMBER),
        ("attached", _NUMBER),
    ),
    indexes=(
        ("shown", "sort_time"),  # everything, newest first, without touching a document
        ("shown", "read", "sort_time"),
        ("feed", "read", "shared"),  # counts per feed
        ("story",),
        ("made", "sort_time"),  # what waits for extraction, newest first
        ("starred", "sort_time"),
    ),
    unique=(("key",),),
)
BODIES = TableSchema(name="bodies", ordered=False, packed=True)
ARTICLES = TableSchema(name="articles", ordered=False, packed=True)
REVISIONS = TableSchema(name="revisions", columns=(("entry", _NUMBER),), indexes=(("entry",),), packed=True)
CLAIMS = TableSchema(
    name="claims",
    columns=(
        ("key", _TEXT),
        ("entry", _NUMBER),
        ("time", _NUMBER),
        ("nth", _NUMBER),
        ("live", _NUMBER),
        ("rejected", _NUMBER),
        ("kind", _TEXT),
        ("act", _TEXT),
        ("quote_type", _TEXT),
        ("hedged", _NUMBER),
        ("source", _TEXT),
        ("via", _TEXT),
        ("cue", _TEXT),
        ("tags", _LIST),
    ),
    indexes=(("entry",), ("live", "time", "nth"), ("kind", "live", "entry")),
    unique=(("key",),),
)
SIGHTINGS = TableSchema(
    name="sightings",
    columns=(("feed", _NUMBER), ("guid", _TEXT), ("entry", _NUMBER)),
    indexes=(("entry", "feed"),),
    unique=(("feed", "guid"),),
)
HOSTS = TableSchema(name="hosts", columns=(("host", _TEXT),), unique=(("host",),))
ACTIONS = TableSchema(name="actions", columns=(("undone", _NUMBER),), indexes=(("undone",),), packed=True)
MEMOS = TableSchema(name="memos", columns=(("key", _TEXT),), unique=(("key",),))

SCHEMAS = (FEEDS, ENTRIES, BODIES, ARTICLES, REVISIONS, CLAIMS, SIGHTINGS, HOSTS, ACTIONS, MEMOS)
"""Every table of the cache, in the order in which an export writes them."""
