"""Which spellings of a name are nearly the same: Besent and Bessent, Zelensky and Zelenskyy, Mueller and Müller."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST = 3
"""Letters that a name needs to be near others; fewer are an initial beside a longer word."""
_WORD = re.compile(r"[^\W_]+")
_ALIKE = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("zh", "s"), ("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("ou", "u"), ("oo", "u"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("c", "k"), ("q", "k"),
    ("y", "i"), ("j", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
"""What different alphabets' names are written with alike."""
_TWICE = re.compile(r"(.)\1+")


def words_of_names(text: str) -> list[str]:
    """The words of names, case folded."""
    return _WORD.findall(text.casefold())


@lru_cache(4096)
def sound(word: str) -> str:
    """What is left of a word without the differences of spelling that matter least."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    for written, alike in _ALIKE:
        bare = bare.replace(written, alike)
    return _TWICE.sub(r"\1", bare)


def most_apart(sounding: str) -> int:
    """How many letters may be wrong, missing, too many or swapped."""
    return 0 if len(sounding) <= LEAST else 1 if len(sounding) < 8 else 2


def is_near(text: str, name: str) -> bool:
    """Whether the words of a text are near to every word of a name; a letter alone is an initial."""
    return is_named(text, [near_to(word, words_of_names(text)) for word in words_of_names(name)])


def near_to(word: str, known: Sequence[str], sounds: Sequence[str] | None = None) -> list[str]:
    """The known words that are near to one, the nearest first; of a letter alone those that it begins.

    `sounds` are those of the known words, where they have been made already.
    """
    if len(word) < LEAST:
        return [one for one in known if one.startswith(word)]
    from rapidfuzz import process  # noqa: PLC0415 - 15 ms that only those pay who look for a name so
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    sounding = sound(word)
    found = process.extract(
        sounding,
        list(map(sound, known)) if sounds is None else sounds,
        scorer=OSA.distance,
        processor=None,
        score_cutoff=most_apart(sounding),
        limit=None,
    )
    return [known[place] for _, _, place in found]


def is_named(text: str, wanted: Iterable[Iterable[str]]) -> bool:
    """Whether the words of a text are among those of each set."""
    there = words_of_names(text)
    return all(not set(one).isdisjoint(there) for one in wanted)
