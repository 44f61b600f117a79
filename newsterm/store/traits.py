"""Which kinds of source, acts, types of quotation and hedges the claims of an entry have: a bit each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsterm.model.claim import Act, Kind, QuoteType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIRST = (("kind", Kind, 0), ("act", Act, 12), ("quote_type", QuoteType, 24))
"""The bit of the first value of each; the cache keeps them, so that others can only follow."""
BITS: Mapping[tuple[str, str | bool], int] = {
    **{(field, value.value): 1 << (first + n) for field, values, first in _FIRST for n, value in enumerate(values)},
    ("hedged", False): 1 << 32,
    ("hedged", True): 1 << 33,
}
"""The bit of a field of claims and its value."""


def traits_of(claims: Iterable[Mapping[str, Any]]) -> int:
    """The bits of these claims."""
    bits = 0
    for claim in claims:
        for field in ("kind", "act", "quote_type", "hedged"):
            bits |= BITS.get((field, claim.get(field, "")), 0)
    return bits


def _case(field: str) -> str:
    whens = " ".join(f"WHEN {_literal(value)} THEN {bit}" for (name, value), bit in BITS.items() if name == field)
    return f"ifnull(sum(DISTINCT CASE claims.{field} {whens} ELSE 0 END), 0)"


def _literal(value: str | bool) -> str:
    return str(int(value)) if isinstance(value, bool) else f"'{value}'"


COUNTED = (
    f"(SELECT {' + '.join(map(_case, ('kind', 'act', 'quote_type', 'hedged')))} FROM claims "  # noqa: S608 - ours
    "WHERE claims.entry = +entries.id AND claims.live AND NOT claims.rejected)"
)
"""SQL of the bits of an entry's claims that count."""
RENEWING = (
    f"UPDATE entries SET traits = {COUNTED} WHERE claims > 0",  # noqa: S608 - ours
    "UPDATE entries SET doc = json_set(doc, '$.traits', traits) WHERE traits IS NOT NULL AND json_valid(doc)",
)
"""SQL that gives every entry its bits."""
