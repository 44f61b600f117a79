"""What is kept of feeds: whether they are paused, what their polls brought, how many items a day they have."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.library import Library
from newsterm.model import FeedStatus, FeedUpdate, FetchState, Polls, Subscription
from newsterm.store import Store
from tests.store.world import NOW, A, B, entry, follow, ids, update

if TYPE_CHECKING:
    from pathlib import Path

PAUSED = Subscription(url=A, added=NOW, paused=True)


def paused(library: Library | Store) -> dict[str, bool]:
    return {feed.url: feed.subscription.paused for feed in library.feeds()}


def test_a_pause_is_one_action_for_many_feeds_and_can_be_undone(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        library.subscribe([Subscription(url=url, added=NOW) for url in (A, B)])
        action = library.pause(*library.feeds())
        assert action is not None
        assert action.label == "paused 2 feeds"
        assert paused(library) == {A: True, B: True}
        assert library.pause(*library.feeds()) is None
        library.undo()
        assert paused(library) == {A: False, B: False}
        library.redo()
        resumed = library.pause(library.feed(A), paused=False)
        assert resumed is not None
        assert resumed.label == 'resumed "a.example/feed"'
    with Library.open(path, clock=lambda: NOW) as library:
        assert paused(library) == {A: False, B: True}


def test_several_feeds_move_and_go_together(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        library.subscribe([Subscription(url=url, added=NOW) for url in (A, B)])
        library.move(*library.feeds(), folder="World")
        assert {feed.subscription.folder for feed in library.feeds()} == {"World"}
        library.unsubscribe(*library.feeds())
        assert library.feeds() == ()
        library.undo()
        library.undo()
        assert [feed.subscription.folder for feed in library.feeds()] == [None, None]


def test_the_items_of_a_paused_feed_stay(store: Store) -> None:
    store.subscribe([PAUSED])
    store.apply(update(A, entry("one")), now=NOW)
    assert ids(store) == ["one"]


def test_a_feed_that_is_added_again_is_asked_again(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        library.subscribe([PAUSED])
        library.unsubscribe(*library.feeds())
        library.subscribe([replace(PAUSED, paused=False)])
        assert paused(library) == {A: False}


def test_a_paused_feed_that_was_removed_comes_back_paused(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        library.subscribe([PAUSED])
        library.unsubscribe(*library.feeds())
        library.undo()
        assert paused(library) == {A: True}


def test_of_two_feeds_that_become_one_the_one_that_is_asked_counts(store: Store) -> None:
    store.subscribe([PAUSED, Subscription(url=B, added=NOW)])
    store.apply(FeedUpdate(url=A, state=FetchState(), rewritten_url=B), now=NOW)
    assert paused(store) == {B: False}


def test_the_log_of_polls_survives(path: Path) -> None:
    polls = (Polls(1, 1, new=3), Polls(2, 9, times=4), Polls(10, 10, error="\u201cbröken\u201d"))
    state = FetchState(status=FeedStatus.OK)
    for poll in polls:
        state = state.logged(poll)
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.apply(FeedUpdate(url=A, state=state), now=NOW)
    with Store.open(path, now=NOW) as store:
        assert store.feeds()[0].state.polls == polls


def test_items_a_day_go_back_from_today_and_know_the_latest(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        store = library._store
        follow(store, A, B)
        hours = (1, 8, 10, 25, 24 * 40)  # NOW is 9 in the morning
        store.apply(update(A, *(entry(f"n{h}", hours=h) for h in hours), entry("later", hours=-30)), now=NOW)
        found = library.activity(4, zone=NOW.tzinfo)
        assert found[A].daily == (0, 0, 2, 3)
        assert found[A].latest == NOW + timedelta(hours=30)
        assert (found[B].daily, found[B].latest) == ((0, 0, 0, 0), None)


def test_an_item_that_two_feeds_carry_counts_for_both(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        store = library._store
        follow(store, A, B)
        for url in (A, B):
            store.apply(update(url, entry("one"), stories=True), now=NOW)
        assert {url: activity.daily for url, activity in library.activity(1).items()} == {A: (1,), B: (1,)}


def test_items_a_day_are_counted_in_an_index_alone(store: Store) -> None:
    plan = store._cache.rows.rows(
        "EXPLAIN QUERY PLAN SELECT feed, min((sort_time - 5) / 9, 29), count(*) FROM entries"
        " WHERE shared = 0 AND sort_time >= 5 GROUP BY 1, 2"
    )
    assert any("COVERING INDEX entries_feed_read_shared_sort_time" in str(row) for row in plan)
