"""Spans over a text as runs; signs set into a text; what may stand on a screen."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model import Span, clean_text
from newsterm.ui.render.inlay import Inlay, Sign
from newsterm.ui.render.runs import split
from newsterm.ui.render.visible import visible

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(min(p), max(p))), max_size=8)


def test_nested_and_overlapping_spans_are_told_apart() -> None:
    runs = split([Span(0, 10), Span(4, 6), Span(5, 12)], 0, 14)
    assert runs == ((0, 4, (0,)), (4, 5, (0, 1)), (5, 6, (0, 1, 2)), (6, 10, (0, 2)), (10, 12, (2,)), (12, 14, ()))


def test_equal_and_empty_spans_do_no_harm() -> None:
    assert split([Span(1, 2), Span(1, 2), Span(2, 2)], 0, 3) == ((0, 1, ()), (1, 2, (0, 1)), (2, 3, ()))


@given(spans, st.integers(0, 15), st.integers(0, 30))
@settings(max_examples=200)
def test_runs_cover_every_character_once_with_exactly_its_spans(given_spans: list[Span], start: int, size: int) -> None:
    end = start + size
    runs = split(given_spans, start, end)
    assert [place for run in runs for place in range(run.start, run.end)] == list(range(start, end))
    for run in runs:
        for place in range(run.start, run.end):
            assert run.over == tuple(i for i, (a, b) in enumerate(given_spans) if a <= place < b)
    assert all(one.over != two.over for one, two in pairwise(runs))


@given(spans)
@settings(max_examples=200)
def test_the_spans_can_be_put_together_again_from_the_runs(given_spans: list[Span]) -> None:
    runs = split(given_spans, 0, 31)
    for index, span in enumerate(given_spans):
        parts = [run for run in runs if index in run.over]
        joined = Span(parts[0].start, parts[-1].end) if parts else Span(span.start, span.start)
        assert joined == span or span.start == span.end


signs = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["●¹", " ", "   ", "¹²", ""])), max_size=6)


@given(signs)
@settings(max_examples=200)
def test_every_character_is_shown_and_found_again(given_signs: list[tuple[int, str]]) -> None:
    text = "abcdefghijkl"
    inlay = Inlay.of(text, [Sign(*sign) for sign in given_signs])
    assert [inlay.shown[inlay.to_shown(i)] for i in range(len(text))] == list(text)
    assert [inlay.to_text(inlay.to_shown(i)) for i in range(len(text))] == list(range(len(text)))
    back = [inlay.to_text(index) for index in range(len(inlay.shown))]
    assert back == sorted(back)
    without = "".join(
        c
        for i, c in enumerate(inlay.shown)
        if not any(a <= i < b for a, b in zip(inlay.starts, inlay.ends, strict=True))
    )
    assert without == text


def test_a_sign_counts_to_the_character_it_stands_before() -> None:
    inlay = Inlay.of("ab", [Sign(1, "●¹")])
    assert inlay.shown == "a●¹b"
    assert [inlay.to_text(i) for i in range(5)] == [0, 1, 1, 1, 2]


def test_signs_at_one_offset_keep_their_order() -> None:
    assert Inlay.of("ab", [Sign(1, "x"), Sign(0, "-"), Sign(1, "y")]).shown == "-axyb"


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\u202e\ud800\t\n[/]")), max_size=40))
@settings(max_examples=200)
def test_what_is_visible_is_as_long_and_commands_nothing(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert clean_text(shown) == shown
    assert shown.count("\n") == text.count("\n")


def test_an_escape_sequence_is_shown_letter_for_letter() -> None:
    assert visible("\x1b[31mred\x07") == "␛[31mred␇"
