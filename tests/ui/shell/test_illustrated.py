"""Pictures in the reader: asked for where they can be shown, shown when they come, otherwise as if there were none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.events import PictureDrawn, PictureMissing
from newsterm.library import Library
from newsterm.model import Canvas, Drawn, Form, Picture
from newsterm.settings import Images, Settings
from newsterm.store import Store
from tests.ui.panes.readings import harbour

from .world import FIRST, NOW, QuietBackstage, key_of, reader, screen_text, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsterm.ui.app import NewstermApp

QUAY = "https://a.example/quay.jpg"
OTHER = key_of("Port may reopen within weeks")


@pytest.fixture
def pictured(path: Path) -> Iterator[Library]:
    """The first story has a picture behind its first paragraph."""
    story = harbour()
    assert story.article is not None
    end = story.article.blocks[0].end
    assert end is not None
    article = replace(story.article, pictures=(Picture(url=QUAY, at=end, words="Cranes at dusk"),))
    with Store.open(path, now=NOW) as store:
        claims = [marked.claim for marked in story.claims]
        store.save_article(FIRST, article, claims, claims_extractor="newsterm-claims test")
    with Library.open(path, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "TMUX", "STY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("newsterm.ui.terminal.is_equipped", lambda: True)


class Viewed:
    """A reader on a terminal that keeps what it is sent."""

    def __init__(
        self, library: Library, show: str = "half-blocks", theme: str = "newsterm-dark", fetch: str = "opened"
    ) -> None:
        settings = Settings(images=Images(show=show, fetch=fetch))
        settings = replace(settings, interface=replace(settings.interface, theme=theme))
        self.backstage, self.sent = QuietBackstage(), list[str]()
        self.app: NewstermApp = reader(library, settings=settings, backstage=self.backstage)
        self.app.main.to_terminal = self.sent.append

    @property
    def wishes(self) -> list[tuple[str, Canvas]]:
        """Whose pictures were asked for, and for which canvas."""
        return [(str(w[1]), w[2]) for w in self.backstage.asked if w[0] == "illustrate" and isinstance(w[2], Canvas)]

    def comes(self, form: Form = Form.HALF_BLOCKS, *, entry: str = FIRST) -> None:
        """A picture of six columns and four rows."""
        drawn = Drawn(form=form, columns=6, rows=4, data=bytes(6 * 4 * 6))
        self.app.main.told(PictureDrawn(entry=entry, url=QUAY, drawn=drawn))

    def has(self, words: str) -> bool:
        return any(words in line for line in screen_text(self.app))


async def test_nothing_is_fetched_before_i_asks_for_it_and_i_again_shows_captions(pictured: Library) -> None:
    viewed = Viewed(pictured, fetch="asked")
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        assert viewed.wishes == []
        await pilot.press("I")
        assert len(viewed.wishes) == 1
        viewed.comes()
        await pilot.pause()
        assert viewed.has("▀▀▀▀▀▀")
        await pilot.press("I")
        assert not viewed.has("▀▀▀▀▀▀")
        await pilot.press("h", "j", "enter", "I")
        assert viewed.app.main.status.message == "No article is open."


@pytest.mark.parametrize(
    ("show", "equipped", "words"),
    [
        ("never", True, 'The settings show no pictures: images.show is "never".'),
        ("auto", False, "pip install 'newsterm[images]' brings it."),
    ],
)
async def test_why_there_are_no_pictures_is_said_when_they_are_asked_for(
    pictured: Library, monkeypatch: pytest.MonkeyPatch, show: str, equipped: bool, words: str
) -> None:
    monkeypatch.setattr("newsterm.ui.terminal.is_equipped", lambda: equipped)
    viewed = Viewed(pictured, show=show, fetch="asked")
    async with viewed.app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "I")
        assert words in viewed.app.main.status.message
        assert viewed.wishes == []


async def test_a_picture_comes_into_the_text_of_what_is_open(pictured: Library) -> None:
    viewed = Viewed(pictured)
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert viewed.wishes == []
        await pilot.press("enter")
        ((entry, canvas),) = viewed.wishes
        assert (entry, canvas.form, canvas.columns) == (FIRST, Form.HALF_BLOCKS, viewed.app.main.article.room)
        assert canvas.rows == viewed.app.main.article.size.height // 2
        assert viewed.has("Cranes at dusk")
        viewed.comes()
        await pilot.pause()
        assert viewed.has("▀▀▀▀▀▀")
        assert not viewed.has("Cranes at dusk")
        viewed.comes(entry=OTHER)
        await pilot.press("1")
        assert viewed.has("▀▀▀▀▀▀"), "marks change nothing about pictures"


async def test_a_picture_that_can_not_be_had_is_words(pictured: Library) -> None:
    viewed = Viewed(pictured)
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        viewed.app.main.told(PictureMissing(entry=FIRST, url=QUAY, reason="damaged"))
        await pilot.pause()
        assert viewed.has("Cranes at dusk · damaged")


async def test_another_size_is_asked_for_once_it_stays(pictured: Library) -> None:
    viewed = Viewed(pictured)
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        for width in (110, 100, 90):
            await pilot.resize_terminal(width, 40)
        await pilot.pause(0.3)
        assert [entry for entry, _ in viewed.wishes] == [FIRST, FIRST]
        assert viewed.wishes[1][1].columns == viewed.app.main.article.room


async def test_what_is_opened_again_is_asked_for_again(pictured: Library) -> None:
    viewed = Viewed(pictured, show="kitty")
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        viewed.comes(Form.KITTY)
        viewed.app.main.open_entry(OTHER)
        assert [entry for entry, _ in viewed.wishes] == [FIRST], "the other has no picture"
        assert "a=d" in viewed.sent[-1]
        viewed.app.main.open_entry(FIRST)
        assert [entry for entry, _ in viewed.wishes] == [FIRST, FIRST]


async def test_leaving_takes_the_pictures_from_the_terminal(pictured: Library) -> None:
    viewed = Viewed(pictured, show="kitty")
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        viewed.comes(Form.KITTY)
    assert "a=d" in viewed.sent[-1]


@pytest.mark.parametrize("why", ["never", "not installed", "ansi theme", "NO_COLOR", "no terminal"])
async def test_nothing_is_asked_for_and_nothing_looks_different(
    pictured: Library, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "not installed":
        monkeypatch.setattr("newsterm.ui.terminal.is_equipped", lambda: False)
    if why == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "ansi-dark" if why == "ansi theme" else "newsterm-dark"
    viewed = Viewed(pictured, "never" if why == "never" else "half-blocks", theme)
    if why == "no terminal":
        viewed.app.main.to_terminal = None
    async with viewed.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        assert viewed.wishes == []
        assert not viewed.has("Cranes at dusk")
        viewed.comes()
        await pilot.press("G")
        assert viewed.has("3 pieces of furniture folded")
        assert viewed.sent == []
