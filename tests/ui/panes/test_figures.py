"""Pictures in the text: their place, their captions, and the reader's place when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsterm.model import BlockKind, Drawn, Form, Picture, Reading
from newsterm.ui.render.article import article_pieces
from newsterm.ui.render.cellart import COUNTERS, half_blocks, placeholders
from newsterm.ui.render.figures import Illustration

from .readings import P, article, block, claim, harbour, item
from .stage import Stage, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsterm.ui.render.cellart import Rows

QUAY, CRACK, FACE = "https://a.example/quay.jpg", "https://a.example/crack.jpg", "https://a.example/face.jpg"


def landscape(columns: int, rows: int) -> Drawn:
    """A sky that darkens to the right, over ground."""
    pixels = (
        (60 + 4 * x, 120, 220 - 4 * y) if y < rows else (40, 90 + 3 * x, 30)
        for y in range(2 * rows)
        for x in range(columns)
    )
    return Drawn(form=Form.HALF_BLOCKS, columns=columns, rows=rows, data=bytes(p for pixel in pixels for p in pixel))


def rows_of(height: int, sign: str = "#") -> Rows:
    return tuple((Segment(sign * 12, Style(color="red")),) for _ in range(height))


def story() -> Reading:
    """Two paragraphs with a captioned picture before and a bare one between them, and one behind."""
    text = article(
        block(BlockKind.CAPTION, "Cranes over the quay", furniture=True, label="caption", image=QUAY),
        block(BlockKind.CAPTION, "Photo: M. Ost", furniture=True, label="credit", image=QUAY),
        block(P, "The pier is closed."),
        block(P, "It may open again in May, the board said."),
        block(BlockKind.FURNITURE, "Share this story", furniture=True, label="share"),
        pictures=(
            Picture(url=QUAY, words="Cranes"),
            Picture(url=CRACK, at=19, words="A crack\nin the pier"),
            Picture(url=FACE, at=62),
        ),
        title="Pier closed",
    )
    said = claim(text.text, "c1", "It may open again in May", source="the board", cue="said")
    return Reading(item=item(title="Pier closed"), article=text, claims=(said,))


def told(illustrations: dict[str, Illustration] | None) -> list[str]:
    """The pieces after the masthead: a picture as the number of its rows."""
    pieces = article_pieces(story(), (), illustrations=illustrations)
    return [f"{len(p.drawn)} rows" if p.drawn else p.inlay.shown for p in pieces if p.role.value != "head"]


def test_where_no_pictures_are_shown_captions_are_furniture() -> None:
    assert told(None) == [
        "The pier is closed.",
        "It may open again in May, the board said.",
        "▸ 3 pieces of furniture folded",
    ]


def test_a_caption_stands_where_its_picture_is_to_come() -> None:
    assert told({}) == [
        "Cranes over the quay\nPhoto: M. Ost",
        "The pier is closed.",
        "A crack in the pier",
        "It may open again in May, the board said.",
        "[image]",
        "▸ 1 piece of furniture folded",
    ]


def test_a_picture_stands_over_its_caption_and_in_the_place_of_its_words() -> None:
    drawn = Illustration(rows=rows_of(3))
    assert told({QUAY: drawn, CRACK: drawn})[:4] == [
        "3 rows",
        "Cranes over the quay\nPhoto: M. Ost",
        "The pier is closed.",
        "3 rows",
    ]


def test_a_picture_that_can_not_be_shown_says_why_behind_its_caption() -> None:
    gone = Illustration(reason="a.example answers 404 Not Found: \x1b[31mthere is nothing.")
    assert told({QUAY: gone, CRACK: gone})[0] == (
        "Cranes over the quay\nPhoto: M. Ost · a.example answers 404 Not Found: [31mthere is nothing"
    )


def test_a_picture_too_small_to_be_missed_leaves_only_its_caption() -> None:
    counter = Illustration(reason="")
    assert told({QUAY: counter, CRACK: counter, FACE: counter}) == [
        "Cranes over the quay\nPhoto: M. Ost",
        "The pier is closed.",
        "It may open again in May, the board said.",
        "▸ 1 piece of furniture folded",
    ]


def test_a_text_of_pictures_alone_is_not_empty() -> None:
    bare = article(pictures=(Picture(url=QUAY),))
    pieces = article_pieces(Reading(item=item(), article=bare), (), illustrations={})
    assert pieces[-1].inlay.shown == "[image]"
    assert article_pieces(Reading(item=item(), article=bare), ())[-1].inlay.shown == "This text is empty."


def test_an_article_made_before_pictures_were_shows_those_with_captions() -> None:
    made = story().article
    assert made is not None
    earlier = replace(story(), article=replace(made, pictures=()))
    pieces = article_pieces(earlier, (), illustrations={QUAY: Illustration(rows=rows_of(2))})
    assert [len(piece.drawn) for piece in pieces if piece.drawn] == [2]


# -- cells -------------------------------------------------------------------------------------------------------------


def test_half_blocks_have_the_colours_of_two_pixels() -> None:
    picture = Drawn(form=Form.HALF_BLOCKS, columns=2, rows=1, data=bytes([255, 0, 0] * 2 + [0, 0, 255] + [9, 9, 9]))
    ((left, right),) = half_blocks(picture)
    assert (left.text, right.text) == ("▀", "▀")
    assert left.style == Style.from_color(Color.from_rgb(255, 0, 0), Color.from_rgb(0, 0, 255))
    assert right.style == Style.from_color(Color.from_rgb(255, 0, 0), Color.from_rgb(9, 9, 9))


def test_cells_of_the_same_colours_are_one_segment() -> None:
    ((one,),) = half_blocks(Drawn(form=Form.HALF_BLOCKS, columns=7, rows=1, data=bytes(7 * 6)))
    assert one.text == "▀" * 7


def test_every_placeholder_tells_the_image_its_row_and_its_column() -> None:
    rows = placeholders(Drawn(form=Form.KITTY, columns=40, rows=12, data=b""), 0x12_34_56)
    assert len(rows) == 12
    for number, (segment,) in enumerate(rows):
        assert segment.style is not None
        assert segment.style.color == Color.from_rgb(0x12, 0x34, 0x56)
        assert cell_len(segment.text) == 40
        cells = [segment.text[at : at + 3] for at in range(0, len(segment.text), 3)]
        assert cells == [f"\U0010eeee{COUNTERS[number]}{COUNTERS[column]}" for column in range(40)]


def test_what_counts_takes_no_cell() -> None:
    assert {cell_len(counter) for counter in COUNTERS} == {0}
    assert len(set(COUNTERS)) == len(COUNTERS)
    assert [ord(COUNTERS[place]) for place in (0, 1, 36, 108, 132)] == [0x305, 0x30D, 0x593, 0x816, 0xF82]


# -- the pane ----------------------------------------------------------------------------------------------------------


def long_story() -> Reading:
    """Paragraphs enough to scroll, a picture behind the first."""
    made = article(
        *(block(P, f"Paragraph {number} tells something, and goes on for a while about it.") for number in range(40)),
        pictures=(Picture(url=QUAY, at=64),),
    )
    return Reading(item=item(), article=made)


@pytest.mark.parametrize("lines", [0, 7, 30])
async def test_the_text_stays_where_it_is_when_a_picture_comes(lines: int) -> None:
    app = Stage(long_story())
    async with app.run_test(size=(120, 30)) as pilot:
        app.article.show(long_story(), {})
        app.article.move(lines)
        await pilot.pause()
        row, before = app.article._eye, shown(app.article)
        app.article.illustrate({QUAY: Illustration(rows=rows_of(9))})
        await pilot.pause()
        after = shown(app.article)
    if lines:
        assert after[row:] == before[row:]
    else:
        assert after[:6] == before[:6], "at the top the head stays"
        assert "############" in after[9]


async def test_a_picture_is_part_of_no_selection_and_of_no_claim() -> None:
    app = Stage(None)
    async with app.run_test(size=(120, 40)) as pilot:
        app.article.show(story(), {QUAY: Illustration(rows=rows_of(3)), CRACK: Illustration(rows=rows_of(3))})
        await pilot.pause()
        number = next(n for n in range(30) if "####" in app.article.render_line(n).text)
        await pilot.click(app.article, offset=(5, number + 1))
        await pilot.press("ctrl+a")
        assert app.posted == []
        assert app.article._page.offset_at(number, 3) is None
        page = app.article._page
        copied = page.words_between(page.anchor(0), page.anchor(len(page.lines) - 1))
    assert "The pier is closed.\n\nIt may open again in May" in copied
    assert "#" not in copied


async def test_the_folded_furniture_and_the_search_go_on_around_pictures() -> None:
    app = Stage(None)
    async with app.run_test(size=(120, 40)):
        app.article.show(story(), {QUAY: Illustration(rows=rows_of(3))})
        assert app.article.find("board") == 1
        app.article.toggle_furniture()
        assert any("Share this story" in line for line in shown(app.article))


def test_a_picture_in_half_blocks_in_the_text(snap_compare: Callable[..., bool]) -> None:
    reading = harbour()
    assert reading.article is not None
    pictured = replace(
        reading,
        article=replace(
            reading.article,
            blocks=(
                block(BlockKind.CAPTION, "The quay at low tide. Photo: M. Ost", furniture=True, image=QUAY),
                *reading.article.blocks,
            ),
            pictures=(Picture(url=QUAY), Picture(url=CRACK, at=len(reading.article.blocks[0].text))),
        ),
    )

    async def go(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Stage)
        known = {
            QUAY: Illustration(rows=half_blocks(landscape(40, 8))),
            CRACK: Illustration(reason="a page, not an image"),
        }
        app.article.show(pictured, known)
        await pilot.pause()

    assert snap_compare(Stage(None), terminal_size=(120, 40), run_before=go)
