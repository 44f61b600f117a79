"""Claims: a text becomes attributions; pure, no clock, no I/O."""

from newsterm.claims.assemble import find_claims, own_voice
from newsterm.claims.engines import ENGINE, EXTRACTOR

__all__ = ["ENGINE", "EXTRACTOR", "find_claims", "own_voice"]
