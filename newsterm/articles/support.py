"""Which pieces of a page the opinions on it have."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsterm.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.articles.opinions import Opinions
    from newsterm.articles.pieces import Piece

_ENOUGH = 0.7
"""The share of a piece's word triples that an opinion must have for the piece to be in it."""
_PROSE = 25
"""Words from which a paragraph that only the broad opinion has counts: the shorter ones are captions and bylines."""


def supports(pieces: Sequence[Piece], opinions: Opinions) -> list[bool]:
    """For each piece whether it is in the article according to the opinions that count.

    The precise opinion is followed, unless it has less than half of what the broad one has. What only the broad one has
    counts where it is prose and stands before the precise one's end: behind it come notes and other stories.
    """
    precise = _coverage(pieces, opinions.precise)
    broad = _coverage(pieces, opinions.broad)
    stated = _coverage(pieces, opinions.stated)
    sizes = [sum(len(p.words) for p, has in zip(pieces, one, strict=True) if has) for one in (precise, broad)]
    if sizes[0] * 2 < sizes[1]:
        return [b or s for b, s in zip(broad, stated, strict=True)]
    last = max((index for index, has in enumerate(precise) if has), default=-1)
    return [
        p or s or (b and index < last and _is_prose(piece))
        for index, (piece, p, b, s) in enumerate(zip(pieces, precise, broad, stated, strict=True))
    ]


def _is_prose(piece: Piece) -> bool:
    return piece.kind is BlockKind.PARAGRAPH and len(piece.words) >= _PROSE and piece.linked < 0.3


def _coverage(pieces: Sequence[Piece], opinion: list[str]) -> list[bool]:
    """Which pieces an opinion has."""
    triples = set(zip(opinion, opinion[1:], opinion[2:], strict=False))
    pairs = set(pairwise(opinion))
    singles = set(opinion)
    found = []
    for piece in pieces:
        own = piece.words
        if len(own) >= 3:
            mine = list(zip(own, own[1:], own[2:], strict=False))
            found.append(sum(triple in triples for triple in mine) >= _ENOUGH * len(mine))
        else:
            found.append(tuple(own) in pairs if len(own) == 2 else bool(own) and own[0] in singles)
    return [has and _near(found, pieces, index) for index, has in enumerate(found)]


def _near(found: Sequence[bool], pieces: Sequence[Piece], index: int) -> bool:
    """Short texts are found anywhere: one counts only beside a longer one that is found."""
    if len(pieces[index].words) >= 5:
        return True
    around = range(max(0, index - 2), min(len(pieces), index + 3))
    return any(found[i] and len(pieces[i].words) >= 5 for i in around)
