"""Pieces laid out for a width; the way between lines and text offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.model import BlockKind, Reading, Span
from newsterm.ui.render.article import article_pieces
from newsterm.ui.render.highlight import number_claims
from newsterm.ui.render.page import Anchor, Page, set_page
from newsterm.ui.render.paint import stretches
from newsterm.ui.render.wrap import cells

from .readings import L, P, Q, article, block, claim, harbour, item


def page_of(reading: Reading, width: int, *, furniture: bool = False) -> Page:
    pieces = article_pieces(reading, number_claims(reading.claims), furniture=furniture)
    return set_page(pieces, width)


def shown(page: Page) -> list[str]:
    return [
        line.lead + (page.pieces[line.piece].inlay.shown[slice(*line.extent)] if line.piece >= 0 else "")
        for line in page.lines
    ]


words = st.lists(
    st.sampled_from(["port", "a", "reopening", "漢字", "é\u0301", "👍🏽", "—", "“so”"]), min_size=1, max_size=25
)
blocks = st.lists(st.tuples(st.sampled_from([P, L, Q, BlockKind.HEADING]), words.map(" ".join)), min_size=1, max_size=5)


@given(blocks, st.integers(4, 40), st.data())
@settings(max_examples=80)
def test_line_and_cell_and_text_offset_lead_to_each_other(
    parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject
) -> None:
    story = article(*(block(kind, text) for kind, text in parts), title="T")
    start = data.draw(st.integers(0, len(story.text) - 1))
    end = data.draw(st.integers(start + 1, len(story.text)))
    marked = claim(story.text, "c", story.text[start:end])
    page = page_of(Reading(item=item(), article=story, claims=(marked,)), width)
    for number, line in enumerate(page.lines):
        lead = cells(line.lead)
        for column in range(lead, width):
            offset = page.offset_at(number, column)
            if offset is None or story.text[offset] in " \n":
                continue  # the space at which a line was broken is in no cell
            there, begins = page.locate(offset)
            # A sign counts to the character behind it, which may stand on the next line of a narrow page.
            assert (there, begins) >= (number, lead)
            assert page.offset_at(there, begins) == offset


@given(blocks, st.integers(4, 60))
@settings(max_examples=60)
def test_every_character_of_the_text_is_on_some_line(parts: list[tuple[BlockKind, str]], width: int) -> None:
    story = article(*(block(kind, text) for kind, text in parts), title="T")
    page = page_of(Reading(item=item(), article=story), width)
    seen = {page.offset_at(number, column) for number in range(len(page.lines)) for column in range(width + 4)}
    hidden = [c for offset, c in enumerate(story.text) if offset not in seen]
    assert set(hidden) <= set(" \n\u0301🏽")


@given(st.integers(8, 120), st.integers(8, 120))
@settings(max_examples=40)
def test_a_place_stays_on_its_line_when_the_width_changes(first: int, second: int) -> None:
    reading = harbour()
    one, two = page_of(reading, first), page_of(reading, second)
    for number in range(len(one.lines)):
        anchor = one.anchor(number)
        assert one.line_at(anchor) == number
        line = two.lines[two.line_at(anchor)]
        assert line.piece in (anchor.piece, -1)
        if line.piece >= 0 and anchor.at >= 0:
            assert line.extent.start <= anchor.at <= max(line.extent.end, line.extent.start) + 1


@given(st.integers(6, 100))
@settings(max_examples=30)
def test_stretches_cover_what_is_shown_exactly_once(width: int) -> None:
    for piece in page_of(harbour(), width, furniture=True).pieces:
        parts = stretches(piece)
        assert parts[0].start == 0
        assert parts[-1].end == len(piece.inlay.shown)
        assert all(one.end == two.start for one, two in pairwise(parts))


def test_no_line_is_wider_than_the_page() -> None:
    for width in (20, 33, 48, 80):
        page = page_of(harbour(), width, furniture=True)
        assert max(cells(line) for line in shown(page)) <= width


def test_list_items_hang_and_nested_ones_are_indented() -> None:
    lines = shown(page_of(harbour(), 60))
    at = next(i for i, line in enumerate(lines) if "among them" in line)
    assert lines[at - 1].startswith("• The Port Authority")
    assert lines[at].startswith("  ◦ among them")
    assert lines[at + 1].startswith("    ")


def test_a_numbered_item_keeps_its_number() -> None:
    story = article(block(L, "Open the gate", marker="12."))
    assert "12. Open the gate" in shown(page_of(Reading(item=item(), article=story), 40))


def test_a_quotation_has_a_bar_on_every_line_and_between_its_blocks() -> None:
    story = article(block(Q, "We never closed the harbour at all"), block(Q, "Nor will we"))
    lines = shown(page_of(Reading(item=item(), article=story), 20))
    assert [line for line in lines if line.startswith("▎")] == lines[-4:]


def test_a_table_stands_in_columns_where_it_fits() -> None:
    lines = shown(page_of(harbour(), 60))
    assert "Quay          │ Cranes │ Open" in lines
    assert "Eastern       │      4 │ 12 May" in lines


def test_a_table_that_does_not_fit_flows_and_loses_nothing() -> None:
    lines = shown(page_of(harbour(), 24))
    assert "Quay │ Cranes │ Open" in lines
    at = lines.index("Northern pier │ 11 │")
    assert lines[at + 1] == "  not before autumn"


def test_code_is_cut_with_a_sign_and_not_broken() -> None:
    page = page_of(harbour(), 40)
    cut = [line for line in page.lines if line.cut]
    assert len(cut) == 2  # the link of the masthead is one more
    assert any(text.startswith("      print(quay.name") for text in shown(page))


def test_a_title_that_the_text_repeats_is_shown_once() -> None:
    reading = harbour()
    assert reading.article is not None
    title = reading.item.title
    story = article(block(BlockKind.HEADING, title), block(P, "One."), title=title)
    assert shown(page_of(Reading(item=item(), article=story), 80)).count(title) == 1


def test_furniture_is_one_line_until_it_is_unfolded() -> None:
    folded, unfolded = shown(page_of(harbour(), 80)), shown(page_of(harbour(), 80, furniture=True))
    assert folded[-1] == "▸ 3 pieces of furniture folded"
    assert unfolded[-4:] == [
        "▾ 3 pieces of furniture",
        "  newsletter · Sign up for our newsletter",
        "  promo · READ MORE: Ferry timetable changes",
        "  share · Share this story",
    ]


def test_an_entry_without_an_article_says_that_it_is_being_prepared() -> None:
    assert "The text is being prepared" in shown(page_of(Reading(item=item(), article=None), 80))[-1]


def test_an_article_without_words_says_so() -> None:
    assert shown(page_of(Reading(item=item(), article=article()), 80))[-1] == "This text is empty."


def test_the_first_line_is_the_title_and_its_place_is_0() -> None:
    page = page_of(harbour(), 60)
    assert page.place(0) == 0
    assert page.anchor_of(0).at == 0
    assert page.line_at(Anchor(0, -1)) == 0


def test_the_place_of_a_line_without_text_is_that_of_the_text_after_it() -> None:
    page = page_of(harbour(), 60)
    text = harbour().article
    assert text is not None
    number = next(i for i, line in enumerate(shown(page)) if line.startswith("What it will cost"))
    assert page.place(number - 1) == page.place(number) == text.text.index("What it will cost")
    assert page.place(len(page.lines) - 1) > 0


def test_an_empty_page_has_a_place() -> None:
    page = set_page((), 10)
    assert page.place(3) == 0
    assert page.line_at(page.anchor(3)) == 0
    assert list(page.lines_of([Span(0, 3)])) == []


@pytest.mark.parametrize("hostile", ["[/]", "[bold]x[/bold]", "\x1b]52;c;eA==\x07", "{0} %s $HOME", "\u202egnp.exe"])
def test_words_from_outside_are_shown_letter_for_letter(hostile: str) -> None:
    story = article(block(P, hostile), block(L, hostile, marker=hostile), block(BlockKind.CODE, hostile), title=hostile)
    story = replace(story, byline=hostile, outlet=hostile)
    text = "\n".join(shown(page_of(Reading(item=item(), article=story, note=hostile), 200)))
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    if hostile.isascii() and hostile.isprintable():
        assert text.count(hostile) >= 6
