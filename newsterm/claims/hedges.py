"""Words by which article or speaker mark a statement as uncertain or unverified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVIDENTIAL = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|seemingly|presumably|ostensibly"
    r"|alleged|purported|supposed|unconfirmed|unverified)\b",
    re.IGNORECASE,
)
_EPISTEMIC = re.compile(
    r"\b(?:could|might|may|likely|unlikely|possibly|possible|perhaps|maybe|probably|potentially"
    r"|appears?|appeared|seems?|seemed|apparently|presumably)\b"
)


def find_hedges(text: str, *, content: Iterable[Span], around: Span, cue: Iterable[Span]) -> tuple[Span, ...]:
    """Evidential words in the sentence `around` a claim, epistemic ones in its content and cue; sorted, none twice."""
    found = {Span(*m.span()) for m in _EVIDENTIAL.finditer(text, around.start, around.end)}
    for span in (*content, *cue):
        found.update(Span(*m.span()) for m in _EPISTEMIC.finditer(text, span.start, span.end))
        found.update(Span(*m.span()) for m in _EVIDENTIAL.finditer(text, span.start, span.end))
    return tuple(sorted(found))
