"""The pictures of a text: which of its images are there to be looked at, and where each stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.articles.assemble import absolute
from newsterm.articles.hints import names
from newsterm.articles.sightings import source_of
from newsterm.model import BlockKind, Picture, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from newsterm.articles.pieces import Piece
    from newsterm.articles.select import Verdict
    from newsterm.articles.sightings import Sighting
    from newsterm.model import Block

_SMALL = 48
"""Pixels; an image that says it is smaller is a sign, a face or a counter."""
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_SIGNS = names("emoji smiley smilies avatar gravatar icon icons logo spinner pixel spacer tracker tracking")
_SPLIT = re.compile(r"[^a-z]+")
_HARMLESS = frozenset({"credit", "standfirst", "date"})
"""Names of furniture that stand on the figures of stories, too."""
_HEAD_PIECES = 8
"""Pieces between the title of a page and its text: kicker, byline, date, standfirst."""
_MOST = 40
_WORDS = 300
"""Characters of an `alt` that are kept."""


def pictures(verdicts: Sequence[Verdict], blocks: Sequence[Block], base: str | None) -> tuple[Picture, ...]:
    """The pictures of what is kept; blocks are those that `assemble` made of the verdicts, in the same order."""
    body = next((v.piece for v in verdicts if v.label is None), None)
    around = set(body.element.iterancestors()) if body is not None else set()
    found, at = [], 0
    for verdict, block in zip(verdicts, blocks, strict=True):
        if verdict.label is None or block.kind is BlockKind.CAPTION:
            found += [(sighting, at) for sighting in verdict.piece.sightings if _is_of_text(sighting, around)]
        at = block.end if block.end is not None else at
    return _distinct(found, base)


def of_page(
    pieces: Sequence[Piece], verdicts: Sequence[Verdict], blocks: Sequence[Block], base: str | None, byline: str | None
) -> tuple[Picture, ...]:
    """A page's pictures: of what is kept, and those between title and text; not the face of who wrote it."""
    found = (*_head(pieces, verdicts, base), *pictures(verdicts, blocks, base))
    faces = {byline.casefold()} if byline else set()
    return tuple({p.url: p for p in found if (p.words or "").casefold() not in faces}.values())


def _head(pieces: Sequence[Piece], verdicts: Sequence[Verdict], base: str | None) -> tuple[Picture, ...]:
    body = {id(verdict.piece) for verdict in verdicts if verdict.label is None}
    first = next((index for index, piece in enumerate(pieces) if id(piece) in body), 0)
    start = max(0, first - _HEAD_PIECES)
    title = next((i for i in range(first - 1, start - 1, -1) if pieces[i].place.heading == 1), None)
    return () if title is None else lone([s for p in pieces[title + 1 : first] for s in p.sightings], 0, base)


def lone(sightings: Iterable[Sighting], at: int, base: str | None) -> tuple[Picture, ...]:
    """The pictures behind the last piece of a text, or of a text that has only pictures."""
    return _distinct([(sighting, at) for sighting in sightings if _is_of_text(sighting, set())], base)


def _distinct(found: Iterable[tuple[Sighting, int]], base: str | None) -> tuple[Picture, ...]:
    pictures: dict[str, Picture] = {}
    for sighting, at in found:
        url = absolute(source_of(sighting.image), base)
        if url and url.startswith("http") and len(pictures) < _MOST:
            words = clean_line(sighting.image.get("alt") or "")[:_WORDS] or None
            pictures.setdefault(url, Picture(url=url, at=at, words=words))
    return tuple(pictures.values())


def _is_of_text(sighting: Sighting, around: set[HtmlElement]) -> bool:
    """Whether an image is one to look at, and not in what names itself furniture inside the text."""
    inner = {kind for element, kind in sighting.hints if element not in around}
    return not inner - _HARMLESS and not _is_small(sighting.image)


def _is_small(image: HtmlElement) -> bool:
    stated = [_PIXELS.fullmatch(image.get(side) or "") for side in ("width", "height")]
    sizes = [int(match[1]) for match in stated if match]
    sizes += [int(size) for size in _STYLED.findall(image.get("style") or "")]
    called = f"{image.get('class') or ''} {image.get('id') or ''}".lower()
    return any(size < _SMALL for size in sizes) or not _SIGNS.isdisjoint(_SPLIT.split(called))
