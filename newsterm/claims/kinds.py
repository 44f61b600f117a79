"""What kind of source: a named or unnamed person, a body, a medium, a paper, a class of people, the writer, none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.claims.people import BODIES, CLASSES, INSIDERS, MEDIA, MEDIA_NOUNS, PAPERS, PLACES_AS_BODIES, ROLE_NOUNS
from newsterm.claims.phrases import singular
from newsterm.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.referents import Referent

_COUNTED = frozenset("one two three four five six seven eight nine ten a an another several second third".split())
_BREAKS = frozenset(
    "of for in who that which with at from on as to by about including , ( - – — : familiar close briefed and".split()
)


def kind_of(referent: Referent, *, words: Sequence[str], has_source: bool) -> Kind:
    """The kind of what a source refers to; `words` are the words of the referent as written."""
    if not has_source:
        return Kind.NONE
    if referent.person:
        return Kind.NAMED_PERSON
    if referent.own_voice:
        return Kind.SELF
    if not words:
        return Kind.UNNAMED_PERSON
    return _by_words(words)


def _by_words(words: Sequence[str]) -> Kind:
    low = [w.lower() for w in words]
    capital = [w[:1].isupper() for w in words]
    head = _head(low)
    word, one = low[head], singular(low[head])
    if _is_medium(low, word, capital[head]):
        return Kind.OUTLET
    if word in CLASSES and low[0] not in _COUNTED:
        return Kind.GROUP
    if one in PAPERS:
        return Kind.DOCUMENT
    if one in BODIES or word in PLACES_AS_BODIES:
        return Kind.ORGANISATION if one == word or capital[head] or low[0] in ("the", "both") else Kind.GROUP
    if one in INSIDERS or word in ("person", "man", "woman"):
        return Kind.UNNAMED_PERSON
    if one != word:
        return Kind.GROUP if low[0] not in _COUNTED or one not in ROLE_NOUNS else Kind.UNNAMED_PERSON
    if one in ROLE_NOUNS:
        return Kind.UNNAMED_PERSON
    if capital[head]:
        return Kind.ORGANISATION if len(words) > 1 or words[0].isupper() or low[0] == "the" else Kind.NAMED_PERSON
    return (
        Kind.GROUP
        if low[0] in ("some", "many", "most", "those")
        else Kind.UNNAMED_PERSON
        if low[0] in _COUNTED
        else Kind.DOCUMENT
    )


def _head(low: Sequence[str]) -> int:
    head = 0
    for at, word in enumerate(low):
        if at and word in _BREAKS:
            break
        if word[0].isalnum():
            head = at
    return head


def _is_medium(low: Sequence[str], head: str, capital: bool) -> bool:
    if head in MEDIA or (low[0] == "the" and head == "media"):
        return capital or head == "media"
    if head in MEDIA_NOUNS:
        return capital or head in (
            "newspaper",
            "paper",
            "magazine",
            "outlet",
            "network",
            "site",
            "website",
            "media",
            "broadcaster",
        )
    return head == "media"
