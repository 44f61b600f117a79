"""A row of the list of feeds: mark, title, folder, counts, items a day, and in words how it is doing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.ui.following import Followed, Health
from newsterm.ui.render.cells import fit, fit_right, one_line, width
from newsterm.ui.render.spark import sparkline
from newsterm.ui.render.times import clock_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from newsterm.model import Polls
    from newsterm.ui.render.tags import Part

_ANSWERS = re.compile(r"^\S+ answers ")
"""How the words for most errors begin: the row names the feed already."""
_MARKS = 3
_COUNTS = 12


class HealthLook(Struct, frozen=True, kw_only=True):
    """How a feed's state is shown: never by colour alone."""

    shape: str
    """One cell wide, in any Unicode font."""
    ascii: str
    """What stands for it on terminals that show ASCII alone, where shapes of kinds of sources have other signs."""
    style: str


HEALTH_LOOKS: Mapping[Health, HealthLook] = {
    Health.FAILING: HealthLook(shape="▲", ascii="!", style="line--bad"),
    Health.GONE: HealthLook(shape="×", ascii="x", style="line--bad"),
    Health.SILENT: HealthLook(shape="◇", ascii="-", style="row--star"),
    Health.PAUSED: HealthLook(shape="‖", ascii="=", style="line--accent"),
    Health.NEW: HealthLook(shape="○", ascii="o", style="row--quiet"),
    Health.WELL: HealthLook(shape="●", ascii="*", style="row--mark"),
}


def health_mark(health: Health, *, ascii_only: bool = False) -> str:
    """The one-cell mark of a state."""
    look = HEALTH_LOOKS[health]
    return look.ascii if ascii_only else look.shape


class FeedColumns(Struct, frozen=True):
    """How many cells each part of a row has; what is 0 is left out."""

    title: int
    folder: int
    counts: int
    spark: int
    words: int


def feed_columns(cells: int, *, folder: bool) -> FeedColumns:
    """The parts of a row of `cells` cells; `folder` says whether it names the feed's folder."""
    counts = _COUNTS if cells >= 34 else 0
    spark = 0 if cells < 48 else 10 if cells < 76 else 15 if cells < 110 else 30
    place = min(20, cells // 7) if folder and cells >= 84 else 0
    words = 0 if cells < 60 else (cells - _MARKS - counts - spark - place) * 55 // 100
    title = max(0, cells - _MARKS - counts - (spark and spark + 1) - (place and place + 1) - (words and words + 2))
    return FeedColumns(title=title, folder=place, counts=counts, spark=spark, words=words)


def feed_row_parts(
    row: Followed,
    place: FeedColumns,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    marked: bool = False,
    ascii_only: bool = False,
) -> list[Part]:
    """The row as styled texts."""
    feed, look, quiet = row.feed, HEALTH_LOOKS[row.health], ".row--quiet"
    resting = quiet if row.health is Health.PAUSED else ""
    parts: list[Part] = [
        ("✓" if marked else " ", ".row--mark"),
        (f"{health_mark(row.health, ascii_only=ascii_only)} ", f".{look.style}"),
        (fit(one_line(feed.title), place.title), resting),
    ]
    if place.folder:
        parts.append((f" {fit(one_line(row.folder), place.folder)}", quiet))
    if place.counts:
        parts.append((fit_right(f"{feed.unread:,}/{feed.entries:,}", place.counts), quiet))
    if place.spark:
        bars = sparkline(row.activity.daily, place.spark, ascii_only=ascii_only) if row.activity else ""
        parts.append((f" {fit_right(bars, place.spark)}", ".line--accent"))
    if place.words:
        wrong = row.health in {Health.FAILING, Health.GONE} and not row.asking
        said = one_line(state_words(row, place.words, now=now, zone=zone))
        parts.append((f"  {fit(said, place.words)}", ".line--bad" if wrong else quiet))
    return parts


def state_words(row: Followed, room: int, *, now: datetime, zone: tzinfo | None = None) -> str:
    """How the feed is doing, in a few words: what is wrong, or what the last poll brought and when the next one is.

    Why it is then as well, where there is room for so many cells.
    """
    state, following = row.feed.state, row.following
    if row.asking:
        return "being asked…"
    if row.health is Health.FAILING and state.error:
        return _ANSWERS.sub("", state.error)
    if row.health is Health.SILENT:
        return f"silent since {row.latest.astimezone(zone):%b %Y}"
    if row.health is Health.GONE or following.at is None:
        return row.health
    why = following.words(lambda at: clock_time(at, now, zone))
    if following.waits:
        return why
    last = _last(row, now, zone)
    if following.at > now and width(said := f"{last} · {why}") <= room:
        return said
    return f"{last}, next {'soon' if following.at <= now else clock_time(following.at, now, zone)}"


def _last(row: Followed, now: datetime, zone: tzinfo | None) -> str:
    """What the last poll brought, and when."""
    state = row.feed.state
    if state.checked is None:
        return "not asked yet"
    brought = polls_words(state.polls[-1]).partition(",")[0] if state.polls and not state.error else "asked"
    return f"{brought} {clock_time(state.checked, now, zone)}"


def polls_words(polls: Polls) -> str:
    """What polls brought, in words: "3 new, 1 changed", "nothing new", or what went wrong."""
    if polls.error is not None:
        return polls.error
    counts = ((polls.new, "new"), (polls.changed, "changed"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "nothing new"


def polls_time(polls: Polls, now: datetime, zone: tzinfo | None = None) -> str:
    """When the polls were."""
    first, last = (clock_time(datetime.fromtimestamp(at, UTC), now, zone) for at in (polls.since, polls.until))
    return last if first == last else f"{first} to {last}"
