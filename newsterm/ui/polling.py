"""How polling goes, as its events tell it: progress and next round for the top line, words for the bottom line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm.events import FeedPolled, Notice, Outcome, RoundEnded, RoundStarted
from newsterm.ui.render.times import clock_time

if TYPE_CHECKING:
    from datetime import tzinfo

    from newsterm.events import Event
    from newsterm.ui.render.tags import Part

_BAR = 8


class PollState(Struct, frozen=True, kw_only=True):
    """How polling goes, as the events told it."""

    done: int = 0
    due: int = 0
    running: bool = False
    failed: int = 0
    new: int = 0
    next_due: datetime | None = None

    def after(self, event: Event) -> PollState:
        """The state after an event."""
        match event:
            case RoundStarted(due=due):
                return replace(self, done=0, due=due, running=due > 0, failed=0, new=0)
            case FeedPolled():
                failed = self.failed + (event.outcome is Outcome.FAILED)
                new = self.new + event.new
                return replace(self, done=event.done, due=max(event.due, event.done), failed=failed, new=new)
            case RoundEnded(next_due=next_due):
                moment = datetime.fromisoformat(next_due) if next_due else None
                return replace(self, running=False, next_due=moment)
            case _:
                return self

    def parts(self, now: datetime, zone: tzinfo | None) -> list[Part]:
        """In words: the progress of a round, or when the next one is due."""
        if self.running:
            full = round(_BAR * self.done / self.due) if self.due else 0
            bar = [("━" * full, ".line--accent"), ("─" * (_BAR - full), ".line--quiet")]
            return [(f"polling {self.done}/{self.due} ", ".line--quiet"), *bar, (" ", "")]
        parts: list[Part] = []
        if self.failed:
            feeds = "1 feed" if self.failed == 1 else f"{self.failed} feeds"
            parts.append((f"{feeds} failed  ", ".line--bad"))
        if self.next_due:
            # A moment that has passed is a feed that waits for its host or for the next tick of the poller.
            when = "soon" if self.next_due <= now else clock_time(self.next_due, now, zone)
            parts.append((f"next poll {when} ", ".line--quiet"))
        return parts


def in_words(event: Event) -> str | None:
    """What the status line says of an event; None where nothing."""
    match event:
        case FeedPolled(outcome=Outcome.FAILED):
            return f"{event.feed}: {event.reason}" if event.reason else f"{event.feed} failed."
        case RoundEnded():
            return _round_in_words(event)
        case Notice(text=text):
            return text
        case _:
            return None


def _round_in_words(event: RoundEnded) -> str:
    parts = [f"{event.new} new"]
    if event.changed:
        parts.append(f"{event.changed} changed")
    if event.not_due:
        parts.append(f"{event.not_due} skipped: {event.skipped}" if event.skipped else f"{event.not_due} skipped")
    if event.failed:
        parts.append(f"{event.failed} failed")
    return f"Refreshed: {', '.join(parts)}."
