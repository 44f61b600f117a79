"""Saved views in the reader: chosen in the switcher, remembered, told in words where they can't be shown."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, Static

from newsterm.errors import StoreUnavailable
from newsterm.library import Library
from newsterm.store import Store

from .world import (
    NOW,
    POST,
    TITLES,
    bring,
    entry,
    key_of,
    reader,
    screen_text,
    seen,
    settled,
    write,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.model import ViewCounts
    from newsterm.query.tree import Tree

PORTS = "title:/port/"


@pytest.fixture
def with_view(library: Library) -> Library:
    library.save_view("The port", PORTS)
    library.set_read([key_of(TITLES[0][1])])
    return library


async def choose(pilot: Pilot[None], name: str) -> None:
    await pilot.press("F")
    await write(pilot, name)
    await pilot.press("enter")


async def counted(pilot: Pilot[None], view: int = 4) -> None:
    """Wait until the switcher shows the counts of its fifth row, or of another."""
    options = pilot.app.screen.query_one(OptionList)
    while len(str(options.get_option_at_index(view).prompt).split()) < 4:
        await pilot.pause(0.01)


class SlowLibrary(Library):
    """Counts when it may."""

    may, interrupted = threading.Event(), threading.Event()

    def counts(self, tree: Tree, since: datetime | None) -> ViewCounts:
        self.may.wait(30)
        return super().counts(tree, since)

    def interrupt(self) -> None:
        self.interrupted.set()
        super().interrupt()


def spoil(path: Path) -> None:
    """Leave a query behind that this newsterm can't read."""
    with closing(sqlite3.connect(path)) as cache, cache:
        cache.execute("UPDATE views SET doc = replace(doc, 'title:', 'gone:')")


async def test_the_switcher_shows_saved_views_after_the_built_in_ones_with_their_counts(with_view: Library) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await counted(pilot)
        rows = [str(app.screen.query_one(OptionList).get_option_at_index(n).prompt).split() for n in range(5)]
        assert [row[0] for row in rows] == ["All", "Unread", "Starred", "Today", "/"]
        assert rows[4] == ["/", "The", "port", "1", "/", "2"]
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        assert str(app.screen.query_one("#detail", Static).content) == PORTS


async def test_keys_answer_while_the_switcher_counts(path: Path) -> None:
    SlowLibrary.may.clear()
    SlowLibrary.interrupted.clear()
    with SlowLibrary.open(path, clock=lambda: NOW) as slow:
        slow.save_view("The port", PORTS)
        app = reader(slow)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("F")
            await write(pilot, "port")
            options = app.screen.query_one(OptionList)
            assert str(options.get_option_at_index(0).prompt).split() == ["/", "The", "port"]
            SlowLibrary.may.set()
            await counted(pilot, 0)
            assert str(options.get_option_at_index(0).prompt).split() == ["/", "The", "port", "2", "/", "2"]
            SlowLibrary.may.clear()
            await pilot.press("escape", "F", "escape")
            assert SlowLibrary.interrupted.is_set()
            await choose(pilot, "port")
            assert app.main.feed.count == 2
    began = time.monotonic()
    SlowLibrary.may.set()
    for thread in [thread for thread in threading.enumerate() if thread.name == "counting"]:
        thread.join(10)  # they end by themselves, the library long closed
        assert not thread.is_alive()
    assert time.monotonic() - began < 5


async def test_counts_stay_away_where_the_cache_can_not_be_read(
    with_view: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Library) -> Library:
        raise StoreUnavailable("The cache is gone.")

    monkeypatch.setattr(Library, "beside", refuse)
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        assert app.main.feed.count == 2


async def test_a_chosen_view_is_shown_and_the_filter_works_inside_it(with_view: Library) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        assert app.main.showing.title == "The port"
        assert app.main.feed.count == 2
        await pilot.press("/")
        await write(pilot, "title:weeks")
        assert app.main.feed.count == 1
        await pilot.press("enter", "escape", "U")
        assert (app.main.feed.count, app.main.showing.title) == (1, "The port, unread only")
        await pilot.press("q")
        assert app.main.at_home()


async def test_the_palette_shows_a_saved_view(with_view: Library) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "show the port")
        await pilot.press("enter")
        assert app.main.showing.title == "The port"


async def test_a_saved_view_outlives_a_restart_and_asks_what_it_asks_then(with_view: Library, path: Path) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        await settled(pilot)
        await pilot.press("Q")
    with Library.open(path, clock=lambda: NOW) as again:
        again.save_view("The port", "ferry")
        app = reader(again)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert (app.main.showing.title, app.main.feed.count) == ("The port", 1)


async def test_a_view_that_was_removed_meanwhile_gives_way_to_everything(with_view: Library, path: Path) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        with Library.open(path, clock=lambda: NOW) as other:
            other.remove_view("The port")
        assert await seen(pilot, lambda: (app.main.showing.title, app.main.feed.count) == ("All", len(TITLES)))
        assert app.main.status.message == 'The view "The port" is not there any more; this is everything.'
        await pilot.press("z")
        assert app.main.status.message.startswith('undid: removed the view "The port"')
        assert [view.name for view in with_view.views()] == ["The port"]


async def test_a_remembered_view_that_is_gone_starts_with_everything(with_view: Library, path: Path) -> None:
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        await settled(pilot)
        await pilot.press("Q")
    with_view.remove_view("The port")
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.main.at_home()
        assert app.main.feed.count == len(TITLES)


async def test_undoing_a_change_of_the_view_that_is_shown_shows_what_it_was(with_view: Library) -> None:
    with_view.save_view("The port", "ferry")
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "port")
        assert app.main.feed.count == 1
        await pilot.press("z")
        assert app.main.feed.count == 2


async def test_a_view_that_can_not_be_read_says_so_where_it_would_be(with_view: Library, path: Path) -> None:
    spoil(path)
    app = reader(with_view)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await counted(pilot)
        assert "can't be read" in str(app.screen.query_one(OptionList).get_option_at_index(4).prompt)
        await pilot.press("escape")
        await choose(pilot, "port")
        await pilot.pause()
        shown = " ".join(word for line in screen_text(app) for word in line[1:36].split())
        assert 'The view "The port" can\'t be read.' in shown
        assert 'At character 1: there is no field "gone:"; what is meant as words' in shown
        for key in ("A", "n", "j", "U", "U", "S", "/"):
            await pilot.press(key)
        await pilot.press("escape", "q")
        assert app.main.at_home()
        assert app.main.feed.count == len(TITLES)


async def test_a_pattern_that_takes_too_long_is_told_where_items_would_be(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry("a" * 50 + "!", 1))
    library.save_view("Slow", "title:/(a|aa)+$/")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, "slow")
        shown = " ".join(word for line in screen_text(app) for word in line[1:36].split())
        assert 'The view "Slow" can\'t be read. The pattern /(a|aa)+$/ takes too long on some texts;' in shown
        await pilot.press("q", "/")
        await write(pilot, "title:/(a|aa)+$/")
        shown = " ".join(word for line in screen_text(app) for word in line[1:36].split())
        assert "The filter can't be used here. The pattern /(a|aa)+$/" in shown
        await pilot.press("enter", "A", "n", "N", "escape")
        assert app.main.feed.count == len(TITLES) + 1
