"""The README tells what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsterm.cli.grammar import COMMANDS
from newsterm.query.grammar import GRAMMAR
from newsterm.settings import Secret, Settings, read_settings
from newsterm.ui.key_table import markdown_table
from newsterm.ui.keymap import Keymap

README = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")


def between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)\n<!-- /{mark} -->", README, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_keys_are_those_of_the_registry() -> None:
    assert between("keys") == markdown_table(Keymap.from_settings(Settings())).strip()


def test_the_query_language_is_the_parsers() -> None:
    assert between("grammar") == f"```\n{GRAMMAR.strip()}\n```"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_told(name: str) -> None:
    assert re.search(rf"\b{name}\b", README.partition("## Command line")[2])


def test_the_first_screen_has_the_two_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert "pip install . && newsterm demo" in first
    assert "pip install '.[test]' && python -m pytest" in first


def test_the_picture_is_there() -> None:
    path = re.search(r"!\[.*?\]\((.*?)\)", README)
    assert path
    assert Path(__file__).parent.parent.joinpath(path[1]).stat().st_size > 10_000


def test_its_settings_can_be_used(tmp_path: Path) -> None:
    found = next(block for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if "[poll]" in block)
    config = tmp_path / "config.toml"
    config.write_text(found, "utf-8")
    settings = read_settings(config, required=True)
    own = settings.feeds["https://example.org/members.xml"]
    assert own.login.password == Secret(command=("pass", "show", "example.org"))
    assert settings.exec["mail"].command == ("~/bin/mail-as-rss", "--new")
