"""Which of a sentence's time expressions dates a saying: the clause of the cue, without what is said in it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.sayings.when import expressions, resolve
from newsterm.claims.text.function_words import IRREGULAR_PAST
from newsterm.claims.text.lexicon import VERBS
from newsterm.model import Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from newsterm.claims.text.document import Document, Sentence

Path = tuple[int, ...]
"""The words that open the clauses around a word, outermost first; the main clause is ()."""

_RELATIVE = frozenset(["who", "whom", "whose", "which"])
_APART = frozenset("since until till unless if because although though whether".split())
"""Clauses that tell of another time than the main clause."""
_AROUND = frozenset(["after", "before"])
"""These tell of another time where a verb follows; "after a speech on Tuesday" dates what was said then."""
_SOON = frozenset("shortly soon immediately hours minutes moments right just".split())
"""Before "after" they make it the same time."""
_OWNING = (("'s",), ("'",))
_PARTS = frozenset("morning afternoon evening night week weekend month day night".split())
_OTHER_TIME = frozenset(
    "since until till by before through from for of than to entering between past beyond pending after following "
    "ahead about super".split()
)
"""Words before an expression that make it the time of something else: "scheduled for Saturday", "Super Tuesday"."""
_AHEAD = frozenset("will would scheduled slated set due planned expected begins starts".split())
_IN = frozenset("in during at on after following with by".split())
_OCCASIONS = frozenset(
    """interview interviews speech statement debate rally tweet tweets town conference letter memo address remarks event
    appearance hearing meeting briefing email e-mail call post testimony op-ed column article editorial story report
    broadcast episode show forum session filing ruling announcement order opinion message video gathering fundraiser
    ceremony summit convention visit stop news press campaign phone telephone television radio fundraising segment
    panel discussion deposition monologue sermon lecture toast podcast program edition""".split()
)
"""Nouns of what is said, or of where people speak."""
_OTHER_TENSE = frozenset("has have had will would can could may might must to is are be being 's 're".split())
_TIMELESS = frozenset("is are will would 's 're".split())
_PAST = frozenset(["did", "had", "was", "were"])
_SILENCE = frozenset("declined refused wanted hoped believed".split())
_BACK = frozenset("the that this his her its their".split())
_NEAR = 6
"""Words at most between a time and "had said", which mostly is not dated by what the sentence goes on with."""
_LONG = 25
"""Words of a clause at most that are read to find its verb."""
_DEEP = 8
"""Clauses in one another at most; no sentence that is read has more."""
_FAR = 12
"""What a comma counts for, in words, when the nearest expression is looked for."""


class Time(Struct, frozen=True, kw_only=True):
    """A time expression that may date a saying: words `first` to `last` (half-open) in a clause."""

    first: int
    last: int
    path: Path
    when: When
    name: bool
    """Whether it is part of a name and dates only that: "Wednesday's poll"."""


class Reading(Struct, frozen=True, kw_only=True):
    """A sentence with what dates the sayings in it."""

    sentence: Sentence
    paths: tuple[Path, ...]
    """For every word the clauses around it."""
    times: tuple[Time, ...]

    def path(self, word: int) -> Path:
        """The clauses around a word of the text."""
        return self.paths[word - self.sentence.first]


def read(doc: Document, sentence: Sentence, published: date | None) -> Reading:
    """A sentence with its clauses and its time expressions."""
    paths = clauses(doc, sentence)
    return Reading(sentence=sentence, paths=paths, times=times(doc, sentence, paths, published))


def times(doc: Document, sentence: Sentence, paths: Sequence[Path], published: date | None) -> tuple[Time, ...]:
    """The expressions of a sentence outside quotations that can be the time of something done in it."""
    found = []
    for match in expressions(doc.text, sentence.span, published):
        first, last = doc.word_at(match.start()), doc.word_at(match.end())
        if last <= first or doc.quoted[first]:
            continue
        name = not _dates_the_clause(doc, sentence, first, last)
        if name and doc.words.lower[last : last + 1] not in _OWNING:
            continue
        words = match.group()
        when = When(text=words, date=resolve(words, published))
        found.append(Time(first=first, last=last, path=paths[first - sentence.first], when=when, name=name))
    return tuple(found)


def _dates_the_clause(doc: Document, sentence: Sentence, first: int, last: int) -> bool:
    """Whether an expression stands as an adverbial, not as the name of something or the time of what is to come."""
    lower, tags = doc.words.lower, doc.words.tags
    if tags[last : last + 1] == "X" and tags[first - 1 : first] in ("V", "T") and lower[first] not in ("on", "in"):
        return False  # the subject of what is said: "said this weekend would be cold"
    while first < last and lower[first] in ("on", "in", "late", "early"):
        first += 1
    before = lower[max(sentence.first, first - 5) : first]
    while before and before[-1] in ("late", "early", "on", "this"):
        before = before[:-1]
    if before[-1:] == ("of",) and before[-2:-1] and before[-2] in _PARTS:
        before = before[:-3]
    if (before and before[-1] in _OTHER_TIME) or _AHEAD.intersection(before):
        return False
    after = lower[last : last + 4]
    determined = bool(before) and before[-1] in ("a", "an", "the", "his", "her", "its", "their", "that")
    if after[:1] in _OWNING or (determined and tags[last : last + 1] in ("N", "P", "M", "V", "G")):
        return bool(_OCCASIONS.intersection(after) and _IN.intersection(before[-3:]))
    return not (after[:1] == ("of",) and tags[first - 1 : first] in ("N", "P"))


def clauses(doc: Document, sentence: Sentence) -> tuple[Path, ...]:
    """For every word of a sentence the clauses around it that have a time of their own."""
    paths: list[Path] = []
    stack: list[tuple[int, str]] = []
    for at in range(sentence.first, sentence.last):
        tag = doc.words.tags[at]
        if not doc.quoted[at]:
            _enter(doc, sentence, at, stack)
        paths.append(tuple(opener for opener, _ in stack))
        if tag == ")":
            _close(stack, "(")
    return tuple(paths)


def _enter(doc: Document, sentence: Sentence, at: int, stack: list[tuple[int, str]]) -> None:
    """Opens or closes a clause at a word; `stack` holds the open ones with what closes them."""
    tag = doc.words.tags[at]
    if tag in ",;":
        if stack and stack[-1][1] == ",":
            stack.pop()
    elif (tag != "-" or not _close(stack, "-")) and len(stack) < _DEEP and (tag in "(-" or _opens(doc, sentence, at)):
        stack.append((at, tag if tag in "(-" else ","))


def _close(stack: list[tuple[int, str]], mark: str) -> bool:
    """Closes the innermost clause that a mark opened, and all within it."""
    if all(kind != mark for _, kind in stack):
        return False
    while stack.pop()[1] != mark:
        pass
    return True


def _opens(doc: Document, sentence: Sentence, at: int) -> bool:
    word, tags = doc.words.lower[at], doc.words.tags
    if word in _RELATIVE or word in _APART:
        return True
    if word == "that":
        before = tags[at - 1] if at > sentence.first else ""
        return before == "," or (before in ("N", "P") and tags[at + 1 : at + 2] in ("V", "E", "X"))
    if word in _AROUND and doc.words.lower[at - 1] not in _SOON:
        end = at + 1
        while end < min(sentence.last, at + _LONG) and tags[end] not in ",;":
            if tags[end] in "VEGX":
                return True
            end += 1
    return False


def time_of(doc: Document, cue: Iterable[Span], reading: Reading, holes: Sequence[Span]) -> When | None:
    """The time of the saying whose cue is given: the nearest expression of its clause outside the `holes`."""
    sentence = reading.sentence
    words = [n for span in cue for n in range(doc.word_at(span.start), doc.word_at(span.end))]
    words = [n for n in words if sentence.first <= n < sentence.last]
    if not words or not reading.times:
        return None
    low, high = min(words), max(words) + 1  # a dated source may stand before the cue
    own = next((time for time in reading.times if any(time.first <= n < time.last for n in words)), None)
    if own is not None:
        return own.when
    far = _Distances(doc, sentence, holes)
    verbs, path = doc.words.lower[words[0] : high], reading.path(words[0])
    best: tuple[int, When] | None = None
    for time in reading.times:
        if time.name or far.in_hole(time.last - 1) or not _reaches(doc, time.path, path):
            continue
        between = (time.last, low) if time.first < low else (high, time.first)
        distance = far.between(*between)
        if (best is not None and distance >= best[0]) or _is_elsewhen(verbs, distance):
            continue
        if ";" not in doc.words.lower[slice(*between)]:
            best = (distance, time.when)
    return best[1] if best else None


class _Distances:
    """How far apart the words of a sentence are when what stands in the holes doesn't count."""

    def __init__(self, doc: Document, sentence: Sentence, holes: Iterable[Span]) -> None:
        self._low = sentence.first
        length = sentence.last - sentence.first
        self._inside = bytearray(length)
        for span in holes:
            first = max(0, doc.word_at(span.start) - self._low)
            last = min(length, doc.word_at(span.end) - self._low)
            if first < last:
                self._inside[first:last] = b"\1" * (last - first)
        tags = doc.words.tags[sentence.first : sentence.last]
        counts = (0 if hole else _FAR if tag == "," else 1 for hole, tag in zip(self._inside, tags, strict=True))
        self._sums = [0, *accumulate(counts)]

    def in_hole(self, word: int) -> bool:
        """Whether a word of the text begins in a hole."""
        return bool(self._inside[word - self._low])

    def between(self, first: int, last: int) -> int:
        """The distance from one word of the text up to another; 0 where they overlap."""
        return max(0, self._sums[last - self._low] - self._sums[first - self._low])


def _is_elsewhen(cue: Sequence[str], distance: int) -> bool:
    """Whether a cue in another tense is too far from a time to be dated by it, as "had said" mostly is."""
    present = not any(_is_participle(word) or word in _PAST for word in cue)
    return cue[0] in _TIMELESS or (distance > _NEAR and (present or "had" in cue))


def _reaches(doc: Document, time: Path, cue: Path) -> bool:
    """Whether a time in one clause dates what is said in another: its own, and what is put in between marks."""
    return cue[: len(time)] == time and all(doc.words.tags[n] in "(-" for n in cue[len(time) :])


def opens_with_time(doc: Document, span: Span, found: Iterable[Time]) -> Span:
    """A content without a time expression at its start, which belongs to the saying: "said Monday that"."""
    starts, ends = doc.words.starts, doc.words.ends
    for time in found:
        if starts[time.first] == span.start and ends[time.last - 1] < span.end:
            return Span(ends[time.last - 1], span.end)
    return span


def ends_in_time(doc: Document, span: Span, found: Iterable[Time]) -> Span:
    """A content without a time expression at its end, which dates the cue where the content has no verb."""
    last = doc.word_at(span.end)
    while last > 0 and doc.words.tags[last - 1] in ",.;":
        last -= 1
    for time in found:
        if time.last == last and doc.words.starts[time.first] > span.start:
            return Span(span.start, doc.words.starts[time.first])
    return span


def has_verb(doc: Document, span: Span) -> bool:
    """Whether a verb stands in a span."""
    return any(doc.words.tags[n] in "VXT" for n in range(doc.word_at(span.start), doc.word_at(span.end)))


def is_past(cue: Sequence[str], *, document: bool = False) -> bool:
    """Whether a cue tells of one saying in the past: "said", "made clear", "saying"; not "says", "has said".

    A document says in the present what it said on its day; and to decline is to say nothing on any day.
    """
    verb = next((n for n, word in enumerate(cue) if _is_participle(word)), None)
    if verb is None:
        return document
    return not _OTHER_TENSE.intersection(cue[:verb]) and cue[verb] not in _SILENCE


def refers_back(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence begins with what was told of before it: "In it", "In the letter"."""
    first, second, third = (*doc.words.lower[sentence.first : sentence.first + 3], "", "", "")[:3]
    return first in ("in", "at") and (second == "it" or (second in _BACK and third in _OCCASIONS))


def _is_participle(word: str) -> bool:
    form = VERBS[word].form if word in VERBS else ""
    irregular = word in IRREGULAR_PAST and not word.endswith("s")
    return form in ("past", "ing") or irregular or word.endswith("ed") or (word.endswith("ing") and len(word) > 5)
