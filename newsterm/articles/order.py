"""Furniture that shows by the order of pieces: standfirsts before the text, repeats of it behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.articles.pieces import Piece

_HEAD_WORDS = 80
"""The head of an article ends where so many words of body have been read."""
_PROSE = 20
"""Words from which a paragraph tells something."""
_FEW = 2
"""Pieces that a head has; more of them are a list or a poem."""
_HEAD_LINE = 15
_MOSTLY = 0.8
_SENTENCE = re.compile(r"[.!?:;…。！？।؟]\W*$")
_STANDFIRST = 60
"""Words up to which a piece between title and byline sums the story up; a longer one has begun to tell it."""
_REPEATED = 0.85
"""The share of its word triples that a teaser has from the lead."""


def standfirsts(pieces: Sequence[Piece], labels: Sequence[str | None]) -> dict[int, str]:
    """Lines between the title and the byline or date; and a heading right behind the title that is a sentence."""
    title = next((i for i, label in enumerate(labels) if label == "title"), -1)
    read, end = 0, title
    for index in range(title + 1, len(pieces)):
        if labels[index] in ("byline", "date"):
            end = index
        if labels[index] is None:
            read += len(pieces[index].words)
        if read > _HEAD_WORDS:
            break
    found = {i: "standfirst" for i in range(title + 1, end) if labels[i] is None and len(pieces[i].words) < _STANDFIRST}
    if len(found) > _FEW:
        found = {}
    after = title + 1
    if 0 < after < len(pieces) and pieces[after].kind is BlockKind.HEADING and len(pieces[after].words) >= 8:
        found[after] = "standfirst"
    return found


def heads(pieces: Sequence[Piece], labels: Sequence[str | None]) -> dict[int, str]:
    """Short lines that are no sentences, and headings, before the first prose: kickers, stamps, names of sections."""
    body = [index for index, label in enumerate(labels) if label is None]
    prose = [index for index in body if len(pieces[index].words) >= _PROSE]
    ended = [index for index in prose if is_sentence(pieces[index].text)]
    # Where paragraphs don't end in full stops (Thai, poems), a missing one tells nothing.
    if not ended or 2 * len(ended) < len(prose):
        return {}
    found = {}
    for index in body:
        piece = pieces[index]
        if index >= ended[0] or piece.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            break
        if piece.kind is BlockKind.HEADING or (len(piece.words) <= _HEAD_LINE and not is_sentence(piece.text)):
            found[index] = "head"
    return found if len(found) <= _FEW else {}


def linked_tail(pieces: Sequence[Piece], labels: Sequence[str | None]) -> dict[int, str]:
    """Links behind the last prose: other stories."""
    found: dict[int, str] = {}
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if labels[index] is not None:
            continue
        if piece.linked <= _MOSTLY:
            break
        found[index] = "related"
    return found


def is_sentence(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return _SENTENCE.search(text[-12:]) is not None


def repeats(pieces: Sequence[Piece], labels: Sequence[str | None]) -> dict[int, str]:
    """Pieces that an earlier one equals; and at the end those that only tell the lead again, as a teaser of itself."""
    told: set[tuple[str, ...]] = set()
    found: dict[int, str] = {}
    body = [index for index, label in enumerate(labels) if label is None]
    for index in body:
        key = tuple(pieces[index].words)
        if len(key) > 5 and key in told and pieces[index].kind is BlockKind.PARAGRAPH:
            found[index] = "repeat"
        told.add(key)
    lead = {triple for index in body[:3] for triple in _triples(pieces[index])}
    for index in reversed(body[3:]):
        mine = _triples(pieces[index])
        if index in found:
            continue
        if len(mine) < 6 or sum(triple in lead for triple in mine) < _REPEATED * len(mine):
            break
        found[index] = "repeat"
    return found


def _triples(piece: Piece) -> list[tuple[str, ...]]:
    own = piece.words
    return list(zip(own, own[1:], own[2:], strict=False))
