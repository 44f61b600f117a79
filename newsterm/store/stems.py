"""Which words of the index a word of a query means: those that begin so, and its other forms."""

from __future__ import annotations

import sqlite3
import string
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from newsterm.store.texts import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LETTERS = string.ascii_lowercase + string.digits
_ENDINGS = tuple(
    "s es ed ing ings er ers ly y ies ied ness able ible ably ibly al ally als ance ence ances ences ant ent ants ents "
    "ment ments ement ements ate ates ated ating ation ations ator ators ion ions ional ionally ism isms ist ists "
    "ity ities ive ives ively iveness ize izes ized izing izer izers ization izations ic ical ically icate icates "
    "icity icities ou ous ously ousness ful fully fulness ality alities alism alize alizes alized alizing alization "
    "ivity ivities ability abilities ibility ibilities ative atively e ees eed eeds ency ancy encies ancies "
    "ational tional".split()
)
"""What English words end in that Porter's stems lack."""
_MOST_KEPT = 2048


_own = threading.local()


def _stemmer() -> sqlite3.Connection:
    """A database in memory whose index stems words as the cache's does: no second stemmer, which might differ.

    Each thread has one of its own, made when it first asks.
    """
    made: sqlite3.Connection | None = getattr(_own, "made", None)
    if made is None:
        made = _own.made = sqlite3.connect(":memory:", isolation_level=None)
        made.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        made.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance')")
    return made


def stems(text: str) -> list[str]:
    """The words of a text as the index keeps them, in order."""
    made = _stemmer()
    made.execute("INSERT INTO words(rowid, text) VALUES(1, ?)", (text,))
    found = [stem for (stem,) in made.execute('SELECT term FROM stems ORDER BY "offset"')]
    made.execute("INSERT INTO words(words) VALUES('delete-all')")
    return found


def satisfying(texts: Iterable[tuple[int, str]], expression: str) -> list[int]:
    """The numbers of the texts that satisfy an FTS5 expression, as the cache's index would find them."""
    made = _stemmer()
    made.executemany("INSERT INTO words(rowid, text) VALUES(?, ?)", texts)
    found = [number for (number,) in made.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))]
    made.execute("INSERT INTO words(words) VALUES('delete-all')")
    return found


def folded(text: str) -> str:
    """Case and diacritics folded, as the index folds the words that it stems."""
    return bare(text).lower()


@lru_cache(_MOST_KEPT)
def alternatives(word: str) -> tuple[tuple[str, bool], ...]:
    """Words and whether what begins so is meant too: together they are what a word of a query means.

    These are the other forms of the word, what begins with it, and the forms of what an unfinished word becomes:
    "reopenin" stays on the way to "reopening", which the index keeps as "reopen". A letter alone means itself.
    """
    own = folded(word)
    if len(word) == 1 and own in _LETTERS:
        return ((word, False),)
    if not (own.isascii() and own.isalpha()):  # Porter's stems are of English words, without numbers in them
        return ((word, True),)
    grown = [own + ending for ending in _unfinished(own)]
    stem, *others = stems(" ".join([own, *grown]))
    begins = stem == own
    meant = {stem: (word, begins)}
    for one, its in zip(grown, others, strict=True):
        if not its.startswith(own) or (its == own and not begins):
            meant.setdefault(its, (one, False))
    return (*meant.values(), *(() if begins else _longer(own)))


def meaning(word: str) -> Callable[[str], bool]:
    """Whether a word of a text is what a word of a query means."""
    forms = alternatives(word)
    begun = tuple(folded(form) for form, begins in forms if begins)
    exact = {stem for form, begins in forms if not begins for stem in stems(form)}
    head = folded(word)[:2]

    def test(there: str) -> bool:
        own = folded(there)
        # What is no form of the word mostly begins otherwise: looking up a stem costs 20 times as much.
        return own.startswith(begun) or (own.startswith(head) and not exact.isdisjoint(stems(own)))

    return test


def _longer(word: str, deepest: int = 2) -> list[tuple[str, bool]]:
    """What a word begins that would be shortened itself: with each next letter, so that a stem stands for itself."""
    longer = [word + letter for letter in _LETTERS]
    found: list[tuple[str, bool]] = []
    for one, stem in zip(longer, stems(" ".join(longer)), strict=True):
        if stem == one:
            found.append((one, True))
        elif deepest > 1:
            found += _longer(one, deepest - 1)
    return found


def _unfinished(word: str) -> dict[str, None]:
    """What may be lacking at the end of a word whose ending is being typed."""
    lacking: dict[str, None] = {}
    for ending in _ENDINGS:
        for length in range(len(ending)):
            if word.endswith(ending[:length]):
                lacking[ending[length:]] = None
    return lacking
