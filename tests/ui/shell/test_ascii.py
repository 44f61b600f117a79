"""With interface.ascii nothing that is drawn on any pane, sheet or line is more than ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library
from newsterm.model import TagEdit, Target

from . import zoo
from .test_shell_snapshots import TALK, after
from .world import FIRST, NOW, reader, screen_text, settled, with_interface

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAINLY = with_interface(ascii="yes")
SIGNS = ("s", "x", "enter", "]", "c")
"""A star, a mark, an article with its claims."""
SCREENS: tuple[tuple[str, ...], ...] = (
    (), ("D",), ("l", "l", "x", "x"), ("w",), ("l", "l", "enter", "enter"), ("?",), ("F",), ("t",), ("t", "t"), ("v",),
    ("ctrl+p",), ("/", "p", "o"), (":", "s", "o"), ("+", "c"), ("ctrl+f", "p"), ("a",), ("E",), ("|",), ("f",), ("A",),
    ("m",), ("M",), ("L",), ("V",), ("R",), ("S",), ("i",), ("o",), ("z",), ("l", "l", "/", "k"),
)  # fmt: skip


def drawn(lines: list[str]) -> set[str]:
    return {character for line in lines for character in line if not character.isascii()}


@pytest.mark.parametrize(("size", "screens"), [((140, 40), SCREENS), ((64, 20), SCREENS[:6])])
async def test_every_screen_is_drawn_in_ascii(
    library: Library, size: tuple[int, int], screens: tuple[tuple[str, ...], ...]
) -> None:
    library.edit_tags(Target.ENTRY, [FIRST], TagEdit(add=("check", "harbour")))
    app = reader(library, settings=PLAINLY)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(*SIGNS)
        for keys in screens:
            await pilot.press(*keys)
            await pilot.pause()
            assert drawn(screen_text(app)) == set(), keys
            while app.screen is not app.main or app.main.prompt is not None:
                await pilot.press("escape")
            await pilot.press("escape")


async def test_the_list_of_feeds_is_drawn_in_ascii_but_for_the_outlets_names(tmp_path: Path) -> None:
    with Library.open(zoo.fill(tmp_path / "n.db"), clock=lambda: NOW) as library:
        app = reader(library, settings=PLAINLY)
        names = {character for feed in library.feeds() for character in feed.title if not character.isascii()}
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            await pilot.press("L", "S", "S")
            for _ in range(len(library.feeds())):
                await pilot.press("j")
                await pilot.pause()
                assert drawn(screen_text(app)) <= names
            assert any(line.lstrip("| ").startswith("! ") for line in screen_text(app))


async def test_the_first_run_is_drawn_in_ascii(tmp_path: Path) -> None:
    with Library.open(tmp_path / "n.db", clock=lambda: NOW) as library:
        app = reader(library, settings=PLAINLY)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert drawn(screen_text(app)) == set()


async def test_the_news_keep_their_letters(library: Library, path: Path) -> None:
    from newsterm.store import Store

    from .world import POST, bring, entry

    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry("Fähre nach Łódź… “heute” 東京", 0.1))
    app = reader(library, settings=PLAINLY)
    async with app.run_test(size=(140, 30)) as pilot:
        await settled(pilot)
        await pilot.press("g", "enter")
        assert any('Fähre nach Łódź. "heute" 東京' in line for line in screen_text(app))


def test_reading_in_ascii(library: Library, snap_compare: Callable[..., bool]) -> None:
    app = reader(library, settings=PLAINLY)
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(*TALK))
