"""Words of the article are selected by keys or mouse and kept; notes are written on items and claims."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from newsterm.events import EntryPrepared
from newsterm.model import Kind, Span, Target
from tests.ui.panes.readings import harbour
from tests.ui.panes.stage import shown

from .test_shell_snapshots import Snapshot, after
from .world import FIRST, QuietBackstage, key_of, reader, screen_text, settled, write

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library
    from newsterm.model import MarkedClaim
    from newsterm.ui.app import NewstermApp

STORY = harbour().article
assert STORY is not None
TEXT = STORY.text
FIRST_SENTENCE = TEXT[: TEXT.index("\n")]
SIZE = (120, 40)


def own(library: Library) -> list[MarkedClaim]:
    return [marked for marked in library.reading(FIRST).claims if marked.claim.own]


def words(library: Library) -> list[str]:
    return [marked.claim.text for marked in own(library)]


def picked(app: NewstermApp) -> str:
    span = app.main.article._picked
    return TEXT[span.start : span.end] if span else ""


def cell_of(app: NewstermApp, place: int) -> tuple[int, int]:
    """Where on the screen a character of the text is."""
    article = app.main.article
    line, column = article._page.locate(place)
    region = article.content_region
    return region.x + article._left + 2 + column, region.y + line - article._top


def inside(app: NewstermApp, place: int) -> tuple[int, int]:
    """The same, counted from the pane's corner."""
    x, y = cell_of(app, place)
    return x - app.main.article.region.x, y - app.main.article.region.y


async def drag(pilot: object, app: NewstermApp, first: int, last: int) -> None:
    """What a hand does that selects from one character of the text to another."""
    for kind, place in ((MouseDown, first), (MouseMove, last), (MouseUp, last)):
        await pilot._post_mouse_events([kind], offset=cell_of(app, place), button=1)  # type: ignore[attr-defined]


async def test_three_keys_highlight_a_passage_and_one_takes_it_back(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "H")
        assert picked(app) == FIRST_SENTENCE
        await pilot.press(")", "enter")
        passage = f"{FIRST_SENTENCE} … “Within weeks, not months,” Transport Minister Ana Sorel said on Monday."
        assert words(library) == [passage]
        assert own(library)[0].claim.kind is Kind.OWN
        await pilot.press("enter")
        assert picked(app) == ""
        made = own(library)[0].claim.id
        assert app.main.claims.cursor_id == app.main.article.claim_id == made
        assert app.main.status.message == "highlighted 30 words · z undoes it"
        await pilot.press("z")
        assert words(library) == []


async def test_what_there_is_to_say_is_asked_for_with_tags_at_once_and_d_takes_it_away(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "H", "H")  # the key that begins keeps, too
        await write(pilot, "is that so? +check +doub")
        await pilot.press("tab", "enter", "l")
        (marked,) = own(library)
        assert (marked.state.note, marked.state.tags) == ("is that so?", ("check", "doubt"))
        assert "note: is that so?" in "\n".join(shown(app.main.claims))
        assert "✎ 1 highlight of yours" in "\n".join(shown(app.main.claims))
        assert "10 claims" in shown(app.main.claims)[0]
        await pilot.press("d")
        assert app.main.status.message == "removed 1 highlight · z undoes it"
        assert words(library) == []
        await pilot.press("z", "z")
        (marked,) = own(library)
        assert (marked.state.note, marked.state.tags) == (None, ())
        app.main.claims.focus_claim(marked.claim.id)
        app.main.answered("source", "Ana Sorel")
        assert "11 claims" in shown(app.main.claims)[0]


async def test_what_the_mouse_selects_is_highlighted_and_clicks_select_words_and_paragraphs(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        article, first, last = app.main.article, TEXT.index("preparing"), TEXT.index("familiar")
        await drag(pilot, app, first, last + len("familiar") - 1)
        assert article.dragged() == Span(first, last + len("familiar"))
        app.main.do_highlight()
        assert words(library) == ["preparing to reopen the port within weeks, an official familiar"]
        assert app.main.screen.get_selected_text() is None
        await pilot.press("escape")
        await pilot.click(article, offset=inside(app, TEXT.index("official") + 3), times=2)
        assert app.main.screen.get_selected_text() == "official"
        await pilot.click(article, offset=inside(app, TEXT.index("official") + 3), times=3)
        assert article.dragged() == Span(0, len(FIRST_SENTENCE))
        app.main.clear_selection()
        await pilot.press("H")
        await drag(pilot, app, first, last + len("familiar") - 1)
        await pilot.pause()
        assert picked(app) == "preparing to reopen the port within weeks, an official familiar"


async def test_a_selection_begins_where_the_reader_is(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("enter", "]", "]", "]", "]", "H")
        assert picked(app).startswith("Costs will exceed 40 million")
        await pilot.press("escape", "ctrl+f")
        await write(pilot, "slipped")
        await pilot.press("enter", "H")
        assert picked(app) == "We reported in January that the date had slipped twice."
        await pilot.press("y")
        assert app.clipboard == picked(app)


async def test_other_keys_mean_nothing_while_words_are_selected(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "H", "s", "n", "/", "1")
        assert picked(app) == FIRST_SENTENCE
        assert not library.item(FIRST).state.starred
        await pilot.click(app.main.article, offset=(10, 8))
        await pilot.press("escape")
        assert app.main.prompt is None


async def test_what_is_no_part_of_the_text_is_refused_in_words(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("H")
        assert app.main.status.message == "No article is open."
        await pilot.press("enter")
        left, top, *_ = app.main.article.content_region
        for kind, x in ((MouseDown, 4), (MouseMove, 12), (MouseUp, 12)):
            await pilot._post_mouse_events([kind], offset=(left + x, top), button=1)
        await pilot.press("H")
        assert "no part of the story's text" in app.main.status.message
        await pilot.press("H", "enter", "enter", "H", "enter")
        assert app.main.status.message == "These words are highlighted already."


async def test_highlights_are_a_kind_of_their_own_and_found_by_their_notes(library: Library) -> None:
    library.highlight(FIRST, Span(4, 14), note="which one?")
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "l", "/")
        await write(pilot, "which")
        await pilot.press("enter")
        assert app.main.claims.listed == (own(library)[0].claim.id,)
        for _ in range(9):
            app.main.do_claims_kind()
        assert app.main.narrowed == "kind:own"
        await pilot.press("enter", "enter")
        card = "\n".join(screen_text(app))
        assert "Highlight 1" in card
        assert "which one?" in card
        assert "highlighted by you on Wed 12 Mar 2025, 09:30" in card.replace("\xa0", " ")


async def test_a_text_that_comes_while_words_are_selected_ends_that(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "H")
        assert STORY is not None
        made = own_text(library)
        backstage.tell(EntryPrepared(entry=FIRST, claims=0))
        await pilot.pause()
        assert app.main.prompt is None
        assert app.main.article._reading is not None
        assert app.main.article._reading.article == made


def own_text(library: Library) -> object:
    """Another text of the first item."""
    from newsterm.model import Article, Block, BlockKind

    text = "The port opens."
    made = Article(text=text, blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, start=0, end=len(text)),))
    library._store.save_article(FIRST, made, (), claims_extractor="x")
    return made


async def test_words_that_the_text_no_longer_has_stay_listed_and_say_so(library: Library) -> None:
    library.highlight(FIRST, Span(4, 14))
    own_text(library)
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "l")
        told = " ".join("\n".join(shown(app.main.claims)).replace("▌", "").split())
        assert told.endswith("1 government ✎ your highlight · no longer in the text")
        await pilot.press("enter")
        assert "no longer holds these words" in " ".join(" ".join(screen_text(app)).split())


async def test_a_note_is_written_on_an_item_and_shown_over_its_text(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("j", "W")
        await write(pilot, "read [this] again")
        await pilot.press("enter")
        second = key_of("Port may reopen within weeks")
        assert library.item(second).state.note == "read [this] again"
        assert "✎" in "".join(screen_text(app)[4])
        await pilot.press("W", "ctrl+u", "enter")
        assert library.item(second).state.note is None
        assert app.main.status.message == "took the note from 1 item · z undoes it"
        await pilot.press("k", "enter", "W")
        await write(pilot, "mine")
        await pilot.press("enter")
        assert any("✎ mine" in line for line in shown(app.main.article))


async def test_a_note_is_written_on_the_claims_that_are_marked(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "l", "x", "x", "W")
        await write(pilot, "ask")
        await pilot.press("enter", "W", "escape")
        notes = [marked.state.note for marked in library.reading(FIRST).claims]
        assert notes[:3] == ["ask", "ask", None]
        app.main.answered("command-line", "note later")
        assert library.reading(FIRST).claims[0].state.note == "later"


async def test_a_note_is_written_in_the_users_editor(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.set_note(Target.ENTRY, [FIRST], "first")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sh -c 'echo second >> \"$1\"' sh")
    app = reader(library)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.main.answered("command-line", "edit-note")
        assert library.note(Target.ENTRY, FIRST) == "firstsecond"
        monkeypatch.setenv("EDITOR", "false")
        app.main.answered("command-line", "edit-note")
        assert app.main.status.message == "false ended with 1; nothing was changed."
        monkeypatch.setenv("EDITOR", "no-such-editor")
        app.main.answered("command-line", "edit-note")
        assert app.main.status.message.startswith("no-such-editor could not be used as an editor")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_selecting(library: Library, snap_compare: Snapshot, size: tuple[int, int]) -> None:
    assert snap_compare(reader(library), terminal_size=size, run_before=after("enter", "H", "J", ")"))


def test_a_highlight_over_claims_with_a_note(library: Library, snap_compare: Snapshot) -> None:
    story = library.reading(FIRST)
    assert story.article is not None
    start = TEXT.index("She believes")
    library.highlight(FIRST, Span(start, TEXT.index("Cranes over") - 2), note="does she?", tags=("check",))
    app = reader(library)
    assert snap_compare(app, terminal_size=SIZE, run_before=after("enter", "W", *"mine", "enter", "l", "]", "]", "]"))
