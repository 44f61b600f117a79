"""Items, views, feeds and tags as lines that are heard: what matters most comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import clean_line, counted
from newsterm.simple.plain import sentence
from newsterm.ui.following import Health
from newsterm.ui.render.times import ago, clock_time
from newsterm.ui.views import ViewKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsterm.model import Activity, Item
    from newsterm.ui.following import Followed
    from newsterm.ui.views import Showing, View


def tag_words(tags: Sequence[str]) -> str:
    """`tag check`, `tags check, doubt`; empty where there is none."""
    return f"tag{'' if len(tags) == 1 else 's'} {', '.join(map(clean_line, tags))}" if tags else ""


def item_line(number: int, item: Item, now: datetime, *, marked: bool = False, new: bool = False) -> str:
    """`1. unread, Harbour Post: Ministers weigh port reopening, 2 hours ago, 9 claims, tag check.`

    What is unread and came since the last visit is `new`.
    """
    state = item.state
    before = [
        "marked" if marked else "",
        "" if state.read else "new" if new else "unread",
        "starred" if state.starred else "",
        f"{clean_line(item.feed_title)}: {_within(clean_line(item.title))}",
    ]
    after = [
        ago(item.sort_time, now),
        counted(item.claims, "claim") if item.claims else "",
        "changed since it was first read" if item.revisions else "",
        tag_words(state.tags),
        f"note: {clean_line(state.note)}" if state.note else "",
    ]
    return f"{number}. {sentence(', '.join(filter(None, (*before, *after))))}"


def _within(title: str) -> str:
    """A title as a comma may follow it."""
    return title if title.endswith("..") else title.removesuffix(".")


def heading(showing: Showing, unread: int, total: int) -> str:
    """What the list shows and how much that is."""
    shown = clean_line(showing.title) + (f", filter {showing.filter}" if showing.filter else "")
    if not total:
        return f"{shown}: nothing."
    return f"{shown}: {counted(total, 'item')}, {unread:,} unread."


def page_words(first: int, last: int, total: int) -> str:
    """Which part of the list follows, counted from 1; empty where it is all of it."""
    if (first, last) == (1, total):
        return ""
    return f"Items {first:,} to {last:,} of {total:,}." if last > first else f"Item {first:,} of {total:,}."


def view_line(number: int, view: View) -> str:
    """A view among others: `9. tag check.`"""
    kinds = {ViewKind.FEED: "feed ", ViewKind.FOLDER: "folder ", ViewKind.TAG: "tag ", ViewKind.SAVED: "saved view "}
    asks = f": {view.query}" if view.query else ""
    return sentence(f"{number}. {kinds.get(view.kind, '')}{clean_line(view.title)}{asks}")


def feed_line(number: int, row: Followed, now: datetime) -> str:
    """A feed with its counts, how it is doing, how much it brings, and when it is asked next."""
    feed = row.feed
    folder = f", in {clean_line(feed.subscription.folder)}" if feed.subscription.folder else ""
    counts = f"{feed.unread:,} unread of {feed.entries:,}"
    failed = f"Failed: {sentence(clean_line(feed.state.error))}" if feed.state.error else ""
    silent = "Silent for half a year." if row.health is Health.SILENT else ""
    following = row.following.words(lambda at: clock_time(at, now, now.tzinfo))
    further = sentence(following[:1].upper() + following[1:])
    told = " ".join(filter(None, (failed, silent, _a_day(row.activity), further)))
    return f"{number}. {clean_line(feed.title)}{folder}, {counts}. {told}"


def _a_day(activity: Activity | None) -> str:
    """`About 3 items a day.`, `5 items in 30 days.`, `No item in 30 days.`"""
    if activity is None:
        return ""
    total, days = sum(activity.daily), len(activity.daily)
    if total >= days:
        return f"About {counted(round(total / days), 'item')} a day."
    return f"{counted(total, 'item') if total else 'No item'} in {days} days."
