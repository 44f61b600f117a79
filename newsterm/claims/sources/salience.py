"""Who is spoken of where in an article, and who is nearest at hand for a pronoun."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.claims.sources.people import BODIES, CLASSES, INSIDERS, MEDIA, MEDIA_NOUNS, PAPERS, ROLE_NOUNS
from newsterm.claims.sources.speakers import Sort, Spoken
from newsterm.claims.text.phrases import singular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsterm.claims.sources.names import Cast, Mention
    from newsterm.claims.sources.roster import Roster
    from newsterm.claims.text.document import Document

_HE = {"he": False, "she": True}
_ASKED = frozenset(["asked", "asks", "asking", "pressed", "presses"])
"""After these it is the person asked who speaks next."""
_WINDOW = 60
"""Places looked back over: farther away nothing is at hand."""
_AWAY, _FAR = 2, 12
"""What a place loses for each sentence that it is away, and after how many sentences it loses no more."""
_MOST_WEIGHT = 3 + 1 + 5 + 6
"""What a place at hand weighs at most, with its bonus: a place that is too far to outweigh another ends the search."""
_FOLLOWS = 'VXEA,R("'
"""Classes of words that follow a subject."""


class Salience:
    """The places in the order of the text; sources are added as they are read."""

    def __init__(self, doc: Document, cast: Cast, roster: Roster) -> None:
        self._doc = doc
        self._roster = roster
        self._sentences = [sentence.first for sentence in doc.sentences]
        names = {m.first: m for m in cast.mentions}
        self._ends = frozenset(m.last for m in cast.mentions if m.person)
        inside = {at for m in cast.mentions for at in range(m.first, m.last)}
        self._opening = frozenset(self._sentences)
        self._places: list[Spoken] = []
        self._words: list[int] = []
        for place in self._read(names, inside):
            self._places.append(place)
            self._words.append(place.word)

    def note(self, place: Spoken) -> None:
        """Adds a place, instead of what was known at that word."""
        at = bisect_left(self._words, place.word)
        if at < len(self._words) and self._words[at] == place.word:
            self._places[at] = place
        else:
            self._places.insert(at, place)
            insort(self._words, place.word)

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that holds a word."""
        return max(0, bisect_left(self._sentences, word + 1) - 1)

    def before(self, word: int) -> Iterator[Spoken]:
        """The places before a word, nearest first."""
        for at in range(bisect_left(self._words, word) - 1, -1, -1):
            yield self._places[at]

    def best(
        self,
        word: int,
        *sorts: Sort,
        female: bool | None = None,
        bonus: Callable[[Spoken], int] = lambda _: 0,
    ) -> Spoken | None:
        """The place before `word` that a pronoun of these sorts stands for most likely.

        Subjects outweigh nearness by one sentence; `bonus` adds what else speaks for a place, 6 at most.
        """
        here, quotation = self.sentence_of(word), self._quotation(word)
        found: Spoken | None = None
        most = -1_000
        for count, place in enumerate(self.before(word)):
            if count > _WINDOW or _MOST_WEIGHT - _AWAY * min(here - place.sentence, _FAR) < most:
                break
            if place.sort not in sorts or not _agrees(place.female, female):
                continue
            if place.quotation not in (0, quotation):
                continue
            score = self._weight(place, here) + bonus(place)
            if score > most or (score == most and found is not None and found.sentence == place.sentence):
                found, most = place, score
        return found

    def _weight(self, place: Spoken, here: int) -> int:
        """How near at hand a place is: subjects before others, and who was asked before who asks."""
        first = place.mention.role_first if place.mention is not None else place.word
        asked = first > 0 and self._doc.words.lower[first - 1] in _ASKED and here > place.sentence
        passing = place.sort is Sort.PERSON and place.mention is None and place.referent is None and bool(place.head)
        asks = here > place.sentence and self._asks_nobody(place.last)
        owned = place.last - place.word > 1 and self._doc.words.lower[place.word] in ("his", "her", "their", "its")
        weight = 3 * place.subject + place.told - 4 * passing - 3 * owned + 5 * (asked - asks)
        return weight - _AWAY * min(here - place.sentence, _FAR)

    def _asks_nobody(self, last: int) -> bool:
        """Whether a subject that ends at word `last` asks, and nobody is named who is asked: who was spoken of is."""
        words = self._doc.words
        at = next((n for n in range(last, min(last + 3, len(words))) if words.lower[n] in _ASKED), None)
        return at is not None and words.tags[at + 1 : at + 2] not in tuple("PBDN")

    # -- reading -----------------------------------------------------------------------------------------------
    def _read(self, names: dict[int, Mention], inside: set[int]) -> Iterator[Spoken]:
        """Every name, pronoun and noun of people, bodies and papers."""
        doc = self._doc
        for number, sentence in enumerate(doc.sentences):
            for at in range(sentence.first, sentence.last):
                place = None
                if at in names:
                    place = self._name(names[at], number)
                elif at not in inside and doc.words.lower[at] in _HE:
                    place = Spoken(
                        word=at, last=at + 1, sentence=number, sort=Sort.PERSON, head="", subject=True,
                        quotation=self._quotation(at), female=_HE[doc.words.lower[at]],
                    )  # fmt: skip
                elif at not in inside or doc.words.lower[at] in CLASSES:
                    place = self._noun(at, number, sentence.first)
                if place is not None:
                    yield place

    def _name(self, mention: Mention, number: int) -> Spoken:
        place = Spoken(
            word=mention.first,
            last=mention.last,
            sentence=number,
            sort=Sort.PERSON if mention.person else Sort.THING,
            head=mention.key,
            subject=self._is_subject(mention.role_first, mention.last),
            quotation=self._quotation(mention.first),
            female=self._roster.female(mention) if mention.person else None,
            mention=mention,
        )
        if not mention.person and singular(self._doc.words.lower[mention.last - 1]) in CLASSES:
            return replace(place, sort=Sort.MANY)
        return place

    def _noun(self, at: int, number: int, low: int) -> Spoken | None:
        words, tags = self._doc.words.lower, self._doc.words.tags
        word = words[at]
        if tags[at] not in "NPVDS" or (at + 1 < len(tags) and tags[at + 1] in "NPMZ"):
            return None
        sort = _sort_of(word)
        if sort is None:
            return None
        first = at
        while first > low and tags[first - 1] in "NPMEG&" and at - first < 6:
            first -= 1
        if first > low and tags[first - 1] == "D":
            first -= 1
        if first > 1 and tags[first - 1] == "," and first - 1 in self._ends:
            return None  # an apposition: "Sorel, the mayor,"
        if sort is Sort.PERSON and (tags[first] != "D" or words[first] in ("no", "any", "every", "each")):
            return None
        return Spoken(
            word=first, last=at + 1, sentence=number, sort=sort, head=singular(word),
            subject=self._is_subject(first, at + 1), quotation=self._quotation(at),
        )  # fmt: skip

    def _quotation(self, word: int) -> int:
        return self._doc.quoted[word] if word < len(self._doc.quoted) else 0

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether a phrase stands where a subject does: no preposition before it, a verb or a comma after it."""
        tags = self._doc.words.tags
        before = tags[first - 1] if first else "."
        if before == "D" and first > 1:
            before = tags[first - 2]
        if first in self._opening:
            return True
        if before in "IOtVEGZN":
            return self._inverted(first, last)
        return last < len(tags) and tags[last] in _FOLLOWS

    def _inverted(self, first: int, last: int) -> bool:
        """Whether the phrase follows its verb: '"...," said Sorel.'"""
        tags = self._doc.words.tags
        return (
            first > 2 and tags[first - 1] == "V" and tags[first - 2] in '",' and tags[last : last + 1] in (*".,", "I")
        )


def _agrees(one: bool | None, other: bool | None) -> bool:
    return one is None or other is None or one == other


def _sort_of(word: str) -> Sort | None:
    one = singular(word)
    if word in CLASSES or (one != word and (one in INSIDERS or one in ROLE_NOUNS)) or word == "people":
        return Sort.MANY
    if word in BODIES or word in MEDIA or word in MEDIA_NOUNS or one in PAPERS:
        return Sort.MANY if one != word else Sort.THING
    if word in INSIDERS or word in ROLE_NOUNS:
        return Sort.PERSON
    return None
