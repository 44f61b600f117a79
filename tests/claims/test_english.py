"""What is done with what the model finds: sound boundaries, the last speaker of a quotation, adverbs."""

from __future__ import annotations

import pytest

from newsterm.claims.raw import RawClaim
from newsterm.claims.text.document import prepare
from newsterm.model import Span

english = pytest.importorskip("newsterm.claims.english")

LETTER = """The board wrote to its members on Friday.

“The hall is closed,” the chair said.

“It will not open before May.”

“Nobody is to blame.”

The roof fell in last week."""


def raw(text: str, content: str, cue: str, source: str | None) -> RawClaim:
    def spans(words: str | None) -> tuple[Span, ...]:
        return () if words is None else (Span(text.index(words), text.index(words) + len(words)),)

    return RawClaim(content=spans(content), cue=spans(cue), source=spans(source), pattern="neural", score=0.5)


def bare(text: str, content: str) -> RawClaim:
    """A quotation that only its mark attributes."""
    found = raw(text, content, content, None)
    start = found.content[0].start
    return RawClaim(content=found.content, cue=(Span(start, start + 1),), source=(), pattern="neural", score=0.2)


def sources(text: str, *found: RawClaim) -> list[str | None]:
    told = english.spoken_on(prepare(text), found)
    return [text[slice(*one.source[0])] if one.source else None for one in told]


SAID = raw(LETTER, "“The hall is closed,”", "said", "the chair")


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_the_last_speakers() -> None:
    assert sources(LETTER, SAID, bare(LETTER, "“It will not open before May.”")) == ["the chair", "the chair"]


def test_it_goes_on_from_paragraph_to_paragraph() -> None:
    second, third = bare(LETTER, "“It will not open before May.”"), bare(LETTER, "“Nobody is to blame.”")
    assert sources(LETTER, SAID, third, second) == ["the chair"] * 3


def test_a_quotation_further_on_is_nobodys() -> None:
    assert sources(LETTER, SAID, bare(LETTER, "“Nobody is to blame.”")) == ["the chair", None]


def test_who_is_not_quoted_does_not_go_on_speaking() -> None:
    told = raw(LETTER, "to its members", "wrote", "The board")
    assert sources(LETTER, told, bare(LETTER, "“The hall is closed,”")) == ["The board", None]


def test_what_has_a_cue_but_no_source_stays_without() -> None:
    text = "“The hall is closed,” the chair said.\n\nThe roof is reportedly gone."
    found = (raw(text, "“The hall is closed,”", "said", "the chair"), raw(text, "The roof is", "reportedly", None))
    assert sources(text, *found) == ["the chair", None]


@pytest.mark.parametrize(
    ("content", "left"),
    [("that the hall is closed,", "the hall is closed"), ("the hall is closed.", "the hall is closed")],
)
def test_no_that_and_no_stop_belongs_to_what_is_said(content: str, left: str) -> None:
    text = "The chair said that the hall is closed, and left. She told them the hall is closed."
    found = english.tidied(prepare(text), raw(text, content, "said", None))
    assert [text[slice(*span)] for span in found.content] == ["the hall is closed"]


@pytest.mark.parametrize(
    ("content", "says"), [("it", False), ("so", False), ("“it”", True), ("secrecy", True), ("the end", True)]
)
def test_a_mere_pronoun_says_nothing(content: str, says: bool) -> None:
    text = "She said it and thought so, of “it”, of secrecy and of the end."
    assert english.says_something(prepare(text), raw(text, content, "said", "She")) is says
