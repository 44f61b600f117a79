"""Where a terminal shows ASCII alone, all that newsterm draws is ASCII, in the cells that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.settings import Settings
from newsterm.ui.render.cells import width
from newsterm.ui.render.in_ascii import in_ascii
from newsterm.ui.terminal import draws_in_ascii, settled, speaks_ascii
from tests.ui.shell.world import with_interface

if TYPE_CHECKING:
    from collections.abc import Mapping


@given(st.text(st.sampled_from("a é界·…─━│╭╯▌█▕●▲◆▣■◇◐○★✓→\xa0“”—¹²▸▾"), max_size=30))
def test_nothing_moves_and_letters_stay(text: str) -> None:
    plain = in_ascii(text)
    assert len(plain) == len(text)
    assert width(plain) == width(text)
    assert {c for c in plain if not c.isascii()} == {c for c in text if c in "é界"}
    assert in_ascii(plain) == plain


def test_every_drawing_has_a_sign() -> None:
    assert in_ascii("".join(map(chr, range(0x2500, 0x2600)))).isascii()
    assert in_ascii("╭─ FEED ─╮┏━ ARTICLE ━┓│┃╰┴┘") == "+- FEED -++= ARTICLE =+||+++"


@pytest.mark.parametrize(
    ("environ", "answer"),
    [
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE.utf8@euro"}, False),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_US.ISO-8859-1"}, True),
        ({}, True),
    ],
)
def test_the_locale_says_whether_there_is_more_than_ascii(environ: Mapping[str, str], answer: bool) -> None:
    assert speaks_ascii("auto", environ) is answer
    assert draws_in_ascii(settled(Settings(), environ)) is answer


def test_the_settings_have_the_last_word() -> None:
    utf8, console = {"LANG": "C.UTF-8"}, {"LANG": "C.UTF-8", "TERM": "linux"}
    assert draws_in_ascii(settled(with_interface(ascii="yes"), utf8))
    assert not draws_in_ascii(settled(with_interface(ascii="no"), {"LANG": "C"}))
    assert draws_in_ascii(settled(Settings(), console))
    assert not draws_in_ascii(settled(with_interface(ascii="no"), console))
    assert not speaks_ascii("auto", console)
