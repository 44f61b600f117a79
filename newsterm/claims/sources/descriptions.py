"""Descriptions: "the senator", "the two officials", "the board" and "her campaign" led back to what they stand for."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from newsterm.claims.sources.people import (
    BODIES,
    COMPANY_NOUNS,
    EPITHETS,
    FEMALE_NOUNS,
    INSIDERS,
    MEDIA,
    MEDIA_NOUNS,
    OFFICES,
    ROLE_NOUNS,
)
from newsterm.claims.sources.plural import is_plural, noun_of
from newsterm.claims.sources.proper import PLACES
from newsterm.claims.sources.speakers import Referent, Sort, Spoken
from newsterm.claims.text.phrases import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.claims.sources.roster import Roster
    from newsterm.claims.sources.salience import Salience
    from newsterm.claims.text.document import Document

_DEFINITE = frozenset(["the", "this", "these", "those", "both", "that"])
_OWNERS = {"his": False, "her": True}
_COUNTS = frozenset(["two", "three", "four", "both", "each"])
_ANONYMOUS = frozenset(
    ["source", "official", "person", "people", "aide", "insider", "adviser", "individual", "man", "woman"]
)
_NEAR = 8
"""Sentences within which an epithet refers back to somebody whose role it isn't."""
_NEVER = -1_000
_MEDIA_AGAIN = frozenset(["newspaper", "paper", "magazine", "broadcaster", "network", "site", "website", "channel"])
_FIRMS = COMPANY_NOUNS - {"zoo", "hospital", "school", "university", "college", "museum", "hotel", "theatre", "theater"}
_EMPTY = frozenset("the a an this that these those its his her their of for in at on".split())


class _Way(Enum):
    """How a phrase is led back to what it stands for."""

    OWNED = auto()
    PERSON = auto()
    PEOPLE = auto()
    THING = auto()
    ITSELF = auto()


class Descriptions:
    """Finds what descriptions refer back to; others stand for themselves."""

    def __init__(self, doc: Document, roster: Roster, salience: Salience) -> None:
        self._doc = doc
        self._roster = roster
        self._salience = salience
        self._phrases: dict[tuple[int, int], tuple[tuple[int, int], frozenset[str]]] = {}
        self._capitals: dict[str, set[str]] = {}
        for word, tag in zip(doc.words.lower, doc.words.tags, strict=True):
            if tag == "P":
                for end in (3, 4):
                    self._capitals.setdefault(word[:end], set()).add(word)

    def described(self, first: int, last: int) -> Referent:
        """What a noun phrase stands for that leads to no other place."""
        head = noun_of(self._doc, first, last)
        apposed = self._apposed(first, last, head)
        if apposed is not None:
            return apposed
        way = self._way(first, last, head)
        if way is _Way.PEOPLE:
            return self._people(first, last, singular(head))
        if way is _Way.THING:
            return self._thing(first, last, singular(head))
        return Referent(text=self._roster.text(first, last))

    def leads_to(self, first: int, last: int) -> Spoken | None:
        """The place that shows what a phrase stands for: of the same person, or of the owner; None where none does."""
        head = noun_of(self._doc, first, last)
        if self._apposed(first, last, head) is not None:
            return None
        way = self._way(first, last, head)
        if way is _Way.OWNED and singular(head) in BODIES:
            return self._salience.best(first, Sort.PERSON, female=_OWNERS[self._doc.words.lower[first]])
        return self._same_person(first, last, singular(head)) if way is _Way.PERSON else None

    def led_by(self, first: int, last: int, place: Spoken, found: Referent) -> Referent:
        """What a phrase stands for that leads to a place, which stands for `found`."""
        if self._way(first, last, noun_of(self._doc, first, last)) is _Way.OWNED:
            return self._owned(first, last, found)
        own = Referent(text=self._roster.text(first, last))
        return found if found.text is not None and (found.person or place.head) else own

    def _way(self, first: int, last: int, head: str) -> _Way:
        lower = self._doc.words.lower
        if lower[first] in _OWNERS and last - first > 1:
            return _Way.OWNED
        if is_plural(head, lower[first:last]) or (lower[first] == "each" and head in EPITHETS):
            return _Way.PEOPLE
        if lower[first] in _DEFINITE or self._is_headline(first, last, head):
            return _Way.PERSON if self._is_personal(first, last, head) else _Way.THING
        return _Way.ITSELF

    def _apposed(self, first: int, last: int, head: str) -> Referent | None:
        """The name of a body after its description: "the operator, Harbour Line,"."""
        tags = self._doc.words.tags
        at = tags.find(",", first, last)
        end = last - 1 if tags[last - 1] == "," else last
        if at < 0 or end <= at + 1 or set(tags[at + 1 : end]) - set("PDO&") or tags[at + 1] not in "PD":
            return None
        named = head in BODIES or head in COMPANY_NOUNS
        return Referent(text=self._roster.text(at + 1, end), body=True) if named else None

    def _is_personal(self, first: int, last: int, head: str) -> bool:
        one = singular(head)
        return one in ROLE_NOUNS or one in INSIDERS or one in EPITHETS or self._is_native(first, last, head)

    def _is_headline(self, first: int, last: int, head: str) -> bool:
        """Whether a headline leaves out the article: "Nominee", "Northern mayor"."""
        lower = self._doc.words.lower
        bare = head in EPITHETS and head == lower[last - 1] and lower[first] not in ("one", "another")
        return bare and last - first < 4 and set(self._doc.words.tags[first:last]) <= set("NP")

    def _is_native(self, first: int, last: int, head: str) -> bool:
        """Whether this is "the Texan", "the New Yorker": somebody called after a place."""
        if self._doc.words.tags[last - 1] != "P" or head in BODIES | MEDIA | MEDIA_NOUNS or last - first > 3:
            return False
        stem = next((head.removesuffix(end)[:4] for end in ("ian", "an", "er", "ite") if head.endswith(end)), "")
        alike = self._capitals.get(stem, set[str]())
        return len(stem) > 2 and len(alike) > (head in alike)

    def _same_person(self, first: int, last: int, head: str) -> Spoken | None:
        """The person of that role nearest at hand, else who is spoken of where the noun is a mere epithet."""
        here = self._salience.sentence_of(first)
        restricted = any(tag in "IR" for tag in self._doc.words.tags[first:last])
        epithet = (head in EPITHETS and head not in OFFICES and not restricted) or self._is_native(first, last, head)

        tags, lower = self._doc.words.tags, self._doc.words.lower
        names = [lower[at] for at in range(first, last - 1) if tags[at] == "P" and len(lower[at]) > 3]

        def bonus(place: Spoken) -> int:
            if place.mention is not None:
                if self._roster.has_role(place.mention, head):
                    return 5
                if any(self._roster.has_role_like(place.mention, word) for word in names):
                    return 3
                return 0 if epithet and here - place.sentence <= _NEAR else _NEVER
            if place.head == head or (head in _ANONYMOUS and place.head in _ANONYMOUS):
                return 6
            return 0 if epithet and not place.head else _NEVER

        near = None
        if lower[first] == "this":
            near = next((p for p in self._recent(first) if p.sort is Sort.PERSON and p.head == head), None)
        place = near or self._salience.best(first, Sort.PERSON, female=FEMALE_NOUNS.get(head), bonus=bonus)
        return place if place is not None and bonus(place) != _NEVER else None

    def _people(self, first: int, last: int, head: str) -> Referent:
        """Several people: those who were spoken of by the same noun; two candidates are named somewhere."""
        lower = self._doc.words.lower
        own = Referent(text=self._roster.text(first, last))
        if lower[first] not in _DEFINITE and lower[first] not in _COUNTS:
            return own
        for place in self._recent(first):
            if place.told and place.sort is Sort.MANY and place.referent is not None and place.referent.text:
                anonymous = head in _ANONYMOUS and place.head in _ANONYMOUS and not place.referent.person
                if place.head == head or anonymous:
                    return place.referent
        if head in EPITHETS and set(lower[first : first + 3]) & _COUNTS:
            return Referent(text=own.text, person=True, several=True)
        return own

    def _thing(self, first: int, last: int, head: str) -> Referent:
        """A body or a paper by its fullest description: "the board" is "the Harbour Board of Trade"."""
        own = Referent(text=self._roster.text(first, last))
        words = self._content_words(first, last)
        best: tuple[int, int] | None = None
        for place in self._recent(first):
            if place.sort is not Sort.THING or head not in (
                place.head,
                singular(self._doc.words.lower[place.last - 1]),
            ):
                continue
            phrase, more = self._phrase(place)
            if words < more:
                best, words = phrase, more
        if best is not None:
            return Referent(text=self._roster.text(*best))
        return self._body_called(first, last, head) or own

    def _body_called(self, first: int, last: int, head: str) -> Referent | None:
        """The firm or medium that "the company" or "the newspaper" stands for."""
        media = head in _MEDIA_AGAIN
        if last - first > 2 or not (media or head in _FIRMS):
            return None

        def bonus(place: Spoken) -> int:
            if place.referent is not None and place.referent.body:
                return 0 if not media else _NEVER
            name = self._doc.words.lower[place.word : place.last]
            article = len(name) == 1 and place.word > 0 and self._doc.words.tags[place.word - 1] == "D"
            if place.mention is None or article or name[-1] in PLACES:
                return _NEVER
            medium = name[-1] in MEDIA or name[-1] in MEDIA_NOUNS or name[0] in MEDIA_NOUNS
            return 0 if medium is media else _NEVER

        place = self._salience.best(first, Sort.THING, bonus=bonus)
        if place is None or bonus(place) == _NEVER or self._salience.sentence_of(first) - place.sentence > _NEAR:
            return None
        found = place.referent or Referent(text=self._roster.text(place.word, place.last))
        return Referent(text=found.text, body=not media)

    def _owned(self, first: int, last: int, owner: Referent) -> Referent:
        """ "her campaign" by the name of its owner, where the article has it so: "the Sorel campaign"."""
        own = Referent(text=self._roster.text(first, last))
        head = singular(noun_of(self._doc, first, last))
        name = (owner.text or "").lower().split()[-1:]
        for place in self._recent(first):
            lower = self._doc.words.lower[place.word : place.last]
            if place.sort is Sort.THING and lower[-1] == head and name and name[0] in lower:
                return Referent(text=self._roster.text(*self._whole(place)))
        return own

    def _phrase(self, place: Spoken) -> tuple[tuple[int, int], frozenset[str]]:
        """The phrase around a noun and its words; kept, as a body may be spoken of again and again."""
        if (place.word, place.last) not in self._phrases:
            phrase = self._whole(place)
            self._phrases[place.word, place.last] = phrase, self._content_words(*phrase)
        return self._phrases[place.word, place.last]

    def _whole(self, place: Spoken) -> tuple[int, int]:
        """The phrase around a noun: the determiner before it and "of ..." after it."""
        tags = self._doc.words.tags
        first, last = place.word, place.last
        while first > 0 and tags[first - 1] in "PM":
            first -= 1
        if first > 0 and tags[first - 1] == "D":
            first -= 1
        if tags[last : last + 1] == "O":
            end = last + 1
            while end < len(tags) and end - last < 6 and tags[end] in "DPNC":
                end += 1
            while end > last and tags[end - 1] not in "PN":
                end -= 1
            last = max(last, end)
        return first, last

    def _content_words(self, first: int, last: int) -> frozenset[str]:
        return frozenset(singular(w) for w in self._doc.words.lower[first:last] if w not in _EMPTY and w[0].isalnum())

    def _recent(self, word: int) -> Iterator[Spoken]:
        for count, place in enumerate(self._salience.before(word)):
            if count > 400:
                break
            yield place
