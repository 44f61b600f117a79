"""Whatever is pressed, in whatever order and size: no exception, no stuck screen, no lost tag."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from newsterm.ui.actions import ACTIONS

from .world import FIRST, QuietBackstage, reader, settled

if TYPE_CHECKING:
    from newsterm.library import Library

# What would leave the reader, or the test.
_NOT_PRESSED = {"Q", "q", "ctrl+z", "o", "ctrl+c"}
_NAMES = {"[": "left_square_bracket", "]": "right_square_bracket", "+": "plus", "-": "minus", ".": "full_stop"}
_NAMES |= {"/": "slash", ":": "colon", "?": "question_mark", ";": "semicolon", ",": "comma", "|": "vertical_line"}
_MORE = ("e", "backspace", "f5", "2", "enter")
KEYS = sorted({key for action in ACTIONS for key in action.keys} - _NOT_PRESSED | set(_MORE))
SIZES = ((120, 40), (80, 24), (69, 10), (20, 5), (200, 60), (5, 3))


async def _run(library: Library, seed: int, presses: int) -> None:
    chance = random.Random(seed)
    pressed: list[str] = []
    app = reader(library, backstage=QuietBackstage())
    for leaving in ("do_quit", "do_suspend"):  # the palette and the command line know them too
        setattr(app.main, leaving, lambda: None)
    for outward in ("open_address", "pipe_answered"):  # no browser and no command is to be started by chance
        setattr(app.main, outward, lambda _: None)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for i in range(presses):
            key = chance.choice(KEYS)
            pressed.append(key)
            app.simulate_key(_NAMES.get(key, key))
            if i % 8 == 7:
                await pilot.pause()
            if i % 60 == 59:
                await pilot.resize_terminal(*chance.choice(SIZES))
            assert app.is_running, pressed[-12:]
        while app.screen is not app.main:
            app.simulate_key("escape")
            await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.press("escape", "escape", "escape")
        await settled(pilot)
        app.main.focus_pane(app.main.where)
        before = library.item(FIRST).state.tags
        app.main.feed.go_to_id(FIRST)
        await pilot.press("h", "h", "h")
        assert library.item(FIRST).state.tags == before


@pytest.mark.parametrize("seed", [1, 2])
async def test_hundreds_of_random_keys_harm_nothing(library: Library, seed: int) -> None:
    await _run(library, seed, 250)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
async def test_thousands_of_random_keys_harm_nothing(library: Library, seed: int) -> None:
    await _run(library, 100 + seed, 2000)
