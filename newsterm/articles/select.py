"""Which pieces of a page are its article: where the opinions agree, and what stands among those."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsterm.articles.flat import flat_labels
from newsterm.articles.furniture import Facts, label_of
from newsterm.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.articles.opinions import Opinions
    from newsterm.articles.pieces import Piece

_ENOUGH = 0.7
"""The share of a piece's word triples that an opinion must have for the piece to be in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A piece that the article keeps: as body (`label` None), or as furniture of that kind."""

    piece: Piece
    label: str | None = None


def select(pieces: Sequence[Piece], opinions: Opinions, facts: Facts) -> list[Verdict]:
    """The pieces of the article, furniture among them marked; empty where nothing is body."""
    support = _supports(pieces, opinions)
    body = [index for index, found in enumerate(support) if found]
    if not body:
        return []
    facts = facts.around([pieces[index] for index in body])
    verdicts = []
    seen: set[tuple[str, ...]] = set()
    first, last = _region(pieces, support, facts)
    for index, piece in enumerate(pieces):
        inside = first <= index <= last
        if not inside and not support[index]:
            continue
        label = label_of(piece, facts)
        if label is None and inside and not support[index] and not _belongs(piece, facts):
            label = "aside"
        key = tuple(piece.words)
        if len(key) > 5 and key in seen:
            continue
        seen.add(key)
        verdicts.append(Verdict(piece=piece, label=label))
    return _with_flat_stage(verdicts)


def _with_flat_stage(verdicts: list[Verdict]) -> list[Verdict]:
    """What flat text shows of furniture holds for pages too: prompts of several lines, teasers at the end."""
    labels = flat_labels([v.piece.text for v in verdicts], known=[v.label for v in verdicts])
    return [Verdict(piece=v.piece, label=label) for v, label in zip(verdicts, labels, strict=True)]


def _region(pieces: Sequence[Piece], support: Sequence[int], facts: Facts) -> tuple[int, int]:
    """The first and last piece that is surely body."""
    sure = [i for i, piece in enumerate(pieces) if support[i] and label_of(piece, facts) is None]
    return (sure[0], sure[-1]) if sure else (len(pieces), -1)


def _belongs(piece: Piece, facts: Facts) -> bool:
    """Whether a piece that no opinion has still reads like part of the article around it."""
    return piece.kind is not BlockKind.CAPTION and piece.linked < 0.3 and piece.element.getparent() in facts.parents


def _supports(pieces: Sequence[Piece], opinions: Opinions) -> list[int]:
    """How many of the opinions that count have each piece."""
    precise = _coverage(pieces, opinions.precise)
    broad = _coverage(pieces, opinions.broad)
    stated = _coverage(pieces, opinions.stated)
    sizes = [sum(len(p.words) for p, has in zip(pieces, one, strict=True) if has) for one in (precise, broad)]
    if sizes[0] * 2 < sizes[1]:
        return [int(b or s) for b, s in zip(broad, stated, strict=True)]
    return [int(p or s) + int(p and b) for p, b, s in zip(precise, broad, stated, strict=True)]


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
            found.append(sum(t in triples for t in mine) >= _ENOUGH * len(mine))
        else:
            found.append(tuple(own) in pairs if len(own) == 2 else bool(own) and own[0] in singles)
    return [has and _near(found, pieces, index) for index, has in enumerate(found)]


def _near(found: Sequence[bool], pieces: Sequence[Piece], index: int) -> bool:
    """Short texts are found anywhere: one counts only beside a longer one that is found."""
    if len(pieces[index].words) >= 5:
        return True
    around = range(max(0, index - 2), min(len(pieces), index + 3))
    return any(found[i] and len(pieces[i].words) >= 5 for i in around)
