"""`|` gives what is marked or under the cursor to a command, and shows what it says."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from newsterm.ui.piping import NoAnswer, ask, wish_of
from newsterm.ui.screens.output import Output

from .world import FIRST, TITLES, reader, screen_text, write

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.library import Library


def python(code: str) -> str:
    """A command line that runs this code."""
    return shlex.join([sys.executable, "-c", code])


async def pipe(pilot: Pilot[None], line: str) -> None:
    """Type a command and wait for its answer."""
    await pilot.press("|")
    await write(pilot, line)
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_command_gets_the_item_as_markdown(library: Library, tmp_path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pipe(pilot, f"tee {tmp_path / 'item.md'}")
    assert TITLES[0][1] in (tmp_path / "item.md").read_text()


async def test_after_json_it_gets_json_of_all_that_is_marked(library: Library) -> None:
    app = reader(library)
    code = "import json, sys; print(*[record['title'] for record in json.load(sys.stdin)], sep='+')"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "x")
        await pipe(pilot, f"json {python(code)}")
        assert app.main.status.message.endswith(f"{TITLES[0][1]}+{TITLES[1][1]}")


async def test_in_claims_it_gets_the_claim(library: Library) -> None:
    app = reader(library)
    first = library.reading(FIRST).claims[0].claim
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("enter", "l")
        await pipe(pilot, f"json {python('import json, sys; print(json.load(sys.stdin)[0][chr(105) + chr(100)])')}")
        assert app.main.status.message.endswith(first.id)


async def test_an_answer_of_several_lines_is_shown_in_a_frame(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pipe(pilot, python("print('one'); print('two\\x1b[31m')"))
        assert isinstance(app.screen, Output)
        text = " ".join(screen_text(app))
        assert "one" in text
        assert "two␛[31m" in text
        await pilot.press("escape")
        assert app.screen is app.main


async def test_a_command_that_fails_is_told_with_its_status(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pipe(pilot, python("import sys; print('no'); sys.exit(3)"))
        assert app.main.status.message.endswith("no (it ended with 3)")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no-such-command-anywhere", "no-such-command-anywhere could not be started: No such file or directory."),
        ("cat 'open", "The command can't be read: no closing quotation."),
    ],
)
async def test_what_can_not_be_asked_is_said_in_words(library: Library, line: str, said: str) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pipe(pilot, line)
        assert app.main.status.message == said


def test_no_shell_reads_the_line() -> None:
    assert wish_of("echo $HOME; ls 'a b' | x").words == ("echo", "$HOME;", "ls", "a b", "|", "x")


def test_a_command_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsterm.ui.piping._SECONDS", 0.2)
    with pytest.raises(NoAnswer, match=r"took longer than 0\.2 seconds"):
        ask([sys.executable, "-c", "import time; time.sleep(60)"], "")


def test_a_command_need_not_read_what_it_is_given() -> None:
    assert ask([sys.executable, "-c", "print('done')"], "x" * 1_000_000).text == "done\n"


def test_of_a_very_long_answer_the_rest_is_said_to_be_left_out() -> None:
    assert ask([sys.executable, "-c", "print('x' * 300_000)"], "").text.endswith("x\n… the rest is left out")
