"""Retention: what need not be kept goes, what anyone cared for stays, what is gone stays away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.model import FeedStatus, FeedUpdate, FetchState, Retention, Target
from tests.store.world import NOW, A, B, do, entry, follow, ids, key, prepare, tag, update

if TYPE_CHECKING:
    from newsterm.store import Store

WEEK = Retention(age=timedelta(days=7), unread=timedelta(days=14))


def days(count: int) -> int:
    return 24 * count


def guids(store: Store) -> list[str]:
    return sorted(ids(store))


@pytest.fixture
def old(store: Store) -> Store:
    """A feed with read stories of two, eight and thirty days, and unread ones of eight and thirty."""
    follow(store, A)
    store.apply(
        update(
            A,
            entry("two", hours=days(2)),
            entry("eight", hours=days(8)),
            entry("thirty", hours=days(30)),
            entry("eight unread", hours=days(8)),
            entry("thirty unread", hours=days(30)),
        ),
        now=NOW,
    )
    for guid in ("two", "eight", "thirty"):
        do(store, "read", Target.ENTRY, key(store, guid), "read", True)
    return store


def drop(store: Store, keep: Retention) -> int:
    return sum(store.drop(keep, now=NOW))


def test_nothing_is_dropped_unless_it_is_wished(old: Store) -> None:
    assert drop(old, Retention()) == 0
    assert len(guids(old)) == 5


def test_old_items_go_and_unread_ones_stay_until_they_are_older(old: Store) -> None:
    assert drop(old, WEEK) == 3
    assert guids(old) == ["eight unread", "two"]


def test_what_is_starred_or_tagged_or_has_a_marked_claim_stays(old: Store) -> None:
    do(old, "star", Target.ENTRY, key(old, "eight"), "starred", True)
    tag(old, Target.ENTRY, key(old, "thirty"), "keep")
    prepare(old, "thirty unread")
    tag(old, Target.CLAIM, old.reading(key(old, "thirty unread")).claims[0].claim.id, "check")
    assert drop(old, WEEK) == 0
    assert len(guids(old)) == 5


def test_a_feed_keeps_its_latest(old: Store) -> None:
    assert drop(old, Retention(most=2, unread=timedelta(0))) == 3
    assert guids(old) == ["eight unread", "two"]


def test_what_was_dropped_stays_away_though_its_feed_still_carries_it(old: Store) -> None:
    drop(old, WEEK)
    again = update(A, entry("thirty", hours=days(30), text="changed"), new=False, revised=True)
    applied = old.apply(again, now=NOW)
    assert (applied.new, applied.changed) == ((), ())
    assert guids(old) == ["eight unread", "two"]
    assert "thirty" in old.known(A)


def test_after_more_than_a_year_it_is_forgotten_that_something_was_dropped(old: Store) -> None:
    drop(old, WEEK)
    assert sum(old.drop(Retention(), now=NOW + timedelta(days=401))) == 0
    assert "thirty" not in old.known(A)


def test_nothing_of_a_dropped_item_is_left(old: Store) -> None:
    prepare(old, "thirty", "Analysts said that granite would be dear.")
    old.apply(update(A, entry("thirty", hours=days(30), text="other"), new=False, revised=True), now=NOW)
    drop(old, WEEK)
    report = old.check()
    assert report.problems == ()
    counts = dict(report.counts)
    assert (counts["articles"], counts["claims"], counts["revisions"], counts["entries"]) == (0, 0, 0, 2)
    assert ids(old, "granite") == []


def test_a_new_entry_with_the_number_of_a_dropped_one_is_an_entry_of_its_own(old: Store) -> None:
    drop(old, Retention(age=timedelta(0), unread=timedelta(0)))
    assert guids(old) == []
    fresh = entry("fresh")
    old.apply(update(A, fresh), now=NOW)
    old.apply(update(A, entry("thirty", hours=days(30), text="changed"), new=False, revised=True), now=NOW)
    (item,) = old.listing(None, now=NOW).rows(0, 9)
    assert (item.entry.guid, item.entry.title, item.revisions) == ("fresh", fresh.title, 0)


def test_an_undone_mark_of_a_dropped_item_harms_nothing(old: Store) -> None:
    drop(old, WEEK)
    while old.undo():
        pass
    assert old.check().problems == ()


def test_each_step_is_short(old: Store) -> None:
    old.apply(update(A, *(entry(f"n{i}", hours=days(40)) for i in range(95))), now=NOW)
    steps = list(old.drop(WEEK, now=NOW))
    assert sum(steps) == 98
    assert max(steps) <= 10


# -- two feeds that become one ---------------------------------------------------------------------------------------


def test_marked_claims_revisions_and_settings_outlive_a_merge(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one", text="before")), now=NOW)
    store.apply(update(A, entry("one", text="after"), new=False, revised=True), now=NOW)
    prepare(store, "one")
    claim = store.reading(key(store, "one")).claims[0].claim
    tag(store, Target.CLAIM, claim.id, "check")
    do(store, "move", Target.FEED, A, "folder", "world")
    store.apply(update(B, entry("one", title="One again")), now=NOW)
    store.apply(FeedUpdate(url=A, state=FetchState(status=FeedStatus.OK), rewritten_url=B), now=NOW)
    (item,) = store.listing(None, now=NOW).rows(0, 9)
    assert item.revisions == 1
    assert store.reading(item.id).claims[0].state.tags == ("check",)
    (feed,) = store.feeds()
    assert (feed.url, feed.subscription.folder, feed.entries) == (B, "world", 1)
    assert store.check().problems == ()
