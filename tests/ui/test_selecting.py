"""Steps of a selection over any text: never empty, never beyond it, and always at an edge of what it goes by."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model import Span
from newsterm.ui.picking import Picking
from newsterm.ui.render.inlay import Inlay, Sign
from newsterm.ui.render.page import Piece, set_page
from newsterm.ui.render.selecting import Selecting, Unit, characters_near, unit_at, words_in

TEXT = "One two. Three four. Five six."
SENTENCES = (Span(0, 8), Span(9, 20), Span(21, 30))
WORDS = words_in(TEXT, (Span(0, len(TEXT)),))


def steps(begun: Selecting, *moves: tuple[tuple[Span, ...], int]) -> str:
    for units, step in moves:
        begun = begun.moved(units, step)
    return TEXT[begun.start : begun.end]


def test_it_grows_by_sentences_and_shrinks_again() -> None:
    begun = Selecting(9, 20)
    assert steps(begun, (SENTENCES, 1)) == "Three four. Five six."
    assert steps(begun, (SENTENCES, 1), (SENTENCES, -1)) == "Three four."
    assert steps(begun, (SENTENCES, 1), (SENTENCES, 1)) == "Three four. Five six."


def test_what_would_be_empty_goes_over_to_the_other_side() -> None:
    begun = Selecting(9, 20)
    assert steps(begun, (SENTENCES, -1)) == "One two. Three four."
    assert steps(begun, (SENTENCES, -1), (SENTENCES, 1)) == "Three four."
    assert steps(begun, (SENTENCES, -1), (SENTENCES, 1), (SENTENCES, 1)) == "Three four. Five six."


def test_words_are_taken_off_and_put_on_one_by_one() -> None:
    begun = Selecting(9, 20)
    assert steps(begun, (WORDS, -1)) == "Three four"
    assert steps(begun, (WORDS, -1), (WORDS, -1)) == "Three"
    assert steps(begun, (WORDS, -1), (WORDS, -1), (WORDS, -1)) == "two. Three"
    assert steps(begun.turned, (WORDS, 1)) == "four."


def test_another_sentence_takes_its_place() -> None:
    begun = Selecting(9, 20, forward=False)
    assert begun.beside(SENTENCES, 1) == Selecting(21, 30)
    assert begun.beside(SENTENCES, -1) == Selecting(0, 8)
    assert begun.beside(SENTENCES, -1).beside(SENTENCES, -1) == Selecting(0, 8)


def test_the_unit_at_a_place_is_the_next_where_none_is_there() -> None:
    assert [unit_at(SENTENCES, place) for place in (0, 7, 8, 9, 99)] == [
        SENTENCES[0], SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[2],
    ]  # fmt: skip
    assert unit_at((), 3) is None


def test_words_are_those_of_any_script() -> None:
    text = "It’s the U.S.-made “x-ray”, 港が開く ¡olé! 3.5 %"
    assert [text[a:b] for a, b in words_in(text, (Span(0, len(text)),))] == [
        "It’s", "the", "U.S", "made", "x-ray", "港", "が", "開", "く", "olé", "3.5",
    ]  # fmt: skip


class Laid:
    """A text of one paragraph in lines of ten."""

    def story(self) -> tuple[Span, ...]:
        return (Span(0, len(TEXT)),)

    def text_lines(self) -> tuple[Span, ...]:
        return tuple(Span(at, at + 10) for at in range(0, len(TEXT), 10))

    def place_to_begin(self) -> int:
        return 12


def test_an_end_goes_by_any_unit_and_the_other_one_too() -> None:
    picking = Picking.begun(TEXT, SENTENCES, Laid())
    assert picking is not None
    seen = []
    for unit, step in (
        (Unit.WORD, -1), (Unit.LINE, 1), (None, 0), (Unit.CHARACTER, 1), (Unit.WORD, 1), (None, 0), (Unit.PARAGRAPH, 1),
    ):  # fmt: skip
        if unit is None:
            picking.turn()
        else:
            picking.go(unit, step)
        seen.append(picking.words)
    assert seen == [
        "Three four", "Three four.", "Three four.", "hree four.", "four.", "four.", "four. Five six.",
    ]  # fmt: skip
    picking.go_beside(-1)
    assert (picking.words, picking.told) == ("One two.", "2 words")
    assert Picking.begun(TEXT, (), Laid()) is None


CLUSTERS = ("a", "b", " ", "e\u0301", "港", "👩‍👩‍👧", "🇩🇪", "ß", ".", "한", "\u200b", "क्षि")
"""Narrow, wide, with combining marks, joined."""
texts = st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=60).map("".join)


@st.composite
def selections(draw: st.DrawFn) -> tuple[str, tuple[Span, ...], Selecting]:
    """A text, its characters, and a selection of some of them."""
    text = draw(texts)
    characters = characters_near(text, (Span(0, len(text)),), 0)
    first = draw(st.integers(0, len(characters) - 1))
    last = draw(st.integers(first, len(characters) - 1))
    return text, characters, Selecting(characters[first].start, characters[last].end, draw(st.booleans()))


@given(selections(), st.lists(st.sampled_from([1, -1]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_step_leaves_the_text_or_selects_nothing_or_part_of_a_character(
    drawn: tuple[str, tuple[Span, ...], Selecting], moves: list[int]
) -> None:
    text, characters, selecting = drawn
    edges = {edge for character in characters for edge in character}
    for step in moves:
        before, selecting = selecting, selecting.moved(characters, step)
        assert 0 <= selecting.start < selecting.end <= len(text)
        assert {selecting.start, selecting.end} <= edges
        changed = (before.start != selecting.start) + (before.end != selecting.end)
        assert changed <= 1
        if selecting != before and before.forward == selecting.forward:
            assert selecting.moved(characters, -step).span == before.span


@given(texts, st.integers(4, 24), st.lists(st.integers(0, 59), max_size=4), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_every_character_that_is_shown_is_found_again_at_its_cell(
    text: str, width: int, marks: list[int], lead: int
) -> None:
    characters = characters_near(text, (Span(0, len(text)),), 0)
    starts = [character.start for character in characters]
    signs = [Sign(starts[mark], "●¹") for mark in marks if mark < len(starts)]
    piece = Piece(inlay=Inlay.of(text, signs), start=100, style="x", lead="> "[:lead], hang=" " * lead, turn=" " * lead)
    page = set_page((piece,), width)
    found = set()
    for character in characters:
        number, column = page.locate(100 + character.start)
        extent = page.columns_of(Span(100 + character.start, 100 + character.end), number)
        if extent.start < extent.end:  # spaces where a line was broken, and what has no width, take no cell
            found.add(character)
            assert extent.start == column
            assert {page.offset_at(number, cell) for cell in range(*extent)} == {100 + character.start}
    shown = "".join(text[a:b] for a, b in sorted(found))
    unseen = str.maketrans("", "", " \u200b")
    assert shown.translate(unseen) == text.translate(unseen)
