"""Pieces become an article: blocks in order, one text, and offsets that fit to the character."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsterm.articles.sightings import source_of
from newsterm.model import Block, BlockKind, Link, Span, clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.articles.pieces import Piece
    from newsterm.articles.select import Verdict

_SEPARATOR = "\n\n"
_SCHEMES = frozenset({"http", "https", "mailto"})


def assemble(verdicts: Sequence[Verdict], base: str | None) -> tuple[str, tuple[Block, ...]]:
    """The body's text and all blocks; furniture has no offsets."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for verdict in verdicts:
        piece = verdict.piece
        if verdict.label is not None:
            blocks.append(_block(piece, base, label=verdict.label))
            continue
        start = at + len(_SEPARATOR) if texts else 0
        at = start + len(piece.text)
        texts.append(piece.text)
        blocks.append(_block(piece, base, start=start, end=at))
    return _SEPARATOR.join(texts), tuple(blocks)


def _block(
    piece: Piece, base: str | None, *, start: int | None = None, end: int | None = None, label: str | None = None
) -> Block:
    """A piece as a block, with absolute links."""
    place = piece.place
    kind = piece.kind
    if label is not None:
        kind = BlockKind.CAPTION if label == "caption" else BlockKind.FURNITURE
    links = ((run, absolute(run.href, base)) for run in piece.links)
    return Block(
        kind=kind,
        text=piece.text,
        start=start,
        end=end,
        furniture=label is not None,
        label=label,
        level=_level(piece),
        marker=place.marker if piece.kind in (BlockKind.LIST, BlockKind.FOOTNOTE) else None,
        rows=piece.rows,
        links=tuple(Link(span=Span(run.start, run.end), url=url) for run, url in links if url),
        image=absolute(_image_of(piece), base) if kind is BlockKind.CAPTION else None,
    )


def _level(piece: Piece) -> int:
    place = piece.place
    if piece.kind is BlockKind.HEADING:
        return place.heading
    depth = {BlockKind.LIST: place.lists, BlockKind.QUOTE: place.quotes}.get(piece.kind, 1)
    return max(0, depth - 1)


def absolute(href: str | None, base: str | None) -> str | None:
    """An address that can be opened from anywhere, or None for anything else than a page or a mail address."""
    if not href:
        return None
    try:
        url = urljoin(base or "", clean_line(href))
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme != "mailto" and not parts.hostname) or " " in url:
        return None
    return clean_text(url)


def _image_of(caption: Piece) -> str | None:
    """The address, as written, of the picture that a caption belongs to: its figure's, else the one right before it."""
    figure = caption.place.figure
    image = next(figure.iter("img"), None) if figure is not None else None
    if figure is None and caption.sightings:
        image = caption.sightings[-1].image
    return source_of(image) if image is not None else None
