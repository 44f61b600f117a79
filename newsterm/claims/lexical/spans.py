"""From the words that a rule found to the spans of an attribution: quotations kept whole, over paragraphs too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.lexical import contents
from newsterm.claims.raw import RawClaim
from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.claims.lexical.cues import Cue
    from newsterm.claims.text.document import Document, Sentence
    from newsterm.claims.text.subjects import Range


class Found(Struct):
    """An attribution while its sentence is read, in words."""

    cue: Cue
    source: Range | None
    parts: list[Range]
    pattern: str


def raw_claim(doc: Document, number: int, sentence: Sentence, found: Found) -> RawClaim | None:
    """The attribution in code points, its quotations whole; None where nothing is said. `number` is the sentence's."""
    spans = [contents.trimmed(doc, first, last) for first, last in found.parts if last > first]
    content = [contents.whole_quotation(doc, s) for s in spans if s is not None]
    if found.pattern in ("inverted", "preceding"):
        content = _quotation_around(doc, sentence, content)
        content.extend(_quoted_sentences_after(doc, number, sentence))
    elif not content and _ends_paragraph(doc, number):
        content.extend(_quoted_paragraphs_after(doc, sentence))
    if not content:
        return None
    source = () if found.source is None else (doc.span(*found.source),)
    return RawClaim(
        content=tuple(content),
        cue=(doc.span(found.cue.first, found.cue.last),),
        source=source,
        pattern=found.pattern,
        act=found.cue.act,
    )


def _quotation_around(doc: Document, sentence: Sentence, content: list[Span]) -> list[Span]:
    """A quotation of several sentences that ends in this one begins where its mark stands."""
    if not content:
        return content
    number = doc.quoted[sentence.first]
    if number:
        start = doc.quotations[number - 1].span.start
        if start < content[0].start:
            content[0] = Span(start, content[0].end)
    return content


def _quoted_sentences_after(doc: Document, number: int, sentence: Sentence) -> Iterator[Span]:
    """Quotations that go on after "X," he said. inside the paragraph."""
    start = end = None
    for at in range(number + 1, len(doc.sentences)):
        after = doc.sentences[at]
        quoted = doc.quoted[after.first]
        if after.paragraph != sentence.paragraph or not quoted:
            break
        quotation = doc.quotations[quoted - 1]
        if not all(doc.quoted[w] == quoted for w in range(after.first, after.last)):
            break
        start = quotation.span.start if start is None else start
        end = after.span.end
    if start is not None and end is not None:
        yield Span(start, end)


def _ends_paragraph(doc: Document, number: int) -> bool:
    after = doc.sentences[number + 1 : number + 2]
    return not after or after[0].paragraph != doc.sentences[number].paragraph


def _quoted_paragraphs_after(doc: Document, sentence: Sentence) -> Iterator[Span]:
    """Quoted paragraphs after one that ends with a colon."""
    start = end = None
    for number in range(sentence.paragraph + 1, len(doc.paragraphs)):
        line = doc.paragraphs[number]
        word = doc.word_at(line.start)
        if word >= len(doc.quoted) or not doc.quoted[word]:
            break
        last = doc.word_at(line.end) - 1
        if doc.quoted[last] != doc.quoted[word]:
            if start is None:
                yield doc.quotations[doc.quoted[word] - 1].span
            break
        start = line.start if start is None else start
        end = line.end
    if start is not None and end is not None:
        yield Span(start, end)
