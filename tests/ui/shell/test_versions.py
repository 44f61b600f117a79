"""`v`: how a story changed, and `e`: its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.store import Store
from newsterm.ui.screens.versions import DifferenceText, Versions
from tests.ui.shell.world import FIRST, NOW, POST, TITLES, QuietBackstage, bring, entry, reader, screen_text, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.library import Library

TITLE = TITLES[0][1]
TEXTS = (
    "<p>The port opens in March.</p><p>Nobody was hurt.</p><p>It was cold.</p><p>The ice is thin.</p>",
    "<p>The port opens in April.</p><p>Nobody was hurt.</p><p>It was cold.</p><p>The ice is thin.</p>",
    "<p>The port opens in May.</p><p>Nobody was hurt.</p><p>It was cold.</p><p>The ice is thick, Ana Sorel said.</p>",
)


@pytest.fixture
def changed(path: Path) -> None:
    """The first item has been told in three ways."""
    with Store.open(path, now=NOW) as store:
        for text in TEXTS:
            update = entry(TITLE, 2, summary=text)
            bring(store, POST, replace(update, new=False, revised=True, digest=text, text_digest=text))


def shown(pilot: Pilot[None]) -> str:
    text = pilot.app.screen.query_one(DifferenceText)
    return "\n".join(text.render_line(y).text.rstrip() for y in range(text.size.height))


def frame(pilot: Pilot[None]) -> str:
    text = pilot.app.screen.query_one(DifferenceText)
    assert text.parent is not None
    return str(text.parent.border_title)  # type: ignore[attr-defined]


async def opened(pilot: Pilot[None]) -> None:
    await pilot.press("v")
    while not isinstance(pilot.app.screen, Versions):
        await pilot.pause(0.01)
    await pilot.pause()


async def test_a_story_that_never_changed_says_so(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("v")
        while not app.main.status.message:
            await pilot.pause(0.01)
        assert not isinstance(app.screen, Versions)
        assert "has not changed" in app.main.status.message


@pytest.mark.usefixtures("changed")
async def test_the_last_change_is_shown_first_and_arrows_go_to_the_others(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await opened(pilot)
        assert "3 → 4 of 4 · changed" in frame(pilot)
        assert "~ The port opens in April May." in shown(pilot)
        assert "· 2 paragraphs as before ·" in shown(pilot)
        await pilot.press("left")
        assert "March April" in shown(pilot)
        await pilot.press("right", "right")
        assert "3 → 4 of 4" in frame(pilot)
        await pilot.press("a")
        assert "1 → 4 of 4" in frame(pilot)
        await pilot.press("escape")
        assert app.screen is app.main


@pytest.mark.usefixtures("changed")
async def test_versions_stand_side_by_side_where_there_is_room(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await opened(pilot)
        left, _, right = next(line for line in shown(pilot).splitlines() if "April" in line).partition("│")
        assert (left.strip(), right.strip()) == ("The port opens in April.", "The port opens in May.")


@pytest.mark.usefixtures("changed")
async def test_an_open_article_says_that_it_changed(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        assert any("changed since it was first read" in line for line in screen_text(app))


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_versions_look_so(library: Library, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await opened(pilot)

    assert snap_compare(reader(library), terminal_size=size, run_before=press)


async def test_the_page_is_asked_for_by_key(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        assert backstage.asked == [("prepare", FIRST, False), ("prepare", FIRST, True)]
        assert app.main.reading is not None


async def test_without_a_background_process_no_page_is_promised(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        assert "can't be read here" in app.main.status.message
