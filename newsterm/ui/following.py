"""The feeds that are followed, as their list shows them: how each is doing, in which order, found by typed words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model import Activity, Feed, FeedStatus, NextPoll, clean_line
from newsterm.model.address import mask_credentials
from newsterm.ui.render.cells import one_line
from newsterm.ui.render.times import clock_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

SILENT_AFTER = timedelta(days=180)
"""A feed whose latest item is older than this is as good as dead."""
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class Health(StrEnum):
    """How a feed is doing, what needs the user first."""

    FAILING = "failing"
    GONE = "gone for good"
    SILENT = "silent"
    PAUSED = "paused"
    NEW = "not asked yet"
    WELL = "well"


class Followed(Struct, frozen=True, kw_only=True):
    """A feed in the list."""

    feed: Feed
    following: NextPoll
    activity: Activity | None = None
    """None until it has been counted."""
    health: Health
    asking: bool = False
    """Whether it is being asked at this moment, as the user wished."""

    @property
    def id(self) -> str:
        """The feed's URL."""
        return self.feed.url

    @property
    def folder(self) -> str:
        """The feed's folder, empty where it is in none."""
        return self.feed.subscription.folder or ""

    @property
    def latest(self) -> datetime:
        """The date of its latest item; long ago where it has none."""
        return (self.activity and self.activity.latest) or _BEGINNING

    @property
    def text(self) -> str:
        """What typed words are looked for in."""
        feed = self.feed
        titles, address = (feed.title, feed.info.title or ""), mask_credentials(feed.url)
        return " ".join((*titles, address, self.folder, *feed.subscription.tags, self.health)).casefold()


def health(feed: Feed, activity: Activity | None, now: datetime) -> Health:
    """How a feed is doing; one that is not counted yet is not called silent."""
    status = feed.state.status
    if status is FeedStatus.GONE:
        return Health.GONE
    if feed.subscription.paused:
        return Health.PAUSED
    if status is FeedStatus.FAILING:
        return Health.FAILING
    if activity is not None and activity.latest is not None and activity.latest < now - SILENT_AFTER:
        return Health.SILENT
    return Health.NEW if status is FeedStatus.NEW else Health.WELL


def followed(
    feed: Feed, following: NextPoll, activity: Activity | None, *, now: datetime, asking: bool = False
) -> Followed:
    """The feed as the list has it."""
    return Followed(
        feed=feed, following=following, activity=activity, health=health(feed, activity, now), asking=asking
    )


def askable(rows: Sequence[Followed]) -> tuple[list[Followed], list[Followed]]:
    """Those that may be asked now, paused or not, and those that may not: their hosts ask for it, or are gone."""
    refused = [row for row in rows if row.following.waits or row.feed.state.status is FeedStatus.GONE]
    return [row for row in rows if row not in refused], refused


def refusal(rows: Sequence[Followed], now: datetime, zone: tzinfo | None) -> str:
    """Why feeds are not asked, as a sentence about the first of them; empty where there is none."""
    if not rows:
        return ""
    why = rows[0].following.words(lambda at: clock_time(at, now, zone))
    more = f" Nor {len(rows) - 1} more." if len(rows) > 1 else ""
    return f'"{one_line(rows[0].feed.title)}" is not asked: {why}.{more}'


def folder_named(text: str) -> str | None:
    """The folder that was typed, `/` between its levels; None for no folder."""
    return "/".join(filter(None, map(str.strip, clean_line(text).split("/")))) or None


def removal_question(feeds: Sequence[Feed]) -> str:
    """What is asked before feeds are removed."""
    what = f'"{one_line(feeds[0].title)}"' if len(feeds) == 1 else f"{len(feeds)} feeds"
    items = sum(feed.entries for feed in feeds)
    return f"Stop following {what} and hide {'1 item' if items == 1 else f'{items:,} items'}?"


class Order(StrEnum):
    """An order of the list."""

    FOLDER = "by folder"
    TITLE = "by title"
    STATE = "failing first"
    ITEMS = "most items first"
    SILENCE = "longest silent first"


def heading(row: Followed, order: Order) -> str:
    """What a row stands under."""
    return row.health.capitalize() if order is Order.STATE else row.folder or "No folder"


GROUPED = frozenset({Order.FOLDER, Order.STATE})
"""The orders that have headings."""


class Following:
    """The feeds that hold the typed words, in order: the rows of the list."""

    def __init__(self, feeds: Iterable[Followed] = (), order: Order = Order.FOLDER, typed: str = "") -> None:
        words = typed.casefold().split()
        found = [row for row in feeds if not words or all(word in row.text for word in words)]
        self._rows = sorted(found, key=lambda row: (*_place(row, order), row.feed.title.casefold(), row.id))
        self._places = {row.id: place for place, row in enumerate(self._rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Followed]:
        """The feeds of some rows."""
        return self._rows[max(0, start) : max(0, stop)]

    def id_at(self, index: int) -> str:
        """The URL of a row's feed."""
        return self._rows[index].id

    def index(self, url: str) -> int | None:
        """The row of a feed; None where it is not listed."""
        return self._places.get(url)


def _place(row: Followed, order: Order) -> tuple[object, ...]:
    match order:
        case Order.FOLDER:
            return (row.folder.casefold(), row.folder)
        case Order.STATE:
            return (list(Health).index(row.health),)
        case Order.ITEMS:
            return (-row.feed.entries,)
        case Order.SILENCE:
            return (row.latest,)
    return ()
