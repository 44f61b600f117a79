"""Names that are spelled nearly as wanted, looked for among all words that names have."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from newsterm.query.near import LEAST, most_apart, near_to, sound, words_of_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.store.storage import SQLiteStorage

_MOST = 200
"""Words that may stand for one that is wanted, the nearest first."""

_LONG = 5
"""Letters of a word that is not likely to stand in another by chance."""


def meant_by(storage: SQLiteStorage, name: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a name what it may be in the library; a letter alone, an initial, stays itself."""
    words = words_of_names(name)
    return tuple(_near(storage, word) if len(word) >= LEAST else (word,) for word in words)


def _near(storage: SQLiteStorage, word: str) -> tuple[str, ...]:
    sounding = sound(word)
    apart = most_apart(sounding)
    sql = "SELECT word, sound FROM search_words WHERE length(sound) BETWEEN ? AND ?"
    known = storage.rows(sql, (len(sounding) - apart, len(sounding) + apart))
    return tuple(near_to(word, [one for one, _ in known], [its for _, its in known])[:_MOST])


def tells_alone(meant: Sequence[Sequence[str]]) -> bool:
    """Whether it is enough that an entry has these pieces of names: one long word, of whatever name."""
    return len(meant) == 1 and all(len(word) >= _LONG for word in meant[0])


def has_names(text: str | None, wanted: str) -> bool:
    """SQL's `has_names`: whether the text has one word of each list, JSON.

    A long word may be a piece of another, as in `source:`; one of a letter or two begins a word.
    """
    names = text or ""
    there = words_of_names(names)
    return all(
        not words.isdisjoint(there)
        or any(piece in names for piece in pieces)
        or any(word.startswith(initials) for word in there if initials)
        for words, pieces, initials in _wanted(wanted)
    )


@lru_cache(8)
def _wanted(text: str) -> tuple[tuple[frozenset[str], tuple[str, ...], tuple[str, ...]], ...]:
    lists: list[list[str]] = json.loads(text)
    return tuple(
        (
            frozenset(word for word in some if LEAST <= len(word) < _LONG),
            tuple(word for word in some if len(word) >= _LONG),
            tuple(word for word in some if len(word) < LEAST),
        )
        for some in lists
    )
