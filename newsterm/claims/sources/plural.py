"""One or several, people or things: what a noun by itself shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.claims.sources.people import (
    BODIES,
    CLASSES,
    EPITHETS,
    FEMALE_NOUNS,
    INSIDERS,
    KIN,
    MEDIA,
    MEDIA_NOUNS,
    PAPERS,
    ROLE_NOUNS,
)
from newsterm.claims.sources.proper import FEMALE, MALE
from newsterm.claims.text.phrases import head_word, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.text.document import Document

_SEVERAL = frozenset("they their them themselves both two three four several many some few most those these".split())
_AFTER_NOUNS = frozenset("familiar close aware involved present responsible privy loyal opposed alike".split())
"""Adjectives that stand behind their noun."""
_PLURALS = frozenset(["people", "men", "women", "police", "children", "supporters"])


def noun_of(doc: Document, first: int, last: int) -> str:
    """The noun at the head of a phrase, lower case: "official" of "an official familiar with it"."""
    head = head_word(doc, first, last)
    if head in _AFTER_NOUNS:
        at = doc.words.lower.index(head, first)
        return doc.words.lower[at - 1] if at > first else head
    return head


def is_people(head: str) -> bool:
    """Whether a noun, singular or plural, means people."""
    one = singular(head)
    return head in CLASSES or any(one in nouns for nouns in (ROLE_NOUNS, INSIDERS, EPITHETS, KIN, FEMALE_NOUNS))


def is_body(word: str) -> bool:
    """Whether a word ends the names of institutions or media."""
    return word in BODIES or word in MEDIA or word in MEDIA_NOUNS or word in PAPERS


def is_plural(head: str, words: Sequence[str]) -> bool:
    """Whether a noun phrase of these words, lower case, with this head is a plural."""
    if words and (words[0] in _SEVERAL or (words[0] == "the" and words[1:2] and words[1] in _SEVERAL)):
        return True
    joined = words[: words.index(",")] if "," in words else words
    if "and" in joined and head not in BODIES:
        return True
    if head in BODIES:
        return False
    return (
        head in _PLURALS
        or head in CLASSES
        or (head.endswith("s") and not head.endswith("ss") and head not in MALE | FEMALE and singular(head) != head)
    )
