"""Where a sentence attributes: verb groups, adjectives, nouns and adverbs of the lexicon in a form that can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.text.lexicon import ADJECTIVES, EVIDENTIALS, NOUNS, VERBS, Verb
from newsterm.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.claims.text.document import Document, Sentence

BE = frozenset("is was are were be been being am 's 're 'm isn't wasn't aren't weren't get got gets".split())


class Cue(Struct, frozen=True, kw_only=True):
    """Words that attribute: `first` to `last` (half-open) with the head at `head`."""

    kind: str
    """verb, passive, adjective, noun, according, adverb."""
    first: int
    head: int
    last: int
    act: Act
    form: str = ""
    """Of a verb: base, s, past, ing; an infinitive is `to`."""
    frames: frozenset[str] = frozenset()
    lemma: str = ""
    particle: bool = False
    negated: bool = False


def find_cues(doc: Document, sentence: Sentence) -> Iterator[Cue]:
    """The cues of a sentence outside its quotations, in order."""
    lower, tags = doc.words.lower, doc.words.tags
    at = sentence.first
    while at < sentence.last:
        cue = None
        if not doc.quoted[at]:
            word = lower[at]
            if word in VERBS and tags[at] in "VEGA":
                cue = _verb_cue(doc, sentence, at, VERBS[word])
            if cue is None and word in NOUNS:
                cue = _noun_cue(doc, sentence, at, NOUNS[word])
            elif cue is None and word in ADJECTIVES:
                cue = _adjective_cue(doc, sentence, at, ADJECTIVES[word])
            elif word == "according" and lower[at + 1 : at + 2] == ("to",):
                cue = Cue(kind="according", first=at, head=at, last=at + 2, act=Act.ASSERTS)
            elif word in EVIDENTIALS:
                cue = Cue(kind="adverb", first=at, head=at, last=at + 1, act=Act.ASSERTS, lemma=word)
        if cue is not None:
            yield cue
            at = max(at + 1, cue.last)
        else:
            at += 1


def _verb_cue(doc: Document, sentence: Sentence, at: int, verb: Verb) -> Cue | None:
    lower = doc.words.lower
    last, act, particle = _particle(doc, sentence, at, verb)
    if not particle and not verb.frames:
        return None
    first, negated = _group_start(doc, sentence, at)
    kind, form = _voice(doc, sentence, first, at, verb)
    if not kind or not _fits(doc, sentence, first, at, last, verb, form):
        return None
    if negated and act is Act.ASSERTS and verb.lemma in ("comment", "respond"):
        act = Act.DECLINES
    return Cue(
        kind=kind,
        first=first,
        head=at,
        last=last,
        act=act,
        form=form,
        frames=verb.frames,
        lemma=lower[at] if particle else verb.lemma,
        particle=particle,
        negated=negated,
    )


def _particle(doc: Document, sentence: Sentence, at: int, verb: Verb) -> tuple[int, Act, bool]:
    lower = doc.words.lower
    for words, act in verb.particles:
        last = at + 1 + len(words)
        if last <= sentence.last and lower[at + 1 : last] == words:
            return last, act, True
    return at + 1, verb.act, False


def _group_start(doc: Document, sentence: Sentence, at: int) -> tuple[int, bool]:
    """The first word of the verb group, and whether it is negated."""
    tags, lower = doc.words.tags, doc.words.lower
    first = at
    while first > sentence.first and (tags[first - 1] in "XAnt" or lower[first - 1] in ("been", "being")):
        if tags[first - 1] == "t" and tags[first - 2 : first - 1] not in ("V", "X", "E", "N", "P", "M", "B", "D"):
            break
        first -= 1
        if tags[first] == "t":
            break
    group = lower[first:at]
    negated = any(w in ("not", "never") or w.endswith("n't") for w in group)
    while first < at and tags[first] == "A":
        first += 1
    return first, negated


def _voice(doc: Document, sentence: Sentence, first: int, at: int, verb: Verb) -> tuple[str, str]:
    """The kind of cue and the form that counts, both empty where the word is no verb here."""
    lower, tags = doc.words.lower, doc.words.tags
    group = lower[first:at]
    if "to" in group:
        return ("verb", "to") if verb.form == "base" else ("passive", "to") if group[-1] == "be" else ("", "")
    be = next((w for w in reversed(group) if w in BE), None)
    have = any(w in ("has", "had", "have", "'ve", "having") for w in group)
    if verb.form == "past":
        if be is not None and group[-1] not in ("had", "has"):
            if (be == "'s" and verb.lemma in ("say", "call")) or (have and be == "'s"):
                return "verb", "past"
            return "passive", "past"
        return "verb", "past"
    if verb.form == "ing":
        return "verb", "progressive" if be is not None else "ing"
    modal = any(tags[i] == "X" for i in range(first, at))
    return "verb", "modal" if modal and verb.form == "base" else verb.form


def _fits(doc: Document, sentence: Sentence, first: int, at: int, last: int, verb: Verb, form: str) -> bool:
    """Whether the words around let this form be the verb of a clause rather than a noun or an adjective."""
    tags = doc.words.tags
    before = tags[first - 1] if first > sentence.first else "^"
    after = tags[last] if last < sentence.last else "$"
    if form in ("to", "progressive", "modal"):
        return True
    if verb.form == "base":
        if before in "SR":
            return True
        return (verb.lemma in _CLEAR_BASE and before in "NP)ME") or (
            before in "NP" and after in 'TtDSB"' and doc.words.lower[first - 1].endswith("s")
        )
    if before in "DO" or (before == "Z" and form != "past"):
        return False
    if verb.form == "s":
        return before in "NPSR),MC-" and (after in 'TtDSBPGNMI"XRUE:,AC' or verb.lemma == "say")
    if verb.form == "past" and first == at:
        return not (before == "I" or (before in "C^" and after in "NP" and tags[at] == "E" and not verb.frames & {"s"}))
    return True


_CLEAR_BASE = frozenset(
    "say argue believe think insist want hope agree suggest expect know tell acknowledge describe see consider oppose "
    "maintain contend prefer understand warn seem appear note add write".split()
)


def _adjective_cue(doc: Document, sentence: Sentence, at: int, act: Act) -> Cue | None:
    lower, tags = doc.words.lower, doc.words.tags
    first = at
    while first > sentence.first and tags[first - 1] in "XAn":
        first -= 1
    while first < at and tags[first] == "A":
        first += 1
    be = any(w in BE for w in lower[first:at])
    after = lower[at + 1 : at + 2]
    if not be or after not in (("that",), ("about",), ("of",), ("to",), ("with",), ("by",), ("in",), ("for",), ("at",)):
        return None
    last = at + 1 if after in (("that",), ("to",)) else at + 2
    return Cue(kind="adjective", first=first, head=at, last=last, act=act, lemma=lower[at])


def _noun_cue(doc: Document, sentence: Sentence, at: int, act: Act) -> Cue | None:
    lower = doc.words.lower
    after = lower[at + 1 : at + 2]
    if after not in (("that",), ("about",), ("of",), ("to",), ("for",), ("on",), ("against",), ("in",), ("over",)):
        return None
    last = at + 1 if after in (("that",), ("to",)) else at + 2
    return Cue(kind="noun", first=at, head=at, last=last, act=act, lemma=lower[at])
