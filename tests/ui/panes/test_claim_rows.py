"""A claim's row, the profile above the rows, the card, and words run together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.model import Act, BlockKind, Kind, MarkedClaim, Reading, Span, When
from newsterm.ui.render.card import card_lines, meter
from newsterm.ui.render.claims import claim_lines, when_words
from newsterm.ui.render.flow import Bit, TextLine, flow, width_of
from newsterm.ui.render.highlight import number_claims
from newsterm.ui.render.profile import no_claims, profile_lines
from newsterm.ui.render.tags import TagStyles

from .readings import P, article, block, claim, harbour, item

TAGS = TagStyles()


def words(lines: list[TextLine]) -> list[str]:
    return ["".join(bit.text for bit in line).replace("\xa0", " ") for line in lines]


def row(number: int, width: int = 60) -> list[str]:
    reading = harbour()
    assert reading.article is not None
    return words(claim_lines(number_claims(reading.claims)[number - 1], reading.article.text, width, tags=TAGS))


def card(marked: MarkedClaim, width: int = 70) -> str:
    reading = harbour()
    assert reading.article is not None
    return "\n".join(words(card_lines(marked, reading.article.text, width, tags=TAGS)))


# -- rows --------------------------------------------------------------------------------------------------------------


def test_a_row_says_what_who_what_kind_through_whom_how_and_its_tags() -> None:
    assert row(1) == [
        "preparing to reopen the port within weeks",
        "▲ an official familiar with the plan (unnamed)",
        "via Northwire · ≈ reportedly · told",
        "▪check",
    ]


def test_a_row_says_when() -> None:
    assert row(2)[1:] == ["● Transport Minister Ana Sorel (named) · said", "Mon 10 Mar 2025"]


def test_a_row_without_a_source_says_so_once() -> None:
    assert row(10) == ["to be the last delay", "○ no source · said"]


def test_hedges_inside_the_content_are_marked_there() -> None:
    reading = harbour()
    assert reading.article is not None
    line = claim_lines(number_claims(reading.claims)[5], reading.article.text, 60, tags=TAGS)[0]
    assert line == (
        Bit("the noise ", ("row--text",)),
        Bit("could", ("row--text", "row--hedge")),
        Bit(" double", ("row--text",)),
    )


def test_long_content_ends_after_three_lines() -> None:
    text = "word " * 60
    marked = number_claims((claim(text, "c", text.strip()),))[0]
    lines = words(claim_lines(marked, text, 20, tags=TAGS))
    assert lines[2] == "word word word word…"
    assert "●" in lines[3]


def test_a_denial_is_named() -> None:
    text = "He denied it."
    marked = number_claims((claim(text, "c", "it", source="He", cue="said", act=Act.DENIES),))[0]
    assert words(claim_lines(marked, text, 60, tags=TAGS))[1] == "● He (named) · said · denies"


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (None, ""),
        (When(text="on Monday", date="2025-03-10"), "Mon 10 Mar 2025"),
        (When(text="in May", date="2024-05"), "May 2024"),
        (When(text="last year", date="2024"), "2024"),
        (When(text="a while ago", date=None), "a while ago"),
        (When(text="on the 31st", date="2025-02-31"), "on the 31st"),
    ],
)
def test_times_are_told_as_exactly_as_they_are_known(when: When | None, told: str) -> None:
    assert when_words(when).replace("\xa0", " ") == told


@given(st.text(max_size=80), st.integers(1, 40))
@settings(max_examples=80)
def test_no_line_of_a_row_is_wider_than_the_pane(content: str, width: int) -> None:
    text = f"x{content}x"
    marked = number_claims((claim(text, "c", text, source=None, tags=("ch[eck]", "漢字" * 9)),))[0]
    for line in claim_lines(marked, text, width, tags=TAGS):
        assert width_of(line) <= max(width, 2)
        assert not any(c in bit.text for bit in line for c in "\x1b\n\u202e")


# -- profile -----------------------------------------------------------------------------------------------------------


def test_the_profile_counts_kinds_and_says_through_whom_the_unnamed_came() -> None:
    lines = words(profile_lines(number_claims(harbour().claims), 200))
    assert lines[0] == "10 claims  ●●▲◆◆▣■◇◐○"
    assert lines[1].startswith("2 named · 1 unnamed via Northwire · 2 organisations · 1 outlet")


def test_the_profile_says_how_many_of_the_unnamed_came_through_one() -> None:
    unnamed = [claim("a b c", key, key, kind=Kind.UNNAMED_PERSON) for key in "abc"]
    unnamed[0] = replace(unnamed[0], claim=replace(unnamed[0].claim, chain=("x", "Wire", "Post")))
    assert words(profile_lines(number_claims(unnamed), 80))[1] == "3 unnamed (1 via Wire)"
    assert words(profile_lines(number_claims(unnamed[1:]), 80))[1] == "2 unnamed"


def test_the_profile_of_a_narrow_pane_is_cut_with_a_sign() -> None:
    lines = words(profile_lines(number_claims(harbour().claims), 20))
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(len(line) <= 20 for line in lines)


def test_the_profile_says_which_claims_alone_are_listed() -> None:
    lines = words(profile_lines(number_claims(harbour().claims), 80, filtered="document: 1 of 10"))
    assert lines[-1] == "only document: 1 of 10"


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (None, "Open an item"),
        (Reading(item=item(), article=None), "being found"),
        (Reading(item=item(), article=article()), "there is no text"),
        (Reading(item=item(), article=article(block(BlockKind.LIST, "1-0"), block(BlockKind.TABLE, "a\tb"))), "a list"),
        (Reading(item=item(), article=article(block(P, "Two words."))), "only a few words"),
        (Reading(item=item(), article=article(block(P, "word " * 60))), "nobody is quoted"),
        (Reading(item=item(), article=article(), claims=(claim("a", "c", "a", rejected=True),)), "was rejected"),
    ],
)  # fmt: skip
def test_why_there_are_no_claims_is_said_in_words(reading: Reading | None, told: str) -> None:
    assert told in no_claims(reading)


# -- card --------------------------------------------------------------------------------------------------------------


def test_the_card_shows_the_whole_chain_from_its_origin_to_the_outlet() -> None:
    assert "an official familiar with the plan → Northwire → Harbour Post" in card(harbour().claims[0], 90)


def test_the_card_of_a_claim_without_source_begins_the_chain_with_that() -> None:
    assert "no source → Harbour Post" in card(harbour().claims[9])


def test_the_card_shows_time_cue_quotation_confidence_and_extractor() -> None:
    shown = card(harbour().claims[1])
    assert "said           said" in shown
    assert "when           Mon 10 Mar 2025 (“on Monday”)" in shown
    assert "quotation      direct: the words themselves" in shown
    assert "confidence     ━━━━━━━━── 80%" in shown
    assert shown.endswith("found by newsterm-claims test")


def test_the_card_shows_how_the_text_itself_calls_the_source() -> None:
    assert "named person, “She” in the text" in card(harbour().claims[2])


def test_the_card_shows_the_claim_in_its_paragraph_and_no_further() -> None:
    shown = card(harbour().claims[5], width=300)
    assert "Costs will exceed 40 million, according to" in shown
    assert "Dredging" not in shown


def test_a_long_paragraph_is_cut_around_the_claim() -> None:
    text = "word " * 100 + "the port opens " + "word " * 100
    shown = "\n".join(words(card_lines(claim(text, "c", "the port opens"), text, 70, tags=TAGS)))
    assert "… word" in shown
    assert "word …" in shown or "wo …" in shown


def test_tags_and_note_stand_on_the_card() -> None:
    marked = harbour().claims[4]
    shown = card(replace(marked, state=replace(marked.state, note="ask the\nauditor")))
    assert "▪statistic ▪check" in shown
    assert "ask the auditor" in shown


def test_a_claim_with_nothing_known_has_a_card() -> None:
    bare = harbour().claims[9]
    bare = replace(bare, claim=replace(bare.claim, content=(), cue=(), cue_text=None, chain=(None,)))
    assert "without a word of attribution" in card(bare)


def test_a_meter_keeps_to_its_length() -> None:
    assert [words([tuple(meter(share))])[0] for share in (-1, 0.5, 7)] == [
        "────────── 0%",
        "━━━━━───── 50%",
        "━━━━━━━━━━ 100%",
    ]


# -- flow --------------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.text("ab 漢\xa0", max_size=8), st.sampled_from(["x", "y"])), max_size=8), st.integers(1, 12)
)
@settings(max_examples=100)
def test_flowing_keeps_every_word_and_its_style(parts: list[tuple[str, str]], width: int) -> None:
    bits = [Bit(text, (style,)) for text, style in parts]
    given_letters = [(c, bit.style) for bit in bits for c in bit.text if c != " "]
    lines = flow(bits, width)
    assert [(c, bit.style) for line in lines for bit in line for c in bit.text if c != " "] == given_letters


@given(st.text("ab 漢", max_size=60), st.integers(2, 12), st.integers(1, 3))
@settings(max_examples=100)
def test_lines_beyond_the_most_are_told_by_an_ellipsis(text: str, width: int, most: int) -> None:
    lines = flow([Bit(text)], width, most=most)
    assert len(lines) <= most
    assert all(width_of(line) <= width for line in lines)
    cut = len(flow([Bit(text)], width)) > most
    assert "".join(bit.text for bit in lines[-1]).endswith("…") == cut


def test_a_separator_never_ends_a_line() -> None:
    dot = Bit("\xa0· ")
    lines = flow([Bit("one"), dot, Bit("two"), dot, Bit("three")], 11, separator=dot)
    assert words(lines) == ["one · two", "three"]


def test_a_discontinuous_claim_has_its_hedge_marked_in_its_second_part() -> None:
    text = "“We open,” he said, “perhaps soon.”"
    marked = claim(text, "c", "“We open,”", cue="said", hedges=("perhaps",))
    whole = replace(marked.claim, content=(Span(0, 10), Span(20, 35)), text="“We open,” “perhaps soon.”")
    lines = claim_lines(number_claims((replace(marked, claim=whole),))[0], text, 60, tags=TAGS)
    assert Bit("perhaps", ("row--text", "row--hedge")) in lines[0]


@pytest.mark.parametrize(
    ("chain", "shown"),
    [
        (("Sorel", "Reuters", "Harbour Post"), "Sorel → Reuters → Harbour Post"),
        (("Sorel", "HARBOUR POST", "Harbour Post"), "Sorel → Harbour Post"),
        ((None, "Reuters", None), "no source → Reuters → this page"),
        (("Harbour Post", "Harbour Post"), "Harbour Post → Harbour Post"),
    ],
)
def test_the_card_shows_through_whom_it_came_each_once(chain: tuple[str | None, ...], shown: str) -> None:
    text = "Sorel said the port opens."
    marked = claim(text, "c", "the port opens", source="Sorel", cue="said", chain=chain)
    assert shown in "\n".join(words(card_lines(marked, text, 70, tags=TAGS)))
