"""`newsterm poll`, its progress, its end by signals, and what starts it with no reader open."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from newsterm.cli import output
from newsterm.store import is_held, the_only_one
from tests.newsserver import Answer, NewsServer, rss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Newsterm


class SlowServer(NewsServer):
    """Keeps everything at /slow waiting until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_slowly, self.let_go = threading.Event(), threading.Event()
        handler = self._server.RequestHandlerClass
        answer = handler.do_GET  # type: ignore[attr-defined]

        def do_get(asked) -> None:  # type: ignore[no-untyped-def]
            if asked.path.startswith("/slow"):
                self.asked_slowly.set()
                self.let_go.wait(20)
            answer(asked)

        handler.do_GET = do_get  # type: ignore[attr-defined]


@pytest.fixture
def slow() -> Iterator[SlowServer]:
    with SlowServer() as running:
        yield running
        running.let_go.set()


# -- what is shown -------------------------------------------------------------------------------------------------


def test_each_feed_has_a_line_when_it_is_asked_for(newsterm: Newsterm, server: NewsServer) -> None:
    urls = server.serve("/new.xml", rss("One"), Answer(304)), server.serve("/bad.xml", Answer(500))
    newsterm("add", "--no-fetch", *urls)
    ran = newsterm("poll", "--fetch-only", "--verbose")
    assert f"{urls[0]}: 1 new" in ran.err
    assert f"{urls[1]}: 127.0.0.1 answers 500" in ran.err
    again = newsterm("poll", "--fetch-only", "--verbose")
    assert f"{urls[0]}: not asked: due in" in again.err
    named = newsterm("poll", "--fetch-only", "--verbose", urls[0])
    assert f"{urls[0]}: unchanged" in named.err
    assert newsterm("poll", "--fetch-only").err == ""


def test_a_terminal_sees_a_bar_with_what_came_so_far(
    newsterm: Newsterm, server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "shows_progress", lambda: True)
    newsterm("add", "--no-fetch", server.serve("/a.xml", rss("One", "Two")), server.serve("/b.xml", Answer(404)))
    shown = newsterm("poll", "--fetch-only").err
    assert "░" in shown
    assert re.search(r"█{24} 2/2 2 new, 1 failed · http", shown)
    assert shown.endswith("\r\x1b[K")  # nothing of it stays


def test_feeds_say_when_they_are_next_asked_and_why(newsterm: Newsterm, server: NewsServer) -> None:
    fresh = server.serve("/fresh.xml", Answer(200, rss("One").body, {"Cache-Control": "max-age=7200"}))
    newsterm("add", fresh)
    assert re.search(r"publisher asks for 2 h, next \d{4}-\d\d-\d\d \d\d:\d\d", newsterm("feeds").out)
    busy = server.serve("/busy.xml", Answer(429, headers={"Retry-After": "3600"}))
    newsterm("add", "--no-fetch", busy)
    newsterm("poll", "--fetch-only")
    shown = newsterm("feeds").out.splitlines()
    assert any("fresh.xml" in line and "whole host waits until" in line for line in shown)
    assert any("busy.xml" in line and "429, whole host waits until" in line for line in shown)
    record = next(feed for feed in newsterm("feeds", "--json").json if feed["url"] == busy)
    assert record["why"] == "429, whole host waits"
    assert record["next_poll"]


# -- ends ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_round_with_everything_stored_that_came(
    newsterm: Newsterm, slow: SlowServer, name: str
) -> None:
    quick = [slow.serve(f"/quick{n}.xml", rss(f"Entry {n}", name=f"Feed {n}")) for n in range(3)]
    waiting = slow.serve("/slow.xml", rss("Late")).replace("127.0.0.1", "localhost")
    newsterm("add", "--no-fetch", *quick, waiting)
    words = ["--data", str(newsterm.data), "--config", str(newsterm.config), "poll", "--fetch-only", "--verbose"]
    process = subprocess.Popen([sys.executable, "-m", "newsterm", *words], stdout=-1, stderr=-1, text=True)
    said = ""
    assert process.stderr is not None
    while said.count("quick") < 3:
        said += process.stderr.readline()
    process.send_signal(getattr(signal, name))
    began = time.monotonic()
    out, err = process.communicate(timeout=15)
    assert time.monotonic() - began < 5
    assert process.returncode == 1
    assert "interrupted, what was fetched is kept" in out
    assert "Traceback" not in err
    feeds = {feed["url"]: feed["status"] for feed in newsterm("feeds", "--json").json}
    assert [feeds[url] for url in quick] == ["ok"] * 3
    assert feeds[waiting] == "new"  # asked another time, not failed
    assert newsterm("doctor").status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="priorities and cores as Linux has them")
@pytest.mark.parametrize("reading", [False, True])
def test_a_poller_lets_the_reader_go_first(newsterm: Newsterm, slow: SlowServer, *, reading: bool) -> None:
    newsterm("add", "--no-fetch", slow.serve("/slow.xml", rss("One")))
    words = ["--data", str(newsterm.data), "--config", str(newsterm.config), "poll", "--fetch-only"]
    with the_only_one(newsterm.data / "reader.lock") if reading else nullcontext():
        process = subprocess.Popen([sys.executable, "-m", "newsterm", *words], stdout=-1, text=True)
        while not (newsterm.data / "poller.lock").exists():
            time.sleep(0.02)
        time.sleep(0.3)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) >= 10
        cores = os.sched_getaffinity(0)
        left_alone = {max(cores)} if reading and len(cores) == os.cpu_count() and len(cores) > 1 else set()
        assert os.sched_getaffinity(process.pid) == cores - left_alone
    slow.let_go.set()
    assert "1 new" in process.communicate(timeout=15)[0]


def test_whether_a_lock_is_held_can_be_seen_without_taking_it(tmp_path: Path) -> None:
    path = tmp_path / "some.lock"
    assert not is_held(path)
    assert not path.exists()
    with the_only_one(path) as free:
        assert free
        assert is_held(path)
    assert not is_held(path)


def test_a_second_poller_says_so_and_waits_only_when_told(newsterm: Newsterm, slow: SlowServer) -> None:
    newsterm("add", "--no-fetch", slow.serve("/slow.xml", rss("One")))
    words = [sys.executable, "-m", "newsterm", "--data", str(newsterm.data), "--config", str(newsterm.config), "poll"]
    first = subprocess.Popen([*words, "--fetch-only"], stdout=-1, text=True)
    assert slow.asked_slowly.wait(15)  # the first one asks, so it has the lock
    ran = newsterm("poll")
    assert ran.status == 0
    assert "already" in ran.err
    second = subprocess.Popen([*words, "--fetch-only", "--wait"], stdout=-1, text=True)
    time.sleep(0.3)
    slow.let_go.set()
    assert "1 new" in first.communicate(timeout=15)[0]
    assert "1 not due" in second.communicate(timeout=15)[0]


def test_a_poller_that_is_killed_leaves_the_lock_to_the_next(newsterm: Newsterm, slow: SlowServer) -> None:
    newsterm("add", "--no-fetch", slow.serve("/slow.xml", rss("One")))
    words = [sys.executable, "-m", "newsterm", "--data", str(newsterm.data), "--config", str(newsterm.config), "poll"]
    first = subprocess.Popen([*words, "--fetch-only"], stdout=-1)
    while not (newsterm.data / "poller.lock").exists():
        time.sleep(0.02)
    first.kill()
    first.communicate()
    slow.let_go.set()
    assert newsterm("poll", "--fetch-only").status == 0


# -- what starts it ------------------------------------------------------------------------------------------------


def test_systemd_gets_a_service_and_a_timer(newsterm: Newsterm, tmp_path: Path) -> None:
    ran = newsterm("config", "systemd", "--write", str(tmp_path / "user units"))
    service, timer = (tmp_path / "user units" / f"newsterm-poll.{kind}" for kind in ("service", "timer"))
    assert ran.out.split("\n")[:2] == [str(service), str(timer)]
    assert "systemctl --user enable --now newsterm-poll.timer" in ran.err
    command = re.search(r"^ExecStart=(.*)$", service.read_text(), re.MULTILINE)
    assert command
    assert command[1].endswith(" poll")
    assert str(newsterm.data) in command[1]
    assert "Persistent=true" in timer.read_text()
    assert newsterm("config", "systemd", "--write", str(tmp_path / "user units")).status == 0  # the same again
    service.write_text("[Service]\n")
    refused = newsterm("config", "systemd", "--write", str(tmp_path / "user units"))
    assert (refused.status, service.read_text()) == (2, "[Service]\n")
    assert "says something else" in refused.err


def test_systemd_itself_finds_nothing_wrong_with_them(newsterm: Newsterm, tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("no systemd here")
    newsterm("config", "systemd", "--write", str(tmp_path))
    units = [str(tmp_path / f"newsterm-poll.{kind}") for kind in ("service", "timer")]
    ran = subprocess.run([tool, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert not [line for line in ran.stderr.splitlines() if "newsterm" in line]


def test_the_commands_in_both_run_a_round(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", "--no-fetch", server.serve("/a.xml", rss("One")))
    line = newsterm("config", "cron").out.strip()
    assert line.startswith("*/15 * * * * ")
    command = line.removeprefix("*/15 * * * * ")
    assert subprocess.run(["sh", "-c", command.replace("\\%", "%")], check=False).returncode == 0
    assert [entry["title"] for entry in json.loads(newsterm("list", "--json").out)] == ["One"]


def test_odd_folders_are_quoted_for_systemd_and_cron(newsterm: Newsterm, tmp_path: Path) -> None:
    newsterm.data = tmp_path / 'a b%c"$d'
    service = newsterm("config", "systemd").out
    assert r'a b%%c\"$$d"' in service
    assert r"a b\%c" in newsterm("config", "cron").out


def test_only_systemds_files_are_written(newsterm: Newsterm, tmp_path: Path) -> None:
    assert newsterm("config", "cron", "--write", str(tmp_path)).status == 2
    assert not list(tmp_path.glob("newsterm-poll.*"))


# -- local feeds ---------------------------------------------------------------------------------------------------


def test_a_feed_of_a_command_is_added_polled_and_left_out_of_opml(newsterm: Newsterm, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(rss("One").body)
    newsterm.config.write_text(f'[exec.mail]\ncommand = ["cat", {str(feed)!r}]\n')
    assert newsterm("add", "exec:mail").out == "added Harbour Post (exec:mail)\n"
    feed.write_bytes(rss("One", "Two").body)
    assert newsterm("poll", "--fetch-only", "exec:mail").out.startswith("1 new")
    shown = newsterm("export", "opml")
    assert "exec:mail" not in shown.out
    assert "left out: Harbour Post (exec:mail)" in shown.err
    assert newsterm("remove", "exec:mail").status == 0


def test_a_list_of_addresses_can_not_name_a_command(newsterm: Newsterm, tmp_path: Path) -> None:
    newsterm.config.write_text('[exec.mail]\ncommand = ["cat"]\n')
    urls = tmp_path / "urls"
    urls.write_text("exec:mail\n")
    assert newsterm("poll", "--feeds", str(urls)).status == 2
    assert newsterm("import", str(urls)).status == 1
    assert newsterm("feeds", "--json").json == []
