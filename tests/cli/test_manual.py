"""The manual page: it tells what is so, and roff understands it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.cli.grammar import COMMANDS
from newsterm.cli.man import page
from newsterm.cli.man.roff import plain
from newsterm.settings import describe
from newsterm.ui.actions import ACTIONS

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / "newsterm" / "share" / "man" / "newsterm.1"


def test_the_page_that_is_installed_is_what_newsterm_is() -> None:
    """`newsterm man > newsterm/share/man/newsterm.1` makes it anew."""
    assert INSTALLED.read_text("ascii") == page()


def test_newsterm_prints_it_for_a_man_that_does_not_find_it(newsterm: Newsterm) -> None:
    newsterm.config.write_text("x = [")
    ran = newsterm("man")
    assert (ran.status, ran.out, ran.err) == (0, page(), "")


def test_it_tells_every_command_every_setting_and_every_key() -> None:
    text = page().replace("\\-", "-").replace("\\(dq", '"')
    assert all(f'.SS "{name}"' in text for name in COMMANDS)
    assert all(f'.SS "[{d.key.rpartition(".")[0]}]"' in text for d in describe())
    assert all(plain(f"{d.meaning[:1].upper()}{d.meaning[1:]}").replace("\\-", "-") in text for d in describe()
               if '"' not in d.meaning)  # fmt: skip
    assert all(f"\\fB{action.id}\\fR" in text for action in ACTIONS if action.keys and "slot-" not in action.id)


def test_man_is_installed_where_it_looks() -> None:
    assert f'"{INSTALLED.relative_to(ROOT).as_posix()}" = "share/man/man1/newsterm.1"' in (
        (ROOT / "pyproject.toml").read_text("utf-8")
    )


def test_roff_finds_nothing_to_complain_of() -> None:
    tools = {"mandoc": ["-Tlint", "-Wwarning"], "groff": ["-man", "-ww", "-Tascii", "-rLL=80n", "-z"]}
    there = [(tool, words) for tool, words in tools.items() if shutil.which(tool)]
    if not there:
        pytest.skip("neither mandoc nor groff here")
    for tool, words in there:
        ran = subprocess.run([tool, *words, str(INSTALLED)], capture_output=True, text=True, check=False)
        assert ran.stdout + ran.stderr == ""


def test_no_line_of_the_page_is_wider_than_a_terminal() -> None:
    if shutil.which("groff") is None:
        pytest.skip("no groff here")
    words = ["groff", "-man", "-Tascii", "-rLL=80n", "-P-cbou", str(INSTALLED)]
    ran = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"})
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert "newsterm tag --query 'port is:unread' +check" in ran.stdout


@given(st.text(max_size=40))
def test_no_text_is_a_request_or_an_escape(text: str) -> None:
    line = plain(text)
    assert line.isascii()
    assert line[:1] not in {".", "'"}
    assert not re.search(r"\\(?!\[u[0-9A-F]{4,6}\]|\(..|e|-|&|f[BR])", line)
