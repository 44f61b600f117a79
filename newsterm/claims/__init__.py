"""Claims: a text becomes attributions; pure, no clock, no I/O."""

from newsterm.claims.assemble import EXTRACTOR, find_claims, own_voice

__all__ = ["EXTRACTOR", "find_claims", "own_voice"]
