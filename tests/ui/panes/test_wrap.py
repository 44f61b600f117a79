"""Lines by cell width, and the way between cells and characters."""

from __future__ import annotations

import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size, split_graphemes

from newsterm.ui.render.wrap import Extent, cells, column_of, index_at, is_narrow, wrap

pieces = st.one_of(
    st.sampled_from("ab cd  \n-“”’’.,"),
    st.sampled_from("漢字かな、。한국어"),
    st.sampled_from(["e\u0301", "👍🏽", "👩\u200d👩\u200d👧", "❤\ufe0f", "\u200d", "\u0301", "🇫🇷", "א", "ئ"]),
    st.characters(exclude_categories=("Cc", "Cs")),
)
texts = st.lists(pieces, max_size=50).map("".join)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_words_are_kept_whole_where_they_fit() -> None:
    assert lines("the port will open again", 9) == ["the port", "will open", "again"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("a reopeningdate", 6) == ["a", "reopen", "ingdat", "e"]


def test_a_newline_ends_a_line_and_an_empty_one_stays() -> None:
    assert lines("one\n\ntwo\n", 10) == ["one", "", "two"]


def test_a_no_break_space_does_not_break() -> None:
    assert lines("on 11\xa0March", 8) == ["on", "11\xa0March"]


def test_wide_characters_break_anywhere_but_before_closing_marks() -> None:
    assert lines("港口重新開放。", 6) == ["港口重", "新開", "放。"]


def test_an_indent_of_the_first_line_stays_unless_it_leaves_no_room() -> None:
    assert lines("  if x:", 10) == ["  if x:"]
    assert lines("          x", 4) == ["x"]


def test_graphemes_are_never_cut() -> None:
    family = "👩\u200d👩\u200d👧"
    assert lines(family * 3, 4) == [family * 2, family]


def test_every_character_called_narrow_takes_one_cell() -> None:
    narrow = [chr(c) for c in range(0x3000) if is_narrow(chr(c))]
    assert len(narrow) > 800
    assert {get_character_cell_size(c) for c in narrow} == {1}


@given(texts, st.integers(1, 20))
@settings(max_examples=150)
def test_nothing_is_lost_but_spaces_and_newlines_between_lines(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert at <= start <= end
        assert set(text[at:start]) <= {" ", "\n"}
        at = end
    assert set(text[at:]) <= {" ", "\n"}


@given(texts, st.integers(1, 20))
@settings(max_examples=150)
def test_no_line_is_wider_than_asked_unless_it_is_one_grapheme(text: str, width: int) -> None:
    for line in lines(text, width):
        assert cells(line) <= width or sum(size > 0 for *_, size in split_graphemes(line)[0]) == 1


@given(texts, st.integers(2, 20))
@settings(max_examples=150)
def test_cells_and_characters_lead_to_each_other(text: str, width: int) -> None:
    for extent in wrap(text, width):
        shown = text[extent.start : extent.end]
        for column in range(cells(shown)):
            index = index_at(text, extent, column)
            begins = column_of(text, extent.start, index)
            assert begins <= column
            assert index_at(text, extent, begins) == index
        assert index_at(text, extent, cells(shown)) == extent.end
        assert index_at(text, extent, sys.maxsize) == extent.end


def test_a_character_inside_a_grapheme_is_in_the_grapheme_s_cell() -> None:
    text = "xe\u0301y"
    assert [column_of(text, 0, i) for i in range(5)] == [0, 1, 1, 2, 3]
    assert [index_at(text, Extent(0, 4), column) for column in (-1, 0, 1, 2, 3)] == [0, 0, 1, 3, 4]
