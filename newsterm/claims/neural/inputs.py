"""What the encoder reads: pieces of a text with what is known of each beforehand, in windows of whole paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.text.quotes import find_quotations
from newsterm.claims.text.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.neural.wordpiece import Piece, WordPiece

SHAPES = 4
"""Ways a word is written: small, with a capital, in capitals, anything else."""
QUOTED = 3
"""Where a piece stands: outside quotation marks, inside, or it is a mark."""


class Pieces(Struct, frozen=True):
    """A text as pieces; lists of equal length, one number a piece."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    shapes: list[int]
    quoted: list[int]
    paragraphs: list[tuple[int, int]]
    """The pieces of each paragraph that has any: first to last, half-open."""

    def __len__(self) -> int:
        return len(self.ids)


def read(text: str, wordpiece: WordPiece) -> Pieces:
    """The text's pieces, paragraph by paragraph."""
    pieces: list[Piece] = []
    ranges: list[tuple[int, int]] = []
    for span in paragraphs(text):
        first = len(pieces)
        pieces += wordpiece(text, span.start, span.end)
        if len(pieces) > first:
            ranges.append((first, len(pieces)))
    return Pieces(
        ids=[p.id for p in pieces],
        starts=[p.start for p in pieces],
        ends=[p.end for p in pieces],
        shapes=[_shape(text[p.start : p.end]) for p in pieces],
        quoted=_quoted(text, pieces),
        paragraphs=ranges,
    )


def _shape(word: str) -> int:
    if word.islower():
        return 0
    if word[:1].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3


def _quoted(text: str, pieces: Sequence[Piece]) -> list[int]:
    marks = [0] * len(pieces)
    at = 0
    for quotation in find_quotations(text):
        start, end = quotation.span
        while at < len(pieces) and pieces[at].start < start:
            at += 1
        while at < len(pieces) and pieces[at].start < end:
            edge = pieces[at].start == start or pieces[at].end == end
            marks[at] = 2 if edge else 1
            at += 1
    return marks


class Window(Struct, frozen=True):
    """A stretch of pieces that is read at once, and the part of it whose cues count."""

    first: int
    last: int
    own_first: int
    own_last: int


def windows(pieces: Pieces, size: int) -> list[Window]:
    """Windows of at most `size` pieces that own every piece once.

    Each owns whole paragraphs, up to seven ninths of its size, and sees a ninth of what stands before and after them;
    a paragraph that is longer than that is owned in parts.
    """
    around = size // 9
    most = size - 2 * around
    found: list[Window] = []
    ranges = [part for first, last in pieces.paragraphs for part in _parts(first, last, most)]
    at = 0
    while at < len(ranges):
        own_first, own_last = ranges[at]
        at += 1
        while at < len(ranges) and ranges[at][1] - own_first <= most:
            own_last = ranges[at][1]
            at += 1
        found.append(Window(max(0, own_first - around), min(len(pieces), own_last + around), own_first, own_last))
    return found


def _parts(first: int, last: int, size: int) -> list[tuple[int, int]]:
    return [(at, min(last, at + size)) for at in range(first, last, size)]
