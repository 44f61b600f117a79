"""Marks follow their claim into a new extraction by where its quotation stands, not by its exact borders."""

from __future__ import annotations

from msgspec.structs import replace

from newsterm.model import Claim, Quote
from newsterm.store.anchors import anchored, successors
from tests.store import world

TEXT = "The dam held. The dam will hold all winter, the keeper said. The dam leaks, a diver said."


def claim(words: str, text: str = TEXT, *, name: str | None = None, source: str | None = None) -> Claim:
    return world.claim(words, text, name=name, source=source)


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


def test_of_two_who_say_the_same_each_has_its_own() -> None:
    before = [claim("The dam will hold", name=f"old {who}", source=who) for who in ("Rask", "Kern")]
    after = [claim("The dam will hold all", name=f"new {who}", source=who) for who in ("Kern", "Rask")]
    assert sorted(successors(before, after, TEXT)) == [(0, 1), (1, 0)]


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them() -> None:
    second = TEXT.rindex("The dam")
    quote = Quote(exact="The dam", prefix="said. ", suffix=" leaks")
    assert anchored(quote, TEXT, near=0) == (second, second + 7)


def test_words_that_stand_twice_alike_are_the_nearer_ones() -> None:
    quote = Quote(exact="it", prefix="", suffix="")
    assert anchored(quote, "it, it, it", near=5) == (4, 6)


def test_a_quotation_of_nothing_stands_nowhere() -> None:
    assert anchored(replace(claim("dam").quote, exact=""), TEXT, near=0) is None
