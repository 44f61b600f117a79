"""Feeds that commands give: only what the user's own settings name is run, within the limits of a request."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.errors import FetchError, ParseError, UsageError
from newsterm.events import Outcome, Subscribed
from newsterm.poller.commands import output_of
from newsterm.poller.lists import subscribe_to_list
from newsterm.poller.round import run_round
from newsterm.poller.subscribe import subscribe
from newsterm.settings import FeedSettings, Limits, LocalSource, Poll, Settings, read_settings
from tests.newsserver import rss
from tests.poller.room import SETTINGS, Room, follow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.newsserver import NewsServer

ONE, TWO = rss("One").body, rss("One", "Two").body


def python(code: str) -> tuple[str, ...]:
    return sys.executable, "-c", code


def printing(path: Path) -> tuple[str, ...]:
    return python(f"import pathlib,sys; sys.stdout.buffer.write(pathlib.Path({str(path)!r}).read_bytes())")


def with_command(*argv: str, seconds: float = 20.0) -> Settings:
    poll = Poll(per_host_gap=0.0, limits=Limits(deadline=seconds, inflated_bytes=100_000))
    return Settings(poll=poll, exec={"mail": LocalSource(command=argv)})


async def test_a_command_of_the_settings_is_followed_and_polled_like_a_feed(tmp_path: Path) -> None:
    printed = tmp_path / "feed.xml"
    printed.write_bytes(ONE)
    room = Room(tmp_path, with_command(*printing(printed)))
    async with room.desk() as desk:
        told = await subscribe(desk, "exec:mail")
        assert told == Subscribed(feed="exec:mail", title="Harbour Post")
        printed.write_bytes(TWO)
        ended = await run_round(desk, ["exec:mail"])
        assert (ended.new, ended.failed) == (1, 0)
        assert (await run_round(desk, ["Harbour Post"])).unchanged == 1
        assert (await run_round(desk)).not_due == 1


async def test_a_name_that_the_settings_do_not_have_runs_nothing(room: Room) -> None:
    async with room.desk() as desk:
        with pytest.raises(UsageError, match='no command "mail"'):
            await subscribe(desk, "exec:mail")
        follow(desk, "exec:touch /tmp/x", "exec:mail")  # as a cache from elsewhere may have them
        assert (await run_round(desk)).failed == 2
        assert "The settings have no command" in (room.outcomes()["exec:mail"][1] or "")


async def test_a_list_can_not_bring_commands(room: Room, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('exec:mail\n"filter:/bin/cat:http://a.example/"\nhttp://b.example/feed "tag"\n')
    async with room.desk() as desk:
        told = subscribe_to_list(desk, urls)
        assert [feed.url for feed in desk.store.feeds()] == ["http://b.example/feed"]
        assert told.bad


async def test_the_query_feeds_of_a_list_are_saved_as_views(room: Room, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('"query:Fresh:unread = \\"yes\\""\n"query:Odd:total_count > 3"\nhttp://b.example/feed\n')
    async with room.desk() as desk:
        told = [subscribe_to_list(desk, urls).text for _ in range(2)]
        assert [(view.name, view.query) for view in desk.store.views()] == [("Fresh", "is:unread")]
    assert "views saved: 1; there already: 0" in told[0]
    assert "views saved: 0; there already: 1" in told[1]
    assert '"Odd"' in told[0]


async def test_a_filter_changes_what_a_feed_says(tmp_path: Path, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One", "Two"))
    shout = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().replace(b'>One<', b'>Uno<'))")
    room = Room(tmp_path, replace(SETTINGS, feeds={url: FeedSettings(filter=shout)}))
    async with room.desk() as desk:
        await subscribe(desk, url)
        assert set(desk.store.known(url)) == {"Uno", "Two"}


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("/no/such/program",), "The command program can't be started: No such file or directory"),
        (python("import sys; sys.exit('no mail today')"), 'failed with status 1: "no mail today"'),
        (python("print('<html><body>no feed')"), "This is a web page, not a feed"),
        (python("pass"), "The answer is empty"),
        (python("import sys\nwhile True: sys.stdout.write('x' * 10_000)"), "larger than"),
        (python("import time; time.sleep(60)"), "was not done within 0.5 seconds"),
    ],
)
async def test_what_goes_wrong_with_a_command_is_a_failure_in_words(
    tmp_path: Path, argv: tuple[str, ...], words: str
) -> None:
    room = Room(tmp_path, with_command(*argv, seconds=0.5 if "sleep" in argv[-1] else 20.0))
    async with room.desk() as desk:
        follow(desk, "exec:mail")
        began = time.monotonic()
        assert (await run_round(desk)).failed == 1
        assert time.monotonic() - began < 15
        outcome, reason = room.outcomes()["exec:mail"]
        assert outcome is Outcome.FAILED
        assert words in (reason or "")


async def test_what_a_command_starts_ends_with_it(tmp_path: Path) -> None:
    flag = tmp_path / "alive"
    child = f"import time, pathlib; time.sleep(1.2); pathlib.Path({str(flag)!r}).touch()"
    code = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    with pytest.raises(FetchError, match="not done"):
        await output_of(python(code), seconds=0.4, most=1000)
    time.sleep(1.3)
    assert not flag.exists()


async def test_a_command_that_reads_nothing_of_what_it_is_given_is_none_the_worse(tmp_path: Path) -> None:
    del tmp_path
    assert await output_of(python("print('done')"), given=b"x" * 1_000_000, seconds=20, most=1000) == b"done\n"


def test_commands_are_lists_of_words_in_the_settings(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[exec.mail]\ncommand = ["~/bin/mail feed", "--new"]\n[feeds."https://a.example/f"]\nfilter = ["tidy"]\n'
    )
    settings = read_settings(config, required=True)
    assert settings.exec["mail"].command == ("~/bin/mail feed", "--new")
    assert settings.feeds["https://a.example/f"].filter == ("tidy",)


async def test_a_filter_that_prints_no_feed_costs_that_feed_alone(tmp_path: Path, server: NewsServer) -> None:
    bad, good = server.serve("/bad.xml", rss("One")), server.serve("/good.xml", rss("Two"))
    room = Room(tmp_path, replace(SETTINGS, feeds={bad: FeedSettings(filter=python("print('nothing')"))}))
    async with room.desk() as desk:
        with pytest.raises(ParseError):
            await subscribe(desk, bad)
        follow(desk, bad, good)
        ended = await run_round(desk)
        assert (ended.new, ended.failed) == (1, 1)


async def test_a_command_that_leaves_something_running_is_waited_for_no_longer_than_allowed() -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"not done within 0\.5 seconds"):
        await output_of(("sh", "-c", "sleep 20 & echo hi"), seconds=0.5, most=1000)
    with pytest.raises(FetchError, match=r"not done within 0\.5 seconds"):
        await output_of(("sh", "-c", "setsid sleep 20 & sleep 20"), seconds=0.5, most=1000)
    assert time.monotonic() - began < 5
