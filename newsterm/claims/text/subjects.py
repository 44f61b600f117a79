"""Who does it: the noun phrase that a verb, read from a shallow tagging, has as its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.claims.text.document import Document

Range = tuple[int, int]
"""Words first to last, half-open."""

_INSIDE = frozenset("NPMOZ.$&#%()'/’")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon night "
    "evening week month year weekend".split()
)


def subject_before(doc: Document, low: int, verb: int) -> Range | None:
    """The subject that ends right before word `verb`, not reaching back over word `low`."""
    tags = doc.words.tags
    end = verb
    while end > low and tags[end - 1] in "An":
        end -= 1
    if end <= low:
        return None
    last = tags[end - 1]
    if last in "SRT":
        return (end - 1, end)
    if last == "B":
        return None
    if last in ",-)":
        return _around_parenthesis(doc, low, end)
    return noun_phrase_before(doc, low, end)


def _around_parenthesis(doc: Document, low: int, end: int) -> Range | None:
    """The noun phrase before ", the senator from Ohio," "(R-Ohio)" or "- once a rival -"."""
    tags = doc.words.tags
    mark = tags[end - 1]
    opening = "(" if mark == ")" else mark
    at = end - 2
    for _ in range(4):
        while at >= low and tags[at] != opening and end - at < 45:
            at -= 1
        if at < low or tags[at] != opening or doc.quoted[at]:
            return None
        phrase = noun_phrase_before(doc, low, at) if at > low and tags[at - 1] != "S" else (at - 1, at)
        if phrase is None or phrase[0] < low:
            return None
        if mark != "," or not _is_remnant(doc, phrase, low):
            break
        at = phrase[0] - 1
    if phrase is None:
        return None
    inside = tags[at + 1] if at + 1 < end else ""
    if inside in "RAIGU" and mark != ")":
        return phrase
    return (phrase[0], end)


def _is_remnant(doc: Document, phrase: Range, low: int) -> bool:
    """Whether this is an age or a place between commas, so that the name stands further left."""
    first, last = phrase
    tags = doc.words.tags
    return first - 1 >= low and tags[first - 1] == "," and last - first <= 2 and set(tags[first:last]) <= set("MP")


def noun_phrase_before(doc: Document, low: int, end: int) -> Range | None:
    """The noun phrase that ends before word `end`."""
    tags = doc.words.tags
    at = end
    while at > low and not doc.quoted[at - 1]:
        step = _step_left(doc, low, at - 1, end)
        if step is None:
            break
        at = step
        if tags[at] == "D" and (at == low or tags[at - 1] not in "OICDGt"):
            break
    if at > low and tags[at - 1] == "I":
        at = _after_fronted_phrase(doc, at, end)
    return _trim(doc, at, end)


def _after_fronted_phrase(doc: Document, first: int, end: int) -> int:
    """Where the subject begins in "In the debate Clinton", of which `first` is the word after the preposition."""
    tags, lower = doc.words.tags, doc.words.lower
    for at in range(end - 1, first, -1):
        if tags[at] == "D" or lower[at - 1] in _DAYS or (tags[at] == "P" and tags[at - 1] in "NM"):
            return at
    return end - 1


def _step_left(doc: Document, low: int, at: int, end: int) -> int | None:  # noqa: PLR0911
    """Where the phrase begins if word `at` belongs to it; None if it does not."""
    tags = doc.words.tags
    tag = tags[at]
    before = tags[at - 1] if at > low else "^"
    if tag in _INSIDE:
        return at
    if tag == "D":
        return at
    if tag == "I":
        return at if before in "NPM)ZE" and at + 1 < end else None
    if tag == "E":
        return at if before in "DOIZ" or tags[at + 1] == "I" or (before in "NP," and at + 1 == end) else None
    if tag == "G":
        return at if before in "DNPOZ" else None
    if tag == "A":
        return at if before == "D" else None
    if tag == "C":
        return at if before in "NPMZ)," and not _has_verb(doc, low, at) else None
    if tag == ",":
        return (
            at if "C" in tags[at + 1 : min(end, at + 12)] and before in "NP" and not _has_verb(doc, low, at) else None
        )
    if tag in "VX":
        return _relative(doc, low, at)
    return None


def _relative(doc: Document, low: int, at: int) -> int | None:
    """The start of the relative clause that holds the verb at `at`, where a noun stands before it."""
    tags = doc.words.tags
    for back in range(at, max(low, at - 10), -1):
        if tags[back] in ',;:-"':
            return None
        if tags[back] in "RT" and back > low and tags[back - 1] in "NPM" and doc.words.lower[back] in _RELATIVES:
            return back
    return None


_RELATIVES = frozenset(["who", "which", "that", "whose", "whom"])


def _has_verb(doc: Document, low: int, at: int) -> bool:
    """Whether a finite verb stands in the same clause left of `at`."""
    tags = doc.words.tags
    while at > low:
        at -= 1
        if tags[at] in ',;:-"U':
            return False
        if tags[at] in "VXS":
            return True
        if tags[at] == "E" and tags[at - 1] in "NPA":
            return True
    return False


def _trim(doc: Document, first: int, last: int) -> Range | None:
    tags, lower = doc.words.tags, doc.words.lower
    if first < last and tags[first] == "I":
        return None
    while first < last and (tags[first] in "CAZ.,&)/'’-" or lower[first] in _DAYS):
        first += 1
    while first < last and (tags[last - 1] in ".,(/'’-" or lower[last - 1] in _DAYS):
        last -= 1
    return (first, last) if first < last and set(tags[first:last]) & set("NPMDE") else None
