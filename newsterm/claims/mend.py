"""Raw attributions -> sound ones: spans inside the text, sorted, merged, without the same claim twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.claims.raw import RawClaim


def mend(text: str, found: Iterable[RawClaim]) -> tuple[RawClaim, ...]:
    """Attributions with a content, in the order of the text, each content and cue once."""
    seen: set[tuple[tuple[Span, ...], tuple[Span, ...]]] = set()
    mended: list[RawClaim] = []
    for raw in found:
        claim = replace(
            raw,
            content=merged(text, raw.content),
            cue=merged(text, raw.cue),
            source=merged(text, raw.source),
        )
        key = (claim.content, claim.source)
        if claim.content and key not in seen:
            seen.add(key)
            mended.append(claim)
    return tuple(sorted(mended, key=lambda c: (min(c.content[0], *(c.cue[:1] or c.content[:1])), c.content)))


def merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans inside the text, sorted, none empty or blank, none overlapping; those that touch are joined."""
    kept: list[Span] = []
    for span in sorted(spans):
        start, end = _without_spaces(text, max(0, span.start), min(len(text), span.end))
        if start >= end:
            continue
        if kept and start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, end))
        else:
            kept.append(Span(start, end))
    return tuple(kept)


def _without_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def without(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span when others are taken out of it."""
    left: list[Span] = []
    at = span.start
    for start, end in sorted(holes):
        if end <= at or start >= span.end:
            continue
        if start > at:
            left.append(Span(at, start))
        at = max(at, end)
    if at < span.end:
        left.append(Span(at, span.end))
    return tuple(left)
