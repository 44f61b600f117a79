"""How the reader behaves where nothing is asked for: unbound keys, old messages, little room, slow lines."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from .world import reader, screen_text, settled, write

if TYPE_CHECKING:
    from newsterm.library import Library


async def test_a_key_that_is_bound_to_nothing_says_so(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s", "C")
        assert app.main.status.message == "C does nothing here · ? shows all keys."
        await pilot.press("ctrl+e")
        assert app.main.status.message == "Ctrl-e does nothing here · ? shows all keys."
        await pilot.press("ctrl+c")
        assert app.main.status.message == "Q quits."


async def test_a_message_goes_with_the_next_key_after_a_while(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s", "j")
        assert app.main.status.message.startswith("starred 1 item")
        app.main.status._said -= 60.0
        await pilot.press("j")
        assert app.main.status.message == ""


async def test_esc_ends_the_choice_of_claims_from_the_article_too(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "i")
        assert app.main.narrowed
        await pilot.press("escape")
        assert not app.main.narrowed


async def test_an_item_that_was_found_by_its_claims_opens_at_the_first_of_them(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("/")
        await write(pilot, "kind:organisation")
        await pilot.press("enter", "enter")
        assert (app.main.claims.cursor_id or "").endswith(".c4")
        assert app.main.article.claim_id == app.main.claims.cursor_id


async def test_in_a_low_terminal_the_profile_gives_way_to_the_claims(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(60, 10)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "l")
        lines = screen_text(app)
        assert "10 claims" in lines[2]
        assert "preparing to reopen" in lines[3]


async def test_q_alone_leaves_help(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("?", "q")
        assert app.screen is app.main


async def test_no_picture_is_added_to_those_that_a_slow_line_has_not_taken(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        waiting = 30
        queue = SimpleNamespace(qsize=lambda: waiting)
        app._driver._writer_thread = SimpleNamespace(_queue=queue)  # type: ignore[union-attr]
        before = [strip.text for strip in app._shown._lines if strip is not None]
        await pilot.press("m", "j")
        assert [strip.text for strip in app._shown._lines if strip is not None] == before
        waiting = 0
        await pilot.pause(0.2)
        assert [strip.text for strip in app._shown._lines if strip is not None] == screen_text(app)
