"""English: what the model finds, with sound boundaries; and the word lists where it does not reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.claims.lexical import contents
from newsterm.claims.lexical.tagger import LexicalTagger
from newsterm.claims.neural.tagger import shipped
from newsterm.claims.text.document import sentence_at
from newsterm.claims.text.lexicon import EVIDENTIALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.claims.raw import RawClaim
    from newsterm.claims.text.document import Document, Sentence
    from newsterm.model import Span

_SAID_BY_SOMEBODY = EVIDENTIALS - {"apparently", "seemingly"}
_ADVERB = re.compile(rf"\b(?:{'|'.join(sorted(_SAID_BY_SOMEBODY))})\b", re.IGNORECASE)
"""Adverbs that say that somebody says it; others say how it seems, and the model knows which of those attribute."""

_PRONOUN = 4
"""Letters of the longest word that may be a mere pronoun."""


class EnglishTagger:
    """Finds attributions in English texts."""

    name = "neural"

    def tag(self, document: Document) -> Sequence[RawClaim]:
        """What the model finds, then adverbs such as "reportedly" that say of a sentence that somebody says it."""
        read, end = shipped().tag(document.text)
        sound = [raw for raw in (tidied(document, raw) for raw in read) if says_something(document, raw)]
        found = spoken_on(document, sound)
        if end < len(document.text) or _ADVERB.search(document.text):
            told = _sentences(document, found)
            for raw in LexicalTagger().tag(document):
                beyond = bool(raw.content) and raw.content[0].start >= end
                if beyond or (_is_adverb(document, raw) and not told & _sentences(document, [raw])):
                    found.append(raw)
        return found


def _is_adverb(document: Document, raw: RawClaim) -> bool:
    return raw.pattern == "adverb" and any(_ADVERB.fullmatch(document.text, *span) for span in raw.cue)


def _sentences(document: Document, found: Iterable[RawClaim]) -> set[Sentence]:
    """The sentences in which a content or a cue begins."""
    spans = (span for raw in found for span in (*raw.content, *raw.cue))
    return {sentence for span in spans if (sentence := sentence_at(document, span.start)) is not None}


def spoken_on(document: Document, found: Iterable[RawClaim]) -> list[RawClaim]:
    """The attributions in reading order; a quotation that nothing attributes is the last speaker's.

    That is who is quoted in the paragraph before it: papers go on quoting in a new paragraph without a word of whom.
    """
    told: list[RawClaim] = []
    spoke: int = -2
    speaker: tuple[Span, ...] = ()
    for raw in sorted(found, key=lambda raw: raw.content[0]):
        sentence = sentence_at(document, raw.content[0].start)
        paragraph = -2 if sentence is None else sentence.paragraph
        alone = not raw.source and bool(raw.cue) and raw.cue[0].start == raw.content[0].start
        one = replace(raw, source=speaker) if alone and spoke == paragraph - 1 else raw
        if one.source and any(document.quoted[n] for n in _words(document, one.content)):
            spoke, speaker = paragraph, one.source
        told.append(one)
    return told


def says_something(document: Document, raw: RawClaim) -> bool:
    """Whether what is said can be read by itself: "it" and "so" can't, where they are not quoted."""
    words = _words(document, raw.content)
    letters = [document.words.lower[n] for n in words if document.words.lower[n].isalnum()]
    return len(letters) > 1 or any(len(word) > _PRONOUN for word in letters) or any(document.quoted[n] for n in words)


def _words(document: Document, spans: Iterable[Span]) -> list[int]:
    return [n for span in spans for n in range(document.word_at(span.start), document.word_at(span.end))]


def tidied(document: Document, raw: RawClaim) -> RawClaim:
    """The attribution without "that" and commas at the ends of what is said, its quotations whole."""
    return replace(raw, content=tuple(_tidy(document, span) for span in raw.content))


def _tidy(document: Document, span: Span) -> Span:
    first, last = document.word_at(span.start), document.word_at(span.end)
    bare = contents.trimmed(document, first, last) if first < last else None
    return contents.whole_quotation(document, bare or span)
