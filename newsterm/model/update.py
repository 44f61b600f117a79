"""What a poll found and what becomes of it: parsed feeds, what was known, and the intent that the store applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from newsterm.model.entry import Entry
    from newsterm.model.feed import FeedInfo, FetchState


class ParsedFeed(Struct, frozen=True, kw_only=True):
    """A feed document as values; entries in the document's order, no guid twice."""

    info: FeedInfo
    entries: tuple[Entry, ...]


class KnownEntry(Struct, frozen=True, kw_only=True):
    """What the store remembers of an entry, enough to see whether a new version differs."""

    digest: str
    """SHA-256 over everything the feed said of it."""
    text_digest: str
    """SHA-256 over the words of title and text alone: white space, markup and dates left out; empty where the entry
    was taken in from another reader."""


class EntryUpdate(Struct, frozen=True, kw_only=True):
    """One entry to store."""

    entry: Entry
    digest: str
    text_digest: str
    new: bool
    story: str | None = None
    """Equal for entries of several feeds that lead to the same page; None where there is no link."""
    revised: bool = False
    """Whether the words changed, so that the version known before is kept as a revision."""


class FeedUpdate(Struct, frozen=True, kw_only=True):
    """The whole outcome of one feed's poll, applied in one transaction."""

    url: str
    state: FetchState
    info: FeedInfo | None = None
    """None where nothing was parsed: a 304, the same body, an error."""
    entries: tuple[EntryUpdate, ...] = field(default=())
    """Only what is new or changed."""
    rewritten_url: str | None = None
    """Where the subscription moves to for good."""


class Applied(Struct, frozen=True, kw_only=True):
    """Ids of what an update brought."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
