"""The list of feeds: every key, what many rows would lose, and what happens elsewhere while it is open."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsterm.events import FeedPolled, FeedsFound, Outcome, RoundEnded, RoundStarted
from newsterm.library import Library
from newsterm.model import FeedInfo, FeedUpdate, Polls, Subscription
from newsterm.store import Store
from newsterm.ui.screens.chooser import Chooser
from newsterm.ui.screens.feed_verbs import Feeds
from newsterm.ui.screens.question import Question
from newsterm.ui.views import ViewKind

from .world import NOW, QuietBackstage, bring, entry, reader, screen_text, seen, settled, write
from .zoo import COAST, FRESH, GONE, HOUR, LEDGER, POST, QUIET, RADIO, SECRET, asked, fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

LATEST = Polls(int(NOW.timestamp()) - 1800, int(NOW.timestamp()) - 1800, new=7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "newsterm.db")


class At:
    """The list of feeds, open."""

    def __init__(self, pilot: Pilot[None], screen: Feeds, backstage: QuietBackstage) -> None:
        self.pilot, self.screen, self.backstage = pilot, screen, backstage
        self.library = screen.main.library

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def answer(self, key: str, text: str) -> None:
        """Press a key that asks something, and answer it."""
        await self.press(key)
        line = self.pilot.app.focused
        line.value = ""  # type: ignore[union-attr]
        await write(self.pilot, text)
        await self.press("enter")

    def go_to(self, url: str) -> None:
        assert self.screen.list.go_to_id(url)

    @property
    def said(self) -> str:
        return self.screen.status.message

    @property
    def urls(self) -> list[str]:
        rows = self.screen.list.listing
        return [rows.id_at(row) for row in range(len(rows))]

    def feed(self, url: str) -> Subscription:
        return next(feed for feed in self.library.feeds() if feed.url == url).subscription

    @property
    def text(self) -> str:
        return "\n".join(screen_text(self.pilot.app))  # type: ignore[arg-type]


@asynccontextmanager
async def at(library: Library, *, size: tuple[int, int] = (120, 40)) -> AsyncIterator[At]:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("L")
        screen = app.screen
        assert isinstance(screen, Feeds)
        while not screen._activity:
            await pilot.pause(0.01)
        yield At(pilot, screen, backstage)


async def test_every_feed_has_a_row_that_says_how_it_is_doing(library: Library) -> None:
    async with at(library) as here:
        shown = {line[3:].split("  ")[0].strip(): line for line in here.text.splitlines()}
        for title, words in {
            "▲ Daily Ledger": "404 Not Found",
            "‖ Radio [/]": "paused",
            "◇ Lighthouse Notes": "silent since Feb 2024",
            "× The Evening Mail": "gone for good",
            "○ fresh.example/fe…": "not asked yet",
            "● Harbour Post": "12 new 09:00, next 10:30",
        }.items():
            row = next(line for line in here.text.splitlines() if title in line)
            assert words in row, shown
        assert "hunter2" not in here.text


async def test_it_moves_like_every_list_and_the_card_follows(library: Library) -> None:
    async with at(library) as here:
        first, last = here.urls[0], here.urls[-1]
        for keys, where in (("G", last), ("g", first), ("end", last), ("home", first), ("j", here.urls[1]),
                            ("k", first), ("ctrl+d", last), ("ctrl+u", first), ("pagedown", last),
                            ("pageup", first), ("G", last)):  # fmt: skip
            await here.press(keys)
            assert here.screen.list.cursor_id == where, keys
        assert "gone.example answers 410 Gone" in here.text
        here.go_to(LEDGER)
        await here.press()
        assert "failing, 3 times in a row" in here.text
        assert "Its site (o) may name another address" in here.text
        await here.pilot.mouse_down("#followed", offset=(10, 3))
        await here.pilot.click("#followed", offset=(10, 3))
        assert here.screen.list.cursor_id == here.urls[1]


async def test_a_feed_is_renamed_and_an_empty_name_gives_its_own_back(library: Library) -> None:
    async with at(library) as here:
        here.go_to(POST)
        await here.answer("e", "The Post")
        assert here.feed(POST).title == "The Post"
        assert 'renamed "Harbour Post" · z undoes it' in here.said
        assert here.screen.list.cursor_id == POST
        await here.answer("r", "")
        assert here.feed(POST).title is None
        await here.press("z")
        assert here.feed(POST).title == "The Post"
        await here.press("ctrl+y")
        assert here.feed(POST).title is None


async def test_marked_feeds_move_together_and_nothing_takes_them_out(library: Library) -> None:
    async with at(library) as here:
        here.go_to(POST)
        await here.press("x")
        here.go_to(COAST)
        await here.press("x")
        assert "2 marked" in here.text
        await here.press("m")
        await write(here.pilot, "On")
        await here.press("tab", "enter")
        assert {here.feed(POST).folder, here.feed(COAST).folder} == {"On air"}
        assert "moved 2 feeds" in here.said
        await here.answer("m", "  / ")
        assert {here.feed(POST).folder, here.feed(COAST).folder} == {None}
        await here.press("z", "z")
        assert (here.feed(POST).folder, here.feed(COAST).folder) == ("Papers", None)
        await here.press("X")
        assert here.screen.list.marked == 0


async def test_feeds_are_paused_and_where_all_are_resumed(library: Library) -> None:
    async with at(library) as here:
        for url in (POST, RADIO):
            here.go_to(url)
            await here.press("x")
        await here.press("p")
        assert (here.feed(POST).paused, here.feed(RADIO).paused) == (True, True)
        assert "paused 1 feed" in here.said
        await here.press("p")
        assert (here.feed(POST).paused, here.feed(RADIO).paused) == (False, False)
        await here.press("z")
        assert here.feed(POST).paused


async def test_removing_asks_with_the_number_of_items_and_can_be_undone(library: Library) -> None:
    async with at(library) as here:
        here.go_to(POST)
        await here.press("d")
        assert isinstance(here.pilot.app.screen, Question)
        assert 'Stop following "Harbour Post" and hide 96 items?' in here.text
        await here.press("n")
        assert POST in here.urls
        await here.press("x")
        here.go_to(RADIO)
        await here.press("x", "d")
        assert "Stop following 2 feeds and hide 107 items?" in here.text
        await here.press("y")
        assert {POST, RADIO}.isdisjoint(here.urls)
        assert "removed 2 feeds · z undoes it" in here.said
        await here.press("z")
        assert {POST, RADIO} <= set(here.urls)


async def test_asking_now_leaves_out_whom_the_host_does_not_want_asked(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        store.save_host_wait("coast.example", NOW + 2 * HOUR)
    async with at(library) as here:
        here.go_to(COAST)
        await here.press("R")
        assert here.backstage.asked == []
        assert here.said == '"Coastal" is not asked: whole host waits until 11:30.'
        here.go_to(GONE)
        await here.press("x")
        here.go_to(RADIO)
        await here.press("x", "R")
        assert here.backstage.asked == [("poll", (RADIO,))]  # though it is paused: it was named
        assert here.said.startswith('Asking 1 feed… "The Evening Mail" is not asked: 410')
        assert "being asked…" in here.text
        here.backstage.tell(FeedPolled(feed=RADIO, outcome=Outcome.UNCHANGED, done=1, due=1))
        await here.press()
        assert "being asked…" not in here.text


async def test_a_feed_is_added_by_its_address(library: Library) -> None:
    async with at(library) as here:
        await here.answer("a", "new.example/feed")
        assert here.backstage.asked == [("subscribe", "https://new.example/feed")]
        assert "Looking for a feed at new.example" in here.said
        here.backstage.tell(FeedsFound(page="https://new.example/", candidates=(("https://new.example/1", "One"),)))
        await here.press()
        assert isinstance(here.pilot.app.screen, Chooser)
        await here.press("enter")
        assert here.backstage.asked[-1] == ("subscribe", "https://new.example/1")


async def test_the_site_is_opened_and_the_address_copied_without_a_password(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("newsterm.ui.browser.open_page", lambda url, *_, **__: opened.append(url))
    async with at(library) as here:
        here.go_to(POST)
        await here.press("o")
        assert opened == ["https://post.example/"]
        here.go_to(SECRET)
        await here.press("o")
        assert here.said == "This feed names no site."
        await here.press("y")
        assert here.pilot.app.clipboard == "https://members.example/feed"
        assert here.said == "Copied the address, without its password: https://members.example/feed"


async def test_enter_shows_the_items_of_the_feed(library: Library) -> None:
    async with at(library) as here:
        here.go_to(COAST)
        await here.press("enter")
        main = here.screen.main
        assert here.pilot.app.screen is main
        assert (main.showing.view.kind, main.showing.view.value, main.feed.count) == (ViewKind.FEED, COAST, 4)
        assert main.feed_list is None
        await here.press("L")
        assert main.feed_list.list.cursor_id == COAST
        await here.press("q")
        assert here.pilot.app.screen is main


async def test_typing_narrows_and_esc_shows_all_then_leaves(library: Library) -> None:
    async with at(library) as here:
        await here.press("slash")
        await write(here.pilot, "papers failing")
        assert here.urls == [LEDGER]
        await here.press("enter", "slash")
        await write(here.pilot, " nowhere")
        assert "No feed holds these words." in here.text
        await here.press("escape")
        assert len(here.urls) == 8
        await here.press("escape")
        assert here.pilot.app.screen is here.screen.main


async def test_the_orders_go_round_and_the_last_one_is_kept(library: Library) -> None:
    async with at(library) as here:
        first = {}
        here.go_to(POST)
        for _ in range(5):
            first[str(here.screen.order)] = here.urls[0]
            await here.press("S")
            assert here.screen.list.cursor_id == POST
        assert first == {"by folder": COAST, "by title": COAST, "failing first": LEDGER,
                         "most items first": POST, "longest silent first": FRESH}  # fmt: skip
        await here.press("S", "S", "L")
    async with at(library) as here:
        assert (here.screen.order, here.urls[:4]) == ("failing first", [LEDGER, GONE, QUIET, RADIO])


async def test_what_a_poll_brings_appears_and_the_cursor_stays(library: Library, path: Path) -> None:
    async with at(library) as here:
        here.go_to(RADIO)
        here.backstage.tell(RoundStarted(due=3, total=8))
        await here.press()
        assert "polling 0/3" in here.text
        with Store.open(path, now=NOW) as store:  # another process
            store.subscribe([Subscription(url="https://a.example/feed", title="Aaa", added=NOW)])
            state = asked().logged(LATEST)
            store.apply(FeedUpdate(url=POST, state=state, info=FeedInfo(title="Harbour Post")), now=NOW)
            bring(store, COAST, entry("Ferry sinks", 1))
        assert await seen(here.pilot, lambda: len(here.urls) == 9)
        assert here.screen.list.cursor_id == RADIO
        assert "7 new 09:00" in here.text
        assert await seen(here.pilot, lambda: "5/5" in here.text)
        here.backstage.tell(RoundEnded(new=1, failed=1))
        await here.press()
        assert "Refreshed: 1 new, 1 failed." in here.text


async def test_without_a_feed_it_says_how_to_add_one(tmp_path: Path) -> None:
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        app = reader(library, backstage=QuietBackstage())
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("escape", "L", "j", "x", "p", "d", "e", "m", "enter", "o", "y", "R")
            assert "a adds one, by its address" in "\n".join(screen_text(app))


async def test_its_help_shows_its_own_keys(library: Library) -> None:
    async with at(library) as here:
        await here.press("question_mark")
        assert "Pause or resume" in here.text
        assert "Show the feed's items in FEED." in here.text
        assert "Reject the claim" not in here.text


@pytest.mark.parametrize("size", [(60, 14), (20, 5), (200, 60)])
async def test_it_works_in_every_size(library: Library, size: tuple[int, int]) -> None:
    async with at(library, size=size) as here:
        await here.press("G", "J", "K", "S", "p")
        await here.pilot.resize_terminal(80, 24)
        await here.press()
        assert here.screen.list.cursor_id == GONE
        assert "gone for good" in here.text


async def test_a_thousand_feeds_open_quickly_and_are_moved_through_quickly(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    with Store.open(path, now=NOW) as store:
        store.subscribe(Subscription(url=f"https://s{n}.example/feed", added=NOW) for n in range(1000))
    with Library.open(path, clock=lambda: NOW) as library:
        async with at(library) as here:
            began = time.thread_time()
            here.screen.reload()
            assert time.thread_time() - began < 0.4  # 45 ms on a quiet machine
            began = time.thread_time()
            await here.pilot.press(*"jjjjjjjjjj")
            assert time.thread_time() - began < 0.5
            await here.press("G")
            assert here.screen.list.row == 999


async def test_the_card_of_another_feed_begins_at_its_top(library: Library) -> None:
    async with at(library, size=(80, 20)) as here:
        card = here.screen.query_one("#feed-card")
        await here.press("J", "J")
        assert card.scroll_y == 2
        await here.press("j")
        assert card.scroll_y == 0
