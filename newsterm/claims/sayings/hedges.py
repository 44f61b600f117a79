"""Words by which article or speaker mark a statement as uncertain or unverified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVIDENTIAL = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|seemingly|presumably|ostensibly|arguably"
    r"|alleged|purported|supposed(?!\s+to\b)|unconfirmed|unverified|rumou?red)\b",
    re.IGNORECASE,
)
# "could not" denies, "to appear on a ballot" and "what is possible" are no doubts.
_EPISTEMIC = re.compile(
    r"\b(?:might|may|(?i:could(?!\s+(?:not|never)\b)"
    r"|(?<!as )likely|(?<!an )(?<!his )(?<!her )(?<!the )unlikely"
    r"|(?<!as )(?<!if )(?<!is )possible(?!\W*$)|(?<=it['’]s )possible|(?<=it is )possible"
    r"|possibly|perhaps|maybe|probably|potentially|conceivably|presumably"
    r"|(?:appear(?:s|ed)?)(?=\s+(?:to|that|as|like|certain|likely|set|ready|poised|unlikely|headed|increasingly)\b)"
    r"|(?<!to )seem(?:s|ed)?))\b"
)
# What the writer says of a whole statement, in the cue: "appeared", "sounds", "is hard to say".
_JUDGED = re.compile(
    r"\b(?:appear(?:s|ed)?|sound(?:s|ed)|(?:hard|difficult|impossible) to (?:say|know|tell|predict))\b"
)


def find_hedges(text: str, *, content: Iterable[Span], around: Span, cue: Iterable[Span]) -> tuple[Span, ...]:
    """Evidential words in the sentence `around` a claim, epistemic ones in its content and cue; sorted, none twice."""
    cues = tuple(cue)
    found = {Span(*m.span()) for m in _EVIDENTIAL.finditer(text, around.start, around.end)}
    for span in (*content, *cues):
        found.update(Span(*m.span()) for m in _EPISTEMIC.finditer(text, span.start, span.end))
        found.update(Span(*m.span()) for m in _EVIDENTIAL.finditer(text, span.start, span.end))
    for span in cues:
        found.update(Span(*m.span()) for m in _JUDGED.finditer(text, span.start, span.end))
    return _apart(sorted(found))


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without those that begin inside another."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
