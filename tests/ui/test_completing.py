"""What a line that is being typed may go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import UsageError
from newsterm.ui.action import Takes
from newsterm.ui.actions import BY_ID
from newsterm.ui.command import complete_command, read_command
from newsterm.ui.completing import Completer, of, of_list, of_names, of_query
from newsterm.ui.files import complete_file, complete_path
from newsterm.ui.screen_actions import ON_MAIN

if TYPE_CHECKING:
    from pathlib import Path

TAGS = ("check", "doubt", "read-later", "Later")


def test_names_that_begin_so_come_before_those_with_a_word_that_does_and_those_that_hold_it() -> None:
    assert of_names("la", names=("flat", "read-later", "Later")).names == ("Later", "read-later", "flat")


def test_what_stands_there_already_is_not_offered() -> None:
    assert of_names("check", names=TAGS).names == ()


def test_of_several_tags_the_last_is_completed_and_no_tag_twice() -> None:
    assert of_list("check, ", names=TAGS).lines("check, ") == ("check, doubt", "check, read-later", "check, Later")
    assert of_list("check,dou", names=TAGS).lines("check,dou") == ("check,doubt",)


def test_a_query_is_completed_at_its_end() -> None:
    text = "port ta"
    assert "port tag:" in of_query(text, names={}).lines(text)
    text = "port tag:ch"
    assert of_query(text, names={"tag": TAGS}).lines(text) == ("port tag:check",)


@given(st.text(max_size=30))
def test_a_completion_keeps_what_stands_before_it(text: str) -> None:
    for completer in (of(TAGS), lambda t: of_list(t, names=TAGS), lambda t: of_query(t, names={"tag": TAGS})):
        found = completer(text)
        assert 0 <= found.start <= len(text)
        assert all(line.startswith(text[: found.start]) for line in found.lines(text))


@pytest.mark.parametrize(
    ("text", "action", "argument"),
    [
        ("star", "star", ""),
        ("add-tag budget, port", "add-tag", "budget, port"),
        ("add tag budget", "add-tag", "budget"),
        ("  Mark  ", "mark", ""),
        ("find  two words ", "find", "two words"),
        ("sw harbour post", "switcher", "harbour post"),
        ("unread", "unread", ""),
        ("q", "quit", ""),
    ],
)
def test_a_command_is_the_name_of_an_action_and_what_it_takes(text: str, action: str, argument: str) -> None:
    found = read_command(text)
    assert (found.action.id, found.argument) == (action, argument)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("stra", 'There is no action "stra". Did you mean "star"?'),
        ("unr", '"unr" may be unread or unread-only.'),
        ("star everything", '"star" takes nothing after it.'),
        ("p", '"p" may be pane-left, pane-right, page-down, page-up, previous-unread, previous-feed or others.'),
    ],
)
def test_what_is_no_command_is_told_in_words(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as told:
        read_command(text)
    assert str(told.value) == problem


def test_every_action_is_found_by_its_name_with_spaces_too() -> None:
    for action in ON_MAIN:
        assert read_command(action.id).action is action
        assert read_command(action.id.replace("-", " ")).action is action


def test_the_command_line_completes_actions_and_then_what_they_take() -> None:
    def names(takes: Takes) -> Completer | None:
        return of(TAGS) if takes is Takes.TAGS else None

    assert complete_command("claims", argument=names).names[0] == "claims-kind"
    assert complete_command("add-tag do", argument=names).lines("add-tag do") == ("add-tag doubt",)
    assert complete_command("add-tag  do", argument=names).lines("add-tag  do") == ("add-tag  doubt",)
    assert complete_command("star x", argument=names).names == ()
    assert complete_command("find x", argument=names).names == ()


@given(st.sampled_from(sorted(BY_ID)), st.text(max_size=20))
def test_completing_any_command_breaks_nothing(name: str, rest: str) -> None:
    text = f"{name[:-1]}{rest}"
    assert complete_command(text, argument=lambda _: of(TAGS)).start <= len(text)


def test_a_path_is_completed_by_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "news.md").touch()
    (tmp_path / "newer").mkdir()
    (tmp_path / ".new").touch()
    text = f"{tmp_path}/new"
    assert complete_path(text).names == ("newer/", "news.md")
    assert complete_path(f"{tmp_path}/.").names == (".new",)
    assert complete_path(f"{tmp_path}/nowhere/x").names == ()
    assert complete_path("\0").names == ()


def test_the_name_of_a_file_to_write_is_completed_by_what_it_may_end_in(tmp_path: Path) -> None:
    (tmp_path / "news.md").touch()
    assert complete_file(f"{tmp_path}/ne").names[:3] == ("news.md", "ne.md", "ne.txt")
    assert complete_file(f"{tmp_path}/news.js").names == ("news.json", "news.jsonl", "news.jsonld")
    assert complete_file(f"{tmp_path}/").names == ("news.md",)
