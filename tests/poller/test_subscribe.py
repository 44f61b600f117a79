"""The search for a page's feed goes on whatever an answer on its way does to a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from msgspec.structs import replace

from newsterm.errors import ParseError, WorkError
from newsterm.events import Subscribed
from newsterm.poller.subscribe import subscribe
from tests.newsserver import Answer, NewsServer, rss
from tests.poller.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.poller.desk import Desk
    from newsterm.workers import Workers

PAGE = Answer(200, b"<html><title>News</title><p>No feed is named.</html>", {"Content-Type": "text/html"})


class Stumbling:
    """Workers that take too long over some addresses."""

    def __init__(self, workers: Workers, end: str) -> None:
        self._workers, self._end = workers, end

    async def run(self, timeout: float, function: Any, *args: Any, url: str, **kwargs: Any) -> Any:
        if url.endswith(self._end):
            raise WorkError("This took longer than 20 seconds and was stopped.")
        return await self._workers.run(timeout, function, *args, url=url, **kwargs)


def stumbling(desk: Desk, end: str) -> Desk:
    """The desk, with such workers."""
    return replace(desk, workers=cast("Workers", Stumbling(desk.workers, end)))


async def test_an_answer_that_takes_too_long_to_read_does_not_end_the_search(
    tmp_path: Path, server: NewsServer
) -> None:
    page = server.serve("/", PAGE)
    server.serve("/feed", rss("Endless"))
    url = server.serve("/rss.xml", rss("One"))
    async with Room(tmp_path).desk() as desk:
        told = await subscribe(stumbling(desk, "/feed"), page)
    assert isinstance(told, Subscribed)
    assert told.feed == url


async def test_a_feed_that_takes_too_long_to_read_says_so(tmp_path: Path, server: NewsServer) -> None:
    url = server.serve("/feed", rss("Endless"))
    async with Room(tmp_path).desk() as desk:
        with pytest.raises(ParseError, match="took longer than 20 seconds"):
            await subscribe(stumbling(desk, "/feed"), url)
