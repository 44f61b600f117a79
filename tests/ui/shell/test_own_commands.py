"""Commands of the settings in the reader: run by a key, by name, from the palette; what they say and what follows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.settings import Command, Settings
from newsterm.ui.screens.output import Output
from newsterm.ui.screens.question import Question

from .world import FIRST, TITLES, key_of, reader, screen_text, write

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from newsterm.library import Library
    from newsterm.ui.app import NewstermApp

SECOND = key_of(TITLES[1][1])


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-S", "-E", "-c", code)


def reader_with(library: Library, **commands: Command) -> NewstermApp:
    return reader(library, settings=replace(Settings(), commands=commands))


async def finished(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_key_runs_a_command_on_what_is_marked_and_what_follows_is_told(library: Library) -> None:
    title = "import os; print(os.environ['NEWSTERM_TITLE'])"
    app = reader_with(library, jot=Command(run=python(title), key="f5", then=("tag:noted",)))
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("x", "x", "f5")
        await finished(pilot)
        message = app.main.status.message
    assert message == f'jot: {TITLES[0][1]}; tagged 2 items "noted"'
    assert [library.item(key).state.tags for key in (FIRST, SECOND)] == [("noted",), ("noted",)]


async def test_a_command_for_claims_shows_its_answer_in_a_frame(library: Library) -> None:
    code = "import os; print('who said it:'); print(os.environ['NEWSTERM_SOURCE'])"
    app = reader_with(library, who=Command(run=python(code), key="f6", on="claim", show="output", title="Who"))
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("f6")
        assert app.main.status.message == "Who: only in CLAIMS."
        await pilot.press("enter", "l", "f6")
        await finished(pilot)
        assert isinstance(app.screen, Output)
        assert "an official familiar with the plan" in "".join(screen_text(app))


async def test_a_failure_is_one_sentence_and_nothing_follows(library: Library) -> None:
    bad = Command(run=python("import sys; sys.exit('no\\x1b[31m such host')"), key="f5", then=("read",))
    app = reader_with(library, send=bad)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f5")
        await finished(pilot)
        message = app.main.status.message
    assert message.startswith("send: ")
    assert message.endswith("ended with 1: no[31m such host")
    assert not library.item(FIRST).state.read


async def test_a_command_that_wants_it_is_asked_for_first_and_has_its_name_in_every_list(library: Library) -> None:
    ran = Command(run=("true",), confirm=True, title="Send it", show="nothing")
    app = reader_with(library, send=ran)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(":")
        await write(pilot, "send")
        await pilot.press("enter")
        assert isinstance(app.screen, Question)
        assert "Send it: 1 item?" in "".join(screen_text(app))
        await pilot.press("n", "ctrl+p")
        await write(pilot, "send it")
        await pilot.press("enter", "y")
        await finished(pilot)
        assert app.main.status.message == "Send it: done with 1 item"


async def test_a_bookmark_goes_nowhere_unless_a_command_is_named(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("B")
        assert "commands.bookmark.run" in app.main.status.message
    app = reader_with(library, bookmark=Command(run=("true",), then=("tag:saved",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("B")
        await finished(pilot)
    assert library.item(FIRST).state.tags == ("saved",)


async def test_copying_goes_the_way_of_the_settings_and_says_when_it_fails(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    settings = Settings()
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        sent: list[str] = []
        monkeypatch.setattr(app, "send", sent.append)
        await pilot.press("y")
        assert [text[:7] for text in sent] == ["\x1b]52;c;"]
        app.copy_to_clipboard("x" * 80_000)
        await pilot.pause()
        assert "too long" in app.main.status.message
    app = reader(library, settings=replace(settings, open=replace(settings.open, clipboard=("false",))))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        await finished(pilot)
        assert app.main.status.message == "false, which copies, ended with 1."
