"""How sure the extractor is of a claim: the share of claims of the same rule that were right on development data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.claims.raw import RawClaim

_BY_PATTERN = {
    "preceding": 0.87,
    "inverted": 0.8,
    "according-last": 0.88,
    "according-first": 0.85,
    "as": 0.6,
    "following-s": 0.49,
    "following-o": 0.35,
    "passive-by": 0.5,
    "passive": 0.3,
    "raising": 0.2,
    "noun": 0.12,
    "adverb": 0.12,
    "quotation": 0.65,
}
_UNKNOWN = 0.3


def confidence_of(raw: RawClaim) -> float:
    """From 0 to 1: the tagger's own probability where it has one, else the rule's measured precision."""
    if raw.score is not None:
        return round(min(1.0, max(0.0, raw.score)), 3)
    return _BY_PATTERN.get(raw.pattern, _UNKNOWN)
