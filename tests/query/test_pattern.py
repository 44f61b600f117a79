"""Patterns mean what Python's do, and end whatever they are and whatever they are looked for in."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import QueryError
from newsterm.query.parse import parse
from newsterm.query.pattern import finder

PIECES = st.sampled_from(
    ["a", "B", "é", "ß", "s", ".", r"\.", r"\w", r"\d", r"\b", r"\s", "^", "$", "|", "(", "(?:", ")", "*", "+?", "{2}",
     "{,3}", "{e}", "{", "}", "[ab]", "[^a]", "[[]", "[[:alpha:]]", r"[\]{e}]", "[a&&b]", "(?i)", "(?s:", r"\N{DASH}",
     "(?=", "(?<!", "#", " "]
)  # fmt: skip
HOSTILE = [
    (r"(a|a)*$", "a" * 40 + "!"),
    (r"^(a|aa)+$", "a" * 40 + "!"),
    (r"(x+x+)+y", "x" * 3000 + "!yx"),
    (r"(.*)(.*)(.*)(.*)\1\2\3z", "ab" * 2000 + "z!"),
    (r"(.*?,){20}P", "1," * 60),
    (r"\s+$", " " * 100_000 + "x"),
]


@given(
    pattern=st.lists(PIECES, min_size=1, max_size=6).map("".join), text=st.text("aAbBéÉßsS. 5e[:{}]&#\n", max_size=12)
)
def test_a_pattern_finds_what_python_finds(pattern: str, text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wanted = re.search(pattern, text, re.IGNORECASE) is not None
    except re.error:
        return
    assert finder(pattern)(text) is wanted


@pytest.mark.parametrize(("pattern", "text"), HOSTILE)
def test_a_pattern_that_would_never_end_ends_in_words(pattern: str, text: str) -> None:
    found, began = finder(pattern), time.monotonic()
    with pytest.raises(QueryError, match=r"takes too long on some texts; make it simpler\."):
        any(found(text) for _ in range(1000))
    assert time.monotonic() - began < 5


def test_a_pattern_over_which_python_would_never_end_has_its_answer() -> None:
    found = finder(r"(a+)+$")
    assert not found("a" * 40 + "!")
    assert found("a" * 40)


def test_a_pattern_that_is_slow_on_every_text_ends_before_it_went_through_all() -> None:
    found, began = finder(r"(.*?,){6}P"), time.monotonic()
    with pytest.raises(QueryError, match="too long"):
        any(found("1," * 60) for _ in range(100_000))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "pattern",
    [
        "a{100000000}",
        "(?:[ab]c|b){200000}",
        "(?:(?:(?:a{1000}){1000}){1000}){1000}",
        "a" * 10_001,
        "(?:ab{9}){90}" * 50,
    ],
)
def test_a_pattern_that_is_huge_written_out_is_refused_at_once(pattern: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"this pattern (repeats its parts too often|is longer)"):
        parse(f"/{pattern}/", today=date(2026, 11, 24))
    assert time.monotonic() - began < 0.5


def test_a_pattern_that_nobody_checked_is_told_when_it_is_looked_for() -> None:
    with pytest.raises(QueryError, match=r"Of the pattern /a\(/: this pattern is no regular expression"):
        finder("a(")


def test_a_query_without_a_pattern_does_not_import_the_engine() -> None:
    code = (
        "import sys; from datetime import date; import newsterm.store, newsterm.query.parse as p; "
        "p.parse('port title:x', today=date.min); print('regex' in sys.modules); "
        "p.parse('/x/', today=date.min); print('regex' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
