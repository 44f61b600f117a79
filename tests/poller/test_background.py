"""The background process as the interface meets it: commands in, events out, gone when the interface is."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from newsterm.background import BackgroundProcess
from newsterm.backstage import Illustrate, Poll, Prepare, Subscribe, command_from, event_from, to_line
from newsterm.events import (
    EntryPrepared,
    FeedPolled,
    FeedsFound,
    Notice,
    Outcome,
    PictureDrawn,
    PictureMissing,
    RoundEnded,
    RoundStarted,
    Subscribed,
)
from newsterm.library import Library
from newsterm.model import Canvas, Drawn, Form
from newsterm.paths import find_paths
from newsterm.store import the_only_one
from tests.newsserver import Answer, NewsServer, rss
from tests.pictures.images import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVENTS = (
    RoundStarted(due=1, total=2),
    FeedPolled(feed="http://a/", outcome=Outcome.FAILED, reason="no", done=1, due=1),
    RoundEnded(new=3, interrupted=True),
    EntryPrepared(entry="abc", claims=2),
    PictureDrawn(entry="abc", url="http://a/", drawn=Drawn(form=Form.SIXEL, columns=1, rows=1, data=b"\x00\xff\n")),
    PictureMissing(entry="abc", url="http://a/", reason=""),
    Subscribed(feed="http://a/", title="A"),
    FeedsFound(page="http://a/", candidates=(("http://a/1", "One"), ("http://a/2", "Two"))),
    Notice(text="[/] \x1b", bad=True),
)


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_events_go_through_a_line_unchanged(event) -> None:
    line = to_line(event)
    assert line.count(b"\n") == 1
    assert event_from(line) == event


@pytest.mark.parametrize(
    "command",
    [
        Poll(),
        Poll(feeds=("http://a/",)),
        Prepare(entry="a", page=True),
        Illustrate(entry="a", canvas=Canvas(form=Form.HALF_BLOCKS, columns=80, rows=20, cell_width=10, cell_height=20)),
        Subscribe(address="b"),
    ],
)
def test_commands_go_through_a_line_unchanged(command) -> None:
    assert command_from(to_line(command)) == command


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b'{"is":"Poll","more":1}\n', b'{"is":"RoundEnded"}\n', b"\xff\n"])
def test_a_line_that_is_no_command_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSON, Unicode and ours are all ValueErrors
        command_from(line)


async def test_a_feed_is_added_polled_and_prepared_in_the_background(tmp_path: Path, server: NewsServer) -> None:
    paths = find_paths(str(tmp_path), str(tmp_path / "none.toml"), {})
    background = BackgroundProcess(paths)
    said = "The port will reopen in March, Transport Minister Ana Sorel said on Monday."
    background.subscribe(server.serve("/feed.xml", rss("One", text=said), Answer(304)))
    async with asyncio.timeout(20), aclosing(background.events()) as events:
        async for event in events:
            if isinstance(event, Subscribed):
                assert event.title == "Harbour Post"
            if isinstance(event, EntryPrepared):
                assert event.claims == 1
                background.poll([server.url + "/feed.xml"])
            if isinstance(event, RoundEnded) and event.unchanged:
                break
    with Library.open(paths.store) as library:
        assert library.count("has:claims") == 1


async def test_the_pictures_of_what_is_read_are_drawn_in_the_background(tmp_path: Path, server: NewsServer) -> None:
    pytest.importorskip("PIL")
    background = BackgroundProcess(find_paths(str(tmp_path), str(tmp_path / "none.toml"), {}))
    url = server.serve("/quay.png", Answer(200, png(200, 100), {"Content-Type": "image/png"}))
    background.subscribe(server.serve("/feed.xml", rss("One", text=f"Nothing was said. &lt;img src='{url}'&gt;")))
    canvas = Canvas(form=Form.HALF_BLOCKS, columns=10, rows=10, cell_width=10, cell_height=20)
    seen = None
    async with asyncio.timeout(20), aclosing(background.events()) as events:
        async for event in events:
            if isinstance(event, EntryPrepared):
                background.illustrate("nobody", canvas)
                background.illustrate(event.entry, canvas)
            if isinstance(event, PictureDrawn):
                seen = event
                break
    red = bytes((255, 0, 0))
    assert seen is not None
    assert (seen.url, seen.drawn.columns, seen.drawn.rows) == (url, 10, 2)
    assert all(abs(one - other) < 8 for one, other in zip(seen.drawn.data, red * 40, strict=True))


async def test_a_list_of_feeds_is_added_by_its_path(tmp_path: Path, server: NewsServer) -> None:
    paths = find_paths(str(tmp_path), str(tmp_path / "none.toml"), {})
    urls = tmp_path / "urls"
    urls.write_text(f'{server.serve("/a.xml", rss("One"))} "daily"\nexec:/bin/true\n')
    background = BackgroundProcess(paths)
    background.subscribe(str(urls))
    words = ""
    async with asyncio.timeout(20), aclosing(background.events()) as events:
        async for event in events:
            if isinstance(event, Notice):
                words = event.text
            if isinstance(event, EntryPrepared):
                break
    assert "urls: added: 1;" in words
    assert "runs a command" in words


async def test_what_cannot_be_added_is_told_in_words(tmp_path: Path, server: NewsServer) -> None:
    background = BackgroundProcess(find_paths(str(tmp_path), str(tmp_path / "none.toml"), {}))
    background.subscribe(server.url + "/nothing")
    async with asyncio.timeout(20), aclosing(background.events()) as events:
        async for event in events:
            if isinstance(event, Notice):
                assert event.bad
                assert "404" in event.text
                break


async def test_a_background_that_cannot_start_is_told_and_does_not_spin(tmp_path: Path) -> None:
    (tmp_path / "newsterm.db").mkdir()
    background = BackgroundProcess(find_paths(str(tmp_path), str(tmp_path / "none.toml"), {}))
    async with asyncio.timeout(20), aclosing(background.events()) as events:
        told = [await anext(events), await anext(events)]
        assert "folder" in told[0].text
        assert "ended" in told[1].text


def test_one_poller_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "new" / "poller.lock"
    with the_only_one(lock) as first, the_only_one(lock) as second:
        assert (first, second) == (True, False)
    with the_only_one(lock) as third:
        assert third
