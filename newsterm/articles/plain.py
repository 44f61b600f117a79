"""Plain text becomes an article: its text stays exactly as given, its lines or paragraphs become blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.articles.flat import flat_labels, same_line
from newsterm.articles.version import EXTRACTOR
from newsterm.model import Article, Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile("\n[ \t\r]*\n|\r[ \t]*\r|\u2029")
_WRAPPED = range(40, 101)
"""Widths at which mail and terminals break lines."""


def from_text(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: datetime | None = None,
    language: str | None = None,
) -> Article:
    """An article made of plain text. Every block, furniture too, has offsets into the text as given. Never raises."""
    spans = list(_paragraphs(text) if _is_wrapped(text) else _lines(text))
    texts = [text[span.start : span.end] for span in spans]
    labels = flat_labels(texts)
    blocks = list(map(_block, texts, spans, labels))
    if title and blocks and same_line(blocks[0].text, title):
        # Headlines claim things too, and this one is part of the text that was given.
        blocks[0] = replace(blocks[0], kind=BlockKind.HEADING, level=1, furniture=False, label=None)
    return Article(
        text=text,
        blocks=tuple(blocks),
        title=title,
        outlet=outlet,
        url=url,
        published=published,
        language=language,
        origin="text",
        extractor=EXTRACTOR,
    )


def _block(text: str, span: Span, label: str | None) -> Block:
    kind = {None: BlockKind.PARAGRAPH, "caption": BlockKind.CAPTION}.get(label, BlockKind.FURNITURE)
    return Block(kind=kind, text=text, start=span.start, end=span.end, furniture=label is not None, label=label)


def _lines(text: str) -> Iterator[Span]:
    """Every line that is not blank, without the white space around it."""
    for match in _LINE.finditer(text):
        if span := _trimmed(text, match.start(), match.end()):
            yield span


def _paragraphs(text: str) -> Iterator[Span]:
    """What stands between blank lines."""
    start = 0
    for gap in _BLANK.finditer(text):
        if span := _trimmed(text, start, gap.start()):
            yield span
        start = gap.end()
    if span := _trimmed(text, start, len(text)):
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without white space at its ends; None for one of nothing else."""
    whole = text[start:end]
    left = start + len(whole) - len(whole.lstrip())
    right = start + len(whole.rstrip())
    return Span(left, right) if left < right else None


def _is_wrapped(text: str) -> bool:
    """Whether paragraphs are broken into lines of about one width: then blank lines part them, not line ends."""
    groups = [[line for line in group.split("\n") if line.strip()] for group in _BLANK.split(text)]
    inner = [len(line.rstrip()) for group in groups for line in group[:-1]]
    if len(inner) < 3 or len(groups) < 2:
        return False
    fitting = sum(length in _WRAPPED for length in inner)
    return fitting >= 0.9 * len(inner) and max(inner) <= _WRAPPED.stop
