"""Whom a source refers to: pronouns, roles, last names and "the sources" followed back to the fullest name."""

from __future__ import annotations

import re
from bisect import insort
from itertools import pairwise
from typing import TYPE_CHECKING

from newsterm.claims.sources.descriptions import Descriptions
from newsterm.claims.sources.omitted import omitted
from newsterm.claims.sources.people import BODIES, FEMALE_NOUNS, INSIDERS, ROLE_NOUNS
from newsterm.claims.sources.plural import is_body, is_people, is_plural, noun_of
from newsterm.claims.sources.proper import FEMALE, MALE
from newsterm.claims.sources.roster import Roster
from newsterm.claims.sources.salience import Salience
from newsterm.claims.sources.speakers import Referent, Sort, Spoken
from newsterm.claims.text.phrases import singular
from newsterm.claims.text.subjects import noun_phrase_before

if TYPE_CHECKING:
    from newsterm.claims.raw import RawClaim
    from newsterm.claims.sources.names import Cast, Mention
    from newsterm.claims.text.document import Document
    from newsterm.model import Span

_SINGULAR = {
    "he": False, "his": False, "him": False, "himself": False, "she": True, "her": True, "hers": True, "herself": True,
}  # fmt: skip
_PLURAL = frozenset(["they", "their", "them", "themselves", "both"])
_THINGS = frozenset(["it", "its", "itself"])
_SELF = frozenset(["i", "we", "my", "our", "me", "us", "myself", "ourselves"])
_RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
# "and", or commas, after a parenthesis or an apposition: "Ana Sorel (I-Vt.) and", "Ana Sorel, the mayor, and".
_JOINS = re.compile(r"(?:\([^)]{0,12}\)|,[^VXSRTE\"]{1,15},)?(?:,?C|,)[DNE]{0,2}")
_PARTITIVE = frozenset(["them", "whom", "these", "us"])


class Referents:
    """Resolves the sources of an article one after the other, in the order of the text."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._roster = Roster(doc, cast)
        self._salience = Salience(doc, cast, self._roster)
        self._descriptions = Descriptions(doc, self._roster, self._salience)
        self._followed = _Followed()
        self._said: list[tuple[Span, Referent]] = []

    def resolve(self, raw: RawClaim) -> Referent:
        """What the source of an attribution refers to, which is remembered for what comes after it."""
        if raw.source:
            first, last = self._words(raw.source[0])
            referent = self._resolve(first, last)
            self._note(first, last, referent)
        else:
            referent = omitted(self._doc, raw, self._salience)
        self._said.extend((span, referent) for span in raw.content)
        return referent

    def _words(self, span: Span) -> tuple[int, int]:
        first = min(self._doc.word_at(span.start), len(self._doc.words) - 1)
        return first, max(first + 1, self._doc.word_at(span.end))

    def _note(self, first: int, last: int, referent: Referent) -> None:
        """Remembers a source as something spoken of."""
        lower = self._doc.words.lower
        head = noun_of(self._doc, first, last)
        one = singular(head)
        if referent.several or (not referent.person and is_plural(head, lower[first:last])):
            sort = Sort.MANY
        elif (
            referent.person or (last - first == 1 and lower[first] in _SINGULAR) or one in INSIDERS or one in ROLE_NOUNS
        ):
            sort = Sort.PERSON
        else:
            sort = Sort.THING
        mention = next((m for m in self._cast.within(first, last) if m.person), None) if referent.person else None
        self._followed.forget_after(first)
        self._salience.note(
            Spoken(
                word=first,
                last=last,
                sentence=self._salience.sentence_of(first),
                sort=sort,
                head=mention.key if mention is not None and sort is Sort.PERSON else one,
                subject=True,
                quotation=self._doc.quoted[first],
                female=self._female(first, mention, one),
                mention=mention if sort is Sort.PERSON else None,
                referent=referent,
                told=True,
            )
        )

    def _female(self, first: int, mention: Mention | None, head: str) -> bool | None:
        if head in _SINGULAR:
            return _SINGULAR[head]
        if mention is not None:
            return self._roster.female(mention)
        return FEMALE_NOUNS.get(head)

    def _resolve(self, first: int, last: int) -> Referent:
        word = self._doc.words.lower[first]
        if last - first == 1:
            if word in _SELF:
                return self._speaking(first)
            if word in _SINGULAR:
                return self._he(first, female=_SINGULAR[word])
            if word in _PLURAL:
                return self._they(first)
            if word in _THINGS:
                return self._it(first)
            if word in _RELATIVE:
                return self._who(first)
        if last - first > 2 and self._doc.words.tags[last - 2] == "O" and self._doc.words.lower[last - 1] in _PARTITIVE:
            return self._they(last - 1)
        return self._named(first, last) or self._described(first, last)

    # -- names -------------------------------------------------------------------------------------------------
    def _named(self, first: int, last: int) -> Referent | None:
        """The person or persons whose name is the head of the phrase."""
        tags, lower = self._doc.words.tags, self._doc.words.lower
        inside = [m for m in self._cast.within(first, last) if m.person]
        heads = [m for m in inside if _leads(tags, first, m) or self._leads_both(first, m)]
        if not heads:
            alone = inside and not set(tags[first : inside[0].role_first]) & set("IOt")
            return (
                (self._pair(inside) if alone else None)
                or self._apposed(first, inside)
                or self._in_headline(first, last)
            )
        head = heads[-1]
        if lower[head.last : head.last + 1] in (("'s",), ("'",)) and head.last < last - 1:
            return None
        if head.last < last and tags[head.last] in "NPGVM":
            return None
        return self._pair(inside[inside.index(head) :]) or self._roster.person(head)

    def _leads_both(self, first: int, mention: Mention) -> bool:
        """Whether only roles stand before a name: "lawyer and party leader Ana Sorel"."""
        *_, role, joined = ("", "", *self._doc.words.lower[first : mention.role_first])
        return joined == "and" and (role in ROLE_NOUNS or role in INSIDERS)

    def _apposed(self, first: int, persons: list[Mention]) -> Referent | None:
        """The person whose name follows a role: "her campaign manager, Piet Holm"."""
        tags = self._doc.words.tags
        for m in persons:
            at = m.role_first - 1
            if at > first and tags[at] == "," and not set(tags[first:at]) & set(',XR"'):
                owned = self._doc.words.lower[first] in ("his", "her", "my", "our", "one")
                personal = owned or is_people(noun_of(self._doc, first, at))
                return self._roster.person(m) if personal and "C" not in tags[first:at] else None
        return None

    def _in_headline(self, first: int, last: int) -> Referent | None:
        """A person whose name runs into other capitals: "Ana Sorel Quits"."""
        lower = self._doc.words.lower
        if set(self._doc.words.tags[first:last]) != {"P"} or last - first > 3:
            return None
        known = self._cast.people.get(lower[last - 1], ())
        if last - first == 1:
            return self._roster.person(known[0]) if known else None
        same = next((m for m in known if m.given == lower[first]), None)
        if same is not None:
            return self._roster.person(same)
        given = lower[first] in MALE or lower[first] in FEMALE
        bodily = is_body(lower[last - 1])
        return Referent(text=self._roster.text(first, last), person=True) if given and not bodily else None

    def _pair(self, persons: list[Mention]) -> Referent | None:
        """Two or more persons named one after the other: "Ana Sorel and Piet Holm"."""
        tags = self._doc.words.tags
        together = [
            (one, other)
            for one, other in pairwise(persons)
            if other.role_first > one.last and _JOINS.fullmatch(tags[one.last : other.role_first])
        ]
        if not together or "C" not in tags[together[-1][0].last : together[-1][1].first]:
            return None
        return Referent(
            text=self._roster.text(together[0][0].role_first, together[-1][1].last), person=True, several=True
        )

    # -- pronouns ----------------------------------------------------------------------------------------------
    def _speaking(self, at: int) -> Referent:
        """Who says "I": in a quotation who is quoted, else the writer."""
        if self._doc.quoted[at]:
            start = self._doc.words.starts[at]
            for span, referent in reversed(self._said[-20:]):
                if span.start <= start < span.end and referent.text is not None:
                    return referent
        return Referent(text=self._roster.text(at, at + 1), own_voice=True)

    def _he(self, at: int, *, female: bool) -> Referent:
        place = self._salience.best(at, Sort.PERSON, female=female)
        return self._of(place) if place is not None else Referent(text=None)

    def _they(self, at: int) -> Referent:
        place = self._salience.best(
            at, Sort.MANY, Sort.THING, bonus=lambda p: 0 if p.sort is Sort.MANY else -1 if p.head in BODIES else -50
        )
        return self._of(place) if place is not None else Referent(text=self._roster.text(at, at + 1))

    def _it(self, at: int) -> Referent:
        place = self._salience.best(at, Sort.THING)
        return self._of(place) if place is not None else Referent(text=self._roster.text(at, at + 1))

    def _who(self, at: int) -> Referent:
        """The noun phrase that a relative pronoun follows."""
        tags = self._doc.words.tags
        end = at
        while end > 0 and tags[end - 1] in ",)(-":
            end -= 1
        sentence = self._doc.sentences[self._salience.sentence_of(at)]
        phrase = noun_phrase_before(self._doc, max(sentence.first, at - 25), end) if end else None
        if phrase is None:
            place = next((p for p in self._salience.before(at) if p.sentence == self._salience.sentence_of(at)), None)
            return self._of(place) if place is not None else Referent(text=None)
        if self._doc.words.lower[at] in ("who", "whom", "whose"):
            return self._whoever(at, sentence.first, *phrase)
        first, last = self._nearest(*phrase)
        return self._named(first, last) or self._described(first, last)

    def _nearest(self, first: int, last: int) -> tuple[int, int]:
        """The part of a noun phrase that a relative pronoun after it refers to: what stands after its preposition."""
        tags = self._doc.words.tags
        for at in range(last - 2, first, -1):
            if tags[at] in "IO" and not (tags[at] == "O" and tags[at - 1] == "P"):
                return at + 1, last
        return first, last

    def _whoever(self, at: int, low: int, first: int, last: int) -> Referent:
        """The people before "who": the nearest noun that can mean people, else the person named last."""
        near = self._nearest(first, last)
        named = self._named(*near) or self._named(first, last)
        if named is not None:
            return named
        lower = self._doc.words.lower
        for part in (near, (first, last)):
            head = noun_of(self._doc, *part)
            if is_people(head) or (head == lower[part[1] - 1] and head.endswith("s") and singular(head) not in BODIES):
                return self._described(*part)
        persons = [m for m in self._cast.within(low, at) if m.person]
        if persons and self._doc.words.tags[at - 1] == ",":
            return self._roster.person(persons[-1])
        return self._described(first, last)

    def _described(self, first: int, last: int) -> Referent:
        """What a noun phrase without a name at its head stands for."""
        place = self._descriptions.leads_to(first, last)
        if place is None:
            return self._descriptions.described(first, last)
        return self._descriptions.led_by(first, last, place, self._of(place))

    def _of(self, place: Spoken) -> Referent:
        """What a place stands for, pronouns and descriptions followed back; what is found is kept for each on the way.

        There may be thousands on the way, so that following them is no recursion.
        """
        way = [place]
        while (found := self._known(way[-1])) is None and (before := self._before(way[-1])) is not None:
            way.append(before)
        end = way.pop()
        if found is None:
            found = self._descriptions.described(end.word, end.last) if end.head else Referent(text=None)
            self._followed.keep(end.word, found)
        for one, other in zip(reversed(way), (end, *reversed(way)), strict=False):
            if one.head:
                found = self._descriptions.led_by(one.word, one.last, other, found)
            self._followed.keep(one.word, found)
        return found

    def _known(self, place: Spoken) -> Referent | None:
        if place.referent is not None:
            return place.referent
        if place.mention is not None and place.mention.person:
            return self._roster.person(place.mention)
        return self._followed.get(place.word)

    def _before(self, place: Spoken) -> Spoken | None:
        """The place before it that shows what a place stands for."""
        if place.head:
            return self._descriptions.leads_to(place.word, place.last)
        return self._salience.best(place.word, place.sort, female=place.female)


class _Followed:
    """What places have been found to stand for, by their words; a place that becomes known changes what comes after."""

    def __init__(self) -> None:
        self._found: dict[int, Referent] = {}
        self._words: list[int] = []

    def get(self, word: int) -> Referent | None:
        return self._found.get(word)

    def keep(self, word: int, found: Referent) -> None:
        if word not in self._found:
            insort(self._words, word)
        self._found[word] = found

    def forget_after(self, word: int) -> None:
        while self._words and self._words[-1] >= word:
            del self._found[self._words.pop()]


def _leads(tags: str, first: int, mention: Mention) -> bool:
    """Whether a name is the head of a phrase that begins at word `first`: nothing but its own role stands before."""
    before = tags[first : mention.role_first]
    return mention.role_first <= first or not set(before.removesuffix("Z")) & set('IOtZ,RT-(:;C"X')
