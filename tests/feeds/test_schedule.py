"""When a feed is asked next: every rule, its words, and what must hold whatever the rules say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.errors import FetchError
from newsterm.feeds.schedule import (
    Rules,
    freshness,
    gap_before,
    held_back,
    host_wait,
    in_words,
    is_due,
    next_poll,
    next_request,
    plan_round,
    publisher_wait,
    retry_until,
    spread_of,
)
from newsterm.model import Feed, FeedStatus, FetchState, Pace, Subscription
from tests.strategies import built

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)  # a Tuesday
RULES = Rules()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def feed(url: str = "https://a.example/feed", **state: object) -> Feed:
    return Feed(subscription=Subscription(url=url, added=NOW), state=FetchState(**state))  # type: ignore[arg-type]


def due(**given: object) -> tuple[timedelta, str]:
    asked = {"rules": RULES, "pace": Pace(), "headers": {}, **given}
    found = next_poll(NOW, **asked)  # type: ignore[arg-type]
    assert found.at is not None
    return found.at - NOW, found.why


# -- the next poll -------------------------------------------------------------------------------------------------


def test_without_a_wish_of_anyone_the_interval_counts() -> None:
    assert due() == (HOUR, "every 1 h")


def test_an_interval_of_the_user_is_never_shorter_than_the_floor() -> None:
    assert due(rules=Rules(interval=timedelta(minutes=1)))[0] == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("pace", "headers", "wait"),
    [
        (Pace(ttl=timedelta(hours=2)), {}, timedelta(hours=2)),
        (Pace(update_every=timedelta(hours=3)), {}, timedelta(hours=3)),
        (Pace(), {"cache-control": "public, max-age=7200"}, timedelta(hours=2)),
        (Pace(), {"cache-control": "max-age=9000", "age": "1800"}, timedelta(hours=2)),
        (Pace(), {"expires": "Tue, 24 Nov 2026 14:20:00 GMT"}, timedelta(hours=4)),
        (Pace(ttl=timedelta(hours=2)), {"cache-control": "max-age=10800"}, timedelta(hours=3)),
    ],
)
def test_the_publisher_may_ask_for_longer(pace: Pace, headers: dict[str, str], wait: timedelta) -> None:
    assert due(pace=pace, headers=headers) == (wait, f"publisher asks for {in_words(wait)}")


def test_the_publisher_can_not_ask_for_less_than_the_user() -> None:
    assert due(pace=Pace(ttl=timedelta(minutes=5)), headers={"cache-control": "max-age=60"}) == (HOUR, "every 1 h")


@pytest.mark.parametrize(
    "headers",
    [
        {"cache-control": "no-cache, max-age=86400"},
        {"cache-control": "no-store"},
        {"cache-control": "max-age=0"},
        {"cache-control": "max-age=60", "age": "90"},
        {"expires": "0"},
        {"expires": "Tue, 24 Nov 2020 14:20:00 GMT"},
        {"cache-control": "max-age=soon"},
        {},
    ],
)
def test_headers_that_ask_for_nothing(headers: dict[str, str]) -> None:
    assert freshness(headers, NOW) is None


def test_expires_counts_from_the_servers_own_clock() -> None:
    headers = {"expires": "Mon, 01 Jan 2024 02:00:00 GMT", "date": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert freshness(headers, NOW) == timedelta(hours=2)


def test_no_publisher_is_believed_for_more_than_a_day() -> None:
    assert publisher_wait(Pace(ttl=timedelta(days=400)), {"cache-control": "max-age=" + "9" * 30}, NOW, RULES) == DAY


@pytest.mark.parametrize(
    ("failures", "wait"), [(1, HOUR), (2, 2 * HOUR), (3, 4 * HOUR), (5, 16 * HOUR), (6, DAY), (1000, DAY)]
)
def test_failures_wait_twice_as_long_each_time_up_to_a_day(failures: int, wait: timedelta) -> None:
    got, why = due(failures=failures)
    assert got == wait
    assert why.startswith("failed once" if failures == 1 else f"failed {failures} times")


def test_a_wait_that_the_server_asks_for_counts_and_is_named() -> None:
    assert due(wait=NOW + 5 * HOUR, failures=1) == (5 * HOUR, "the server asks to wait 5 h")
    assert due(wait=NOW + timedelta(minutes=2), failures=1) == (HOUR, "failed once, trying again after 1 h")


def test_hours_and_days_that_the_publisher_leaves_out_are_passed_over() -> None:
    at, why = due(pace=Pace(skip_hours=frozenset({11, 12})))
    assert NOW + at == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert "leaves out" in why
    assert NOW + due(pace=Pace(skip_days=frozenset({1, 2})))[0] == datetime(2026, 11, 26, 0, 0, tzinfo=UTC)


def test_a_publisher_that_leaves_out_everything_is_not_believed() -> None:
    assert due(pace=Pace(skip_hours=frozenset(range(24))))[0] == HOUR
    assert due(pace=Pace(skip_days=frozenset(range(7))))[0] == HOUR


def test_feeds_are_spread_over_a_tenth_of_the_wait() -> None:
    assert due(spread=0.5)[0] == HOUR + timedelta(minutes=3)
    assert 0 <= spread_of("https://a.example/1") < 1
    assert spread_of("https://a.example/1") == spread_of("https://a.example/1") != spread_of("https://a.example/2")


waits = st.none() | st.timedeltas(timedelta(), timedelta(days=30))
paces = built(
    Pace,
    ttl=waits,
    update_every=waits,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)


@given(
    pace=paces,
    age=st.none() | st.integers(0, 10**7),
    failures=st.integers(0, 40),
    wait=waits,
    spread=st.floats(0, 1, exclude_max=True),
    interval=st.timedeltas(timedelta(minutes=1), timedelta(days=3)),
)
def test_never_earlier_than_any_rule_and_never_later_than_a_day_without_cause(
    pace: Pace, age: int | None, failures: int, wait: timedelta | None, spread: float, interval: timedelta
) -> None:
    rules = Rules(interval=interval)
    headers = {} if age is None else {"cache-control": f"max-age={age}"}
    until = None if wait is None else NOW + wait
    found = next_poll(NOW, rules=rules, pace=pace, headers=headers, failures=failures, wait=until, spread=spread)
    assert found.at is not None
    asked = [interval, rules.floor, wait or timedelta()]
    wishes = (pace.ttl, pace.update_every, age and timedelta(seconds=age))
    asked += [min(wish or timedelta(), DAY) for wish in wishes]
    assert found.at >= NOW + max(asked)
    if len(pace.skip_hours) < 24 and len(pace.skip_days) < 7:
        assert found.at.hour not in pace.skip_hours
        assert found.at.weekday() not in pace.skip_days
    if not pace.skip_hours and not pace.skip_days:
        assert found.at <= NOW + max(DAY, interval, wait or timedelta())
    assert found.at <= NOW + max(DAY, interval, wait or timedelta()) + timedelta(days=8)


# -- Retry-After ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 3600 ", HOUR),
        ("Tue, 24 Nov 2026 12:20:00 GMT", 2 * HOUR),
        ("Tue, 24 Nov 2020 12:20:00 GMT", timedelta()),
        ("0", timedelta()),
        (None, timedelta(minutes=10)),
        ("", timedelta(minutes=10)),
        ("soon", timedelta(minutes=10)),
        ("1e9", timedelta(minutes=10)),
        ("-5", timedelta(minutes=10)),
        ("999999999999", timedelta(days=7)),
        ("9" * 5000, timedelta(days=7)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
    ],
)
def test_retry_after_in_both_forms_and_in_neither(value: str | None, wait: timedelta) -> None:
    assert retry_until(value, NOW, RULES) - NOW == wait


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_left_alone_as_a_whole(status: int) -> None:
    assert host_wait(FetchError("busy", status=status, retry_after="60"), NOW, RULES) == NOW + timedelta(minutes=1)
    assert host_wait(FetchError("broken", status=500, retry_after="60"), NOW, RULES) is None


# -- what is due ---------------------------------------------------------------------------------------------------


def test_a_feed_never_asked_or_past_its_time_is_due() -> None:
    assert is_due(feed(), NOW)
    assert is_due(feed(next_poll=NOW), NOW)
    assert not is_due(feed(next_poll=NOW + HOUR), NOW)


def test_a_feed_that_is_not_due_says_when_and_why() -> None:
    assert held_back(feed(next_poll=NOW + HOUR, why="every 1 h"), NOW) == "due in 1 h (every 1 h)"


def test_naming_a_feed_overrides_its_time_but_neither_retry_after_nor_a_410() -> None:
    early = feed(next_poll=NOW + HOUR)
    assert is_due(early, NOW, named=True)
    assert "whole host waits for 10 min" in (held_back(early, NOW, named=True, wait=NOW + timedelta(minutes=10)) or "")
    assert is_due(early, NOW, named=True, wait=NOW - HOUR)
    assert "410" in (held_back(feed(status=FeedStatus.GONE), NOW, named=True) or "")


def test_when_a_feed_is_next_asked_and_why_in_words() -> None:
    def clock(moment: datetime) -> str:
        return f"{moment:%H:%M}"

    why = "publisher asks for 2 h"
    later = feed(status=FeedStatus.OK, next_poll=NOW + 2 * HOUR, why=why)
    assert next_request(later, NOW).words(clock) == f"publisher asks for 2 h, next {clock(NOW + 2 * HOUR)}"
    until = NOW + 3 * HOUR
    assert next_request(later, NOW, until).words(clock) == f"whole host waits until {clock(until)}"
    busy = feed(status=FeedStatus.FAILING, next_poll=until, why="429: the server asks to wait 3 h")
    assert next_request(busy, NOW, until).words(clock) == f"429, whole host waits until {clock(until)}"
    assert not next_request(busy, until + HOUR, until).waits
    assert next_request(feed(), NOW).words(clock) == f"not asked yet, next {clock(NOW)}"
    gone = feed(status=FeedStatus.GONE, why="410: gone for good, not asked again")
    assert next_request(gone, NOW, until).words(clock) == "410: gone for good, not asked again"


def test_a_round_groups_what_is_due_by_host_and_tells_the_rest() -> None:
    a1, a2, b = feed("https://a.example/1"), feed("https://A.example:8443/2"), feed("https://b.example/1")
    later = replace(feed("https://c.example/1"), state=FetchState(next_poll=NOW + HOUR))
    busy = feed("https://busy.example/1")
    planned = plan_round([b, a1, later, a2, busy], NOW, wait={"https://busy.example/1": NOW + HOUR}.get)
    assert planned.due == ((a1, a2), (b,))
    assert planned.count == 3
    assert [f.url for f, _ in planned.skipped] == [later.url, busy.url]


def test_a_round_of_named_feeds_leaves_the_others_out() -> None:
    early = feed(next_poll=NOW + HOUR)
    planned = plan_round([early, feed("https://b.example/1")], NOW, wait=lambda _: None, named=frozenset({early.url}))
    assert planned.due == ((early,),)
    assert planned.skipped == ()


def test_a_feed_that_is_paused_is_asked_only_when_it_is_named() -> None:
    paused = replace(feed(), subscription=Subscription(url="https://a.example/feed", added=NOW, paused=True))
    assert held_back(paused, NOW) == "paused"
    assert is_due(paused, NOW, named=True)
    assert not is_due(paused, NOW, named=True, wait=NOW + HOUR)
    planned = plan_round([paused], NOW, wait=lambda _: None)
    assert (planned.count, planned.skipped) == (0, ((paused, "paused"),))
    assert next_request(paused, NOW).words(str) == "paused"
    assert next_request(paused, NOW, NOW + HOUR).at is None


def test_requests_to_one_host_keep_their_gap() -> None:
    assert gap_before(None, 50.0, rules=RULES) == 0
    assert gap_before(50.0, 50.25, rules=RULES) == pytest.approx(0.75)
    assert gap_before(50.0, 52.0, rules=RULES) == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.2, "1 s"), (45, "45 s"), (60, "1 min"), (720, "12 min"), (3600, "1 h"), (9000, "2 h 30 min"),
     (36_000, "10 h"), (86_400, "24 h"), (172_800, "2 days"), (604_800, "7 days")],
)  # fmt: skip
def test_durations_in_words(seconds: float, words: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == words
