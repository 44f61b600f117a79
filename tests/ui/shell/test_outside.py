"""Browsers and the words of polling."""

from __future__ import annotations

import sys
import time
import webbrowser
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from newsterm.events import FeedPolled, Notice, Outcome, RoundEnded, RoundStarted
from newsterm.query.tree import Flag, Is
from newsterm.ui.addresses import refusal, shown_host
from newsterm.ui.browser import open_page
from newsterm.ui.polling import PollState, in_words

from .world import NOW, POST, TITLES, bring, entry, key_of, reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsterm.library import Library

URL = "https://a.example/?q=1;rm%20-rf&x=$(id)"


@contextmanager
def _never() -> Iterator[None]:
    raise AssertionError("the terminal was given away")
    yield


def _heard(path: Path) -> str:
    for _ in range(100):
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.02)
    return ""


@pytest.mark.parametrize("words", [(), ("--new-tab={url}",)])
def test_a_command_gets_the_address_as_one_word_and_no_shell_reads_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = tmp_path / "argv"
    script = f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(repr(sys.argv[1:]))"
    assert open_page(URL, (sys.executable, "-c", script, *words), suspended=_never) is None
    assert _heard(told) == repr([words[0].replace("{url}", URL)] if words else [URL])


def test_a_command_that_is_not_there_is_told_in_words() -> None:
    problem = open_page(URL, ("no-such-browser-anywhere",), suspended=_never)
    assert problem == "no-such-browser-anywhere could not be started: No such file or directory."


def test_without_any_browser_the_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", nothing)
    assert open_page(URL, None, suspended=_never) == "No browser was found; settings name one: open.browser."


def test_a_browser_that_needs_the_terminal_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    @contextmanager
    def suspended() -> Iterator[None]:
        order.append("given")
        yield
        order.append("taken back")

    browser = webbrowser.GenericBrowser("lynx")
    monkeypatch.setattr(browser, "open", lambda url: order.append(url) or True)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert open_page(URL, None, suspended=suspended) is None
    assert order == ["given", URL, "taken back"]


def test_letters_that_only_look_alike_show_as_punycode() -> None:
    assert shown_host("https://аpple.example/") == "xn--pple-43d.example"
    assert shown_host("https://a.example/x") == "a.example"
    assert refusal("https://") == "The link is not opened: it names no host."


def test_polling_is_told_from_its_events() -> None:
    state = PollState()
    for event in (
        RoundStarted(due=2, total=2),
        FeedPolled(feed=POST, outcome=Outcome.NEW, new=1, done=1, due=2),
        FeedPolled(feed=POST, outcome=Outcome.FAILED, done=2, due=2),
        FeedPolled(feed=POST, outcome=Outcome.FAILED, done=2, due=2),
        Notice(text="nothing to do with it"),
        RoundEnded(failed=2, next_due="2025-03-12T09:00:00Z"),
    ):
        state = state.after(event)
    assert (state.new, state.failed, state.running) == (1, 2, False)
    assert "".join(text for text, _ in state.parts(NOW, NOW.tzinfo)) == "2 feeds failed  next poll soon "


def test_a_round_is_told_in_words() -> None:
    assert in_words(RoundEnded(new=2, changed=1)) == "Refreshed: 2 new, 1 changed."
    assert in_words(FeedPolled(feed=POST, outcome=Outcome.FAILED)) == f"{POST} failed."
    assert in_words(FeedPolled(feed=POST, outcome=Outcome.NEW)) is None


async def test_an_unread_item_far_away_is_found_without_looking_at_every_row(library: Library, path: Path) -> None:
    from newsterm.store import Store

    with Store.open(path, now=NOW) as store:
        bring(store, POST, *(entry(f"Item {i}", 100 + i) for i in range(700)))
    ids = [item.id for item in library.listing(Is(Flag.UNREAD)).rows(0, 1000)]
    library.set_read(ids[1:-1])
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        assert app.main.feed.row == len(ids) - 1
        await pilot.press("p")
        assert app.main.feed.row == 0
        await pilot.press("r", "p")
        assert app.main.status.message == "No unread item above."


async def test_the_wheel_scrolls_and_the_cursor_stays_in_sight(library: Library, path: Path) -> None:
    from newsterm.store import Store

    with Store.open(path, now=NOW) as store:
        bring(store, POST, *(entry(f"Item {i}", 100 + i) for i in range(60)))
    app = reader(library)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("j")
        for _ in range(4):
            app.main.feed.on_mouse_scroll_down()
        await pilot.pause()
        assert app.main.feed.row >= 12
        for _ in range(9):
            app.main.feed.on_mouse_scroll_up()
        assert app.main.feed.row < 12
        assert key_of(TITLES[0][1]) == app.main.feed.listing.id_at(0)
