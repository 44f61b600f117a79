"""Claims that are sure enough to be shown, and how many are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from newsterm.model import MarkedClaim, Reading


def sure_part(reading: Reading, least: float) -> tuple[Reading, int]:
    """The entry with the claims that are at least so sure or bear a mark of the user's; how many others it has."""
    kept = tuple(marked for marked in reading.claims if _is_shown(marked, least))
    return replace(reading, claims=kept), len(reading.claims) - len(kept)


def _is_shown(marked: MarkedClaim, least: float) -> bool:
    state = marked.state
    return marked.claim.confidence >= least or bool(state.tags or state.note)
