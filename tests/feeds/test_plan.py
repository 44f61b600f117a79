"""What an outcome means: states, entries, revisions, moves; decided without a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.errors import FetchError, ParseError
from newsterm.feeds.answer import Fetched
from newsterm.feeds.plan import _spaceless, body_hash, compared, digest, plan_update, text_digest
from newsterm.model import (
    Entry,
    Feed,
    FeedInfo,
    FeedRead,
    FeedStatus,
    FeedUpdate,
    FetchState,
    KnownEntry,
    Pace,
    ParsedFeed,
    Polls,
    Subscription,
    Validators,
)
from newsterm.model.feed import LOGGED
from tests.strategies import built

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
URL = "https://news.example/feed"
OLD = Validators(etag='"1"', last_modified="Mon")
STATE = FetchState(validators=OLD, body_hash=body_hash(b"old"), failures=2, error="broken", status=FeedStatus.FAILING)
STORY = Entry(guid="1", title="Bridge opens", link="https://news.example/bridge", content="<p>It opened.</p>")


def feed(state: FetchState = STATE, info: FeedInfo | None = None) -> Feed:
    return Feed(subscription=Subscription(url=URL, added=NOW), state=state, info=info or FeedInfo())


def fetched(body: bytes | None = b"new", **more: object) -> Fetched:
    status = 304 if body is None else 200
    return Fetched(url=URL, final_url=URL, status=status, body=body, **more)  # type: ignore[arg-type]


def document(*entries: Entry, info: FeedInfo | None = None) -> FeedRead:
    return compared(ParsedFeed(info=info or FeedInfo(title="News"), entries=entries))


def known(*entries: Entry) -> dict[str, KnownEntry]:
    return {e.guid: KnownEntry(digest=digest(e), text_digest=text_digest(e)) for e in entries}


def plan(entry: Entry, *before: Entry) -> FeedUpdate:
    return plan_update(feed(), known(*before), fetched(), document(entry), NOW)


def test_what_polls_brought_is_logged_and_what_repeats_is_one_value() -> None:
    state, at = FetchState(body_hash=body_hash(b"old")), int(NOW.timestamp())
    answers = [
        (fetched(), document(STORY)), (fetched(None), None), (fetched(None), None),
        (FetchError("no\x1bway"), None), (FetchError("no\x1bway"), None), (FetchError("other"), None),
    ]  # fmt: skip
    for hour, (answer, read) in enumerate(answers):
        state = plan_update(feed(state), {}, answer, read, NOW + timedelta(hours=hour)).state
    news, quiet, refused, other = state.polls
    assert (news.since, news.times, news.new) == (at, 1, 1)
    assert (quiet.since, quiet.until, quiet.times) == (at + 3600, at + 7200, 2)
    assert (refused.times, refused.error) == (2, "noway")
    assert other.error == "other"


def test_the_log_of_polls_keeps_the_last_ones() -> None:
    state = FetchState()
    for hour in range(2 * LOGGED):
        state = state.logged(Polls(hour, hour, new=1))
    assert [poll.since for poll in state.polls] == list(range(LOGGED, 2 * LOGGED))


# -- states --------------------------------------------------------------------------------------------------------


def test_a_200_clears_failures_and_stores_its_validators_as_a_pair() -> None:
    update = plan_update(feed(), {}, fetched(validators=Validators(etag='"2"')), document(STORY), NOW)
    assert update.state.validators == Validators(etag='"2"', last_modified=None)
    assert (update.state.status, update.state.failures, update.state.error) == (FeedStatus.OK, 0, None)
    assert update.state.checked == NOW
    assert update.state.body_hash == body_hash(b"new")
    assert update.info == FeedInfo(title="News")


def test_the_same_body_is_no_change_though_its_validators_count() -> None:
    update = plan_update(feed(), {}, fetched(b"old", validators=Validators(etag='"2"')), None, NOW)
    assert (update.info, update.entries) == (None, ())
    assert update.state.validators.etag == '"2"'


def test_a_body_that_differs_must_be_read() -> None:
    with pytest.raises(ValueError, match="not read"):
        plan_update(feed(), {}, fetched(b"other"), None, NOW)


def test_a_304_is_success_and_updates_the_validators_that_it_names() -> None:
    update = plan_update(feed(), {}, fetched(None, validators=Validators(etag='"2"')), None, NOW)
    assert update.state.validators == Validators(etag='"2"', last_modified="Mon")
    assert (update.state.status, update.state.failures, update.state.checked) == (FeedStatus.OK, 0, NOW)
    assert update.state.body_hash == STATE.body_hash
    assert update.info is None


@pytest.mark.parametrize("error", [FetchError("No host."), FetchError("404", status=404), ParseError("No feed.")])
def test_an_error_counts_and_leaves_validators_and_hash_alone(error: FetchError | ParseError) -> None:
    update = plan_update(feed(), {}, error, None, NOW)
    assert (update.state.validators, update.state.body_hash) == (OLD, STATE.body_hash)
    assert (update.state.status, update.state.failures, update.state.error) == (FeedStatus.FAILING, 3, str(error))
    assert update.state.next_poll is not None
    assert update.state.next_poll >= NOW + timedelta(hours=4)
    assert (update.info, update.entries) == (None, ())


def test_a_429_waits_as_long_as_the_server_asks() -> None:
    update = plan_update(feed(), {}, FetchError("busy", status=429, retry_after="86400"), None, NOW)
    assert update.state.next_poll is not None
    assert update.state.next_poll >= NOW + timedelta(days=1)
    assert (update.state.why or "").startswith("429: the server asks to wait")
    assert update.state.validators == OLD


def test_a_410_ends_the_polling() -> None:
    update = plan_update(feed(), {}, FetchError("gone", status=410), None, NOW)
    assert (update.state.status, update.state.next_poll) == (FeedStatus.GONE, None)
    assert "gone for good" in (update.state.why or "")


def test_the_pace_of_the_document_counts_after_a_304_too() -> None:
    info = FeedInfo(pace=Pace(ttl=timedelta(hours=6)))
    for outcome, parsed in ((fetched(None), None), (fetched(), document(info=info))):
        update = plan_update(feed(info=info), {}, outcome, parsed, NOW)
        assert update.state.next_poll is not None
        assert update.state.next_poll >= NOW + timedelta(hours=6)
        assert update.state.why == "publisher asks for 6 h"


# -- moves ---------------------------------------------------------------------------------------------------------


def test_an_address_is_rewritten_when_three_polls_in_a_row_saw_it_move() -> None:
    state, rewritten = STATE, []
    for _ in range(3):
        update = plan_update(feed(state), {}, fetched(b"old", permanent_url="https://new.example/feed"), None, NOW)
        state = update.state
        rewritten.append(update.rewritten_url)
    assert rewritten == [None, None, "https://new.example/feed"]
    assert (state.moved_to, state.moved_seen) == (None, 0)


def test_another_place_or_none_begins_the_count_again() -> None:
    once = replace(STATE, moved_to="https://new.example/feed", moved_seen=2)
    other = plan_update(feed(once), {}, fetched(b"old", permanent_url="https://third.example/"), None, NOW)
    assert (other.state.moved_to, other.state.moved_seen, other.rewritten_url) == ("https://third.example/", 1, None)
    back = plan_update(feed(once), {}, fetched(b"old"), None, NOW)
    assert (back.state.moved_to, back.state.moved_seen) == (None, 0)


def test_a_failed_poll_in_between_does_not_count_and_does_not_forget() -> None:
    once = replace(STATE, moved_to="https://new.example/feed", moved_seen=2)
    assert plan_update(feed(once), {}, FetchError("No host."), None, NOW).state.moved_seen == 2


# -- entries -------------------------------------------------------------------------------------------------------


def test_an_entry_that_is_not_known_is_new() -> None:
    (update,) = plan(STORY).entries
    assert (update.entry, update.new, update.revised) == (STORY, True, False)
    assert update.story == "news.example/bridge"


def test_an_entry_that_says_the_same_is_left_out() -> None:
    assert plan(STORY, STORY).entries == ()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Bridge shut"},
        {"content": "<p>It opened, then shut.</p>"},
    ],
)
def test_other_words_are_a_revision(change: dict[str, str]) -> None:
    (update,) = plan(replace(STORY, **change), STORY).entries  # type: ignore[arg-type]
    assert (update.new, update.revised) == (False, True)


@pytest.mark.parametrize(
    "change",
    [
        {"content": "<div><p>It  <b>opened</b>.</p></div>"},
        {"content": "<p>It opened.</p><p>Last updated: 24 Nov 2026, 10:15 GMT</p>"},
        {"updated": NOW},
        {"published": NOW},
        {"categories": ("bridges",)},
        {"link": "https://news.example/bridge?utm_source=x"},
    ],
)
def test_white_space_markup_and_dates_are_updates_but_no_revisions(change: dict[str, object]) -> None:
    (update,) = plan(replace(STORY, **change), STORY).entries  # type: ignore[arg-type]
    assert (update.new, update.revised) == (False, False)


def test_entries_that_share_a_page_in_one_document_are_no_stories() -> None:
    other = replace(STORY, guid="2", title="Second part")
    update = plan_update(feed(), {}, fetched(), document(STORY, other), NOW)
    assert [entry.story for entry in update.entries] == [None, None]


def test_an_entry_without_a_page_is_no_story() -> None:
    assert plan(replace(STORY, link=None)).entries[0].story is None


texts = st.none() | st.text(max_size=30)


@given(
    built(
        Entry,
        guid=st.text(min_size=1, max_size=5),
        title=texts,
        content=texts,
        summary=texts,
    )
)
def test_planning_again_what_was_stored_changes_nothing(entry: Entry) -> None:
    first = plan(entry)
    stored = {u.entry.guid: KnownEntry(digest=u.digest, text_digest=u.text_digest) for u in first.entries}
    assert plan_update(feed(), stored, fetched(), document(entry), NOW).entries == ()


def test_white_space_of_every_kind_is_left_out() -> None:
    for number in range(0x3100):
        assert _spaceless(f"a{chr(number)}b") == "".join(f"a{chr(number)}b".split()).encode()
