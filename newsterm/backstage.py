"""What the interface asks of the background, and how both speak: commands and events as lines of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec
from msgspec import Struct

from newsterm.events import Event
from newsterm.model.picture import Canvas  # noqa: TC001 - looked at when commands are read from lines

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

T = TypeVar("T")


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

    def illustrate(self, entry_id: str, canvas: Canvas) -> None:
        """An entry is read: fetch its pictures and draw them for the canvas; those of the entry before can wait."""

    def subscribe(self, address: str) -> None:
        """Add a feed by its address, or the feed of the page that is there, or the feeds of a list by its path."""

    def events(self) -> AsyncGenerator[Event, None]:
        """What happens, as it happens."""


class Poll(Struct, frozen=True, kw_only=True, tag=True):
    """Ask the due feeds, or these."""

    feeds: tuple[str, ...] | None = None


class Prepare(Struct, frozen=True, kw_only=True, tag=True):
    """Make what is missing of this entry."""

    entry: str
    page: bool = False
    """Fetch its page even if the feed's text is whole."""


class Illustrate(Struct, frozen=True, kw_only=True, tag=True):
    """Draw the pictures of this entry."""

    entry: str
    canvas: Canvas


class Subscribe(Struct, frozen=True, kw_only=True, tag=True):
    """Add a feed by its address, or the feed of the page that is there."""

    address: str


Command = Poll | Prepare | Illustrate | Subscribe

_commands: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def to_line(value: Command | Event) -> bytes:
    """One line of JSON, its end included."""
    return msgspec.json.encode(value) + b"\n"


def command_from(line: bytes) -> Command:
    """The command of a line; ValueError for a line that is none."""
    return _read(_commands, line)


def event_from(line: bytes) -> Event:
    """The event of a line; ValueError for a line that is none."""
    return _read(_events, line)


def _read(decoder: msgspec.json.Decoder[T], line: bytes) -> T:
    try:
        return decoder.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(f"neither a command nor an event: {line[:80]!r}") from error
