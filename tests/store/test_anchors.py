"""Marks follow their claim into a new extraction by where its quotation stands, not by its exact borders."""

from __future__ import annotations

from msgspec.structs import replace

from newsterm.model import Act, Claim, Kind, Quote, QuoteType, Span
from newsterm.store.anchors import anchored, successors

TEXT = "The dam held. The dam will hold all winter, the keeper said. The dam leaks, a diver said."


def claim(words: str, text: str = TEXT, *, name: str | None = None) -> Claim:
    start = text.index(words)
    end = start + len(words)
    return Claim(
        id=name or words,
        entry=None,
        content=(Span(start, end),),
        cue=(),
        source=(),
        text=words,
        source_text=None,
        cue_text=None,
        quote=Quote(exact=words, prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]),
        quote_type=QuoteType.INDIRECT,
        kind=Kind.NONE,
        resolved=None,
        role=None,
        chain=(),
        when=None,
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=0.0,
        confidence=0.5,
        extractor="test",
    )


def test_the_same_claim_has_its_own_marks() -> None:
    one, other = claim("The dam will hold all winter"), claim("The dam leaks")
    assert list(successors([one, other], [other, one], TEXT)) == [(0, 1), (1, 0)]


def test_a_claim_whose_borders_moved_is_the_same() -> None:
    before, after = claim("The dam will hold all winter"), claim("will hold all winter")
    assert list(successors([before], [claim("The dam leaks"), after], TEXT)) == [(0, 1)]


def test_a_claim_that_holds_only_a_little_of_it_is_another() -> None:
    assert list(successors([claim("The dam will hold all winter")], [claim("winter")], TEXT)) == []


def test_a_claim_of_which_the_text_says_no_more_is_not_found() -> None:
    text = "Nothing about it. A diver said the dam leaks."
    assert list(successors([claim("The dam will hold all winter")], [claim("the dam leaks", text)], text)) == []


def test_no_claim_has_the_marks_of_two() -> None:
    before = [claim("The dam will hold all winter", name="a"), claim("dam will hold all winter", name="b")]
    assert list(successors(before, [claim("The dam will hold all winter", name="c")], TEXT)) == [(0, 0)]


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them() -> None:
    second = TEXT.rindex("The dam")
    quote = Quote(exact="The dam", prefix="said. ", suffix=" leaks")
    assert anchored(quote, TEXT, near=0) == (second, second + 7)


def test_words_that_stand_twice_alike_are_the_nearer_ones() -> None:
    quote = Quote(exact="it", prefix="", suffix="")
    assert anchored(quote, "it, it, it", near=5) == (4, 6)


def test_a_quotation_of_nothing_stands_nowhere() -> None:
    assert anchored(replace(claim("dam").quote, exact=""), TEXT, near=0) is None
