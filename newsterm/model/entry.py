"""An entry of a feed: what the feed said (Entry), what the user did with it (EntryState), and both together (Item)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model.article import Article
    from newsterm.model.claim import Kind, MarkedClaim


class Enclosure(Struct, frozen=True, kw_only=True):
    """A file that comes with an entry (RFC 4287 `rel=enclosure`)."""

    url: str
    type: str | None = None
    length: int | None = None
    """Bytes, as stated."""

    @property
    def is_picture(self) -> bool:
        """Whether it is an image: nothing to play, and often only a preview of the story."""
        return (self.type or "").startswith("image")


class Entry(Struct, frozen=True, kw_only=True):
    """What a feed said of one entry. Texts are cleaned, links absolute, times UTC."""

    guid: str
    """The identity inside its feed: guid, else link, else a hash of title, date and body."""
    title: str | None = None
    link: str | None = None
    comments: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    media: tuple[str, ...] = ()
    """Addresses of images, audio and video (Media RSS)."""
    language: str | None = None
    summary: str | None = None
    """Sanitised HTML."""
    content: str | None = None
    """Sanitised HTML."""


class EntryState(Struct, frozen=True, kw_only=True):
    """What the user did with an entry."""

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None
    hidden: bool = False
    """Whether it is in no list, count or claim listing, unless `is:hidden` asks for it."""


class Item(Struct, frozen=True, kw_only=True):
    """A row of a list: an entry without its summary and content, where it comes from, its marks, its sourcing."""

    id: str
    entry: Entry
    state: EntryState
    feed: str
    """URL of the feed that brought it first."""
    feeds: tuple[str, ...]
    """URLs of all feeds that carry it."""
    feed_title: str
    first_seen: datetime
    sort_time: datetime
    """The stated date, or `first_seen` where that date is missing or can't be (before 1990, in the future)."""
    claims: int = 0
    kinds: tuple[tuple[Kind, int], ...] = ()
    """How many of the claims rest on which kind of source, in the order of Kind."""
    prepared: bool = False
    """Whether article and claims are stored."""
    revisions: int = 0

    @property
    def title(self) -> str:
        """The title, or words that stand for a missing one."""
        return self.entry.title or "(no title)"


class Reading(Struct, frozen=True, kw_only=True):
    """An opened entry: everything that the article and the claims pane show."""

    item: Item
    """With summary and content."""
    article: Article | None
    """None until the background process has prepared it."""
    claims: tuple[MarkedClaim, ...] = ()
    note: str | None = None
    """What a reader should know about this text, in words: "the page wants a login; this is the feed's summary"."""
