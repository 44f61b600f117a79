"""The shapes of the JSON about rounds of polling; see `newsterm.export.shapes`."""

# Annotations are looked at when a schema is made: no `from __future__ import annotations` here.
from typing import Annotated, TypedDict

from newsterm.export.shapes import Time, told


class Polled(TypedDict):
    """One feed's turn in a poll."""

    feed: str
    outcome: Annotated[str, told("new, changed, unchanged, not due or failed.")]
    new: int
    changed: int
    reason: Annotated[str | None, told("Why it failed or was not due, in words.")]


class Round(TypedDict):
    """What a round did in all."""

    new: int
    changed: int
    unchanged: Annotated[int, told("Feeds that had nothing new.")]
    not_due: int
    failed: int
    next_due: Annotated[Time | None, told("When the next feed is due.")]
    interrupted: bool


class Poll(Round):
    """What a round did: `newsterm poll --json`."""

    feeds: list[Polled]


class PollStarted(TypedDict):
    """The first line of `newsterm poll --jsonl`."""

    event: Annotated[str, told("started")]
    due: Annotated[int, told("Feeds that are asked.")]


class PollFeed(Polled):
    """A line of `newsterm poll --jsonl`: a feed's turn is over."""

    event: Annotated[str, told("feed")]


class PollPrepared(TypedDict):
    """A line of `newsterm poll --jsonl`: article and claims of an item are there."""

    event: Annotated[str, told("prepared")]
    entry: Annotated[str, told("The id of the item.")]
    claims: int


class PollEnded(Round):
    """A line of `newsterm poll --jsonl`: all feeds had their turn."""

    event: Annotated[str, told("ended")]
