"""Which claim of a new extraction is one of before: ids and marks stay with it, though its borders have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Span, places_of_words, spans_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.model import Article, Claim, Quote

_ENOUGH = 0.5
"""The overlap (of what either covers) from which two quotations are one: as claims are matched when they are scored."""


def successors(before: Sequence[Claim], after: Sequence[Claim], text: str) -> Iterator[tuple[int, int]]:
    """Pairs of numbers: a claim of before and the one that it is in the new extraction, none twice.

    The same id comes first, then the quotations that overlap most where they stand in the new text, of those that do
    so alike the ones with the same source.
    """
    by_id = {claim.id: number for number, claim in enumerate(after)}
    old, new = set(range(len(before))), set(range(len(after)))
    for number, claim in enumerate(before):
        if (same := by_id.get(claim.id)) is not None:
            old.discard(number)
            new.discard(same)
            yield number, same
    places = {number: anchored(before[number].quote, text, near=before[number].content[0].start) for number in old}
    overlaps = [
        (-overlap, before[number].source_text != after[other].source_text, number, other)
        for number, place in places.items()
        if place is not None
        for other in new
        if (overlap := _overlap(place, _whole(after[other]))) >= _ENOUGH
    ]
    for _, _, number, other in sorted(overlaps):
        if number in old and other in new:
            old.discard(number)
            new.discard(other)
            yield number, other


def anchored(quote: Quote, text: str, *, near: int) -> Span | None:
    """Where a quotation stands in a text: where its surroundings agree most, then nearest to where it was.

    W3C Web Annotation Data Model, TextQuoteSelector. None where the text does not hold it.
    """
    best: tuple[int, int, Span] | None = None
    start = text.find(quote.exact) if quote.exact else -1
    while start >= 0:
        span = Span(start, start + len(quote.exact))
        agree = text.endswith(quote.prefix, 0, span.start) + text.startswith(quote.suffix, span.end)
        if best is None or (agree, -abs(start - near)) > best[:2]:
            best = (agree, -abs(start - near), span)
        start = text.find(quote.exact, start + 1)
    return None if best is None else best[2]


def anchored_in(article: Article, quote: Quote, *, near: int) -> tuple[Span, ...]:
    """Where the story of an article has a quotation, a span a block; none where it does not have it whole.

    White space may be another, as between paragraphs that became one.
    """
    span = anchored(quote, article.text, near=near)
    if span is None:
        alike = places_of_words(article.text, quote.exact)
        span = min(alike, key=lambda place: abs(place.start - near), default=None)
    parts = spans_within(article, span) if span is not None else ()
    said = sum(map(len, quote.exact.split()))
    whole = said == sum(len(word) for start, end in parts for word in article.text[start:end].split())
    return parts if whole else ()


def _whole(claim: Claim) -> Span:
    return Span(claim.content[0].start, claim.content[-1].end)


def _overlap(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / max(1, max(one.end, other.end) - min(one.start, other.start))
