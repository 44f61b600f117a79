"""How the main screen behaves: what others change, sizes, restarts, hostile text, the background's events."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from newsterm.events import EntryPrepared, FeedPolled, FeedsFound, Notice, Outcome, RoundEnded, RoundStarted, Subscribed
from newsterm.library import Library
from newsterm.model import Target
from newsterm.store import Store
from newsterm.ui.action import Where
from newsterm.ui.layout import visible_panes
from newsterm.ui.render.cells import width
from tests.ui.panes.readings import harbour
from tests.ui.panes.stage import shown

from . import zoo
from .world import (
    COAST,
    FIRST,
    NOW,
    POST,
    TITLES,
    QuietBackstage,
    bring,
    entry,
    fill,
    key_of,
    reader,
    screen_text,
    seen,
    settled,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path


NAMES = [title for _, title, _ in TITLES]


# -- what others change --------------------------------------------------------------------------------------------


async def test_new_items_never_move_the_cursor(library: Library, path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j")
        here = app.main.feed.cursor_id
        with Store.open(path, now=NOW) as other:
            bring(other, COAST, entry("Fresh from the coast", 0.1), entry("And one more", 0.2))
        assert await seen(pilot, lambda: app.main.feed.count == len(NAMES) + 2)
        assert app.main.feed.cursor_id == here
        assert app.main.feed.row == 4


async def test_new_items_come_between_keys_and_not_under_them(library: Library, path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        with Store.open(path, now=NOW) as other:
            bring(other, COAST, entry("Fresh from the coast", 0.1))
        app.main.watch_library()
        assert app.main.feed.count == len(NAMES)
        await pilot.pause(0.5)
        app.main.watch_library()
        assert app.main.feed.count == len(NAMES) + 1


async def test_a_tag_given_by_another_process_appears(library: Library, path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        with Library.open(path, clock=lambda: NOW) as other:
            other.set_starred([FIRST])
        assert await seen(pilot, lambda: "★" in "".join(screen_text(app)))


async def test_the_item_of_the_cursor_may_vanish_and_its_neighbour_is_next(library: Library, path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("U", "j")
        with Library.open(path, clock=lambda: NOW) as other:
            other.set_read([key_of(NAMES[1])])
        assert await seen(pilot, lambda: app.main.feed.cursor_id == key_of(NAMES[2]))


async def test_a_tag_is_on_the_screen_at_once(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("m", "2")
        assert any("▪important" in line for line in screen_text(app))


# -- sizes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "focused", "panes"),
    [
        (120, Where.FEED, "FEED ARTICLE CLAIMS"),
        (100, Where.CLAIMS, "FEED ARTICLE CLAIMS"),
        (99, Where.FEED, "FEED ARTICLE"),
        (80, Where.CLAIMS, "ARTICLE CLAIMS"),
        (70, Where.ARTICLE, "FEED ARTICLE"),
        (69, Where.ARTICLE, "ARTICLE"),
        (20, Where.FEED, "FEED"),
    ],
)
def test_the_width_decides_how_many_panes_there_are(columns: int, focused: Where, panes: str) -> None:
    assert " ".join(visible_panes(columns, focused)) == panes


async def test_resizing_loses_no_place(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "right_square_bracket", "h", "G")
        here, claim = app.main.feed.cursor_id, app.main.claims.cursor_id
        for size in ((80, 24), (60, 10), (30, 6), (200, 60), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.main.feed.cursor_id == here
            assert app.main.claims.cursor_id == claim
            assert app.main.where is Where.FEED


async def test_in_a_narrow_terminal_enter_shows_the_article_and_q_the_list(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("enter")
        assert [pane.display for pane in app.main.panes.values()] == [False, True, False]
        await pilot.press("q")
        assert [pane.display for pane in app.main.panes.values()] == [True, False, False]


async def test_the_row_of_the_cursor_is_visible_in_a_low_terminal(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(60, 7)) as pilot:
        for key in "jjjjjjj":
            await pilot.press(key)
            assert any(NAMES[app.main.feed.row][:10] in line for line in screen_text(app))


# -- text from outside ---------------------------------------------------------------------------------------------

HOSTILE = (
    "[/]",
    "[bold red]loud[/]",
    "[@click=app.quit]quit[/]",
    "\\[",
    "{x} $boost %s",
    "政府は港の再開を準備していると語った",
    "e\u0301\u0301",
)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_title_is_text_and_nothing_else(tmp_path: Path, title: str) -> None:
    path = fill(tmp_path / "n.db", ((POST, title, 2),))
    with Library.open(path, clock=lambda: NOW) as library:
        library.rename(library.feed(POST), title)
        app = reader(library)
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.press("m")
            assert any(title in line for line in screen_text(app))
            await pilot.press("m", "enter", "F")
            await pilot.press("escape", "s", "t", "escape", "h", "x")
            assert {width(line) for line in screen_text(app)} == {120}


async def test_a_tag_may_be_written_like_markup(library: Library) -> None:
    library.toggle_tag(Target.ENTRY, [FIRST], "[/b]")
    app = reader(library)
    async with app.run_test(size=(160, 30)) as pilot:
        await pilot.press("m", "t", "t", "escape", "+", "escape", "F", "escape", "-")
        assert app.is_running


async def test_a_notice_with_markup_is_shown_as_it_is(library: Library) -> None:
    app = reader(library, notices=["[/] set aside as newsterm.db.damaged"])
    async with app.run_test(size=(120, 24)):
        assert "[/] set aside" in screen_text(app)[-1]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (None, "This item has no link."),
        ("javascript:alert(1)", "not http or https"),
        ("file:///etc/passwd", "not http or https"),
        ("-flag", "not written as an address is"),
        ("https://a.example/ b", "not written as an address is"),
        ("https://[::1", "no address"),
    ],
)
async def test_a_link_that_is_no_web_page_is_refused_in_words(tmp_path: Path, link: str | None, words: str) -> None:
    with Store.open(tmp_path / "n.db", now=NOW) as store:
        from newsterm.model import Subscription

        store.subscribe([Subscription(url=POST, added=NOW)])
        bring(store, POST, entry("One", 1, link=link))
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.press("o")
            assert words in app.main.status.message
            await pilot.press("y")
            assert app.clipboard == ""


# -- restarts ------------------------------------------------------------------------------------------------------


async def test_view_cursor_and_open_article_outlive_a_restart(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter", "h", "U", "S", "j")
            here, opened = app.main.feed.cursor_id, FIRST
    with Library.open(path, clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            assert app.main.showing.title == "All, unread only, oldest first"
            assert app.main.feed.cursor_id == here
            assert app.main.reading is not None
            assert app.main.reading.item.id == opened


async def test_a_cursor_near_the_top_hides_nothing_after_a_restart(path: Path) -> None:
    for _ in range(2):
        with Library.open(path, clock=lambda: NOW) as library:
            app = reader(library)
            async with app.run_test(size=(120, 40)) as pilot:
                await pilot.press("g", "j", "j")
                assert any(NAMES[0][:10] in line for line in screen_text(app))


async def test_undo_reaches_back_over_a_restart(path: Path) -> None:
    with Library.open(path, clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1")
    with Library.open(path, clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("z")
            assert library.item(FIRST).state.tags == ()


async def test_how_far_an_article_was_read_is_remembered(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(100, 14)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "space")
        place = app.main.article.place
        await pilot.press("n", "h", "k", "enter")
        assert app.main.article.place == place > 0


async def test_a_memo_that_cant_be_read_is_as_good_as_none(library: Library) -> None:
    library.remember("interface", {"kind": "planet", "open": "nothing", "cursor": 7})
    app = reader(library)
    async with app.run_test(size=(120, 40)):
        assert app.main.feed.count == len(NAMES)


# -- the background ------------------------------------------------------------------------------------------------


async def test_an_item_without_an_article_is_prepared_and_then_shown(library: Library, path: Path) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    entry_key = key_of(NAMES[1])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "enter")
        assert backstage.asked == [("prepare", entry_key, False)]
        story = harbour()
        assert story.article is not None
        with Store.open(path, now=NOW) as other:
            other.save_article(entry_key, story.article, [m.claim for m in story.claims], claims_extractor="x")
        backstage.tell(EntryPrepared(entry=entry_key, claims=len(story.claims)))
        await pilot.pause(0.1)
        assert app.main.reading is not None
        assert app.main.reading.article is not None
        assert app.main.claims.cursor_id is not None


async def test_polling_shows_its_progress_and_then_when_it_is_next_due(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    due = (NOW + timedelta(minutes=35)).isoformat()
    async with app.run_test(size=(120, 40)) as pilot:
        backstage.tell(
            RoundStarted(due=4, total=9),
            FeedPolled(feed=POST, outcome=Outcome.NEW, new=2, done=1, due=4),
            FeedPolled(feed=COAST, outcome=Outcome.FAILED, reason="the server said 500", done=2, due=4),
        )
        await pilot.pause(0.1)
        assert "polling 2/4 ━━━━────" in screen_text(app)[0]
        assert app.main.status.message == f"{COAST}: the server said 500"
        backstage.tell(
            RoundEnded(new=2, not_due=5, skipped="Post: due in 5 min (every 60 min)", failed=1, next_due=due)
        )
        await pilot.pause(0.1)
        assert "1 feed failed  next poll 10:05" in screen_text(app)[0]
        assert app.main.status.message == "Refreshed: 2 new, 5 skipped: Post: due in 5 min (every 60 min), 1 failed."


async def test_claims_that_are_found_anew_take_the_place_of_the_old_at_once(library: Library, path: Path) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("enter")
        story = library.reading(FIRST)
        assert story.article is not None
        with Store.open(path, now=NOW) as other:
            fewer = [marked.claim for marked in story.claims[:2]]
            other.save_article(FIRST, story.article, fewer, claims_extractor="newsterm-claims anew")
        backstage.tell(EntryPrepared(entry=FIRST, claims=2))
        await pilot.pause(0.1)
        assert shown(app.main.claims)[0].split()[:2] == ["2", "claims"]


async def test_several_feeds_of_a_page_are_chosen_from(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        found = (("https://p.example/a", "[/] News"), ("https://p.example/b", "Sport"))
        backstage.tell(FeedsFound(page="https://p.example", candidates=found))
        await pilot.pause(0.1)
        await pilot.press("down", "enter")
        assert backstage.asked == [("subscribe", "https://p.example/b")]


async def test_what_the_background_notices_is_shown(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        backstage.tell(Subscribed(feed="https://n.example", title="New Paper"))
        await pilot.pause(0.1)
        assert app.main.status.message == 'Following "New Paper".'
        backstage.tell(Notice(text="The disk is full.", bad=True))
        await pilot.pause(0.1)
        assert app.main.status.message == "The disk is full."


async def test_a_background_that_breaks_is_told_and_noted_and_reading_goes_on(library: Library, tmp_path: Path) -> None:
    class Broken(QuietBackstage):
        async def events(self):  # type: ignore[no-untyped-def, override]
            raise RuntimeError("[/] gone")
            yield

    log = tmp_path / "newsterm.log"
    app = reader(library, backstage=Broken(), log=log)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.1)
        assert app.main.status.message.startswith("The background stopped: [/] gone.")
        await pilot.press("j")
        assert app.main.feed.row == 1
    assert "RuntimeError: [/] gone" in log.read_text()


async def test_without_a_background_polling_says_what_does_it(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("R")
        assert app.main.status.message == "Polling is not available here; `newsterm poll` does it."


# -- nothing to show -----------------------------------------------------------------------------------------------


async def test_the_first_run_offers_ways_in_and_adds_what_is_typed(tmp_path: Path) -> None:
    backstage = QuietBackstage()
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        app = reader(library, backstage=backstage)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert any("newsterm demo" in line for line in screen_text(app))
            await write(pilot, "news.example")
            await pilot.press("enter")
            assert backstage.asked == [("subscribe", "https://news.example")]


async def test_a_file_of_feeds_is_handed_to_the_background_by_its_path(tmp_path: Path, library: Library) -> None:
    backstage = QuietBackstage()
    urls = tmp_path / "urls"
    urls.write_text("https://a.example/feed\n")
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 24)):
        app.main.answer_add_feed(str(urls))
        assert backstage.asked == [("subscribe", str(urls))]


async def test_the_sample_is_asked_for_by_its_command(tmp_path: Path) -> None:
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await write(pilot, "newsterm demo")
            await pilot.press("enter")
            await pilot.pause()
            assert app.main.sample_wanted
            assert app.return_code == 0


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("/", "zeppelin"), "Nothing matches the filter."),
        (("U",), "Nothing unread here."),
        (("F", "starred"), 'Nothing in "Starred".'),
    ],
)
async def test_an_empty_list_says_why_and_what_to_do(library: Library, keys: tuple[str, ...], words: str) -> None:
    library.set_read([key_of(name) for name in NAMES])
    app = reader(library)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press(keys[0])
        if keys[1:]:
            await write(pilot, keys[1])
            await pilot.press("enter")
        assert any(words in line for line in screen_text(app))
        await pilot.press("j", "enter", "s", "x", "1", "space", "n", "o")
        assert app.is_running


# -- the mouse -----------------------------------------------------------------------------------------------------


async def test_a_click_moves_the_cursor_and_a_double_click_opens(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(app.main.feed, offset=(10, 4))
        assert app.main.feed.row == 2
        await pilot.double_click(app.main.feed, offset=(10, 4))
        assert app.main.reading is not None
        assert app.main.reading.item.id == key_of(NAMES[2])


# -- going wrong ---------------------------------------------------------------------------------------------------


async def test_a_crash_leaves_status_1_and_a_log(library: Library, tmp_path: Path) -> None:
    log = tmp_path / "folder" / "newsterm.log"
    app = reader(library, log=log)

    async def crash() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            app.main.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert app.return_code == 1
    assert "ZeroDivisionError" in log.read_text()


async def test_what_the_library_refuses_is_said_in_words(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsterm.errors import StoreUnavailable

    def full(*_: object) -> None:
        raise StoreUnavailable("The disk is full; nothing was changed.")

    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(library, "set_starred", full)
        await pilot.press("s")
        assert app.main.status.message == "The disk is full; nothing was changed."


async def test_the_switcher_marks_feeds_that_bring_nothing(tmp_path: Path) -> None:
    with Library.open(zoo.fill(tmp_path / "n.db"), clock=lambda: NOW) as library:
        app = reader(library)
        async with app.run_test(size=(120, 60)) as pilot:
            await settled(pilot)
            await pilot.press("F")
            await pilot.pause()
            text = "\n".join(screen_text(app))
            assert all(row in text for row in ("▲ Daily Ledger", "‖ Radio [/]", "× The Evening Mail", "  Harbour Post"))
            await write(pilot, "radio")
            assert "│ paused" in "\n".join(screen_text(app))


async def test_the_switcher_says_when_a_feed_is_next_asked_and_why(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F")
        await pilot.pause(0.1)
        assert str(app.screen.query_one("#detail", Static).content) == ""
        await pilot.press("down", "down", "down", "down")
        await pilot.pause(0.1)
        assert str(app.screen.query_one("#detail", Static).content) == "not asked yet, next 09:30"
