"""Rows and cards of feeds, their orders, and bars: pure functions, exact to the cell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.model import Activity, Feed, FeedInfo, FeedStatus, NextPoll, Polls, Subscription
from newsterm.ui.following import SILENT_AFTER, Followed, Following, Health, Order, heading, health
from newsterm.ui.render.cells import width
from newsterm.ui.render.feed_card import CARD_CLASSES, feed_card, remedy
from newsterm.ui.render.feed_rows import (
    HEALTH_LOOKS,
    feed_columns,
    feed_row_parts,
    polls_time,
    polls_words,
    state_words,
)
from newsterm.ui.render.spark import sparkline
from newsterm.ui.screen_actions import IN_FEEDS

from .world import NOW
from .zoo import HOUR, POST, SECRET, STATES, asked

KEYS = {action.id: action.keys[0] for action in IN_FEEDS}
AT = int(NOW.timestamp())


def feed(
    url: str = POST, *, paused: bool = False, folder: str | None = None, title: str = "Post", **more: object
) -> Feed:
    subscription = Subscription(url=url, title=title, folder=folder, paused=paused, added=NOW)
    values: dict[str, object] = {"state": asked(), "info": FeedInfo(link="https://post.example/"), **more}
    return Feed(subscription=subscription, **values)  # type: ignore[arg-type]


def row(of: Feed | None = None, activity: Activity | None = None, **more: object) -> Followed:
    of = of or feed()
    following = NextPoll(at=of.state.next_poll, why=of.state.why)
    made = Followed(feed=of, following=following, activity=activity, health=health(of, activity, NOW))
    return replace(made, **more)


def words(of: Followed, room: int = 20) -> str:
    return state_words(of, room, now=NOW, zone=NOW.tzinfo)


def latest(days: int) -> Activity:
    return Activity(daily=(0, 3, 1), latest=NOW - timedelta(days=days))


# -- bars ----------------------------------------------------------------------------------------------------------


def test_bars_rise_with_the_counts_and_nothing_is_a_space() -> None:
    assert sparkline((0, 1, 4, 8), 4) == " ▁▄█"
    assert sparkline((0, 1, 4, 8), 4, ascii_only=True).isascii()


def test_a_single_item_is_no_flood() -> None:
    assert sparkline((0, 1), 2) == " ▂"


def test_fewer_cells_than_days_sum_days_up_from_the_last() -> None:
    assert sparkline((8, 1, 1, 2, 2), 3) == "█▂▄"


@given(st.lists(st.integers(0, 10_000), max_size=40), st.integers(0, 50))
def test_bars_never_take_more_cells_than_there_are_and_the_last_shows_the_last_count(
    counts: list[int], cells: int
) -> None:
    bars = sparkline(counts, cells)
    assert len(bars) <= cells
    if counts and cells:
        assert len(bars) > cells // 2 or len(bars) == len(counts)
        assert counts[-1] == 0 or bars[-1] != " "


# -- states --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "activity", "expected"),
    [
        (feed(), None, Health.WELL),
        (feed(), latest(1), Health.WELL),
        (feed(), latest(SILENT_AFTER.days + 1), Health.SILENT),
        (feed(state=asked(FeedStatus.FAILING)), latest(1000), Health.FAILING),
        (feed(state=asked(FeedStatus.FAILING), paused=True), None, Health.PAUSED),
        (feed(state=asked(FeedStatus.GONE), paused=True), None, Health.GONE),
        (feed(state=asked(FeedStatus.NEW)), None, Health.NEW),
    ],
)
def test_a_feeds_state_is_what_needs_the_user_most(of: Feed, activity: Activity | None, expected: Health) -> None:
    assert health(of, activity, NOW) is expected


def test_every_state_has_a_shape_and_a_character_of_its_own() -> None:
    looks = [HEALTH_LOOKS[state] for state in Health]
    assert len({look.shape for look in looks}) == len({look.ascii for look in looks}) == len(Health)
    assert all(width(look.shape) == 1 and look.ascii.isascii() for look in looks)


def test_what_a_row_says() -> None:
    brought = asked().logged(Polls(AT, AT, new=3, changed=1))
    assert words(row(feed(state=brought))) == "3 new 09:00, next 10:30"
    assert words(row(feed(state=brought)), 60) == "3 new 09:00 · every 1 h, next 10:30"
    assert words(row(asking=True)) == "being asked…"
    assert words(row(following=NextPoll(at=NOW, why="every 1 h"))) == "asked 09:00, next soon"
    waits = NextPoll(at=NOW + HOUR, why="429, whole host waits", waits=True)
    assert words(row(following=waits)) == "429, whole host waits until 10:30"
    failing = asked(FeedStatus.FAILING, error="post.example answers 500 Internal Server Error: its own fault.")
    assert words(row(feed(state=failing))) == "500 Internal Server Error: its own fault."
    assert words(row(activity=latest(400))) == "silent since Feb 2024"


def test_polls_in_words() -> None:
    assert polls_words(Polls(AT, AT)) == "nothing new"
    assert polls_words(Polls(AT, AT, new=1_200, changed=2)) == "1,200 new, 2 changed"
    assert polls_words(Polls(AT, AT, error="no way")) == "no way"
    assert polls_time(Polls(AT - 3600, AT), NOW, NOW.tzinfo) == "08:30 to 09:30"


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(max_examples=80)
@given(TEXTS, st.integers(4, 220), st.booleans(), st.sampled_from(list(STATES)))
def test_a_row_takes_exactly_the_cells_there_are(title: str, cells: int, folder: bool, url: str) -> None:
    of = row(feed(url, title=title or "x", folder="政府/[b]", state=STATES[url]), latest(1))
    place = feed_columns(cells, folder=folder)
    for ascii_only in (True, False):
        parts = feed_row_parts(of, place, now=NOW, zone=NOW.tzinfo, marked=True, ascii_only=ascii_only)
        assert sum(width(text) for text, _ in parts) == cells


# -- orders --------------------------------------------------------------------------------------------------------

A = row(feed("https://a.example/", title="b", folder="News", entries=5), latest(9))
B = row(feed("https://b.example/", title="A", paused=True, entries=9), latest(3))
C = row(feed("https://c.example/", title="c", state=asked(FeedStatus.FAILING), entries=1))


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.FOLDER, "Acb"), (Order.TITLE, "Abc"), (Order.STATE, "cAb"), (Order.ITEMS, "Abc"), (Order.SILENCE, "cbA")],
)
def test_orders(order: Order, expected: str) -> None:
    listed = Following([A, B, C], order)
    assert "".join(of.feed.title for of in listed.rows(0, 9)) == expected
    assert [listed.index(listed.id_at(n)) for n in range(3)] == [0, 1, 2]
    assert listed.index("https://nowhere.example/") is None


def test_what_rows_stand_under() -> None:
    assert (heading(A, Order.FOLDER), heading(B, Order.FOLDER), heading(C, Order.STATE)) == (
        "News", "No folder", "Failing",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"), [("news", "b"), ("paused", "A"), ("B.example", "A"), ("zzz", ""), (" ", "Acb")]
)
def test_typed_words_find_feeds(typed: str, found: str) -> None:
    assert "".join(of.feed.title for of in Following([A, B, C], typed=typed).rows(0, 9)) == found


# -- cards ---------------------------------------------------------------------------------------------------------


def card(of: Followed, cells: int = 60) -> list[str]:
    lines = feed_card(of, cells, now=NOW, zone=NOW.tzinfo, keys=KEYS)
    assert {style for line in lines for bit in line for style in bit.style} <= CARD_CLASSES
    return ["".join(bit.text for bit in line) for line in lines]


def test_a_card_shows_no_password() -> None:
    text = "\n".join(card(row(feed(SECRET, title="Members", state=STATES[SECRET]))))
    assert "https://***@members.example/feed" in text
    assert "moves to https://***@members.example/new" in text
    assert "hunter2" not in text
    assert ":pw@" not in text


def test_a_card_tells_the_days_and_the_last_polls() -> None:
    lines = card(row(feed(state=STATES[POST], entries=9, unread=4), latest(2)))
    assert "items    4 unread of 9, latest Monday" in lines
    assert "a day     ▆▂" in lines
    assert "         4 in 3 days, at most 3 on one" in lines
    assert lines[-2:] == ["09:00  12 new, 1 changed", "07:30 to 08:00, 2 times  nothing new"]


@pytest.mark.parametrize("cells", [1, 5, 20, 46, 100])
def test_a_card_keeps_to_its_width(cells: int) -> None:
    for url, state in STATES.items():
        assert all(width(line) <= cells for line in card(row(feed(url, state=state), latest(1)), cells))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("a.example answers 401 Unauthorized: it wants a user name and a password.", "login"),
        ("a.example answers 404 Not Found: there is nothing at this address.", "(o) may name another address; a adds"),
        ("a.example answers 503 Service Unavailable: it is busy or under repair.", "patience"),
        ("a.example answers 502 Bad Gateway: its own fault.", "at the other end"),
        ("This is a web page, not a feed.", "the feed's address now"),
        ("The command mail failed with status 1.", "`newsterm paths`"),
        ("The certificate of a.example is not to be trusted: expired.", "publisher"),
        ("There is no host a.example, or its name can't be looked up now.", "R asks now"),
    ],
)
def test_every_error_says_what_to_do(error: str, says: str) -> None:
    assert says in (remedy(row(feed(state=asked(FeedStatus.FAILING, error=error))), KEYS) or "")


def test_what_is_well_needs_nothing_done() -> None:
    assert remedy(row(), KEYS) is None
    assert "p asks it again" in (remedy(B, KEYS) or "")
