"""What a host asks for is kept by everything that asks it, and where redirects lead is a host as well."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.errors import FetchError
from newsterm.events import Notice
from newsterm.feeds import plan
from newsterm.poller.gate import Gate
from newsterm.poller.prepare import Preparer
from newsterm.poller.round import run_round
from newsterm.poller.subscribe import subscribe
from newsterm.settings import FeedSettings, Poll
from tests.newsserver import Answer, NewsServer, rss
from tests.poller.room import NOW, SETTINGS, Room, follow

if TYPE_CHECKING:
    from pathlib import Path

BUSY = Answer(429, headers={"Retry-After": "3600"})


async def test_a_new_feed_waits_for_its_host_like_all_others(room: Room, server: NewsServer) -> None:
    busy, other = server.serve("/busy.xml", BUSY), server.serve("/other.xml", rss("One"))
    async with room.desk() as desk:
        with pytest.raises(FetchError, match="429"):
            await subscribe(desk, busy)
        with pytest.raises(FetchError, match="asked to be left alone for 1 h"):
            await subscribe(desk, other)
    assert len(server.requests) == 1
    room.clock.now = NOW + timedelta(hours=1, minutes=1)
    async with room.desk() as desk:  # after a restart
        await subscribe(desk, other)
        assert (await run_round(desk, [other])).new == 0
    assert len(server.asked("/other.xml")) == 2


async def test_a_host_that_is_busy_for_pages_is_busy_for_feeds(room: Room, server: NewsServer) -> None:
    feed = rss("One", "Two", text="Short.")
    for number in range(2):
        feed.body = feed.body.replace(f"http://news.example/{number}".encode(), f"{server.url}/page{number}".encode())
        server.serve(f"/page{number}", BUSY)
    url = server.serve("/feed.xml", feed)
    async with room.desk() as desk:
        await subscribe(desk, url)
        for entry in desk.store.ids_of(url, ["One", "Two"]).values():
            await Preparer(desk).opened(entry, page=True)
        assert (await run_round(desk, [url])).not_due == 1
    assert [request.path for request in server.requests].count("/feed.xml") == 1
    assert sum(request.path.startswith("/page") for request in server.requests) == 1


async def test_a_wait_is_that_of_the_host_that_asked_for_it(tmp_path: Path, server: NewsServer) -> None:
    with NewsServer("127.0.0.2") as other:
        target = other.serve("/feed.xml", BUSY)
        url = server.serve("/feed.xml", Answer(302, headers={"Location": target}))
        room = Room(tmp_path, replace(SETTINGS, poll=Poll(per_host_gap=0.0, allow_private=("127.0.0.2",))))
        async with room.desk() as desk:
            follow(desk, url)
            await run_round(desk)
            assert desk.store.host_waits().keys() == {"127.0.0.2"}


async def test_where_a_redirect_leads_one_request_at_a_time_is_made_too(tmp_path: Path) -> None:
    gate, inside, most = Gate(0.05), 0, 0

    async def one(name: str) -> None:
        nonlocal inside, most
        async with gate.turn(f"http://{name}.example/") as turn:
            await turn.move("http://target.example/")
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    began = time.monotonic()
    await asyncio.gather(*(one(name) for name in "abcd"))
    assert most == 1
    assert time.monotonic() - began >= 3 * 0.05
    del tmp_path


async def test_two_that_redirect_to_each_other_do_not_wait_for_each_other() -> None:
    gate = Gate(0.01)

    async def one(here: str, there: str) -> None:
        async with gate.turn(f"http://{here}.example/") as turn:
            await asyncio.sleep(0.02)
            await turn.move(f"http://{there}.example/")

    await asyncio.wait_for(asyncio.gather(one("a", "b"), one("b", "a")), 2)


async def test_a_turn_that_is_given_up_is_given_back() -> None:
    gate = Gate(0.0)
    async with gate.turn("http://a.example/"):
        waiting = asyncio.create_task(gate.take("a.example"))
        await asyncio.sleep(0.01)
        waiting.cancel()
    await asyncio.wait_for(gate.take("a.example"), 1)


async def test_a_move_for_good_is_told_with_the_settings_that_name_the_old_place(
    tmp_path: Path, server: NewsServer
) -> None:
    server.serve("/new.xml", rss("One"))
    url = server.serve("/old.xml", Answer(301, headers={"Location": "/new.xml"}))
    room = Room(tmp_path, replace(SETTINGS, feeds={url: FeedSettings(interval=30)}))
    async with room.desk() as desk:
        follow(desk, url)
        for _ in range(3):
            await run_round(desk, [url])
    (told,) = (event.text for event in room.told if isinstance(event, Notice))
    assert told.startswith(f"Harbour Post has moved for good and is asked at {server.url}/new.xml from now on.")
    assert told.endswith(f'The settings still name the old address: [feeds."{url}"].')


async def test_a_fault_in_storing_one_feed_costs_that_feed_alone(
    room: Room, server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [server.serve(f"/{n}.xml", rss(f"Entry {n}", name=f"Feed {n}")) for n in range(6)]
    real = plan.plan_update

    def faulty(feed, known, outcome, read, now, **more):  # type: ignore[no-untyped-def]
        if feed.url == urls[2] and read is not None:
            raise KeyError("odd")
        return real(feed, known, outcome, read, now, **more)

    monkeypatch.setattr("newsterm.poller.storing.plan_update", faulty)
    async with room.desk() as desk:
        follow(desk, *urls)
        ended = await run_round(desk)
        assert (ended.failed, ended.unchanged + ended.new) == (1, 5)
        assert "stumbled over this feed (KeyError)" in (room.outcomes()["2.xml"][1] or "")
        monkeypatch.undo()
        assert (await run_round(desk, [urls[2]])).failed == 0


async def test_the_end_of_a_round_does_not_wait_for_who_prepares(room: Room) -> None:
    async with room.desk() as desk:
        preparer = Preparer(desk)
        assert await preparer.all_waiting() == 0
        desk.stop.set()
        await asyncio.wait_for(preparer.all_at_last(), 2)
