"""Full text: FTS5 indexes of entries, of what claims say and of who is named, written with what they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsterm.query.near import sound, words_of_names
from newsterm.store.connection import Sync

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.store.storage import SQLiteStorage

_WORDS = "content='', tokenize='porter unicode61 remove_diacritics 2'"
KINDS = {
    "search": f"fts5(title, authors, outlet, text, {_WORDS})",
    "search_said": f"fts5(text, {_WORDS})",
    "search_names": "fts5(source, via, cue, content='', tokenize='trigram case_sensitive 1')",
}
INDEXES = {name: f"CREATE VIRTUAL TABLE {name} USING {kind}" for name, kind in KINDS.items()}
"""The words of each entry; those of each claim that counts, under `claim_row`; three letters at a time, the names and
cues of an entry's claims.

Without content of their own: texts are kept once, compressed, in the tables that they belong to. Words are kept as
their stems (Porter, https://www.sqlite.org/fts5.html), so that one finds its other forms.

Without indexes for prefixes: at 100,000 texts they take twice the time and 200 MB more, and save two or three letters
nothing that would be noticed (31 against 48 ms where nearly every text has a word that begins so, else none).
"""
VOCABULARY = "CREATE TABLE search_words(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sound TEXT NOT NULL)"
"""Every word that the name of an author or a source ever had, case folded: what a name that is spelled nearly so is
looked for among. A word stays when its last name goes: it finds nothing then."""

_MERGING = (("automerge", 0), ("usermerge", 16), ("crisismerge", 64))
"""FTS5 else merges inside whichever transaction has the bad luck (measured at 100,000 entries: up to 60 ms), at once
where there are 16 segments, and four segments at a time, so that each word is written twice as often."""
_MERGED_AT_ONCE = 32
"""Pages: at most 16 ms at 100,000 entries."""
_MOST_MERGES = 8
"""Steps at once; what is left is merged after the next addition."""
CLAIM_SHIFT = 32
"""A claim's row in `search_said` is its entry's number times 2^32 and its own: the row tells both."""


class Indexed(NamedTuple):
    """What the indexes hold of an entry; to take it out again, the same words are needed."""

    title: str
    authors: str
    outlet: str
    text: str
    said: tuple[tuple[int, str], ...] = ()
    """Number and words of each claim that counts."""
    source: str = ""
    """The names of their sources, case folded, one a line."""
    via: str = ""
    cue: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What `search` holds."""
        return self[:4]

    @property
    def names(self) -> tuple[str, ...]:
        """What `search_names` holds."""
        return self[5:]

    def of(self, index: str, number: int) -> Iterable[tuple[int, tuple[str, ...]]]:
        """The rows that an index holds of this entry."""
        if index == "search":
            return [(number, self.words)]
        if index == "search_names":
            return [(number, self.names)] if any(self.names) else []
        return [(claim_row(number, claim), (text,)) for claim, text in self.said]


_COLUMNS = {"search": "title, authors, outlet, text", "search_said": "text", "search_names": "source, via, cue"}


def claim_row(entry: int, claim: int) -> int:
    """The row of a claim in `search_said`. OverflowError for numbers that no cache comes to."""
    if not (0 <= entry < 1 << 31 and 0 <= claim < 1 << CLAIM_SHIFT):
        raise OverflowError(f"entry {entry} or claim {claim} is out of range")
    return (entry << CLAIM_SHIFT) + claim


def statements() -> tuple[str, ...]:
    """SQL that makes the indexes."""
    return (*INDEXES.values(), *(merging for name in INDEXES for merging in _merging(name)), VOCABULARY)


def _merging(index: str) -> Iterable[str]:
    return [f"INSERT INTO {index}({index}, rank) VALUES('{option}', {value})" for option, value in _MERGING]


def adding(index: str, table: str | None = None) -> str:
    """SQL that adds a row to an index, or to a table of its kind."""
    columns = _COLUMNS[index]
    return f"INSERT INTO {table or index}(rowid, {columns}) VALUES(?{', ?' * (columns.count(',') + 1)})"


def _taking(index: str) -> str:
    columns = _COLUMNS[index]
    return f"INSERT INTO {index}({index}, rowid, {columns}) VALUES('delete', ?{', ?' * (columns.count(',') + 1)})"


ADDING_WORDS = "INSERT OR IGNORE INTO search_words(word, sound) VALUES(?, ?)"


def add(storage: SQLiteStorage, number: int, words: Indexed) -> None:
    """Index an entry that is not indexed."""
    for index in INDEXES:
        _add(storage, index, number, words)
    storage.run_many(ADDING_WORDS, name_words(words))


def _add(storage: SQLiteStorage, index: str, number: int, words: Indexed) -> None:
    for row, texts in words.of(index, number):
        storage.run(adding(index), (row, *map(clean, texts)))


def take_out(storage: SQLiteStorage, number: int, words: Indexed) -> None:
    """Remove an entry from the indexes; `words` are those that it was added with."""
    for index in INDEXES:
        _take_out(storage, index, number, words)


def _take_out(storage: SQLiteStorage, index: str, number: int, words: Indexed) -> None:
    for row, texts in words.of(index, number):
        storage.run(_taking(index), (row, *map(clean, texts)))


def replace(storage: SQLiteStorage, number: int, before: Indexed, after: Indexed) -> None:
    """Index an entry anew where its words have changed."""
    for index in INDEXES:
        if before.of(index, number) != after.of(index, number):
            _take_out(storage, index, number, before)
            _add(storage, index, number, after)
    if (before.authors, before.names) != (after.authors, after.names):
        storage.run_many(ADDING_WORDS, name_words(after))


def name_words(words: Indexed) -> Iterable[tuple[str, str]]:
    """The words of the names of an entry's authors and sources, each for a statement."""
    names = words_of_names(clean(f"{words.authors}\n{words.source}\n{words.via}"))
    return [(word, sound(word)) for word in dict.fromkeys(names)]


def tend(storage: SQLiteStorage) -> bool:
    """Merge what was added to the indexes, in short transactions of their own; nothing inside a transaction.

    Whether something may be left to merge.
    """
    if storage.writing():
        return True
    for _ in range(_MOST_MERGES):
        with storage.transaction(sync=Sync.NORMAL):
            if not any(_merged(storage, index) for index in INDEXES):
                return False
    return True


def _merged(storage: SQLiteStorage, index: str) -> bool:
    """Merge a little of an index; whether there was something to merge."""
    before = storage.changes()
    storage.run(f"INSERT INTO {index}({index}, rank) VALUES('merge', {_MERGED_AT_ONCE})")
    return storage.changes() - before >= 2  # the statement itself counts as one


def optimize(storage: SQLiteStorage) -> None:
    """Merge all of the indexes, however long it takes."""
    for index in INDEXES:
        storage.run(f"INSERT INTO {index}({index}) VALUES('optimize')")


def renew(storage: SQLiteStorage) -> None:
    """Make the indexes anew, empty, whatever an earlier newsterm made them like; the vocabulary only grows."""
    for index, made in INDEXES.items():
        storage.run(f"DROP TABLE {index}")
        for statement in (made, *_merging(index)):
            storage.run(statement)


def clean(text: str) -> str:
    """The text as FTS5 takes it."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
