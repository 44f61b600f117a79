"""The steps from each schema of the cache to the next. A step never changes once a cache may have taken it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tinydb.table import Document

from newsterm.store import indexing, search, traits
from newsterm.store.documents import decode, storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newsterm.store.telling import Tell

_TELL_EVERY = 1000
"""Items, at least; ten times in all at most."""

_COUNT = "UPDATE stamps SET number = number + 1 WHERE name = 'feeds'; END"
_RENAMED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in ("url", "name", "subscribed", "folder"))
_TO_2 = (
    "ALTER TABLE entries ADD COLUMN published",
    "ALTER TABLE entries ADD COLUMN first_seen",
    "ALTER TABLE sightings ADD COLUMN dropped",
    "DROP INDEX actions_undone",
    "DROP INDEX feeds__tags_id",
    "DROP INDEX entries__tags_id",
    "DROP INDEX claims__tags_id",
    "DROP INDEX claims_kind_live_entry",
    "CREATE TABLE stamps(name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO stamps VALUES('feeds', 0)",
    "INSERT INTO search(search, rank) VALUES('automerge', 0)",
    "INSERT INTO search(search, rank) VALUES('usermerge', 16)",
    "INSERT INTO search(search, rank) VALUES('crisismerge', 64)",
    "CREATE TRIGGER feeds_insert AFTER INSERT ON feeds BEGIN " + _COUNT,
    "CREATE TRIGGER feeds_delete AFTER DELETE ON feeds BEGIN " + _COUNT,
    "CREATE TRIGGER feeds_update AFTER UPDATE ON feeds WHEN " + _RENAMED + " BEGIN " + _COUNT,
)
_INDEXES_OF_2 = (
    "CREATE INDEX entries_shared ON entries(shared) WHERE shared = 1",
    "CREATE INDEX entries_first_seen ON entries(first_seen)",
    "CREATE INDEX claims_kind_live_time_nth ON claims(kind, live, time, nth)",
    "CREATE INDEX sightings_dropped ON sightings(dropped) WHERE dropped IS NOT NULL",
)


_TO_3 = (
    "CREATE TABLE views(id INTEGER PRIMARY KEY, doc NOT NULL, place INTEGER, odd INTEGER, name, position)",
    "CREATE INDEX views_place ON views(place) WHERE place IS NOT NULL",
    "CREATE INDEX views_odd ON views(odd) WHERE odd IS NOT NULL",
    "CREATE UNIQUE INDEX views_name ON views(name)",
    "INSERT INTO catalogue VALUES('views', 'views', 1)",
)


def from_1_to_2(connection: sqlite3.Connection, _: Tell) -> None:
    """Times of entries become columns, feeds count their changes, sightings remember what retention dropped."""
    for statement in _TO_2:
        connection.execute(statement)
    connection.executemany("UPDATE entries SET published = ?, first_seen = ? WHERE id = ?", _times(connection))
    for statement in _INDEXES_OF_2:
        connection.execute(statement)


def _times(connection: sqlite3.Connection) -> Iterator[tuple[int | None, int | None, int]]:
    """Published, first seen and id of each entry; ids are taken first, since rows change under the reading."""
    (last,) = connection.execute("SELECT max(id) FROM entries").fetchone()
    number = -1
    while number < (last or 0):
        rows = connection.execute(
            "SELECT id, doc FROM entries WHERE id > ? ORDER BY id LIMIT 500", (number,)
        ).fetchall()
        for number, doc in rows:
            document = json.loads(doc)
            yield document.get("published"), document.get("first_seen"), number


def from_2_to_3(connection: sqlite3.Connection, _: Tell) -> None:
    """Views can be saved."""
    for statement in _TO_3:
        connection.execute(statement)


def from_3_to_4(connection: sqlite3.Connection, _: Tell) -> None:
    """Items a day are counted in an index alone."""
    connection.execute("DROP INDEX entries_feed_read_shared")
    connection.execute("CREATE INDEX entries_feed_read_shared_sort_time ON entries(feed, read, shared, sort_time)")


_TO_5_SOURCES = (
    "ALTER TABLE claims ADD COLUMN resolved",
    "UPDATE claims SET resolved = json_extract(doc, '$.resolved') WHERE odd IS NULL AND json_valid(doc)",
)
_TO_5_SOURCES_INDEX = (
    "CREATE INDEX claims_resolved_kind_entry_time ON claims(resolved, kind, entry, time) "
    "WHERE live = 1 AND rejected = 0"
)
_TO_5_RULES = (
    "CREATE INDEX entries_feed_read_shared_shown ON entries(feed, read, shared, shown) WHERE shown > 1",
    "CREATE TABLE rules(id INTEGER PRIMARY KEY, doc NOT NULL, place INTEGER, odd INTEGER, name, position)",
    "CREATE INDEX rules_place ON rules(place) WHERE place IS NOT NULL",
    "CREATE INDEX rules_odd ON rules(odd) WHERE odd IS NOT NULL",
    "CREATE UNIQUE INDEX rules_name ON rules(name)",
    "INSERT INTO catalogue VALUES('rules', 'rules', 1)",
    "CREATE TABLE rulings(id INTEGER PRIMARY KEY, doc NOT NULL, place INTEGER, odd INTEGER)",
    "CREATE INDEX rulings_place ON rulings(place) WHERE place IS NOT NULL",
    "CREATE INDEX rulings_odd ON rulings(odd) WHERE odd IS NOT NULL",
    "INSERT INTO catalogue VALUES('rulings', 'rulings', 1)",
)
_TO_5_OWN = (
    "ALTER TABLE entries ADD COLUMN note",
    "ALTER TABLE claims ADD COLUMN note",
    "ALTER TABLE claims ADD COLUMN own",
    # A document is looked through as text first: a million take half a second.
    """UPDATE claims SET note = json_extract(doc, '$.note') WHERE instr(doc, '"note"') > 0 AND json_valid(doc)""",
    "CREATE INDEX entries_note ON entries(note) WHERE note IS NOT NULL",
    "CREATE INDEX claims_note ON claims(note) WHERE note IS NOT NULL",
    "CREATE INDEX claims_own ON claims(own) WHERE own IS NOT NULL",
)
_COUNTS = "traits, claims, named, unnamed, lang"
_NAMED = _COUNTS.replace(", ", "_")
_TO_5_QUERIES = (
    "DROP INDEX claims_entry",
    "DROP INDEX claims_live_time_nth",
    "DROP INDEX claims_kind_live_time_nth",
    "CREATE INDEX claims_entry_nth ON claims(entry, nth)",
    "CREATE INDEX claims_rejected ON claims(rejected) WHERE rejected = 1",
    "ALTER TABLE entries ADD COLUMN traits",
    *traits.RENEWING,
    "DROP INDEX entries_shown_sort_time",
    "DROP INDEX entries_shown_read_sort_time",
    f"CREATE INDEX entries_shown_sort_time_id_{_NAMED} ON entries(shown, sort_time, id, {_COUNTS})",
    f"CREATE INDEX entries_shown_read_sort_time_id_{_NAMED} ON entries(shown, read, sort_time, id, {_COUNTS})",
    "DROP TABLE search",
    *search.statements(),
)


def from_4_to_5(connection: sqlite3.Connection, tell: Tell) -> None:
    """Queries are answered from indexes: words in all their forms, claims by their own words and by who says so.

    Items can be hidden and noted, words highlighted, and rules kept.
    """
    for statement in (*_TO_5_SOURCES, *_TO_5_RULES, *_TO_5_OWN, *_TO_5_QUERIES):
        connection.execute(statement)
    connection.executemany("UPDATE claims SET resolved = ? WHERE id = ?", _odd_sources(connection))
    connection.execute(_TO_5_SOURCES_INDEX)
    _index_anew(connection, tell)


def _odd_sources(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The sources of claims in which some column has no regular value, as far as they are regular themselves."""
    for number, doc in connection.execute("SELECT id, doc FROM claims WHERE odd IS NOT NULL").fetchall():
        source = json.loads(doc).get("resolved")
        if isinstance(source, str) and storable(source):
            yield source, number


def _index_anew(connection: sqlite3.Connection, tell: Tell) -> None:
    """Fill the full-text indexes from what the tables hold: nearly all of the time that the step takes."""
    ((total,),) = connection.execute("SELECT count(*) FROM entries")
    for place, (number, stored) in enumerate(connection.execute("SELECT id, doc FROM entries ORDER BY id")):
        if place and place % max(_TELL_EVERY, total // 10) == 0:
            tell(f"Bringing the cache to a new form: {place:,} of {total:,} items")
        entry = decode(stored)
        made = bool(entry.get("made"))
        (article, *_) = _documents(connection, "articles WHERE id = ?", number) if made else (None,)
        claims = _documents(connection, "claims WHERE entry = ?", number)[:-1] if entry.get("claims") else []
        (body, *_) = _documents(connection, "bodies WHERE id = ?", number)
        words = indexing.words(entry, article["text"] if article else indexing.body_text(body), claims)
        for index in search.INDEXES:
            rows = [(row, *map(search.clean, texts)) for row, texts in words.of(index, number)]
            connection.executemany(search.adding(index), rows)
        connection.executemany(search.ADDING_WORDS, search.name_words(words))
    for index in search.INDEXES:
        connection.execute(f"INSERT INTO {index}({index}) VALUES('optimize')")


def _documents(connection: sqlite3.Connection, which: str, number: int) -> list[Any]:
    """Documents of an entry, and None after them."""
    rows = connection.execute(f"SELECT id, doc FROM {which}", (number,))  # noqa: S608 - ours
    return [*(Document(decode(stored), own) for own, stored in rows), None]
