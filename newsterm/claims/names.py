"""Who an article names: people with their roles and fullest names, bodies and media, and where each is mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.people import (
    BODIES,
    COURTESY,
    FEMALE,
    MALE,
    MEDIA,
    MEDIA_NOUNS,
    PAPERS,
    PLACES_AS_BODIES,
    ROLE_NOUNS,
    TITLES,
)

if TYPE_CHECKING:
    from newsterm.claims.document import Document

_PARTICLES = frozenset("de la del van von der den bin al el da dos du di le ter ten".split())
_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i republican republicans democrat democrats democratic american americans
    according asked speaking but and the new north south west east united states state""".split()
)
_PLACE_TAILS = frozenset(
    "york hampshire carolina dakota jersey mexico virginia city county states island beach".split()
)


class Mention(Struct, frozen=True, kw_only=True):
    """A name in the text: words `first` to `last` (half-open), title and role before it included from `role_first`."""

    first: int
    last: int
    role_first: int
    key: str
    """The last name, or the whole name of what is no person, lower case."""
    given: str | None
    """The first name, lower case, where there is one."""
    person: bool
    female: bool | None
    """From courtesy title or first name; None where unknown."""


class Cast(Struct, frozen=True):
    """Every mention in order, and the people among them by last name."""

    mentions: tuple[Mention, ...]
    people: dict[str, tuple[Mention, ...]]


def find_names(doc: Document) -> Cast:
    """Who is named in a text."""
    found: list[Mention] = []
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.last:
            if doc.words.tags[at] == "P":
                end = _run_end(doc, at, sentence.last)
                mention = _mention(doc, at, end, sentence.first)
                if mention is not None:
                    found.append(mention)
                at = end
            else:
                at += 1
    return _cast(found)


def _run_end(doc: Document, at: int, limit: int) -> int:
    """Where a run of capitalised words ends: initials, "of" after a title and small particles run on."""
    tags, lower = doc.words.tags, doc.words.lower
    end = at + 1
    while end < limit:
        if tags[end] == "P" and doc.words.starts[end] - doc.words.ends[end - 1] <= 2:
            end += 1
        elif (
            (tags[end] == "." and end + 1 < limit and tags[end + 1] == "P" and _abbreviated(lower[end - 1]))
            or (
                tags[end] in "OD" and lower[end - 1] in TITLES and lower[end] == "of" and tags[end + 1 : end + 2] == "P"
            )
            or (lower[end] in _PARTICLES and end + 1 < limit and tags[end + 1] == "P")
        ):
            end += 2
        else:
            break
    return end


def _abbreviated(word: str) -> bool:
    return len(word) == 1 or word in TITLES or "." in word


def _mention(doc: Document, first: int, last: int, low: int) -> Mention | None:
    lower, tags = doc.words.lower, doc.words.tags
    name = first
    for at in range(first, last):
        if lower[at] in TITLES and at + 1 < last:
            name = at + 1
    if name > first:
        while name < last - 1 and (tags[name] in ".OD" or (lower[name - 1] == "of" and name - 1 > first)):
            name += 1
    while name < last - 1 and lower[name] in _NOT_NAMES:
        name += 1
    while name < last and tags[name] in ".OD":
        name += 1
    if name >= last or (last - name == 1 and (lower[name] in _NOT_NAMES or lower[name] in TITLES)):
        return None
    role_first = _role_start(doc, first, low) if name == first or lower[first] not in COURTESY else first
    titled = name > first and any(word in TITLES for word in lower[first:name])
    roled = role_first < first
    person = _is_person(doc, name, last, titled=titled or roled, determined=first > low and tags[first - 1] == "D")
    given = lower[name] if last - name > 1 and person else None
    return Mention(
        first=name,
        last=last,
        role_first=role_first,
        key=lower[last - 1] if person else " ".join(lower[name:last]),
        given=given,
        person=person,
        female=_gender(lower[first], lower[name] if given else None),
    )


def _gender(title: str, given: str | None) -> bool | None:
    if title in ("mrs", "ms", "miss", "congresswoman", "queen", "princess"):
        return True
    if title in ("mr", "sir", "congressman", "king", "prince", "pope"):
        return False
    if given in FEMALE:
        return True
    return False if given in MALE else None


def _role_start(doc: Document, first: int, low: int) -> int:
    """Where a role in small letters begins before a name: "former White House adviser David"."""
    lower, tags = doc.words.lower, doc.words.tags
    if first <= low or lower[first - 1] not in ROLE_NOUNS or tags[first - 1] not in "NPV":
        return first
    at = first - 1
    while at > low and tags[at - 1] in "NPEMZ&" and first - at < 8 and not doc.quoted[at - 1]:
        at -= 1
    return at


def _is_person(doc: Document, first: int, last: int, *, titled: bool, determined: bool) -> bool:
    words = [w for w in doc.words.lower[first:last] if w[0].isalnum()]
    tail = words[-1] if words else ""
    if tail in BODIES or tail in MEDIA_NOUNS or tail in MEDIA or tail in _PLACE_TAILS or tail in PLACES_AS_BODIES:
        return titled and len(words) > 1 and tail not in BODIES | MEDIA_NOUNS
    if titled:
        return True
    if tail in PAPERS or any(w in BODIES for w in words):
        return False
    if words[0] in MALE or words[0] in FEMALE:
        return len(words) <= 4
    text = doc.text[doc.words.starts[last - 1] : doc.words.ends[last - 1]]
    return (
        2 <= len(words) <= 3
        and not determined
        and not (text.isupper() and len(text) > 1)
        and words[0] not in _NOT_NAMES
    )


def _cast(found: list[Mention]) -> Cast:
    """The mentions, bare last names turned into people once the person is known from a full name."""
    full = {m.key for m in found if m.person}
    mentions: list[Mention] = []
    people: dict[str, list[Mention]] = {}
    for m in found:
        known = not m.person and m.last - m.first == 1 and m.key in full
        mention = (
            m
            if not known
            else Mention(
                first=m.first, last=m.last, role_first=m.role_first, key=m.key, given=None, person=True, female=m.female
            )
        )
        mentions.append(mention)
        if mention.person:
            people.setdefault(mention.key, []).append(mention)
    return Cast(tuple(mentions), {key: tuple(group) for key, group in people.items()})
