"""A round: what is due is asked, what each feed answers costs that feed alone."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.events import Outcome, RoundEnded, RoundStarted
from newsterm.model import FeedStatus, Subscription
from newsterm.poller.prepare import Preparer
from newsterm.poller.round import run_round
from newsterm.poller.subscribe import subscribe
from newsterm.settings import Poll
from tests.newsserver import Answer, NewsServer, rss
from tests.poller.room import NOW, SETTINGS, Room, follow

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


STORY = "http://news.example/0"


async def test_one_bad_feed_harms_no_other(room: Room, server: NewsServer) -> None:
    good = server.serve("/good.xml", rss("One", "Two"))
    broken = server.serve("/page.html", Answer(200, b"<html><body>no feed</body></html>"))
    async with room.desk() as desk:
        follow(desk, good, broken, server.url + "/missing.xml", "http://127.0.0.1:1/refused.xml")
        ended = await run_round(desk)
        assert (ended.new, ended.failed) == (2, 3)
        assert all(feed.state.error for feed in desk.store.feeds() if feed.url != good)
    outcomes = room.outcomes()
    assert outcomes["good.xml"][0] is Outcome.NEW
    assert "404" in (outcomes["missing.xml"][1] or "")
    assert isinstance(room.told[0], RoundStarted)
    assert room.told[-1] == ended


async def test_a_feed_is_not_asked_again_before_it_is_due(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"), Answer(304))
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
        room.clock.now += timedelta(minutes=50)
        assert (await run_round(desk)).not_due == 1
        assert len(server.requests) == 1
        room.clock.now += timedelta(minutes=30)
        assert (await run_round(desk)).unchanged == 1
    assert len(server.requests) == 2


async def test_a_paused_feed_is_not_waited_for(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    async with room.desk() as desk:
        desk.store.subscribe([Subscription(url=url, paused=True, added=NOW)])
        ended = await run_round(desk, everything=True)
        assert (ended.not_due, ended.next_due) == (0, None)
        assert (await run_round(desk, [url])).next_due is None
    assert len(server.requests) == 1


async def test_a_feed_that_answers_304_keeps_its_entries_and_validators(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"), Answer(304))
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
        await run_round(desk, [url])
        feed = desk.store.feed(url)
        assert feed is not None
        assert (feed.entries, feed.state.validators.etag) == (1, 'W/"1Not"')


async def test_the_same_body_is_not_read_again(room: Room, server: NewsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.serve("/feed.xml", rss("One"))
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
        monkeypatch.setattr("newsterm.poller.asking.read_feed", None)
        assert (await run_round(desk, [url])).unchanged == 1


async def test_a_busy_host_is_left_alone_with_all_its_feeds(room: Room, server: NewsServer) -> None:
    busy = server.serve("/a.xml", Answer(429, headers={"Retry-After": "7200"}))
    other = server.serve("/b.xml", rss("One"))
    async with room.desk() as desk:
        follow(desk, busy, other)
        await run_round(desk)
        assert len(server.requests) == 1
        room.clock.now += timedelta(hours=1)
        await run_round(desk, [busy, other])
        assert len(server.requests) == 1
    async with room.desk() as desk:  # the wait outlives the process
        room.clock.now += timedelta(minutes=50)
        assert (await run_round(desk, [other])).not_due == 1
        room.clock.now += timedelta(minutes=20)
        assert (await run_round(desk, [other])).new == 1


async def test_410_ends_polling_and_keeps_the_entries(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"), Answer(410))
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
        await run_round(desk, [url])
        await run_round(desk, [url])
        feed = desk.store.feed(url)
        assert feed is not None
        assert (feed.state.status, feed.entries) == (FeedStatus.GONE, 1)
    assert len(server.requests) == 2


async def test_a_permanent_move_is_believed_at_the_third_sight(room: Room, server: NewsServer) -> None:
    moved = server.serve("/new.xml", rss("One"))
    url = server.serve("/old.xml", Answer(301, headers={"Location": "/new.xml"}))
    async with room.desk() as desk:
        follow(desk, url)
        for expected in (url, url, moved):
            feeds = [f.url for f in desk.store.feeds()]
            await run_round(desk, feeds)
            assert [f.url for f in desk.store.feeds()] == [expected]
        assert desk.store.feeds()[0].entries == 1


async def test_a_changed_text_is_an_update_that_keeps_the_marks(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One", text="The port opens."), rss("One", text="The port stays shut."))
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
        ended = await run_round(desk, [url])
        assert (ended.new, ended.changed) == (0, 1)
        (entry,) = desk.store.unprepared("x", "y", 9)
        item = desk.store.item(entry, body=True)
        assert item is not None
        assert item.revisions == 1
        assert "stays shut" in (item.entry.summary or "")


async def test_a_stop_ends_the_round_with_what_was_fetched_stored(room: Room, server: NewsServer) -> None:
    quick = server.serve("/quick.xml", rss("One"))
    async with room.desk() as desk:
        follow(desk, quick, "http://192.0.2.1/never.xml")  # TEST-NET-1 (RFC 5737): nobody answers
        asyncio.get_running_loop().call_later(0.7, desk.stop.set)
        ended = await asyncio.wait_for(run_round(desk), 5)
        assert desk.store.feed(quick).entries == 1
    assert isinstance(ended, RoundEnded)
    assert ended.new == 1


async def test_one_request_at_a_time_and_a_gap_for_each_host(tmp_path: Path, server: NewsServer) -> None:
    room = Room(tmp_path, replace(SETTINGS, poll=Poll(per_host_gap=0.2)))
    urls = [server.serve(f"/{n}.xml", rss(f"Entry {n}")) for n in range(3)]
    async with room.desk() as desk:
        follow(desk, *urls)
        loop = asyncio.get_running_loop()
        began = loop.time()
        await run_round(desk)
        assert loop.time() - began >= 0.4


async def test_two_feeds_with_one_story_show_it_once(room: Room, server: NewsServer) -> None:
    a = server.serve("/a.xml", rss("One", name="A"))
    b = server.serve("/b.xml", rss("One", name="B"))
    async with room.desk() as desk:
        follow(desk, a, b)
        await run_round(desk)
        listing = desk.store.listing(None, now=NOW)
        assert len(listing) == 1
        assert set(listing.rows(0, 1)[0].feeds) == {a, b}


async def test_subscribing_stores_what_the_first_request_brought(room: Room, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    async with room.desk() as desk:
        told = await subscribe(desk, url, folder="World")
        assert (told.title, told.known) == ("Harbour Post", False)
        assert (await subscribe(desk, url)).known
        assert desk.store.feed(url).entries == 1
    assert len(server.requests) == 1


async def test_an_opened_entry_gets_its_page_once(room: Room, server: NewsServer) -> None:
    paragraphs = "".join(
        f"<p>The {w} committee met, and its chair Ana Sorel said on Monday that {w} would cost more.</p>"
        for w in ("harbour", "ferry", "customs", "grain", "pilot", "dredging")
    )
    page = f"<html><head><title>One</title></head><body><article><h1>One</h1>{paragraphs}</article></body></html>"
    address = server.serve("/story", Answer(200, page.encode(), {"Content-Type": "text/html"}))
    feed = rss("One", text="The harbour committee met …")
    feed.body = feed.body.replace(STORY.encode(), address.encode())
    async with room.desk() as desk:
        follow(desk, server.serve("/feed.xml", feed))
        await run_round(desk)
        preparer = Preparer(desk)
        assert await preparer.all_waiting() == 1
        (item,) = desk.store.listing(None, now=NOW).rows(0, 1)
        assert desk.store.reading(item.id).article.origin == "feed"
        await preparer.opened(item.id)
        await preparer.opened(item.id)
        reading = desk.store.reading(item.id)
    assert reading.article.origin == "page"
    assert len(reading.claims) == 6
    assert len(server.asked("/story")) == 1


async def test_a_page_that_fails_leaves_the_feeds_text_and_says_why(room: Room, server: NewsServer) -> None:
    feed = rss("One", text="Short.")
    feed.body = feed.body.replace(STORY.encode(), f"{server.url}/gone".encode())
    async with room.desk() as desk:
        follow(desk, server.serve("/feed.xml", feed))
        await run_round(desk)
        (item,) = desk.store.listing(None, now=NOW).rows(0, 1)
        await Preparer(desk).opened(item.id)
        reading = desk.store.reading(item.id)
    assert reading.article.text == "Short."
    assert "404" in reading.note
    assert reading.note.endswith("This is the feed's text.")
