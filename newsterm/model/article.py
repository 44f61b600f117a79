"""An article: plain text in blocks, with offsets that claims can point to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model.picture import Picture


class Span(NamedTuple):
    """A half-open range of code points of a text (W3C TextPositionSelector)."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


class Link(Struct, frozen=True, kw_only=True):
    """A link inside a block; the span counts from the block's start."""

    span: Span
    url: str


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, list item and so on.

    `start` and `end` place the block's text in the article's; they are None for furniture of a page, whose text is not
    part of the article's. For articles made from given text every block has them.
    """

    kind: BlockKind
    text: str
    start: int | None = None
    end: int | None = None
    furniture: bool = False
    label: str | None = None
    """What kind of furniture: "promo", "newsletter", "teaser", "credit", "share", ..."""
    level: int = 0
    """Headings 1-6; depth of a list item or quotation, from 0."""
    marker: str | None = None
    """What stands before a list item or footnote: a bullet, its number, its mark."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table; its text is the rows, cells separated by tabs."""
    links: tuple[Link, ...] = ()
    image: str | None = None
    """Address of the image that a caption belongs to."""


class Article(Struct, frozen=True, kw_only=True):
    """The story as plain text. Blocks that have offsets satisfy `text[start:end] == block.text`."""

    text: str
    """The body; blocks are separated by a blank line."""
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()
    """In the order in which they stand; none in an article that was made before pictures were looked for."""
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    """The site's display name."""
    url: str | None = None
    """The canonical address."""
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    origin: str = "feed"
    """Where the text comes from: "feed", "page" or "text"."""
    extractor: str = ""
    """Name and version of what made it; a higher version makes it anew."""
    selector: str | None = None
    """Which elements of the page it was cut from, where the user says so."""
    wish: str = ""
    """What the settings asked of the text when it was last seen to; another wish makes it anew when it is opened."""
    asked: datetime | None = None
    """When its page last answered, whatever came of that; None where it is to be asked when there is occasion."""
    as_of: datetime | None = None
    """What the feed gave as the story's last change when the page was asked."""
    note: str | None = None
    """What a reader should know about this text, in words: that it is only the beginning, for instance."""
