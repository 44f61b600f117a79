"""What the interface asks of the background, and how both speak: commands and events as lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol

from newsterm import events

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from newsterm.events import Event


class Backstage(Protocol):
    """Who fetches, extracts and finds claims for the interface.

    Every command returns at once; what comes of it arrives as events and, in the library, as data.
    """

    def poll(self, feeds: Sequence[str] | None = None) -> None:
        """Start a round: the due feeds, or the named ones (by URL) though they may not be due."""

    def prepare(self, entry_id: str, *, page: bool = False) -> None:
        """An entry was opened: make what is missing of its article and claims next.

        Its page is fetched where the feed's text is not whole; with `page`, in any case.
        """

    def subscribe(self, address: str) -> None:
        """Add a feed by its address, or the feed of the page that is there, or the feeds of a list by its path."""

    def events(self) -> AsyncGenerator[Event, None]:
        """What happens, as it happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """Ask the due feeds, or these."""

    feeds: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepare:
    """Make what is missing of this entry."""

    entry: str
    page: bool = False
    """Fetch its page even if the feed's text is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """Add a feed by its address, or the feed of the page that is there."""

    address: str


Command = Poll | Prepare | Subscribe

_COMMANDS: dict[str, type[Command]] = {t.__name__: t for t in (Poll, Prepare, Subscribe)}
_EVENTS: dict[str, type[Event]] = {
    t.__name__: t
    for t in (
        events.RoundStarted,
        events.FeedPolled,
        events.RoundEnded,
        events.EntryPrepared,
        events.Subscribed,
        events.FeedsFound,
        events.Notice,
    )
}


def to_line(value: Command | Event) -> bytes:
    """One line of JSON, its end included."""
    return json.dumps({"is": type(value).__name__, **asdict(value)}).encode() + b"\n"


def command_from(line: bytes) -> Command:
    """The command of a line; ValueError for a line that is none."""
    command: Command = _from_line(line, _COMMANDS)
    return command


def event_from(line: bytes) -> Event:
    """The event of a line; ValueError for a line that is none."""
    event: Event = _from_line(line, _EVENTS)
    return event


def _from_line(line: bytes, kinds: dict[str, Any]) -> Any:
    told = json.loads(line)
    kind = kinds.get(told.pop("is", "")) if isinstance(told, dict) else None
    if kind is None or not {f.name for f in fields(kind)} >= told.keys():
        raise ValueError(f"neither a command nor an event: {line[:80]!r}")
    if "outcome" in told:
        told["outcome"] = events.Outcome(told["outcome"])
    return kind(**{name: _frozen(value) for name, value in told.items()})


def _frozen(value: Any) -> Any:
    """JSON's lists are the values' tuples."""
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value
