"""The tagger without a trained model: cues of a lexicon, joined to sources and contents by rules of word order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.lexical import contents
from newsterm.claims.lexical.cues import Cue, find_cues
from newsterm.claims.lexical.spans import Found, raw_claim
from newsterm.claims.text import subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsterm.claims.raw import RawClaim
    from newsterm.claims.text.document import Document, Sentence
    from newsterm.claims.text.subjects import Range

_STRONG_INFINITIVES = frozenset(
    "say argue announce claim suggest declare tell ask call criticize endorse defend praise blame express discuss "
    "address explain describe denounce attack warn insist admit acknowledge accuse question".split()
)
_RAISING = frozenset("seem appear tend".split())
_PASSIVES = frozenset(
    "expect say know see consider ask name view report deem criticize regard believe tell think perceive describe "
    "praise show quote call credit reveal find announce endorse attack mock ridicule denounce condemn applaud"
    " rate label dub project estimate".split()
)
_LIKENING = frozenset(
    "characterize characterise describe portray depict label brand dismiss cast regard frame denounce condemn".split()
)
"""Verbs that say what a thing is seen as."""
_SPOKEN = frozenset(["preceding", "inverted", "according-first", "according-last", "as"])
"""Patterns in which a named speaker frames a whole statement."""
_POSSESSIVES = frozenset("his her their its my our your".split())


class LexicalTagger(Struct, frozen=True):
    """Finds attributions by lexicon and word order, English only."""

    name: str = "lexical"

    def tag(self, document: Document) -> Sequence[RawClaim]:
        """The attributions of a text, in order of their sentences."""
        found: list[RawClaim] = []
        for number, sentence in enumerate(document.sentences):
            reader = _Reader(document, number, sentence)
            found.extend(outermost(reader.read()))
        return found


def outermost(found: Iterable[RawClaim]) -> list[RawClaim]:
    """The attributions of a sentence whose cue does not stand in the content of another.

    What a speaker says that others say is the speaker's claim; only one in six such inner cues is marked by hand.
    """
    every = list(found)
    return [claim for claim in every if not any(_is_inside(claim, other) for other in every if other is not claim)]


def _is_inside(claim: RawClaim, other: RawClaim) -> bool:
    """Whether a claim is part of what another says; of two that seem to hold each other the framing one is outside."""
    if not _holds(other, claim):
        return False
    return not (_holds(claim, other) and claim.pattern in _SPOKEN)


def _holds(outer: RawClaim, inner: RawClaim) -> bool:
    return any(span.start <= inner.cue[0].start < span.end for span in outer.content)


_MOST_CUES = 60
"""Cues that are read of a sentence; what has more is no sentence, and would take time by the square."""


class _Reader:
    """Reads one sentence."""

    def __init__(self, doc: Document, number: int, sentence: Sentence) -> None:
        self.doc = doc
        self.number = number
        self.sentence = sentence
        self.found: list[Found] = []

    def read(self) -> Iterator[RawClaim]:
        cues = list(islice(find_cues(self.doc, self.sentence), _MOST_CUES))
        for index, cue in enumerate(cues):
            self._one(cue, cues[index + 1 :])
        for found in self.found:
            if found.pattern == "adverb" and self._is_said(found):
                continue
            raw = raw_claim(self.doc, self.number, self.sentence, found)
            if raw is not None:
                yield raw

    def _is_said(self, adverb: Found) -> bool:
        """Whether the sentence has a speaker, so that its "reportedly" is a hedge in what is said."""
        at = adverb.cue.first
        return any(
            first <= at < last for other in self.found if other.pattern in _SPOKEN for first, last in other.parts
        )

    # -- sources -----------------------------------------------------------------------------------------------
    def _one(self, cue: Cue, later: list[Cue]) -> None:
        if cue.kind == "according":
            self._according(cue)
        elif cue.kind == "noun":
            self._noun(cue)
        elif cue.kind == "adverb":
            self._adverb(cue)
        elif cue.kind == "passive":
            self._passive(cue, later)
        elif cue.lemma in _RAISING:
            self._raising(cue, later)
        else:
            self._active(cue, later)

    def _active(self, cue: Cue, later: list[Cue]) -> None:
        if self.doc.words.lower[cue.last : cue.last + 1] == ("by",):
            return  # a participle: "a draft seen by the paper"
        statement = bool(cue.frames & {"s", "q"}) and not cue.particle
        if statement and "h" not in cue.frames and self._inverted(cue):
            return
        source = self._subject(cue)
        if source is None or self.doc.words.tags[source[0]] == "T":
            return
        if statement and self._preceding(cue, source):
            return
        self._following(cue, source, later)

    def _subject(self, cue: Cue) -> Range | None:
        tags = self.doc.words.tags
        low = self.sentence.first
        before = tags[cue.first - 1] if cue.first > low else "^"
        if cue.form == "ing":
            if before in "NP)" and cue.first - 1 > low and tags[cue.first - 1] != ",":
                return subjects.subject_before(self.doc, low, cue.first)
            return self._shared(cue)
        if cue.form == "to":
            if cue.lemma not in _STRONG_INFINITIVES:
                return None
            return self._shared(cue)
        if before in 'C^"':
            return self._shared(cue)
        if before == "," and not self._closes_parenthesis(cue):
            return self._shared(cue)
        return subjects.subject_before(self.doc, low, cue.first)

    def _closes_parenthesis(self, cue: Cue) -> bool:
        return "," in self.doc.words.tags[self.sentence.first : cue.first - 1]

    def _shared(self, cue: Cue) -> Range | None:
        """The subject of the clause before: the last source found, else the sentence's first subject."""
        for found in reversed(self.found):
            if found.source is not None and found.source[0] < cue.first and found.cue.kind in ("verb", "adjective"):
                return found.source
        return self._main_subject(cue.first)

    def _main_subject(self, before: int) -> Range | None:
        tags = self.doc.words.tags
        for at in range(self.sentence.first + 1, before):
            if self.doc.quoted[at]:
                continue
            if tags[at] in "VX" or (tags[at] == "E" and tags[at - 1] in "NPSR"):
                subject = subjects.subject_before(self.doc, self.sentence.first, at)
                if subject is not None and tags[subject[0]] not in "RT":
                    return subject
        return None

    # -- contents ----------------------------------------------------------------------------------------------
    def _inverted(self, cue: Cue) -> bool:
        """ "X," said the senator."""
        tags, low = self.doc.words.tags, self.sentence.first
        if cue.first - 1 <= low or tags[cue.first - 1] not in ',"-' or cue.form not in ("past", "s"):
            return False
        if cue.last >= self.sentence.last or tags[cue.last] not in "PDNSM":
            return False
        end = self._name_end(cue.last)
        if end <= cue.last or not self._speaks(low, cue.first - 1):
            return False
        self.found.append(Found(cue, (cue.last, end), self._discontinuous((low, cue.first), end), "inverted"))
        return True

    def _speaks(self, first: int, last: int) -> bool:
        """Whether words hold a quotation or a clause: what can be said."""
        if any(self.doc.quoted[first:last]):
            return True
        tags = self.doc.words.tags[first:last]
        return bool(set(tags) & set("VXE")) and tags[:1] not in "IUG"

    def _name_end(self, at: int) -> int:
        """Where the noun phrase ends that begins at word `at`, appositions and relative clauses included."""
        tags, low = self.doc.words.tags, at
        while at < self.sentence.last and not self.doc.quoted[at] and tags[at] not in ';:-"':
            if tags[at] == "S" and at == low:
                return at + 1
            if tags[at] in "VXS" and not self._in_relative(low, at):
                break
            if tags[at] == "," and tags[at + 1 : at + 2] in ("G", "C", "U", "V", "I", "S", ""):
                break
            if tags[at] in "IU" and self._is_adjunct(at):
                break
            if self.doc.words.lower[at] in contents.TIME_WORDS:
                break
            at += 1
        while at > low and tags[at - 1] in ",.?!":
            at -= 1
        return at

    def _in_relative(self, low: int, at: int) -> bool:
        return any(tag in "RT" for tag in self.doc.words.tags[low:at])

    def _is_adjunct(self, at: int) -> bool:
        lower = self.doc.words.lower
        return lower[at] in ("in", "on", "during", "after", "before", "when", "while", "as") and (
            at + 1 < len(lower)
            and (lower[at + 1] in contents.TIME_WORDS or lower[at + 1] in ("a", "an", "the", "his", "her", "twitter"))
        )

    def _preceding(self, cue: Cue, source: Range) -> bool:
        """X, the senator said."""
        tags, low = self.doc.words.tags, self.sentence.first
        at = source[0] - 1
        if at <= low or source[0] > cue.first or tags[at] not in ',"-?!':
            return False
        if not self._speaks(low, at):
            return False
        if contents.complementizer(self.doc, self.sentence, cue.last) is not None:
            return False
        quoted = bool(self.doc.quoted[at]) or bool(self.doc.quoted[at - 1])
        told = contents.after_hearer(self.doc, self.sentence, cue.last) if "h" in cue.frames else cue.last
        after = tags[told] if told < self.sentence.last else "."
        if not quoted and after not in '.,;-?!I"A':
            return False
        if (after == '"' or tags[cue.last : cue.last + 2] in (',"', ':"')) and not quoted:
            return False
        if after == "I" and not quoted and cue.frames & {"o"}:
            return False
        self.found.append(Found(cue, source, self._discontinuous((low, source[0]), cue.last), "preceding"))
        return True

    def _discontinuous(self, first: Range, after: int) -> list[Range]:
        """The content before a cue and what goes on after it: "X," he said, "Y"."""
        quoted, tags = self.doc.quoted, self.doc.words.tags
        parts = [first]
        if any(quoted[first[0] : first[1]]):
            for at in range(after, self.sentence.last):
                if quoted[at]:
                    if tags[at - 1] in ",-:;":
                        end = at
                        while end < self.sentence.last and quoted[end] == quoted[at]:
                            end += 1
                        parts.append((at, end))
                    break
        return parts

    def _following(self, cue: Cue, source: Range, later: list[Cue]) -> None:
        start = contents.after_cue(self.doc, self.sentence, cue)
        clause = bool(cue.frames & {"s", "q", "t", "h"}) or cue.kind == "adjective"
        if cue.particle:
            clause = False
        end = contents.right_end(
            self.doc, self.sentence, start, self._stops(later, source), clause=clause, likened=cue.lemma in _LIKENING
        )
        as_clause = source[0] > self.sentence.first and self.doc.words.lower[source[0] - 1] == "as"
        if as_clause and "s" in cue.frames and self._as_clause(cue, source, end):
            return
        self.found.append(Found(cue, source, [(start, end)], "following-" + ("s" if clause else "o")))

    def _as_clause(self, cue: Cue, source: Range, end: int) -> bool:
        """As X noted, Y; Y, as X noted."""
        tags, low = self.doc.words.tags, self.sentence.first
        if cue.last < self.sentence.last and tags[cue.last] not in ',."-':
            return False
        if source[0] - 1 == low or cue.last < self.sentence.last - 2:
            parts = [(cue.last, self.sentence.last)]
            if source[0] - 1 > low + 2:
                parts.insert(0, (low, source[0] - 1))
        else:
            parts = [(low, source[0] - 1)]
        self.found.append(Found(cue, source, parts, "as"))
        return True

    def _stops(self, later: list[Cue], source: Range) -> list[int]:
        """Words where another attribution of the same speaker, or one that closes the sentence, begins."""
        tags = self.doc.words.tags
        stops: list[int] = []
        for cue in later:
            before = tags[cue.first - 1]
            if (
                cue.kind == "verb"
                and (
                    (cue.form == "ing" and before in ",-")
                    or (before == "C" and cue.form in ("past", "s", "progressive") and tags[source[0]] not in "RT")
                )
            ) or (cue.kind == "according" and before == ","):
                stops.append(cue.first)
        return stops

    def _according(self, cue: Cue) -> None:
        tags, low = self.doc.words.tags, self.sentence.first
        end = self._phrase_end(cue.last)
        if end <= cue.last:
            return
        source = (cue.last, end)
        if cue.first - low <= 2 and tags[end : end + 1] == ",":
            self.found.append(Found(cue, source, [(end + 1, self.sentence.last)], "according-first"))
        elif cue.first > low:
            self.found.append(Found(cue, source, [(low, cue.first)], "according-last"))

    def _phrase_end(self, at: int) -> int:
        tags = self.doc.words.tags
        while at < self.sentence.last and tags[at] not in ";:-?!,":
            at += 1
        while at > 0 and tags[at - 1] in ",.":
            at -= 1
        return at

    def _noun(self, cue: Cue) -> None:
        tags, lower = self.doc.words.tags, self.doc.words.lower
        at = cue.first - 1
        while at > self.sentence.first and tags[at] in "NEAGVM" and cue.first - at < 4:
            at -= 1
        if at < self.sentence.first:
            return
        if lower[at] in _POSSESSIVES:
            source: Range | None = (at, at + 1)
        elif tags[at] == "Z":
            source = subjects.noun_phrase_before(self.doc, self.sentence.first, at)
        else:
            return
        if source is None:
            return
        start = cue.last
        if start < self.sentence.last and tags[start] == "T":
            start += 1
        end = contents.right_end(self.doc, self.sentence, start, [], clause=False)
        for word in range(start + 1, end):
            if tags[word] in "VX" and not self.doc.quoted[word] and lower[start - 1] not in ("that", "to"):
                end = word
                break
        self.found.append(Found(cue, source, [(start, end)], "noun"))

    def _adverb(self, cue: Cue) -> None:
        self.found.append(
            Found(cue, None, [(self.sentence.first, cue.first), (cue.last, self.sentence.last)], "adverb")
        )

    def _passive(self, cue: Cue, later: list[Cue]) -> None:
        if cue.lemma not in _PASSIVES:
            return
        _tags, lower = self.doc.words.tags, self.doc.words.lower
        subject = subjects.subject_before(self.doc, self.sentence.first, cue.first)
        if subject is None:
            return
        if lower[cue.last : cue.last + 1] == ("by",):
            end = self._name_end(cue.last + 1)
            if end > cue.last + 1:
                self.found.append(Found(cue, (cue.last + 1, end), [subject], "passive-by"))
            return
        end = contents.right_end(self.doc, self.sentence, cue.last, self._stops(later, subject), clause=True)
        self.found.append(Found(cue, None, [subject, (cue.last, end)], "passive"))

    def _raising(self, cue: Cue, later: list[Cue]) -> None:
        subject = subjects.subject_before(self.doc, self.sentence.first, cue.first)
        if subject is None:
            return
        end = contents.right_end(self.doc, self.sentence, cue.last, self._stops(later, subject), clause=True)
        self.found.append(Found(cue, None, [subject, (cue.last, end)], "raising"))
