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
        found = [raw for raw in (tidied(document, raw) for raw in read) if says_something(document, raw)]
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


def says_something(document: Document, raw: RawClaim) -> bool:
    """Whether what is said can be read by itself: "it" and "so" can't, where they are not quoted."""
    words = [n for span in raw.content for n in range(document.word_at(span.start), document.word_at(span.end))]
    letters = [document.words.lower[n] for n in words if document.words.lower[n].isalnum()]
    return len(letters) > 1 or any(len(word) > _PRONOUN for word in letters) or any(document.quoted[n] for n in words)


def tidied(document: Document, raw: RawClaim) -> RawClaim:
    """The attribution without "that" and commas at the ends of what is said, its quotations whole."""
    return replace(raw, content=tuple(_tidy(document, span) for span in raw.content))


def _tidy(document: Document, span: Span) -> Span:
    first, last = document.word_at(span.start), document.word_at(span.end)
    bare = contents.trimmed(document, first, last) if first < last else None
    return contents.whole_quotation(document, bare or span)
