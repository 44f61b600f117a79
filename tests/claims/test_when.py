"""When something was said: the expression beside the cue, the occasion that goes on, the date that is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.claims.raw import RawClaim
from newsterm.claims.sayings.scenes import Occasion, Scenes
from newsterm.claims.sayings.when import resolve
from newsterm.claims.text.document import prepare
from newsterm.model import Kind, Span
from tests.claims.marked import WEDNESDAY, dates

SAID = "<Ana Sorel> {said} on Monday that [the port was safe]."
MONDAY, TUESDAY, SUNDAY = "2026-11-23", "2026-11-24", "2026-11-22"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("on Tuesday", TUESDAY),
        ("Wednesday morning", "2026-11-25"),
        ("last Wednesday", "2026-11-18"),
        ("yesterday", TUESDAY),
        ("tonight", "2026-11-25"),
        ("Feb. 20", "2026-02-20"),
        ("20 February 2025", "2025-02-20"),
        ("Dec. 1", "2025-12-01"),
        ("2026-02-31", None),
        ("last week", "2026-11"),
        ("earlier this month", "2026-11"),
        ("last month", "2026-10"),
        ("in October", "2026-10"),
        ("last November", "2025-11"),
        ("March 2024", "2024-03"),
        ("last weekend", "2026-11-21"),
        ("over the weekend", "2026-11-21"),
        ("three days ago", "2026-11-22"),
        ("two weeks ago", "2026-11-11"),
        ("a month ago", "2026-10"),
        ("five years ago", "2021"),
        ("last summer", "2026"),
        ("this spring", "2026"),
        ("last fall", "2025"),
        ("last year", "2025"),
        ("in 2019", "2019"),
        ("soon", None),
    ],
)
def test_an_expression_means_a_day_a_month_or_a_year(words: str, meant: str | None) -> None:
    assert resolve(words, WEDNESDAY) == meant


@pytest.mark.parametrize(
    ("words", "published", "meant"),
    [
        ("Feb. 29", date(2025, 1, 10), "2024-02-29"),
        ("this winter", date(2024, 12, 5), "2025"),
        ("this winter", date(2025, 1, 5), "2025"),
        ("this weekend", date(2026, 11, 21), "2026-11-21"),
        ("this weekend", date(2026, 11, 22), "2026-11-21"),
        ("this weekend", date(2026, 11, 25), None),
        ("last weekend", date(2026, 11, 22), "2026-11-14"),
        ("last weekend", date(2026, 11, 23), "2026-11-21"),
    ],
)
def test_a_leap_day_a_season_and_a_weekend(words: str, published: date, meant: str | None) -> None:
    assert resolve(words, published) == meant


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    assert resolve("on Tuesday", None) is resolve("Feb. 20", None) is None
    assert resolve("Feb. 20, 2025", None) == "2025-02-20"


def test_before_time_began_there_is_no_date() -> None:
    first = date(1, 1, 1)
    assert resolve("yesterday", first) is resolve("two months ago", first) is None
    assert resolve("last month", date(2026, 1, 5)) == "2025-12"


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["Monday", "on Friday", "last Sunday", "yesterday"]))
def test_a_day_of_the_week_is_at_most_a_week_before_the_day_of_publication(published: date, words: str) -> None:
    meant = date.fromisoformat(resolve(words, published) or "")
    assert 0 <= (published - meant).days <= 7


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert resolve(day.isoformat(), None) == day.isoformat()


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        (SAID, MONDAY),
        ("On Monday, <Ana Sorel> {said} [the port was safe].", MONDAY),
        ("[“We will not pay,”] <Ana Sorel> {said} at a rally in the harbour on Sunday night.", SUNDAY),
        ("In a Feb. 20 interview, <Ana Sorel> {said} [the port was safe].", "2026-02-20"),
        ("<Ana Sorel> {argued} during Monday's debate that [the port was safe].", MONDAY),
        ("<Ana Sorel>, who on Sunday left the board, {said} Monday that [the port was safe].", MONDAY),
        ("<Ana Sorel> {told} a crowd in June, when grain was dear, that [the port was safe].", "2026-06"),
        ("<Ana Sorel> - who on Sunday left the board - {said} Monday that [the port was safe].", MONDAY),
        ("<Ana Sorel> (who left on Sunday) {said} Monday that [the port was safe].", MONDAY),
        ("After a speech in the harbour, <Ana Sorel> {said} on Monday that [the port was safe].", MONDAY),
        ("On Sunday the rain came, and in the hall <Ana Sorel> {said} on Monday that [it was late].", MONDAY),
        ("On Monday <Ana Sorel> {said}, as the rain of Sunday came, on Tuesday it went, that [it was late].", MONDAY),
        ("In a May interview, <Ana Sorel> {said} [the port was safe].", "2026-05"),
        ("<Ana Sorel> {attacked} [the board on Monday,] in an angry mood.", MONDAY),
        ("On the morning of Feb. 20 <Ana Sorel> {wrote} that [the port was safe].", "2026-02-20"),
        ("<Tuesday's harbour poll> {has} [the mayor leading].", TUESDAY),
        ("Shortly after the board met on Monday, <Ana Sorel> {proposed} [a toll].", MONDAY),
        ("<Ana Sorel> {said} [Monday that the port was safe].", MONDAY),
        ("<Ana Sorel> {called for} [the resignation of the board on Monday].", MONDAY),
        ("On Tuesday, <Monday's harbour report> {said} that [the port was safe].", MONDAY),
        ("HARBOUR, Nov. 20 (Northwire) - <Ana Sorel> {said} [the port was safe].", "2026-11-20"),
    ],
)
def test_the_time_beside_the_cue_dates_the_saying(sentence: str, when: str) -> None:
    assert dates(sentence) == [when]


@pytest.mark.parametrize(
    "sentence",
    [
        "<Ana Sorel> {said} that [the port would open on Monday].",
        "<Ana Sorel>, who left the board on Sunday, {said} [the port was safe].",
        "After the board lost the vote on Monday, <Ana Sorel> {said} [the port was safe].",
        "<Ana Sorel> {said} [the port was safe], since the board had met on Monday.",
        "<Ana Sorel> {said} of the vote scheduled for Saturday that [it was too early].",
        "<Ana Sorel> {said} before Saturday's vote that [it was too early].",
        "<Ana Sorel> {said} of Super Tuesday that [it was too early].",
        "The death Saturday of a sailor, {regarded as} [the best of them], was a shock.",
        "<One of the men hired Sunday> {said} [the port was safe].",
        "<Ana Sorel> {said} [it was late] to guests of the fair that opens Dec. 18 in the harbour.",
        "<Ana Sorel> {said} [it was late] and will travel next Monday.",
        "<Ana Sorel> {said} [it was late] as the band on “Monday Night” played.",
        "<Ana Sorel> {spoke of} [the storm]; the board met on Monday.",
        "<Ana Sorel> {had pledged} [to stay on the board of the port], but sounded tired on Monday.",
        "[The port] {is expected} to open to all the ships of the north on Monday.",
        "<Ana Sorel> {told} USA Today [the port was safe].",
        "<Ana Sorel> {said} [last weekend was too cold for the ferry].",
        "March winds may have helped, <Ana Sorel> {said} of [the port].",
    ],
)
def test_the_time_of_something_else_does_not_date_it(sentence: str) -> None:
    assert dates(sentence) == [None]


def test_what_a_speaker_says_next_was_said_on_the_same_occasion() -> None:
    assert dates(SAID, "\n[“We will not pay,”] <she> {said}.", "\n<She> {added} that [it was late].") == [MONDAY] * 3


def test_an_occasion_is_told_without_a_claim() -> None:
    told = "Ana Sorel held a rally on Sunday."
    assert dates(told, "<Sorel> {said} [the port was safe].") == [SUNDAY]
    assert dates("When it rained, Ana Sorel left the hall on Sunday.", "<Sorel> {said} [it was late].") == [SUNDAY]


def test_a_speaker_may_be_called_by_a_role() -> None:
    assert dates(SAID, "<The senator> {added} that [it was late].") == [MONDAY, MONDAY]


def test_who_is_asked_answers_on_the_same_occasion() -> None:
    asked = "<Piet Holm> {asked} Sorel [whether it was late]."
    assert dates(SAID, asked, "\n<Holm> {said} [he had to know].") == [MONDAY] * 3
    assert dates(SAID, "<Piet Holm> {asked} [whether it was late].") == [MONDAY, None]


def test_what_is_in_a_dated_paper_stands_in_the_present() -> None:
    told = "Ana Sorel released a memo on Monday."
    assert dates(told, "In it, <she> {says} [the port is safe].") == [MONDAY]
    assert dates("<Tuesday's poll> {found} [a lead].", "<The poll> {shows} [it growing].") == [TUESDAY, TUESDAY]


@pytest.mark.parametrize(
    "later",
    [
        "<Piet Holm> {said} [it was late].",
        "<She> {says} [it is late].",
        "<She> {has said} [it is late].",
        "<She> {declined} [to say more].",
        "\nThe rain went on.\n<She> {said} [it was late].",
        "\n<She> {told} Northwire that [it was late].",
    ],
)
def test_an_occasion_ends_with_another_speaker_tense_hearer_or_place_in_the_text(later: str) -> None:
    assert dates(SAID, later)[-1] is None


def test_those_who_were_not_spoken_of_before_have_no_earlier_occasion() -> None:
    assert dates("<A judge> {said} on Monday [it was late].", "<Another judge> {said} [it was early].") == [
        MONDAY,
        None,
    ]


def test_what_somebody_did_in_a_year_does_not_date_what_they_say_of_it() -> None:
    assert dates("Ana Sorel joined the board in 1993.", "<She> {said} [it was late].") == [None]


def test_another_day_begins_another_occasion() -> None:
    assert dates(SAID, "On Tuesday, <she> {said} [it was late].", "<She> {added} [it was over].") == [
        MONDAY,
        TUESDAY,
        TUESDAY,
    ]


def test_a_cue_without_a_word_or_a_sentence_has_no_occasion() -> None:
    here = Span(1, 2)
    raw = RawClaim(content=(here,), cue=(here,), source=(), pattern="marked")
    for text in ("", "Monday"):
        scenes = Scenes(prepare(text), [raw], WEDNESDAY)
        assert scenes.occasion(raw, resolved=None, kind=Kind.NONE) == Occasion()
