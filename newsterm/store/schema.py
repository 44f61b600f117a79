"""What the cache's tables are: which fields of their documents are columns, and which columns are indexed."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

APPLICATION_ID = 0x6E777374
"""`nwst`: marks the file as newsterm's (SQLite header, offset 68)."""

CATALOGUE = "CREATE TABLE catalogue(name TEXT PRIMARY KEY, sql TEXT NOT NULL, present INTEGER NOT NULL)"
"""Which TinyDB tables exist and under what names SQLite knows them."""

STAMPS = "CREATE TABLE stamps(name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID"
"""A number for each stamped table, which changes with its stamped columns (`TableSchema.stamped`)."""


class ColumnKind(StrEnum):
    """What a declared field holds in a regular document; a document with anything else there is marked odd."""

    TEXT = "text"
    NUMBER = "number"
    """Integers of 64 bits, finite floats and booleans: Python and SQLite compare them alike."""
    LIST = "list"
    """Texts and integers; the column holds how many, a table of its own holds them."""


class Index(Struct, frozen=True):
    """An index over columns, in order."""

    columns: tuple[str, ...]
    where: str = ""
    """SQL of the rows that it holds, the same in each query that is to use it; all where empty."""
    unique: bool = False

    def statement(self, table: str) -> str:
        """SQL that makes it."""
        kind = "UNIQUE INDEX" if self.unique else "INDEX"
        made = f"CREATE {kind} {table}_{'_'.join(self.columns)} ON {table}({', '.join(self.columns)})"
        return f"{made} WHERE {self.where}" if self.where else made


class TableSchema(Struct, frozen=True, kw_only=True):
    """A table whose documents have declared fields."""

    name: str
    columns: tuple[tuple[str, ColumnKind], ...] = ()
    indexes: tuple[Index, ...] = ()
    usual: tuple[str, ...] = ()
    """Columns that are true of nearly all documents: SQLite's planner is told so, for it takes every equality for rare
    (measured at 10,000 entries: one feed's page 0.05 ms instead of 6.3)."""
    stamped: tuple[str, ...] = ()
    """Columns whose changes are counted, so that what is made of them can be kept until then."""
    ordered: bool = True
    """Whether documents keep the order in which they came, also where their ids do not rise."""
    packed: bool = False
    """Whether long documents are compressed."""

    @property
    def lists(self) -> tuple[str, ...]:
        """The columns that hold lists."""
        return tuple(name for name, kind in self.columns if kind is ColumnKind.LIST)

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
        made += [index.statement(n) for index in self.indexes]
        for link in map(self.link_table, self.lists):
            made.append(f"CREATE TABLE {link}(value, id INTEGER, PRIMARY KEY(value, id)) WITHOUT ROWID")
        return (*made, *self.stamps())

    def stamps(self) -> tuple[str, ...]:
        """SQL of the triggers that count changes of the stamped columns."""
        if not self.stamped:
            return ()
        count = f"UPDATE stamps SET number = number + 1 WHERE name = '{self.name}'"  # noqa: S608 - a name of ours
        differs = " OR ".join(f"old.{c} IS NOT new.{c}" for c in self.stamped)
        return (
            f"INSERT INTO stamps VALUES('{self.name}', 0)",
            f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {self.name} BEGIN {count}; END",
            f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.name} BEGIN {count}; END",
            f"CREATE TRIGGER {self.name}_update AFTER UPDATE ON {self.name} WHEN {differs} BEGIN {count}; END",
        )


_TEXT, _NUMBER, _LIST = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.LIST

FEEDS = TableSchema(
    name="feeds",
    columns=(("url", _TEXT), ("name", _TEXT), ("subscribed", _NUMBER), ("folder", _TEXT), ("tags", _LIST)),
    indexes=(Index(("url",), unique=True),),
    stamped=("url", "name", "subscribed", "folder"),
)
_COUNTS = ("traits", "claims", "named", "unnamed", "lang")
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
        ("published", _NUMBER),
        ("first_seen", _NUMBER),
        ("note", _TEXT),
        ("traits", _NUMBER),
    ),
    indexes=(
        # Everything, or what has so many claims, or some of a kind, newest first, without touching a document.
        Index(("shown", "sort_time", "id", *_COUNTS)),
        Index(("shown", "read", "sort_time", "id", *_COUNTS)),
        Index(("feed", "read", "shared", "sort_time")),  # counts per feed, items a day
        Index(("shared",), where="shared = 1"),  # the few that several feeds carry are counted by themselves
        Index(("story",)),
        Index(("made", "sort_time")),  # what waits for extraction, newest first
        Index(("starred", "sort_time")),
        Index(("first_seen",)),
        Index(("feed", "read", "shared", "shown"), where="shown > 1"),  # the hidden ones, which no count has
        Index(("note",), where="note IS NOT NULL"),  # the few that have one
        Index(("key",), unique=True),
    ),
    usual=("shown",),
)
BODIES = TableSchema(name="bodies", ordered=False, packed=True)
ARTICLES = TableSchema(name="articles", ordered=False, packed=True)
REVISIONS = TableSchema(name="revisions", columns=(("entry", _NUMBER),), indexes=(Index(("entry",)),), packed=True)
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
        ("resolved", _TEXT),
        ("note", _TEXT),
        ("own", _NUMBER),
    ),
    indexes=(
        Index(("entry", "nth")),
        Index(("rejected",), where="rejected = 1"),
        Index(("note",), where="note IS NOT NULL"),  # the few that have one
        Index(("own",), where="own IS NOT NULL"),  # the few that the user highlighted
        Index(("key",), unique=True),
        Index(("resolved", "kind", "entry", "time"), where="live = 1 AND rejected = 0"),  # who is quoted
    ),
    usual=("live",),
)
SIGHTINGS = TableSchema(
    name="sightings",
    columns=(("feed", _NUMBER), ("guid", _TEXT), ("entry", _NUMBER), ("dropped", _NUMBER)),
    indexes=(
        Index(("entry", "feed")),
        Index(("feed", "guid"), unique=True),
        Index(("dropped",), where="dropped IS NOT NULL"),
    ),
)
HOSTS = TableSchema(name="hosts", columns=(("host", _TEXT),), indexes=(Index(("host",), unique=True),))
ACTIONS = TableSchema(name="actions", columns=(("undone", _NUMBER),), packed=True)
MEMOS = TableSchema(name="memos", columns=(("key", _TEXT),), indexes=(Index(("key",), unique=True),))
VIEWS = TableSchema(
    name="views", columns=(("name", _TEXT), ("position", _NUMBER)), indexes=(Index(("name",), unique=True),)
)
RULES = TableSchema(
    name="rules", columns=(("name", _TEXT), ("position", _NUMBER)), indexes=(Index(("name",), unique=True),)
)
RULINGS = TableSchema(name="rulings")

SCHEMAS = (FEEDS, ENTRIES, BODIES, ARTICLES, REVISIONS, CLAIMS, SIGHTINGS, HOSTS, ACTIONS, MEMOS, VIEWS, RULES, RULINGS)
"""Every table of the cache, in the order in which an export writes them."""
