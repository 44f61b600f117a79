"""What of an article a user can highlight, and where words stand in a text that may be another version of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.model.article import Article

_ALIKE = {
    **dict.fromkeys("'‘’", "['‘’]"),
    **dict.fromkeys('"“”', '["“”]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}
"""Signs that a keyboard does not have, and those typed in their place."""
_MOST = 2000


def story_spans(article: Article) -> tuple[Span, ...]:
    """The blocks that are part of the article's text, furniture left out, in the order of the text."""
    placed = [
        Span(block.start, block.end)
        for block in article.blocks
        if block.start is not None and block.end is not None and block.start < block.end and not block.furniture
    ]
    return tuple(sorted(placed))


def spans_within(article: Article, span: Span) -> tuple[Span, ...]:
    """What of a range of the text is part of the story: a span a block, without white space around it."""
    parts: list[Span] = []
    for start, end in story_spans(article):
        first, last = max(start, span.start), min(end, span.end)
        while first < last and article.text[first].isspace():
            first += 1
        while first < last and article.text[last - 1].isspace():
            last -= 1
        if first < last:
            parts.append(Span(first, last))
    return tuple(parts)


def places_of_words(text: str, words: str, *, prefix: str = "") -> Iterator[Span]:
    """Every place of the words, at most 2000, those with `prefix` before them alone.

    Case counts; any white space is like any other, and straight quotation marks and hyphens stand for all of theirs.
    """
    pattern = _pattern(words)
    if not pattern:
        return
    before = _pattern(prefix)
    lead = rf"({before}\s*)" if before else "()"
    for nth, match in enumerate(re.finditer(f"{lead}({pattern})", text)):
        if nth >= _MOST:
            return
        yield Span(*match.span(2))


def _pattern(words: str) -> str:
    pieces = ("".join(_ALIKE.get(c) or re.escape(c) for c in piece) for piece in words.split())
    return r"\s+".join(pieces)


def nearest_place(text: str, words: str) -> Span | None:
    """The place of the most words in a row that stand in the text, from the first of them or up to the last."""
    pieces = words.split()
    for size in range(len(pieces) - 1, 0, -1):
        for start in (0, len(pieces) - size):
            found = next(places_of_words(text, " ".join(pieces[start : start + size])), None)
            if found is not None:
                return found
    return None
