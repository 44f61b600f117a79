"""The occasion of a saying: its time and through whom it came, said beside it or going on from sentences before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.mend import without
from newsterm.claims.sayings.chain import asker_in, find_links, is_medium
from newsterm.claims.sayings.saying import ends_in_time, has_verb, is_past, opens_with_time, read, refers_back, time_of
from newsterm.claims.sources.people import BODIES, PAPERS, ROLE_NOUNS
from newsterm.claims.text.document import sentence_number
from newsterm.model import Kind, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsterm.claims.raw import RawClaim
    from newsterm.claims.sayings.saying import Reading, Time
    from newsterm.claims.text.document import Document

_BACK = 12
"""How many scenes are looked back; in articles there are seldom more in two paragraphs."""
_HOLES = 40
"""How many contents of others are kept in mind for a sentence."""
_PRONOUNS = frozenset("he she they it who which that his her their its him them we i".split())
_ANOTHER = frozenset("a an another one some two three several many".split())
"""Words before those who were not spoken of before."""
_ANYBODY = frozenset("official source person aide adviser advisor spokesman spokeswoman spokesperson expert".split())
"""Roles that many have: "the official" need not be who spoke last."""
_QUESTIONS = frozenset("ask asks asked asking questioned pressed".split())
_CUTS = frozenset("of for from in at on who with and".split())


class Occasion(Struct, frozen=True, kw_only=True):
    """When something was said, and through whom it came, nearest the origin first."""

    when: When | None = None
    links: tuple[str, ...] = ()


class _Scene(Struct, frozen=True, kw_only=True):
    sentence: int
    paragraph: int
    keys: frozenset[str]
    """The last words of the names of who acts in it, lower case."""
    occasion: Occasion
    person: bool
    """Whether a person speaks in it, whom "the candidate" may mean."""


class Scenes:
    """Tells the occasion of each claim, in reading order, because what is said next is often said on the same one."""

    def __init__(self, doc: Document, raws: Sequence[RawClaim], published: date | None) -> None:
        self._doc = doc
        self._published = published
        self._claims: dict[int, list[RawClaim]] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._scenes: list[_Scene] = []
        self._readings: dict[int, Reading] = {}
        self._contents: dict[tuple[RawClaim, int], tuple[Span, ...]] = {}
        self._next = 0
        self._asker: tuple[int, str] | None = None
        for raw in raws:
            for at in {n for span in (*raw.content, *raw.cue) for n in (self._at(span.start), self._at(span.end - 1))}:
                self._claims.setdefault(at, []).append(raw)

    def occasion(self, raw: RawClaim, *, resolved: str | None, kind: Kind) -> Occasion:
        """The occasion of a claim whose source stands for `resolved`."""
        cue = raw.cue or raw.source or raw.content
        at = self._at(cue[0].start)
        if at >= len(self._doc.sentences):
            return Occasion()
        self._tell(at)
        beside = self._beside(raw, at, cue, resolved)
        paragraph = self._doc.sentences[at].paragraph
        keys = self._keys(raw, resolved)
        said = beside
        document = kind is Kind.DOCUMENT or refers_back(self._doc, self._doc.sentences[at])
        if keys and is_past(self._words(cue), document=document):
            earlier = self._earlier(keys, paragraph, at, raw)
            if earlier is not None:
                said = self._going_on(raw, beside, earlier, paragraph)
                keys |= earlier.keys if earlier.person or self._asks(cue) else frozenset()
            if not said.links and not self._asks(cue):
                said = Occasion(when=said.when, links=self._answering(raw, paragraph, kind))
        if kind is Kind.UNNAMED_PERSON and resolved:
            # Unnamed people have spoken to whom they first spoke to, wherever they are cited again.
            said = Occasion(when=said.when, links=said.links or self._told.get(resolved, ()))
            self._told[resolved] = said.links
        acting = keys | (self._actors(at) if keys and self._is_pronoun(raw) else frozenset())
        self._remember(at, acting, said, person=kind is Kind.NAMED_PERSON)
        self._hear(raw, resolved, keys, paragraph)
        return said

    # -- the sentence of the cue -----------------------------------------------------------------------------------
    def _beside(self, raw: RawClaim, at: int, cue: Sequence[Span], resolved: str | None) -> Occasion:
        """What the sentence of the cue tells, without what is said in it."""
        sentence = self._doc.sentences[at]
        holes = self._holes(raw, at, cue[0])
        when = time_of(self._doc, (*cue, *self._dated_source(raw)), self._reading(at), holes)
        others = [other for other in self._claims.get(at, ())[:_HOLES] if other is not raw]
        around = [other for other in others if _holds(other, cue[0])]
        apart = [other for other in others if other not in around and raw.source not in ((), other.source)]
        taken = [span for other in apart for span in (*other.source, *other.cue)]
        links = find_links(self._doc.text, without(sentence.span, holes), source=resolved, taken=taken)
        media = (name for other in around if (name := self._text(other.source)) and is_medium(name))
        return Occasion(when=when, links=tuple(dict.fromkeys((*links, *media))))

    def _at(self, offset: int) -> int:
        return sentence_number(self._doc, offset)

    def _reading(self, at: int) -> Reading:
        if at not in self._readings:
            self._readings[at] = read(self._doc, self._doc.sentences[at], self._published)
        return self._readings[at]

    def _dated_source(self, raw: RawClaim) -> Iterator[Span]:
        """The source that is a saying with its date: "Wednesday's poll"."""
        for span in raw.source:
            first, last = self._doc.word_at(span.start), self._doc.word_at(span.end)
            words = self._doc.words.lower[first:last]
            if "'s" in words[1:3] and PAPERS.intersection(words):
                yield Span(span.start, self._doc.words.ends[first])

    def _holes(self, raw: RawClaim, at: int, cue: Span) -> tuple[Span, ...]:
        """The contents in a sentence that don't hold the cue: what is said, not the saying of it."""
        others = (other for other in self._claims.get(at, ())[:_HOLES] if not _holds(other, cue))
        spans = {span for other in (*others, raw) for span in self._said(other, at)}
        return tuple(sorted({*spans, *raw.source}))

    def _said(self, raw: RawClaim, at: int) -> tuple[Span, ...]:
        """What is said, without what dates the saying in sentence `at`."""
        if (raw, at) not in self._contents:
            found = self._reading(at).times
            *parts, last = (opens_with_time(self._doc, span, found) for span in raw.content)
            if not any(has_verb(self._doc, part) for part in raw.content):
                last = ends_in_time(self._doc, last, found)
            self._contents[raw, at] = (*parts, last)
        return self._contents[raw, at]

    def _words(self, spans: Sequence[Span]) -> list[str]:
        lower = self._doc.words.lower
        return [lower[n] for s, e in spans for n in range(self._doc.word_at(s), self._doc.word_at(e))]

    def _text(self, spans: Sequence[Span]) -> str | None:
        return self._doc.text[spans[0].start : spans[-1].end] if spans else None

    # -- who speaks ------------------------------------------------------------------------------------------------
    def _is_pronoun(self, raw: RawClaim) -> bool:
        return len(words := self._words(raw.source)) == 1 and words[0] in _PRONOUNS

    def _keys(self, raw: RawClaim, resolved: str | None) -> frozenset[str]:
        known = key_of(resolved)
        said = "" if self._is_pronoun(raw) else key_of(self._text(raw.source))
        return frozenset({said} if said in BODIES else {known, said}) - {""}

    def _asks(self, cue: Sequence[Span]) -> bool:
        return bool(_QUESTIONS.intersection(self._words(cue)))

    def _actors(self, at: int) -> frozenset[str]:
        """The nouns and names before the verb of the main clause."""
        sentence = self._doc.sentences[at]
        actors: list[str] = []
        reading, tags, lower = self._reading(at), self._doc.words.tags, self._doc.words.lower
        first, last = sentence.first, sentence.last
        if tags[first] == "U" or lower[first] == "when":
            first = next((n for n in range(first, last) if tags[n] == ","), first)
        for n in range(first, last):
            if reading.path(n) or self._doc.quoted[n]:
                continue
            if tags[n] in "VEX" and actors:
                break
            if tags[n] in "NP" and tags[n + 1 : n + 2] != "Z":
                actors.append(lower[n])
        return frozenset(actors)

    # -- the sentences before it -----------------------------------------------------------------------------------
    def _tell(self, upto: int) -> None:
        """Takes in what the sentences before sentence `upto` tell of occasions beside their claims."""
        for at in range(self._next, upto):
            claims = self._claims.get(at, ())[:_HOLES]
            holes = [span for raw in claims for span in raw.content]
            when = next((time.when for time in self._reading(at).times if self._is_told(time, holes)), None)
            links = () if claims else find_links(self._doc.text, (self._doc.sentences[at].span,), source=None)
            if when or links:
                known = frozenset[str]().union(*(s.keys for s in self._scenes[-_BACK:] if s.sentence == at))
                actors = self._actors(at)
                self._remember(at, frozenset() if actors & known else actors, Occasion(when=when, links=links))
        self._next = max(self._next, upto)

    def _is_told(self, time: Time, holes: Sequence[Span]) -> bool:
        start = self._doc.words.starts[time.last - 1]
        return not (time.path or time.name) and not any(s <= start < e for s, e in holes)

    def _remember(self, at: int, keys: frozenset[str], said: Occasion, *, person: bool = False) -> None:
        if keys and (said.when or said.links):
            paragraph = self._doc.sentences[at].paragraph
            self._scenes.append(_Scene(sentence=at, paragraph=paragraph, keys=keys, occasion=said, person=person))

    def _earlier(self, keys: frozenset[str], paragraph: int, at: int, raw: RawClaim) -> _Scene | None:
        """The last scene in which the speaker acts, in this paragraph or the one before."""
        if _ANOTHER.intersection(self._words(raw.source)[:1]):
            return None
        near = [scene for scene in self._scenes[-_BACK:] if paragraph - scene.paragraph <= 1]
        for scene in reversed(near):
            if keys & scene.keys:
                return scene
        if near and near[-1].person and self._by_role(raw):
            return near[-1]
        if near and self._asks(raw.cue):
            sentence = self._doc.sentences[at]
            asked = set(self._doc.words.lower[sentence.first : sentence.last])
            return near[-1] if near[-1].keys & asked else None
        return None

    def _by_role(self, raw: RawClaim) -> bool:
        """Whether a source is called by a role alone: "the candidate"."""
        words = self._words(raw.source)
        return len(words) > 1 and words[0] == "the" and words[-1] in ROLE_NOUNS - _ANYBODY

    def _going_on(self, raw: RawClaim, beside: Occasion, earlier: _Scene, paragraph: int) -> Occasion:
        """What goes on from an earlier scene, unless the claim is told to somebody else."""
        before = earlier.occasion
        if beside.links and beside.links != before.links and (before.links or paragraph != earlier.paragraph):
            return beside
        if beside.when is not None and before.when is not None and beside.when.date != before.when.date:
            return beside
        if before.when is not None and _is_coarse(before.when):
            return beside
        told = before.links and (paragraph == earlier.paragraph or self._is_quoted(raw))
        return Occasion(when=beside.when or before.when, links=before.links if told else beside.links)

    def _answering(self, raw: RawClaim, paragraph: int, kind: Kind) -> tuple[str, ...]:
        """Who has asked what a quotation answers."""
        if self._asker is None or paragraph - self._asker[0] > 1:
            return ()
        return (self._asker[1],) if kind is Kind.NAMED_PERSON and self._is_quoted(raw) else ()

    def _hear(self, raw: RawClaim, resolved: str | None, keys: frozenset[str], paragraph: int) -> None:
        """Takes in who asks, where that is somebody of a medium."""
        if not self._asks(raw.cue):
            return
        name = asker_in(self._text(raw.source)) or asker_in(resolved)
        if name is None and self._asker is not None and key_of(self._asker[1]) in keys:
            name = self._asker[1]
        self._asker = (paragraph, name) if name else None

    def _is_quoted(self, raw: RawClaim) -> bool:
        """Whether what is said begins with a quotation."""
        first = self._doc.word_at(raw.content[0].start)
        return first < len(self._doc.words) and bool(self._doc.quoted[first])


def _is_coarse(when: When) -> bool:
    """Whether only a year is known: what somebody did in 1993 is not when they say something of it."""
    return when.date is None or len(when.date) < len("2000-01")


def _holds(raw: RawClaim, cue: Span) -> bool:
    return any(s <= cue.start < e for s, e in raw.content)


def key_of(name: str | None) -> str:
    """The word by which a source is known again: the last of a name, the noun of a description."""
    words: list[str] = []
    for word in (name or "").replace("’", "'").split():
        if word.startswith("(") or (words and word.lower() in _CUTS):
            break
        words.append(word)
        if word.endswith(","):
            break
    return words[-1].strip(",.'\"").removesuffix("'s").lower() if words else ""
