"""The background process as the interface sees it: commands go in, events come out, nothing in it can block a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from newsterm.events import Event


class Backstage(Protocol):
    """Who fetches, extracts and finds claims for the interface.

    Every command returns at once; what comes of it arrives as events and, in the library, as data.
    """

    def poll(self, feeds: Sequence[str] | None = None) -> None:
        """Start a round: the due feeds, or the named ones (by URL) though they may not be due."""

    def prepare(self, entry_id: str, *, page: bool = False) -> None:
        """Make article and claims of this entry next; with `page`, fetch its page even if the feed's text is whole."""

    def subscribe(self, address: str) -> None:
        """Add a feed by its address, or the feed of the page that is there."""

    def events(self) -> AsyncIterator[Event]:
        """What happens, as it happens; ends when the process ends."""
