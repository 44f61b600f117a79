"""The pictures of an opened entry: where each stands in the text, and the words that belong to it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model.article import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.model.article import Article, Block
    from newsterm.model.entry import Entry, Reading

MOST = 12
"""Pictures of an article that are shown; what is more is a gallery, for a browser."""
_PICTURE_FILES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


class Picture(Struct, frozen=True, kw_only=True):
    """A picture of an article."""

    url: str
    at: int = 0
    """The text offset behind which it stands: the end of the block before it, 0 at the top."""
    words: str | None = None
    """What the page says in its place (`alt`)."""


class Form(StrEnum):
    """How a terminal is given a picture."""

    KITTY = "kitty"
    """kitty's graphics protocol, with Unicode placeholders."""
    SIXEL = "sixel"
    HALF_BLOCKS = "half-blocks"
    """Cells of two colours, one above the other."""


class Canvas(Struct, frozen=True, kw_only=True):
    """What there is to draw a picture on."""

    form: Form
    columns: int
    """Cells, at most."""
    rows: int
    cell_width: int
    """Pixels."""
    cell_height: int


class Drawn(Struct, frozen=True, kw_only=True):
    """A picture drawn for a canvas."""

    form: Form
    columns: int
    rows: int
    data: bytes
    """PNG for kitty; for half-blocks RGB, two rows of pixels a row of cells; for sixel an image a row, line by line."""


class Figure(Struct, frozen=True, kw_only=True):
    """A picture with its caption."""

    picture: Picture
    captions: tuple[Block, ...] = ()
    """Caption, credit: in the article they are furniture."""

    @property
    def caption(self) -> str:
        """The caption in words; empty where there is none."""
        return "\n".join(block.text for block in self.captions)


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """The pictures that belong into an opened entry's text, in order; where the text has none, the feed's own."""
    article = reading.article
    if article is None:
        return ()
    captions: dict[str, list[Block]] = {}
    for block in article.blocks:
        if block.kind is BlockKind.CAPTION and block.furniture and block.image:
            captions.setdefault(block.image, []).append(block)
    pictures = article.pictures or tuple(_captioned(article)) or tuple(_lead(reading.item.entry))
    return tuple(Figure(picture=p, captions=tuple(captions.get(p.url, ()))) for p in pictures[:MOST])


def _captioned(article: Article) -> Iterable[Picture]:
    """The pictures of an article that was made before pictures were: those that have a caption."""
    at, seen = 0, set()
    for block in article.blocks:
        if block.kind is BlockKind.CAPTION and block.furniture and block.image and block.image not in seen:
            seen.add(block.image)
            yield Picture(url=block.image, at=at)
        at = block.end if block.end is not None else at


def _lead(entry: Entry) -> Iterable[Picture]:
    """The picture that came with the entry, beside its text."""
    files = [file.url for file in entry.enclosures if file.is_picture]
    paths = ((url, url.partition("?")[0].partition("#")[0]) for url in entry.media)
    files += [url for url, path in paths if path.lower().endswith(_PICTURE_FILES)]
    return [Picture(url=url) for url in files[:1]]
