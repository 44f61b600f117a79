"""Claims: a text becomes attributions; pure, no clock, no I/O.

The extractors are imported on the first use of what needs them: they take 0.1 s.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsterm.claims.assemble import find_claims, own_voice
    from newsterm.claims.engines import ENGINE, EXTRACTOR

__all__ = ["ENGINE", "EXTRACTOR", "find_claims", "own_voice"]

_WHERE = {
    "ENGINE": "newsterm.claims.engines",
    "EXTRACTOR": "newsterm.claims.engines",
    "find_claims": "newsterm.claims.assemble",
    "own_voice": "newsterm.claims.assemble",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
