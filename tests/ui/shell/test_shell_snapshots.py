"""What the main screen and its sheets look like, kept as pictures."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from newsterm.library import Library
from newsterm.model import Target

from . import zoo
from .world import FIRST, NOW, key_of, reader, settled, with_interface

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

Snapshot = Callable[..., bool]
TALK = ("2", "j", "j", "s", "x", "g", "enter", "l", "1")


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys once everything is there, and wait until views are counted; no cursor blinks in a picture."""

    async def go(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(*keys)
        for counting in [thread for thread in threading.enumerate() if thread.name == "counting"]:
            await asyncio.to_thread(counting.join)
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False
        await pilot.pause()

    return go


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_reading_with_tags(library: Library, snap_compare: Snapshot, size: tuple[int, int]) -> None:
    assert snap_compare(reader(library), terminal_size=size, run_before=after(*TALK))


def test_reading_by_day(library: Library, snap_compare: Snapshot) -> None:
    app = reader(library, settings=with_interface(theme="newsterm-light"))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after("enter"))


def test_the_first_run(tmp_path: Path, snap_compare: Snapshot) -> None:
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        assert snap_compare(reader(library), terminal_size=(80, 24), run_before=after())


def test_help(library: Library, snap_compare: Snapshot) -> None:
    assert snap_compare(reader(library), terminal_size=(100, 40), run_before=after("?"))


def test_the_switcher(library: Library, snap_compare: Snapshot) -> None:
    library.set_read([key_of("Ferry timetable for the spring")])
    assert snap_compare(reader(library), terminal_size=(100, 30), run_before=after("1", "F"))


@pytest.mark.parametrize(
    ("size", "keys", "theme"),
    [
        ((80, 24), "jjjjj", "newsterm-dark"),
        ((120, 40), "jjjjjxjxk", "newsterm-dark"),
        ((120, 40), "SSx", "newsterm-light"),
    ],
)
def test_the_list_of_feeds(
    tmp_path: Path, snap_compare: Snapshot, size: tuple[int, int], keys: str, theme: str
) -> None:
    with Library.open(zoo.fill(tmp_path / "n.db"), clock=lambda: NOW) as library:
        app = reader(library, settings=with_interface(theme=theme))
        assert snap_compare(app, terminal_size=size, run_before=after("L", *keys))


def test_the_tag_menu(library: Library, snap_compare: Snapshot) -> None:
    assert snap_compare(reader(library), terminal_size=(80, 24), run_before=after("1", "t"))


def test_a_narrow_terminal_shows_one_pane(library: Library, snap_compare: Snapshot) -> None:
    assert snap_compare(reader(library), terminal_size=(60, 20), run_before=after("enter", "right_square_bracket"))


def test_items_in_two_lines(library: Library, snap_compare: Snapshot) -> None:
    library.toggle_tag(Target.ENTRY, [FIRST], "follow-up")
    app = reader(library, settings=with_interface(rows="two-line", theme="newsterm-light"))
    assert snap_compare(app, terminal_size=(100, 30), run_before=after("j", "s", "x"))


def test_claims_of_one_kind_while_a_filter_is_typed(library: Library, snap_compare: Snapshot) -> None:
    keys = ("enter", "l", "slash", *"kind:org", "tab")
    assert snap_compare(reader(library), terminal_size=(140, 40), run_before=after(*keys))


def test_a_filter_that_finds_nothing(library: Library, snap_compare: Snapshot) -> None:
    keys = ("slash", *"zeppelin", "enter")
    assert snap_compare(reader(library), terminal_size=(80, 24), run_before=after(*keys))


def test_an_ansi_theme(library: Library, snap_compare: Snapshot) -> None:
    app = reader(library, settings=with_interface(theme="ansi-dark"))
    assert snap_compare(app, terminal_size=(120, 30), run_before=after("1", "enter", "l", "2"))
