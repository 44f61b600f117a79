"""Small questions about noun phrases: their head, its singular."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.claims.text.document import Document

_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "media": "medium",
    "policemen": "policeman",
}
_SINGULAR_IN_S = frozenset(
    "congress news press series politics times campus bus gas process business witness illness james thomas chris us "
    "analysis census crisis basis texas kansas arkansas illinois paris reuters house".split()
)


def head_word(doc: Document, first: int, last: int) -> str:
    """The head of a noun phrase, lower case: its last word before a preposition, a comma or a relative clause."""
    tags, lower = doc.words.tags, doc.words.lower
    head = first
    for at in range(first, min(last, len(tags))):
        tag = tags[at]
        if at > first and (
            tag in ',(-:;IORTtXEG"'
            or (tag == "C" and at > first + 1)
            or (tag == "V" and at > first + 1 and tags[at - 1] in "NP")
        ):
            # "a 59-year-old, retired" goes on, "two of the" and "some in" end here.
            break
        if tag in "NPMDSVBRT":
            head = at
    return lower[head] if head < len(lower) else ""


def singular(word: str) -> str:
    """The singular of an English noun by rule; a word that is singular stays."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _SINGULAR_IN_S:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
