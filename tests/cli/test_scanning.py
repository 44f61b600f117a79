"""A question that takes long says so on a terminal, and Ctrl-C ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Newsterm


@pytest.fixture
def _slow(newsterm: Newsterm, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that is there, a terminal, and nobody who waits."""
    newsterm("add", "--no-fetch", "http://a.example/feed")
    monkeypatch.setattr("newsterm.store.scanning._PATIENCE", 0.0)
    monkeypatch.setattr("newsterm.store.database.STEPS", 1)
    monkeypatch.setattr("newsterm.cli.output.shows_progress", lambda: True)


@pytest.mark.usefixtures("_slow")
@pytest.mark.parametrize("command", ["list", "claims"])
def test_a_long_question_says_on_a_terminal_what_it_goes_through(newsterm: Newsterm, command: str) -> None:
    ran = newsterm(command, "/x/")
    assert ran.status == 0
    assert "scanning all items; Ctrl-C stops" in ran.err


@pytest.mark.usefixtures("_slow")
@pytest.mark.parametrize("words", [["list", "/x/"], ["claims", "source:e"], ["read", "--query", "/x/"], ["views"]])
def test_ctrl_c_ends_it_with_130(newsterm: Newsterm, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    newsterm("views", "save", "slow", "/x/")

    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsterm.cli.output.ProgressLine.note", pressed)
    ran = newsterm(*words)
    assert (ran.status, ran.out) == (130, "")
    assert ran.err.endswith("newsterm: interrupted; what was done until then is kept.\n")
