"""Which words mark doubt, and which only look as if they did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.claims.sayings.hedges import find_hedges
from newsterm.model import Span


def hedges(content: str, cue: str = "said") -> list[str]:
    text = f"Sorel {cue} {content}"
    start = len("Sorel ")
    found = find_hedges(
        text,
        content=[Span(start + len(cue) + 1, len(text))],
        cue=[Span(start, start + len(cue))],
        around=Span(0, len(text)),
    )
    return [text[s:e] for s, e in found]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("the port could open soon", ["could"]),
        ("the port may or might open", ["may", "might"]),
        ("it appears to be shut, and seems late", ["appears", "seems"]),
        ("a possible strike is likely", ["possible", "likely"]),
        ("it is unlikely to open", ["unlikely"]),
        ("the allegedly leaking ship reportedly sank", ["allegedly", "reportedly"]),
    ],
)
def test_words_of_doubt_are_hedges(content: str, words: list[str]) -> None:
    assert hedges(content) == words


@pytest.mark.parametrize(
    "content",
    [
        "the port could not open",
        "names have to appear on the list",
        "they will change what is possible",
        "it will open as soon as possible",
        "the port opens in May",
        "an unlikely hero came",
    ],
)
def test_other_uses_of_these_words_are_none(content: str) -> None:
    assert hedges(content) == []


def test_the_writer_hedges_in_the_cue() -> None:
    assert hedges("when it will open", cue="finds it hard to say") == ["hard to say"]


@given(st.text(alphabet="may could as possible  apparently.\n"))
def test_hedges_lie_in_the_text_sorted_and_apart(text: str) -> None:
    whole = Span(0, len(text))
    found = find_hedges(text, content=[whole], cue=[whole], around=whole)
    assert all(0 <= s < e <= len(text) for s, e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text", ["“Perhaps we go,” Sorel said.", "“Maybe we go,” Sorel said.", "“Could be,” Sorel said."]
)
def test_a_hedge_may_begin_a_quotation(text: str) -> None:
    content = Span(0, text.index("”") + 1)
    found = find_hedges(text, content=[content], around=Span(0, len(text)), cue=[])
    assert [text[span.start : span.end] for span in found] == [text[1 : text.index(" ")]]


def test_the_month_of_may_is_no_hedge() -> None:
    text = "May was cold, Sorel said."
    assert find_hedges(text, content=[Span(0, 12)], around=Span(0, len(text)), cue=[]) == ()
