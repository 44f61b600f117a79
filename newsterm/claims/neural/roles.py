"""What a piece can be to a cue, and how far apart they stand: what training and reading must have alike."""

from __future__ import annotations

from bisect import bisect_right

ROLES = 5
"""0 nothing, 1 and 2 a content's first and other pieces, 3 and 4 a source's."""
RANK = 64
"""Width of the projections of cue and piece, for each role."""
_EDGES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
BUCKETS = 2 * len(_EDGES)
REACH = 512


def bucket(distance: int) -> int:
    """The bucket of a piece that stands so many pieces behind the cue's first (negative: before it)."""
    side = len(_EDGES) if distance >= 0 else 0
    return side + bisect_right(_EDGES, abs(distance)) - 1


DISTANCES = tuple(bucket(distance) for distance in range(-REACH, REACH + 1))
"""The bucket of each distance from -REACH on."""
