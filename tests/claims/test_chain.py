"""Through whom a statement came: who was told, who held the interview, who reported it; the outlet last."""

from __future__ import annotations

import pytest

from newsterm.claims.sayings.chain import asker_in, find_links, is_medium, make_chain
from newsterm.model import Span
from tests.claims.marked import links, occasions


def links_of(text: str, source: str = "Ana Sorel") -> tuple[str, ...]:
    return find_links(text, [Span(0, len(text))], source=source)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Ana Sorel told Northwire on Tuesday.", "Northwire"),
        ("Ana Sorel told the news agency Pelagos.", "Pelagos"),
        ("Ana Sorel told KQRS-TV of Madison.", "KQRS-TV of Madison"),
        ("Ana Sorel told the Harbour Times Tuesday.", "the Harbour Times"),
        ("Ana Sorel told radio host Piet Holm.", "Piet Holm"),
        ("Ana Sorel, telling CNN's Piet Holm", "CNN's Piet Holm"),
        ("In an interview with Piet Holm, Ana Sorel said", "Piet Holm"),
        ("In a Feb. 20 interview with Bloomberg Television, Ana Sorel said", "Bloomberg Television"),
        ("Ana Sorel said in a CNN interview", "CNN"),
        ("Ana Sorel said Sunday on CNN", "CNN"),
        ("Ana Sorel told CNN’s “State of the Port” that", "CNN’s “State of the Port”"),
        ("Ana Sorel said in a statement to Northwire", "Northwire"),
        ("Ana Sorel wrote in an op-ed for the Harbour Herald", "the Harbour Herald"),
        ("When reached by the Associated Press, Ana Sorel", "the Associated Press"),
        ("a letter from Ana Sorel, first published by Reuters", "Reuters"),
        ("According to the Harbour Post, Ana Sorel said", "the Harbour Post"),
        ("Ana Sorel, speaking to Reuters, said", "Reuters"),
    ],
)
def test_the_words_around_name_who_handed_it_on(text: str, link: str) -> None:
    assert links_of(text) == (link,)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Sorel told reporters on Tuesday",
        "Ana Sorel told Congress",
        "Ana Sorel told Piet Holm",
        "Ana Sorel said on Monday",
        "Ana Sorel said on Monday Night",
        "in an interview with the Senate",
        "in an interview on Monday",
        "in an interview with Ana Sorel",
    ],
)
def test_who_is_only_addressed_hands_nothing_on(text: str) -> None:
    assert links_of(text) == ()


def test_a_medium_stands_once() -> None:
    assert links_of("Ana Sorel told Reuters, according to Reuters") == ("Reuters",)


@pytest.mark.parametrize("name", ["Reuters", "the Harbour Times", "Fox", "WKQT", "Dailynews", "the Post", "CNN’s Ana"])
def test_a_medium_is_known_by_name_or_by_the_end_of_it(name: str) -> None:
    assert is_medium(name)


@pytest.mark.parametrize(
    "name", ["Time Warner", "The Post Office", "WHAT", "", "Congress", "Ana Sorel", "WHO", "the Compost Heap"]
)
def test_other_names_are_no_media(name: str) -> None:
    assert not is_medium(name)


def test_one_who_asks_for_a_medium_is_told_by_its_name() -> None:
    assert asker_in("CNN’s Piet Holm") == "CNN’s Piet Holm"
    assert asker_in("Sorel's Piet Holm") is asker_in("CNN") is asker_in(None) is None


def test_the_origin_is_first_and_the_outlet_last() -> None:
    assert make_chain("Ana Sorel", ["Reuters"], "Harbour Post") == ("Ana Sorel", "Reuters", "Harbour Post")
    assert make_chain(None, [], None) == (None, None)


def test_an_outlet_that_says_it_was_told_itself_is_its_own_link() -> None:
    assert make_chain("Ana Sorel", ["HARBOUR POST"], "Harbour Post") == ("Ana Sorel", "HARBOUR POST", "Harbour Post")


def test_what_is_quoted_next_was_told_to_the_same_medium() -> None:
    told = "<Ana Sorel> {told} Northwire that [it was late]."
    assert links(told, "\n[“We will not pay,”] <she> {said}.") == [("Northwire",)] * 2
    assert links(told, "\n<She> {dismissed} [the plan].") == [("Northwire",), ()]


def test_one_who_was_reached_by_a_medium_has_told_it_what_follows() -> None:
    assert links("When reached by Reuters, Sorel was brief.", "\n[“It is late,”] <Sorel> {said}.") == [("Reuters",)]


def test_a_quotation_that_answers_came_through_who_asked() -> None:
    asked = "<CNN’s Piet Holm> {asked} [whether it was late]."
    answer = "\n[“It is late,”] <Ana Sorel> {said}."
    assert links(asked, answer) == [(), ("CNN’s Piet Holm",)]
    assert links(asked, "\n[“Is it?”] <Holm> {asked}.", answer)[-1] == ("CNN’s Piet Holm",)
    assert links(asked, "\n<Ana Sorel> {said} that [it was late].")[-1] == ()
    assert links("<Piet Holm> {asked} [whether it was late].", answer)[-1] == ()


def test_unnamed_people_are_heard_through_whom_they_first_told() -> None:
    told = "<The sources> {told} Reuters [it was late]."
    later = "\nIt rained.\nIt snowed.\n<The sources> {said} [it was late]."
    assert [occasion.links for occasion in occasions(told, later)] == [("Reuters",)] * 2
