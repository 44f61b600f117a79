"""What a poll found and what becomes of it: parsed feeds, what was known, and the intent that the store applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newsterm.model.entry import Entry
    from newsterm.model.feed import FeedInfo, FetchState
    from newsterm.model.rule import Deed


class ParsedFeed(Struct, frozen=True, kw_only=True):
    """A feed document as values; entries in the document's order, no guid twice."""

    info: FeedInfo
    entries: tuple[Entry, ...]
    same: tuple[str, ...] = ()
    """Links of the entries that were left out since they are as they were."""
    fingerprints: bytes = b""
    """Of all entries that another reading may leave out."""


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
    new: bool = False
    story: str | None = None
    """Equal for entries of several feeds that lead to the same page; None where there is no link."""
    words: str | None = None
    """What its content or summary says as plain text, where that has been worked out already."""
    revised: bool = False
    """Whether the words changed, so that the version known before is kept as a revision."""


class FeedRead(Struct, frozen=True, kw_only=True):
    """A feed document, ready to be compared with what is known of the feed."""

    info: FeedInfo
    entries: tuple[EntryUpdate, ...]
    """Without those that are known to be as they were; none is marked new or revised yet."""
    fingerprints: bytes = b""
    """See `ParsedFeed`."""


class FeedUpdate(Struct, frozen=True, kw_only=True):
    """The whole outcome of one feed's poll, applied in one transaction."""

    url: str
    state: FetchState
    info: FeedInfo | None = None
    """None where nothing was parsed: a 304, the same body, an error."""
    entries: tuple[EntryUpdate, ...] = ()
    """Only what is new or changed."""
    rewritten_url: str | None = None
    """Where the subscription moves to for good."""


class Applied(Struct, frozen=True, kw_only=True):
    """Ids of what an update brought."""

    new: tuple[str, ...] = ()
    """Without those that a rule has hidden."""
    changed: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    """What rules did to the new ones."""
