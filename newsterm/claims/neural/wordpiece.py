"""BERT's uncased WordPiece (Devlin et al. 2019; Wu et al. 2016) with the exact place of every piece in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNKNOWN = "[UNK]"
_LONGEST = 60
"""Characters of a word that is looked up piece by piece; a longer one is unknown, whatever it is."""
_KEPT = 50_000
"""Words whose pieces are remembered: more than a day's news has, fewer than strangers can make up."""
# A word, or a single sign: digits and letters of scripts without spaces stand alone as BERT's own splitter has them.
_IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+|[^\w\s]|_")


class Piece(NamedTuple):
    """A piece of a word: its number in the vocabulary and its place in the text, in code points."""

    id: int
    start: int
    end: int


class WordPiece:
    """Splits texts into pieces; linear in the text."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids: Mapping[str, int] = {word: number for number, word in enumerate(vocabulary)}
        self.unknown = self.ids[UNKNOWN]
        self._split = lru_cache(_KEPT)(self._pieces)

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> list[Piece]:
        """The pieces of the text between two offsets."""
        found: list[Piece] = []
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            at, word = match.start(), match[0]
            found += [Piece(number, at + first, at + last) for number, first, last in self._split(word)]
        return found

    def _pieces(self, word: str) -> Sequence[tuple[int, int, int]]:
        """Ids and places of the longest known pieces, from left to right; the whole word is unknown where one is."""
        folded, places = _folded(word)
        if not folded or len(folded) > _LONGEST:
            return [(self.unknown, 0, len(word))]
        found = []
        first = 0
        while first < len(folded):
            last = len(folded)
            while last > first and (("##" if first else "") + folded[first:last]) not in self.ids:
                last -= 1
            if last == first:
                return [(self.unknown, 0, len(word))]
            number = self.ids[("##" if first else "") + folded[first:last]]
            found.append((number, places[first], places[last] if last < len(folded) else len(word)))
            first = last
        return found


def _folded(word: str) -> tuple[str, list[int]]:
    """The word in lower case without accents, and for each of its characters where it came from."""
    if word.isascii():
        return word.lower(), list(range(len(word)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(word):
        for part in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(part) != "Mn":
                folded.append(part)
                places.append(place)
    return "".join(folded), places
