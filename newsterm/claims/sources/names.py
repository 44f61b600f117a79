"""Who an article names: people with their roles and fullest names, bodies and media, and where each is mentioned."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.sources.people import (
    BODIES,
    CLASSES,
    COURTESY,
    EPITHETS,
    MEDIA,
    MEDIA_NOUNS,
    PAPERS,
    ROLE_NOUNS,
    TITLES,
)
from newsterm.claims.sources.proper import FEMALE, MALE, PLACES
from newsterm.claims.text.words import open_class

if TYPE_CHECKING:
    from newsterm.claims.text.document import Document

_PARTICLES = frozenset("de la del van von der den bin al el da dos du di le ter ten".split())
_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i republican republicans democrat democrats democratic american americans
    according asked speaking but and the new north south west east united states state""".split()
)
_BEFORE_ROLES = frozenset(
    """press campaign lead guest budget research leading ruling acting sitting rising outgoing incoming presiding
    founding managing visiting retired renowned noted disgraced convicted accused jailed exiled embattled newly-
    elected elected self-described distinguished deposed ousted endorsed appointed""".split()
)
"""Words that stand inside a role although they look like verbs."""
_OF_BODIES = frozenset(
    """presidential national international federal european african asian american british french german russian chinese
    japanese canadian australian central general royal public social civil global first second united western eastern
    northern southern latin muslim christian catholic islamic jewish supreme high grand great big old free open local
    regional municipal parliamentary congressional constitutional democratic republican conservative liberal labour
    green""".split()
)
"""Adjectives that begin the names of bodies and events, hardly those of people."""
_MEDIA_FIRST = frozenset(["radio", "channel", "television", "tv"])
_PLACE_TAILS = frozenset(
    """york hampshire carolina dakota jersey mexico virginia city county states island beach street avenue road hill
    river lake valley bay square park mountain coast hall""".split()
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

    def within(self, first: int, last: int) -> tuple[Mention, ...]:
        """The mentions whose names lie in words `first` to `last`."""
        low = bisect_left(self.mentions, first, key=lambda m: m.first)
        high = bisect_left(self.mentions, last, key=lambda m: m.first)
        return tuple(m for m in self.mentions[low:high] if m.last <= last)


def find_names(doc: Document) -> Cast:
    """Who is named in a text."""
    found: list[Mention] = []
    common = _common_words(doc)
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.last:
            adverb = at == sentence.first and open_class(doc.words.lower[at]) == "A"
            if (doc.words.tags[at] == "P" and not adverb) or (at > sentence.first and _is_will(doc, at)):
                end = _run_end(doc, at, sentence.last)
                mention = _mention(doc, at, end, sentence.first)
                opens = at == sentence.first and end - at == 1
                if mention is not None and not (opens and at in common):
                    found.append(mention)
                at = end
            else:
                at += 1
    return _cast(found)


def _common_words(doc: Document) -> frozenset[int]:
    """The first words of sentences that have their capital from there alone: small elsewhere, or before "for"."""
    words = doc.words
    firsts = {sentence.first for sentence in doc.sentences}
    small = {low for low, start in zip(words.lower, words.starts, strict=True) if doc.text[start].islower()}
    names = {words.lower[at] for at in range(len(words)) if words.tags[at] == "P" and at not in firsts}
    return frozenset(
        at
        for at in firsts
        if words.lower[at] in small or (words.tags[at + 1 : at + 2] in ("I", "O") and words.lower[at] not in names)
    )


def _run_end(doc: Document, at: int, limit: int) -> int:
    """Where a run of capitalised words ends: initials, "of" after a title and small particles run on."""
    tags, lower = doc.words.tags, doc.words.lower
    end = at + 1
    while end < limit:
        if (tags[end] == "P" or _is_will(doc, end)) and doc.words.starts[end] - doc.words.ends[end - 1] <= 2:
            end += 1
        elif (tags[end] == "." and end + 1 < limit and tags[end + 1] == "P" and _abbreviated(lower[end - 1])) or (
            end + 1 < limit and tags[end + 1] == "P" and _joins(lower[end - 1], lower[end])
        ):
            end += 2
        else:
            break
    return end


def _joins(before: str, word: str) -> bool:
    """Whether a small word stands inside a name: "President of Harbour", "Ana de Sorel"."""
    return word in _PARTICLES or (word == "of" and before in TITLES)


def _is_will(doc: Document, at: int) -> bool:
    """Whether this is the first name Will, not the verb: a capital inside a sentence, a name after it."""
    words = doc.words
    return words.lower[at] == "will" and doc.text[words.starts[at]] == "W" and words.tags[at + 1 : at + 2] == "P"


def _abbreviated(word: str) -> bool:
    return len(word) == 1 or word in TITLES or "." in word


def _mention(doc: Document, first: int, last: int, low: int) -> Mention | None:
    lower, tags = doc.words.lower, doc.words.tags
    name = first
    courteous = lower[first] in COURTESY
    for at in range(first, last):
        if lower[at] in TITLES and at + 1 < last and not (courteous and at > first and at + 2 >= last):
            name = at + 1
    if name > first:
        while name < last - 1 and (tags[name] in ".OD" or (lower[name - 1] == "of" and name - 1 > first)):
            name += 1
    name = _after_medium(lower, name, last)
    while name < last - 1 and lower[name] in _NOT_NAMES:
        name += 1
    while name < last and tags[name] in ".OD":
        name += 1
    if name >= last or (last - name == 1 and (lower[name] in _NOT_NAMES or (lower[name] in TITLES and not courteous))):
        return None
    role_first = _role_start(doc, first, low) if name == first or lower[first] not in COURTESY else first
    titled = name > first and any(word in TITLES for word in lower[first:name])
    # "its rival Brandt" may be a firm, "chairman Brandt" is none.
    roled = role_first < first and (last - name > 1 or lower[first - 1] in TITLES)
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


def _after_medium(lower: tuple[str, ...], first: int, last: int) -> int:
    """Where the name begins in "Harbour News Ana Sorel" or "Senate Republican Piet Holm"."""
    if lower[last - 1] in BODIES or lower[last - 1] in MEDIA_NOUNS:
        return first
    for at in range(first + 1, last - 1):
        given = lower[at] in MALE or lower[at] in FEMALE
        before = lower[at - 1]
        if given and (
            before in MEDIA_NOUNS or before in MEDIA or before in BODIES or before in _NOT_NAMES or before in EPITHETS
        ):
            return at
    return first


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
    if first - low > 2 and tags[first - 2] == "O" and lower[first - 3] in TITLES and tags[first - 1] == "N":
        return first - 3  # "chief of staff"
    if first <= low or lower[first - 1] not in ROLE_NOUNS or tags[first - 1] not in "NPV":
        return first
    at = first - 1
    while at > low and first - at < 8 and not doc.quoted[at - 1]:
        if tags[at - 1] not in "NPMZ&" and lower[at - 1] not in _BEFORE_ROLES:
            break
        at -= 1
    return at


def _is_person(doc: Document, first: int, last: int, *, titled: bool, determined: bool) -> bool:
    words = [w for w in doc.words.lower[first:last] if w[0].isalnum()]
    tail = words[-1] if words else ""
    if tail in CLASSES or tail in _NOT_NAMES:
        return False
    if len(words) == 2 and tail in MEDIA and (words[0] in MALE or words[0] in FEMALE):
        return True
    if tail in BODIES or tail in MEDIA_NOUNS or tail in MEDIA or tail in _PLACE_TAILS or tail in PLACES:
        return titled and len(words) > 1 and tail not in BODIES | MEDIA_NOUNS
    if titled:
        return True
    if words[0] in _OF_BODIES and not titled:
        return False
    if any(w in BODIES for w in words) or words[0] in _MEDIA_FIRST:
        return False
    if (words[0] in MALE or words[0] in FEMALE) and not (determined and tail in PAPERS):
        return len(words) <= 4
    if tail in PAPERS:
        return False
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
