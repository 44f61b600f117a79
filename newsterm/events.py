"""What happened, as plain values: the poller tells, the interface and the command line show."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from newsterm.model.picture import Drawn  # noqa: TC001 - looked at when events are read from lines


class Outcome(StrEnum):
    """How one feed's turn in a round ended."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_DUE = "not due"
    FAILED = "failed"


class RoundStarted(Struct, frozen=True, kw_only=True, tag=True):
    """A round begins with this many feeds to ask."""

    due: int
    total: int


class FeedPolled(Struct, frozen=True, kw_only=True, tag=True):
    """One feed's turn is over."""

    feed: str
    outcome: Outcome
    new: int = 0
    changed: int = 0
    reason: str | None = None
    """Why it failed or was not due, in words."""
    done: int = 0
    due: int = 0


class RoundEnded(Struct, frozen=True, kw_only=True, tag=True):
    """A round is over."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    not_due: int = 0
    skipped: str | None = None
    """Which feed was skipped first, and why."""
    failed: int = 0
    next_due: str | None = None
    """RFC 3339 UTC: when the next feed is due."""
    interrupted: bool = False


class EntryPrepared(Struct, frozen=True, kw_only=True, tag=True):
    """Article and claims of an entry are stored."""

    entry: str
    claims: int = 0


class PictureDrawn(Struct, frozen=True, kw_only=True, tag=True):
    """A picture of an opened entry can be shown."""

    entry: str
    url: str
    drawn: Drawn


class PictureMissing(Struct, frozen=True, kw_only=True, tag=True):
    """A picture of an opened entry can't be shown."""

    entry: str
    url: str
    reason: str
    """In words; empty where it is too small to be missed."""


class Subscribed(Struct, frozen=True, kw_only=True, tag=True):
    """A feed was added."""

    feed: str
    title: str
    known: bool = False
    """Whether it was subscribed already."""


class FeedsFound(Struct, frozen=True, kw_only=True, tag=True):
    """A page offers several feeds; the user chooses. Pairs of address and title."""

    page: str
    candidates: tuple[tuple[str, str], ...]


class Arrived(Struct, frozen=True, kw_only=True, tag=True):
    """Items arrived that a rule tells the user of."""

    rule: str
    titles: tuple[str, ...]
    """Of the first few, each with its outlet."""
    count: int

    @property
    def words(self) -> tuple[str, str]:
        """Title and body of a notification."""
        rest = self.count - len(self.titles)
        more = (f"and {rest:,} more",) if rest else ()
        return f"{self.rule}: {self.count:,} new", "\n".join((*self.titles, *more))


class Notice(Struct, frozen=True, kw_only=True, tag=True):
    """Something the user should read, in words."""

    text: str
    bad: bool = False


Event = (
    RoundStarted
    | FeedPolled
    | RoundEnded
    | EntryPrepared
    | PictureDrawn
    | PictureMissing
    | Subscribed
    | FeedsFound
    | Arrived
    | Notice
)
