"""Rounds of polling, and what happens in them, as JSON records; see `newsterm.export.records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.export.record import Record, as_record
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.events import EntryPrepared, FeedPolled, RoundEnded, RoundStarted
    from newsterm.export import round_shapes as shapes


def poll_record(polled: Sequence[FeedPolled], ended: RoundEnded) -> Record:
    """What a round did, feed by feed and in all."""
    made: shapes.Poll = {"feeds": [_polled(p) for p in polled], **_round(ended)}
    return as_record(made)


def event_record(event: RoundStarted | FeedPolled | EntryPrepared | RoundEnded) -> Record:
    """What happens in a round, as it happens; `event` tells which it is."""
    from newsterm.events import EntryPrepared, FeedPolled, RoundStarted  # noqa: PLC0415 - no listing needs them

    made: shapes.PollStarted | shapes.PollFeed | shapes.PollPrepared | shapes.PollEnded
    match event:
        case RoundStarted():
            made = {"event": "started", "due": event.due}
        case FeedPolled():
            made = {"event": "feed", **_polled(event)}
        case EntryPrepared():
            made = {"event": "prepared", "entry": event.entry, "claims": event.claims}
        case _:
            made = {"event": "ended", **_round(event)}
    return as_record(made)


def _polled(polled: FeedPolled) -> shapes.Polled:
    return {
        "feed": mask_credentials(polled.feed),
        "outcome": polled.outcome.value,
        "new": polled.new,
        "changed": polled.changed,
        "reason": polled.reason,
    }


def _round(ended: RoundEnded) -> shapes.Round:
    return {
        "new": ended.new,
        "changed": ended.changed,
        "unchanged": ended.unchanged,
        "not_due": ended.not_due,
        "failed": ended.failed,
        "next_due": ended.next_due,
        "interrupted": ended.interrupted,
    }
