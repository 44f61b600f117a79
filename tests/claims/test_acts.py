"""What a cue does, read from its head: light and raising verbs, phrases, negation, what is said."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.claims.sayings import act_words
from newsterm.claims.sayings.acts import act_of
from newsterm.model import Act


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", Act.ASSERTS),
        ("shot back in a statement, saying", Act.ASSERTS),
        ("According to", Act.ASSERTS),
        ("endorsed", Act.ASSERTS),
        ("denied", Act.DENIES),
        ("took strong issue with", Act.DENIES),
        ("pushed back against", Act.DENIES),
        ("asked", Act.ASKS),
        ("has raised several questions about", Act.ASKS),
        ("called on Monday for", Act.PLANS),
        ("called on", Act.PLANS),
        ("will pledge", Act.PLANS),
        ("is considering", Act.PLANS),
        ("considers", Act.BELIEVES),
        ("did not want", Act.BELIEVES),
        ("is hoping", Act.BELIEVES),
        ("was said to be confident", Act.ASSERTS),
        ("is confident", Act.BELIEVES),
        ("agrees with", Act.BELIEVES),
        ("agreed to", Act.PLANS),
        ("declined", Act.DECLINES),
        ("had no comment on", Act.DECLINES),
    ],
)
def test_the_head_of_a_cue_decides(cue: str, act: Act) -> None:
    assert act_of(cue) is act


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("voiced doubts about", Act.BELIEVES),
        ("made a promise", Act.PLANS),
        ("issued a denial of", Act.DENIES),
        ("issued a statement saying", Act.ASSERTS),
        ("put a question to", Act.ASKS),
    ],
)
def test_a_light_verb_leaves_it_to_its_noun(cue: str, act: Act) -> None:
    assert act_of(cue) is act


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("seems to think", Act.BELIEVES),
        ("went on to deny", Act.DENIES),
        ("has begun asking", Act.ASKS),
        ("spent much of his speech attacking", Act.ASSERTS),
    ],
)
def test_a_raising_verb_leaves_it_to_the_next_verb(cue: str, act: Act) -> None:
    assert act_of(cue) is act


@pytest.mark.parametrize(
    "cue", ["would not say", "did not respond to", "never mentioned", "has not disclosed", "won't explain"]
)
def test_not_saying_is_declining(cue: str) -> None:
    assert act_of(cue) is Act.DECLINES


@pytest.mark.parametrize("cue", ["his decision", "the plan", "their pledge"])
def test_a_noun_is_a_noun_after_a_determiner(cue: str) -> None:
    assert act_of(cue) is Act.PLANS


def test_questioning_asks_before_a_question_only() -> None:
    assert act_of("questioned", content="whether the port was safe") is Act.ASKS
    assert act_of("questioned", content="the safety of the port") is Act.ASSERTS


def test_a_colon_before_a_question_asks() -> None:
    assert act_of(":", content="“When will it open?”") is Act.ASKS
    assert act_of(":", content="“It will open in May.”") is Act.ASSERTS


def test_a_call_to_do_something_is_a_plan() -> None:
    assert act_of("calls", content="to close the port") is Act.PLANS
    assert act_of("calls", content="the port a ruin") is Act.ASSERTS


def test_agreeing_to_do_something_is_a_plan() -> None:
    assert act_of("agreed", content="to pay") is Act.PLANS
    assert act_of("agreed", content="that it was late") is Act.BELIEVES


def test_a_plea_of_not_guilty_denies() -> None:
    assert act_of("pleaded", content="not guilty") is Act.DENIES
    assert act_of("pleaded", content="guilty") is Act.ASSERTS


def test_what_is_hard_to_say_is_asserted_by_the_writer() -> None:
    assert act_of("it’s hard to know") is Act.ASSERTS


def test_the_hint_counts_for_words_that_are_not_known() -> None:
    assert act_of("frobnicates", Act.PLANS) is Act.PLANS
    assert act_of("said", Act.PLANS) is Act.ASSERTS


@pytest.mark.parametrize("table", [act_words._VERBS, act_words._ADJECTIVES, act_words._NOUNS, act_words._PHRASES])
def test_no_word_stands_under_two_acts(table: dict[Act, str]) -> None:
    for one, other in combinations(table.values(), 2):
        assert not set(one.split()) & set(other.split())


@given(st.text(), st.text())
def test_any_words_have_an_act(cue: str, content: str) -> None:
    assert act_of(cue, content=content) in Act


@pytest.mark.parametrize(
    "cue", ["has not denied", "did not deny", "has never denied", "does not dispute", "didn’t reject"]
)
def test_what_is_not_denied_is_no_denial(cue: str) -> None:
    assert act_of(cue) is Act.ASSERTS


@pytest.mark.parametrize("cue", ["not only said", "is not only saying", "didn’t just say", "never stopped saying"])
def test_what_is_not_only_said_is_said(cue: str) -> None:
    assert act_of(cue) is Act.ASSERTS
