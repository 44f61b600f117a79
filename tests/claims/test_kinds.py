"""The kind of what a description says, by its head, its number and what counts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.claims.sources.kinds import kind_of
from newsterm.claims.sources.speakers import Referent
from newsterm.claims.text.words import split_words
from newsterm.model import Kind


def kind(text: str) -> Kind:
    words = split_words(text)
    parts = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    return kind_of(Referent(text=text), words=parts, has_source=True)


@pytest.mark.parametrize(
    "text",
    [
        "a harbour official",
        "two people familiar with the matter",
        "one of the sources",
        "her advisers",
        "several senators",
        "Sorel’s campaign strategists",
        "A deckhand who asked not to be named",
        "another",
    ],
)
def test_individuals_without_a_name(text: str) -> None:
    assert kind(text) is Kind.UNNAMED_PERSON


@pytest.mark.parametrize(
    "text",
    [
        "critics",
        "Many of the speakers",
        "most insiders",
        "Liberal and conservative economists",
        "Republicans across the country",
        "63 percent of voters",
        "about two-thirds of those asked",
        "Three in 10 drivers",
        "a group of parents",
        "hedge fund executives",
        "no one",
        "you",
        "Mourners",
        "The Europeans",
        "coastal citizens",
    ],
)
def test_classes_of_people(text: str) -> None:
    assert kind(text) is Kind.GROUP


@pytest.mark.parametrize(
    "text",
    [
        "the White House",
        "Washington",
        "the Harbour Board of Trade",
        "an outside group",
        "Both campaigns",
        "EuroFreight",
        "Terrane",
        "the coastguard",
        "the FBI",
    ],
)
def test_bodies(text: str) -> None:
    assert kind(text) is Kind.ORGANISATION


@pytest.mark.parametrize(
    "text",
    [
        "A new poll",
        "the letter",
        "documents made public by the court",
        "the state’s business records",
        "Dozens of studies",
    ],
)
def test_papers(text: str) -> None:
    assert kind(text) is Kind.DOCUMENT


@pytest.mark.parametrize(
    "text",
    ["Reuters", "the Harbour Post", "the newspaper", "State television", "Radio Velden", "reports in the news media"],
)
def test_media(text: str) -> None:
    assert kind(text) is Kind.OUTLET


def test_a_last_name_alone_is_a_person_where_everybody_knows_it() -> None:
    assert kind("Putin") is Kind.NAMED_PERSON
    assert kind("Astrid") is Kind.NAMED_PERSON


def test_what_is_known_of_the_referent_goes_before_its_words() -> None:
    assert kind_of(Referent(text="the poll", person=True), words=["the", "poll"], has_source=True) is Kind.NAMED_PERSON
    assert kind_of(Referent(text="we", own_voice=True), words=["we"], has_source=True) is Kind.SELF
    assert kind_of(Referent(text="Varn", body=True), words=["Varn"], has_source=True) is Kind.ORGANISATION


def test_nothing_said_is_none_and_somebody_unknown_is_unnamed() -> None:
    assert kind_of(Referent(text=None), words=[], has_source=False) is Kind.NONE
    assert kind_of(Referent(text=None), words=[], has_source=True) is Kind.UNNAMED_PERSON


@given(st.text(min_size=1))
def test_any_words_have_a_kind(text: str) -> None:
    assert kind(text) in Kind


@pytest.mark.parametrize(
    "text",
    ["The news agency Northwire", "Northwire, a news agency,", "Coast Eye, a local broadcaster", "a news channel"],
)
def test_a_medium_by_the_words_beside_its_name(text: str) -> None:
    assert kind(text) is Kind.OUTLET


@pytest.mark.parametrize(
    "text", ["the news agency's spokesman", "a news channel reporter", "a spokesman for a news agency"]
)
def test_who_works_for_a_medium_is_none(text: str) -> None:
    assert kind(text) is Kind.UNNAMED_PERSON


@pytest.mark.parametrize("text", ["The opposition", "the grain cooperative at Overmere"])
def test_bodies_without_a_capital(text: str) -> None:
    assert kind(text) is Kind.ORGANISATION
