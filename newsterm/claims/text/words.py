"""Text -> words with a coarse class each: enough of a part of speech for rules to find clauses and noun phrases."""

from __future__ import annotations

import re

from msgspec import Struct

from newsterm.claims.text.lexicon import CLOSED, IRREGULAR_PAST, is_verb_form

# One alternative a kind of token, none of which can backtrack over more than one character: linear on any text.
_WORD = re.compile(
    r"[^\W_]+(?:(?:[-&/.][^\W_]+)|(?:['’](?!(?:s|re|ve|ll|d|m|S)\b)[^\W\d_]+))*"
    r"|['’](?:s|re|ve|ll|d|m|S)\b"
    r"|''|[^\w\s]|_"
)
_PRONOUN_HOSTS = frozenset(["he", "she", "it", "that", "who", "there", "what", "here", "this", "one"])
_BEFORE_NOUNS = frozenset(["the", "a", "an", "its", "their", "our", "your"])
"""After these a word that could be a verb is a noun: "the plan told"."""
_DASHES = "-–—―"


class Words(Struct, frozen=True):
    """The words of a text in parallel sequences.

    `tags` holds one character a word: D determiner, S subject pronoun, B object pronoun, R relative or question word,
    T that, C coordination, U subordination, I preposition, O of, X auxiliary, A adverb, t to, V verb, E other word in
    -ed, G other word in -ing, Z possessive, M number, P capitalised, N other word, n not; `"` any quotation mark; other
    punctuation stands for itself, every dash as `-`.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lower: tuple[str, ...]
    tags: str

    def __len__(self) -> int:
        return len(self.starts)


def split_words(text: str) -> Words:
    """The words and punctuation marks of a text, with classes."""
    starts: list[int] = []
    ends: list[int] = []
    lower: list[str] = []
    tags: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.lower().replace("’", "'") if len(word) > 1 else word.lower()
        starts.append(match.start())
        ends.append(match.end())
        tags.append(_tag(word, low, lower[-1] if lower else ""))
        lower.append(low)
    return Words(tuple(starts), tuple(ends), tuple(lower), "".join(tags))


def _tag(word: str, low: str, before: str) -> str:
    if not word[0].isalnum():
        return _mark(word, low, before)
    if word == "US":  # the country, which only its capitals tell from the pronoun
        return "P"
    closed = CLOSED.get(low)
    if closed is not None:
        return closed
    if word[0].isdigit():
        return "M"
    if word[0].isupper():
        return "P"
    found = open_class(low)
    return "N" if found == "V" and before in _BEFORE_NOUNS else found


def _mark(word: str, low: str, before: str) -> str:
    if low == "'s":
        return "X" if before in _PRONOUN_HOSTS else "Z"
    if len(word) > 1:
        return '"' if word == "''" else "X"
    if word in '"“”„«»':
        return '"'
    return "-" if word in _DASHES else word


def open_class(low: str) -> str:
    """The class of a word that is in no closed class and not capitalised by itself."""
    if is_verb_form(low) or low in IRREGULAR_PAST:
        return "V"
    if low.endswith("ed") and len(low) > 4:
        return "E"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    if low.endswith("ly") and len(low) > 4:
        return "A"
    return "N"
