"""What a poll found and what becomes of it: parsed feeds, what was known, and the intent that the store applies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.model.entry import Entry
    from newsterm.model.feed import FeedInfo, FetchState


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document as values; entries in the document's order, no guid twice."""

    info: FeedInfo
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """What the store remembers of an entry, enough to see whether a new version differs."""

    digest: str
    """SHA-256 over everything the feed said of it."""
    text_digest: str
    """SHA-256 over the words of title and text alone: white space, markup and dates left out; empty where the entry
    was taken in from another reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryUpdate:
    """One entry to store."""

    entry: Entry
    digest: str
    text_digest: str
    new: bool
    story: str | None = None
    """Equal for entries of several feeds that lead to the same page; None where there is no link."""
    revised: bool = False
    """Whether the words changed, so that the version known before is kept as a revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedUpdate:
    """The whole outcome of one feed's poll, applied in one transaction."""

    url: str
    state: FetchState
    info: FeedInfo | None = None
    """None where nothing was parsed: a 304, the same body, an error."""
    entries: tuple[EntryUpdate, ...] = field(default=())
    """Only what is new or changed."""
    rewritten_url: str | None = None
    """Where the subscription moves to for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Ids of what an update brought."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
