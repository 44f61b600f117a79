"""A text prepared for rules: words with classes, sentences as word ranges, and which words stand in quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm.claims.text.quotes import Quotation, find_quotations
from newsterm.claims.text.sentences import paragraphs, sentences
from newsterm.claims.text.words import Words, open_class, split_words
from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


_LONGEST = 300
"""Words of a sentence at most, half as many again as the longest one in 800 articles: rules that look back and forth in
a sentence take time by the square of its length, and what goes on for longer is a list, a table or no prose."""


class Sentence(Struct, frozen=True):
    """A sentence: its span, its words `first` to `last` (half-open), and the number of its paragraph."""

    span: Span
    first: int
    last: int
    paragraph: int


class Document(Struct, frozen=True):
    """A text and everything the rules ask about it."""

    text: str
    words: Words
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    """For every word the number of its quotation counted from 1, or 0; the marks count as inside."""

    def span(self, first: int, last: int) -> Span:
        """The span of words `first` to `last` (half-open)."""
        return Span(self.words.starts[first], self.words.ends[last - 1])

    def word_at(self, offset: int) -> int:
        """The first word that starts at or after an offset."""
        return bisect_left(self.words.starts, offset)


def prepare(text: str) -> Document:
    """Everything the rules need to know of a text; linear in its length."""
    words = split_words(text)
    lines = tuple(paragraphs(text))
    quotations = find_quotations(text)
    found: list[Sentence] = []
    at = 0
    for number, line in enumerate(lines):
        for span in sentences(text, line):
            first = at
            while first < len(words) and words.starts[first] < span.start:
                first += 1
            at = first
            while at < len(words) and words.starts[at] < span.end:
                at += 1
            found.extend(_cut(words, span, first, at, number))
    return Document(
        text=text,
        words=replace(words, tags=_headlines_read(words, found)),
        paragraphs=lines,
        sentences=tuple(found),
        quotations=quotations,
        quoted=_quoted(words, quotations),
    )


def _cut(words: Words, span: Span, first: int, last: int, paragraph: int) -> Iterator[Sentence]:
    """Words `first` to `last` as one sentence, or as several where they are too many for one."""
    for at in range(first, last, _LONGEST):
        end = min(last, at + _LONGEST)
        start = span.start if at == first else words.starts[at]
        stop = span.end if end == last else words.ends[end - 1]
        yield Sentence(span=Span(start, stop), first=at, last=end, paragraph=paragraph)


def sentence_number(doc: Document, offset: int) -> int:
    """The number of the sentence that holds an offset, or of the next one; that of sentences where there is none."""
    return bisect_right(doc.sentences, offset, key=lambda sentence: sentence.span.end)


def sentence_at(doc: Document, offset: int) -> Sentence | None:
    """The sentence that holds an offset, or the next one."""
    number = sentence_number(doc, offset)
    return doc.sentences[number] if number < len(doc.sentences) else None


def _headlines_read(words: Words, found: list[Sentence]) -> str:
    """The classes, with those of capitalised verbs in headlines as if they were written small.

    A headline is a line of one sentence in which nearly every word that is not a function word is capitalised; in other
    sentences only the first word is read so, and only where it is a participle.
    """
    tags = list(words.tags)
    for sentence in found:
        classes = words.tags[sentence.first : sentence.last]
        capitals, small = classes.count("P"), sum(classes.count(tag) for tag in "NVEG")
        headline = capitals >= 3 and small * 5 <= capitals and sentence.last - sentence.first < 30
        last = sentence.last if headline else sentence.first + 1
        for at in range(sentence.first, last):
            if tags[at] == "P":
                small_class = open_class(words.lower[at])
                if small_class in ("VEG" if headline else "G"):
                    tags[at] = small_class
    return "".join(tags)


def _quoted(words: Words, quotations: tuple[Quotation, ...]) -> tuple[int, ...]:
    marks = [0] * len(words)
    at = 0
    for number, quotation in enumerate(quotations, 1):
        while at < len(words) and words.starts[at] < quotation.span.start:
            at += 1
        while at < len(words) and words.starts[at] < quotation.span.end:
            marks[at] = number
            at += 1
    return tuple(marks)
