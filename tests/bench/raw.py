"""The same cache as a careful programmer would write it with sqlite3 alone: what the store is measured against."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

from tests.bench.corpus import FEEDS, Story, feed_url

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SCHEMA = (
    "CREATE TABLE feeds(id INTEGER PRIMARY KEY, url TEXT UNIQUE, title TEXT, state TEXT)",
    """CREATE TABLE entries(id INTEGER PRIMARY KEY, feed INTEGER, guid TEXT, digest TEXT, story TEXT, title TEXT,
    link TEXT, author TEXT, published INTEGER, first_seen INTEGER, language TEXT, read INTEGER DEFAULT 0,
    starred INTEGER DEFAULT 0)""",
    "CREATE UNIQUE INDEX entries_guid ON entries(feed, guid)",
    "CREATE INDEX entries_story ON entries(story)",
    "CREATE INDEX entries_time ON entries(published)",
    "CREATE INDEX entries_unread ON entries(read, published)",
    "CREATE INDEX entries_feed ON entries(feed, read)",
    "CREATE TABLE tags(tag TEXT, entry INTEGER, PRIMARY KEY(tag, entry)) WITHOUT ROWID",
    "CREATE INDEX tags_entry ON tags(entry)",
    "CREATE TABLE bodies(id INTEGER PRIMARY KEY, body BLOB)",
    "CREATE TABLE claims(id INTEGER PRIMARY KEY, entry INTEGER, kind TEXT, source TEXT, text TEXT, rest TEXT)",
    "CREATE INDEX claims_entry ON claims(entry)",
    "CREATE TABLE actions(id INTEGER PRIMARY KEY, undone INTEGER, what TEXT)",
    """CREATE VIRTUAL TABLE search USING fts5(title, authors, outlet, text, said, content='',
    tokenize='porter unicode61 remove_diacritics 2')""",
)
_ROW = "e.id, e.feed, e.title, e.link, e.author, e.published, e.read, e.starred"
_TAGS = "(SELECT group_concat(tag) FROM tags WHERE entry = e.id)"


class RawCache:
    """One connection in WAL mode with synchronous=FULL, and the statements that each task needs."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self.sql = sqlite3.connect(path, isolation_level=None)
        self.sql.execute("PRAGMA journal_mode = WAL")
        self.sql.execute("PRAGMA synchronous = FULL")
        if fresh:
            for statement in _SCHEMA:
                self.sql.execute(statement)
            urls = [(n + 1, feed_url(n), f"Site {n}") for n in range(FEEDS)]
            self.sql.executemany("INSERT INTO feeds(id, url, title) VALUES(?,?,?)", urls)

    def close(self) -> None:
        """Give the file back."""
        self.sql.close()

    def insert(self, stories: Iterable[Story], said: Iterable[str] = ()) -> list[int]:
        """Store stories in one transaction, with the feed's state; their ids."""
        rows = list(stories)
        packed = [zlib.compress((s.entry.content or "").encode(), 6) for s in rows]
        words = [*said] or [""] * len(rows)
        made = []
        self.sql.execute("PRAGMA synchronous = NORMAL")  # as the store does with what can be fetched again
        self.sql.execute("BEGIN IMMEDIATE")
        self.sql.execute("UPDATE feeds SET state = ? WHERE id = ?", (json.dumps({"checked": 1}), rows[0].feed + 1))
        for story, body, claimed in zip(rows, packed, words, strict=True):
            made.append(self._insert(story, body, claimed))
        self.sql.execute("COMMIT")
        self.sql.execute("PRAGMA synchronous = FULL")
        return made

    def _insert(self, story: Story, body: bytes, said: str) -> int:
        e = story.entry
        known = "SELECT id FROM entries WHERE feed = ? AND guid = ?"
        if self.sql.execute(known, (story.feed + 1, e.guid)).fetchone():
            raise ValueError(e.guid)
        time = int(e.published.timestamp()) if e.published else 0
        sql = (
            "INSERT INTO entries(feed, guid, digest, story, title, link, author, published, first_seen, language) "
            "VALUES(?,?,?,?,?,?,?,?,?,?)"
        )
        values = (story.feed + 1, e.guid, "0" * 64, e.link, e.title, e.link, e.authors[0], time, time, e.language)
        number = self.sql.execute(sql, values).lastrowid or 0
        self.sql.execute("INSERT INTO bodies VALUES(?,?)", (number, body))
        index = "INSERT INTO search(rowid, title, authors, outlet, text, said) VALUES(?,?,?,?,?,?)"
        self.sql.execute(index, (number, e.title, e.authors[0], f"Site {story.feed}", story.text, said))
        return number

    def insert_claims(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Store claims as (entry, kind, source, text, rest)."""
        self.sql.executemany("INSERT INTO claims(entry, kind, source, text, rest) VALUES(?,?,?,?,?)", rows)

    def tag(self, number: int, tag: str) -> None:
        """Add a tag and remember how it is undone."""
        self.sql.execute("BEGIN IMMEDIATE")
        before = [t for (t,) in self.sql.execute("SELECT tag FROM tags WHERE entry = ?", (number,))]
        self.sql.execute("INSERT OR IGNORE INTO tags VALUES(?,?)", (tag, number))
        what = json.dumps(
            {"entry": number, "before": before, "after": [*before, tag], "label": f'tagged 1 item "{tag}"'}
        )
        self.sql.execute("DELETE FROM actions WHERE undone = 1")
        self.sql.execute("INSERT INTO actions(undone, what) VALUES(0,?)", (what,))
        self.sql.execute("DELETE FROM actions WHERE id <= (SELECT max(id) - 200 FROM actions)")
        self.sql.execute("COMMIT")

    def counts(self) -> list[Any]:
        """Entries and unread entries of each feed."""
        sql = "SELECT feed, count(*), sum(read = 0) FROM entries GROUP BY feed"
        feeds = self.sql.execute("SELECT id, url, title, state FROM feeds").fetchall()
        return [feeds, self.sql.execute(sql).fetchall()]

    def newest(self) -> list[Any]:
        """How many there are, and the newest 50."""
        (count,) = self.sql.execute("SELECT count(*) FROM entries").fetchone()
        sql = f"SELECT {_ROW}, {_TAGS} FROM entries e ORDER BY published DESC LIMIT 50"
        return [count, self.sql.execute(sql).fetchall()]

    def unread_tagged(self, tag: str) -> list[Any]:
        """The newest 50 unread with a tag, and how many there are."""
        where = "FROM tags t JOIN entries e ON e.id = t.entry WHERE t.tag = ? AND e.read = 0"
        (count,) = self.sql.execute(f"SELECT count(*) {where}", (tag,)).fetchone()
        sql = f"SELECT {_ROW}, {_TAGS} {where} ORDER BY e.published DESC LIMIT 50"
        return [count, self.sql.execute(sql, (tag,)).fetchall()]

    def search(self, words: str) -> list[Any]:
        """The newest 50 that have the words, and how many there are."""
        (count,) = self.sql.execute("SELECT count(*) FROM search WHERE search MATCH ?", (words,)).fetchone()
        where = "e.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        sql = f"SELECT {_ROW}, {_TAGS} FROM entries e WHERE {where} ORDER BY published DESC LIMIT 50"
        return [count, self.sql.execute(sql, (words,)).fetchall()]
