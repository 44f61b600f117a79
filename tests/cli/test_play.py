"""`newsterm play`: an entry's files, handed over as one word, never to a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.newsserver import Answer, NewsServer, rss

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Newsterm

FILES = (
    "<enclosure url='http://a.example/notes.pdf' type='application/pdf' length='1048576'/>"
    "<enclosure url='http://a.example/talk.mp3?a=1&amp;b=$(x)' type='audio/mpeg' length='0'/>"
)


@pytest.fixture
def entry(newsterm: Newsterm, server: NewsServer) -> str:
    feed = rss("Talk")
    url = server.serve("/a.xml", Answer(200, feed.body.replace(b"</item>", FILES.encode() + b"</item>")))
    newsterm("add", url)
    return str(newsterm("list", "--json").json[0]["id"])


def with_player(newsterm: Newsterm, path: Path, *words: str) -> None:
    note = f"import sys, pathlib; pathlib.Path({str(path)!r}).write_text('|'.join(sys.argv[1:]))"
    argv = ", ".join(repr(word) for word in (sys.executable, "-c", note, *words))
    newsterm.config.write_text(f"[poll]\nper_host_gap = 0\n[open]\nplayer = [{argv}]\n")


def test_enclosures_are_recorded_and_listed(newsterm: Newsterm, entry: str) -> None:
    shown = newsterm("list", "--json").json[0]["enclosures"]
    assert [file["type"] for file in shown] == ["application/pdf", "audio/mpeg"]
    lines = newsterm("play", entry, "--list").out.splitlines()
    assert [line.split() for line in lines] == [
        ["1", "application/pdf", "1.0", "MiB", "http://a.example/notes.pdf"],
        ["2", "audio/mpeg", "http://a.example/talk.mp3?a=1&b=$(x)"],
    ]


def test_what_sounds_is_played_first(newsterm: Newsterm, entry: str, tmp_path: Path) -> None:
    with_player(newsterm, tmp_path / "played", "--volume=50")
    assert newsterm("play", entry).status == 0
    assert (tmp_path / "played").read_text() == "--volume=50|http://a.example/talk.mp3?a=1&b=$(x)"


def test_another_file_may_be_chosen_and_the_address_placed(newsterm: Newsterm, entry: str, tmp_path: Path) -> None:
    with_player(newsterm, tmp_path / "played", "--url={url}", "--quiet")
    assert newsterm("play", entry, "--nth", "1").status == 0
    assert (tmp_path / "played").read_text() == "--url=http://a.example/notes.pdf|--quiet"


def test_what_can_not_be_played_is_told_in_words(newsterm: Newsterm, entry: str, server: NewsServer) -> None:
    assert "comes with 2; --list shows them" in newsterm("play", entry, "--nth", "3").err
    newsterm.config.write_text('[open]\nplayer = ["/no/such/player"]\n')
    ran = newsterm("play", entry)
    assert ran.status == 1
    assert "The player /no/such/player could not be started: No such file" in ran.err
    newsterm("add", server.serve("/b.xml", rss("Silent", "Quiet")))
    silent = newsterm("list", "--json", "title:Quiet").json[0]["id"]
    assert "comes without a file to play" in newsterm("play", silent).err
    assert newsterm("play", "nothing").status == 1
