"""Which pieces of a page are its article: where the opinions agree, and what stands among those."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.articles.flat import flat_labels
from newsterm.articles.furniture import Facts, label_of, light_label, list_around
from newsterm.articles.order import heads, linked_tail, repeats, standfirsts
from newsterm.articles.support import supports
from newsterm.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.articles.opinions import Opinions
    from newsterm.articles.pieces import Piece


class Verdict(Struct, frozen=True, kw_only=True):
    """A piece that the article keeps: as body (`label` None), or as furniture of that kind."""

    piece: Piece
    label: str | None = None


def select(pieces: Sequence[Piece], opinions: Opinions, facts: Facts) -> list[Verdict]:
    """The pieces of the article, furniture among them marked; empty where nothing is body."""
    support = supports(pieces, opinions)
    facts = facts.around(pieces, support)
    labels = [label_of(piece, facts) for piece in pieces]
    sure = [i for i, label in enumerate(labels) if support[i] and label is None]
    if not sure:
        return []
    kept = []
    for index in range(_opening(labels, sure[0]), len(pieces)):
        piece, inside = pieces[index], sure[0] <= index <= sure[-1]
        if support[index] or inside:
            fits = support[index] or _belongs(piece, facts) or _heads(pieces, support, index)
            kept.append(Verdict(piece=piece, label=labels[index] or (None if fits else "aside")))
        elif index < sure[0] and piece.kind is BlockKind.CAPTION and piece.place.figure is not None:
            kept.append(Verdict(piece=piece, label="caption"))
    return _by_order(kept)


def whole(pieces: Sequence[Piece], facts: Facts, *, title: str | None = None) -> list[Verdict]:
    """All pieces of a text that is known to be the article; what names itself furniture is, while more is left."""
    facts = facts.around(pieces, [True] * len(pieces))
    known = [light_label(piece, facts) for piece in pieces]
    if None not in known:
        known = [None] * len(pieces)
    labels = flat_labels([piece.text for piece in pieces], title=title, known=known)
    return [Verdict(piece=piece, label=label) for piece, label in zip(pieces, labels, strict=True)]


def _opening(labels: Sequence[str | None], first: int) -> int:
    """Where the article's head begins: behind the last title before the body, else with the body itself."""
    titles = [index for index in range(first) if labels[index] == "title"]
    return titles[-1] if titles else first


def _belongs(piece: Piece, facts: Facts) -> bool:
    """Whether a piece that no opinion has still reads like part of the article around it."""
    if piece.kind is BlockKind.QUOTE:  # posts of others, embedded: a wrapper of their own, links to their authors
        return any(element in facts.parents for element in islice(piece.element.iterancestors(), 4))
    if piece.kind is BlockKind.CAPTION or piece.linked >= 0.3:
        return False
    return piece.element.getparent() in facts.parents or list_around(piece) in facts.lists


def _heads(pieces: Sequence[Piece], support: Sequence[bool], index: int) -> bool:
    """Whether a piece is a heading, linked or not, right above body of the same element: names of goods, of places."""
    if pieces[index].kind is not BlockKind.HEADING or index + 1 >= len(pieces) or not support[index + 1]:
        return False
    return pieces[index].element.getparent() is pieces[index + 1].element.getparent()


def _by_order(verdicts: list[Verdict]) -> list[Verdict]:
    """The stages that look at pieces in a row: what stands before the lead, repeats, prompts, teasers at the end."""
    pieces = [v.piece for v in verdicts]
    labels = [v.label for v in verdicts]
    for stage in (standfirsts, heads, repeats, linked_tail):
        for index, label in stage(pieces, labels).items():
            labels[index] = labels[index] or label
    labels = flat_labels([piece.text for piece in pieces], known=labels)
    shown = [Verdict(piece=piece, label=label) for piece, label in zip(pieces, labels, strict=True)]
    return [v for i, v in enumerate(shown) if not (v.label and _told(v, shown[:i][-8:]))]


def _told(verdict: Verdict, before: Sequence[Verdict]) -> bool:
    """Whether furniture just before said the same: pages carry captions twice, for narrow and for wide screens."""
    return any(other.label and other.piece.words == verdict.piece.words for other in before)
