"""A feed as its document says it, before anything is cleaned or chosen: what every reader of a format makes."""

from __future__ import annotations

from msgspec import Struct, field


class RawText(Struct, kw_only=True):
    """A text with what it is to be read as, and the address that its links are relative to."""

    value: str
    html: bool
    base: str | None = None


class RawFile(Struct, kw_only=True):
    """A file that comes with an entry."""

    url: str
    type: str | None = None
    length: str | None = None


class RawEntry(Struct, kw_only=True):
    """One entry; in lists of candidates the best comes first."""

    guid: str | None = None
    title: RawText | None = None
    links: list[str] = field(default_factory=list)
    """Candidates, resolved against their own base where they have one."""
    comments: str | None = None
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[RawFile] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    language: str | None = None
    summary: RawText | None = None
    content: RawText | None = None
    base: str | None = None


class RawFeed(Struct, kw_only=True):
    """A document."""

    id: str | None = None
    title: RawText | None = None
    links: list[str] = field(default_factory=list)
    feed_links: list[str] = field(default_factory=list)
    description: RawText | None = None
    language: str | None = None
    images: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    ttl: str | None = None
    """Minutes."""
    period: str | None = None
    """Syndication module: hourly, daily, weekly, monthly, yearly."""
    frequency: str | None = None
    skip_hours: list[str] = field(default_factory=list)
    skip_days: list[str] = field(default_factory=list)
    base: str | None = None
    entries: list[RawEntry] = field(default_factory=list)
