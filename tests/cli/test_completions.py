"""What a shell's Tab is answered, asked as the shells' scripts ask."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.cli import main
from newsterm.cli.arguments import build_parser
from newsterm.cli.completion.names import FREE, names_for
from newsterm.cli.completion.shell_words import quoted, split
from newsterm.cli.completion.walk import arguments, choices, commands, walk
from newsterm.cli.manual import SCRIPTS
from newsterm.library import Library
from newsterm.model import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer

    Asking = Callable[..., list[str]]

BREAKS = " \t\n\"'><=;|&(:"
HOSTILE = "$(touch x) \"a\" 'b' `c` !d"


@pytest.fixture
def words(newsterm: Newsterm, capsys: pytest.CaptureFixture[str]) -> Asking:
    """The words that `newsterm _complete` gives for a command line, without what is told of them."""

    def ask(*before: str, shell: str = "fish") -> list[str]:
        capsys.readouterr()
        places = ["--data", str(newsterm.data), "--config", str(newsterm.config)]
        assert main(["_complete", shell, *places, *before]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        kind, *lines = captured.out.splitlines()
        return [line.partition("\t")[0] for line in lines] or ([kind] if kind in {"files", "dirs"} else [])

    return ask


@pytest.fixture
def feeds(newsterm: Newsterm) -> None:
    newsterm.data.mkdir()
    now = datetime(2026, 11, 20, tzinfo=UTC)
    titles = {"a": "Harbour Post", "b": HOSTILE, "c": "Twins", "d": "Twins"}
    with Library.open(newsterm.data / "newsterm.db") as library:
        library.subscribe(
            Subscription(url=f"https://{host}.example/x.xml", title=title, folder="World/Ports", added=now)
            for host, title in titles.items()
        )
        library.save_view("My ports", "port")


def test_commands_and_their_own_commands_are_completed(words: Asking) -> None:
    assert words("und") == ["undo"]
    assert words("views", "") == ["save", "rename", "move", "remove"]
    assert words("config", "un") == ["unset"]
    assert words("frobnicate", "") == []


def test_options_are_offered_once_and_only_one_of_a_group(words: Asking) -> None:
    assert "--json" in words("list", "--")
    left = words("list", "--json", "--limit", "5", "--")
    assert {"--json", "--jsonl", "--limit"}.isdisjoint(left)
    assert "--full" in left
    assert "--tag" in words("add", "--tag", "x", "https://a.example", "--t")
    assert words("list", "--", "--js") == []


def test_both_forms_of_a_switch_are_offered_until_one_is_given() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--star", action=argparse.BooleanOptionalAction, help="star it")
    offered = [walk(parser, words) for words in ([], ["--no-star"])]
    assert [[(o.value, o.about) for o in place.options()] for place in offered if place] == [
        [("--star", "star it"), ("--no-star", "not: star it")],
        [],
    ]


def test_an_options_value_follows_it_or_its_equals_sign(words: Asking) -> None:
    assert words("list", "--sort", "ol") == ["oldest"]
    assert words("list", "--sort=ol") == ["--sort=oldest"]
    assert words("list", "--limit", "") == []


def test_files_and_folders_are_left_to_the_shell(words: Asking) -> None:
    assert words("import", "x") == ["files"]
    assert words("demo", "--keep", "") == ["dirs"]
    assert words("demo", "--keep=x") == ["dirs"]


def test_a_feed_is_offered_by_its_title_or_its_address_where_that_tells_more(words: Asking, feeds: None) -> None:
    assert words("remove", "") == [
        "Harbour Post", HOSTILE, "https://c.example/x.xml", "https://d.example/x.xml",
    ]  # fmt: skip
    assert words("remove", "HARB") == words("remove", "post") == ["Harbour Post"]
    assert words("pause", "Twins", "https://a") == ["https://a.example/x.xml"]
    assert words("mute", "feed", "HARB") == ["Harbour Post"]
    assert words("mute", "author", "HARB") == []


def test_who_is_quoted_is_offered(read: Newsterm, words: Asking) -> None:
    assert words("sources", "ana") == ["Ana Sorel"]


def test_views_folders_and_tags_are_offered(words: Asking, feeds: None) -> None:
    assert words("views", "remove", "") == ["My ports"]
    assert words("add", "https://e.example", "--folder", "W") == ["World/Ports"]
    assert words("tag", "x", "+rea") == ["+read-later"]
    assert words("tag", "x", "-imp") == ["-important"]
    assert words("tag", "x", "--q") == ["--query"]


def test_the_newest_items_are_offered_with_their_titles(
    newsterm: Newsterm, server: NewsServer, words: Asking, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.newsserver import rss

    newsterm("add", server.serve("/feed.xml", rss("One", "Two")))
    ids = [entry["id"] for entry in newsterm("list", "--json").json]
    assert words("show", "") == words("tag", "") == ids
    main(["_complete", "zsh", "--data", str(newsterm.data), "show", ""])
    kind, first, _ = capsys.readouterr().out.splitlines()
    assert (kind, first) == ("described", f"{ids[0]}\t{ids[0]}  -- Two (Harbour Post)")


def test_a_query_is_completed_whichever_words_of_the_shell_it_has(words: Asking, feeds: None) -> None:
    assert words("list", "port", "is:un") == ["is:unread"]
    assert words("list", "feedt") == ["feedtitle:", "feedtag:"]
    assert words("list", "port feed:Har", shell="zsh") == ['port feed:"Harbour Post"']
    assert words("tag", "--query", "folder:") == ["folder:World/Ports"]
    assert words("views", "save", "name", "is:st") == ["is:starred"]


def test_fish_gets_a_value_with_spaces_in_a_form_that_it_lets_pass(words: Asking, feeds: None) -> None:
    assert words("list", "feed:har") == [r"feed:Harbour\ Post"]
    assert words("list", 'feed:\\"har') == ['feed:"Harbour Post"']
    assert words("list", "feed:har", shell="zsh") == ['feed:"Harbour Post"']


def test_settings_and_what_they_may_be_are_completed(words: Asking, feeds: None) -> None:
    assert words("config", "set", "poll.in") == ["poll.interval"]
    assert words("config", "get", "keys.qui") == ["keys.quit"]
    assert words("config", "set", "tags.") == []
    assert words("config", "set", "fee") == ["feeds."]
    assert words("config", "set", "feeds.https://a.example/x.xml.in") == ["feeds.https://a.example/x.xml.interval"]
    assert words("config", "set", "interface.theme", "nor") == ["nord"]
    assert words("config", "set", "feeds.https://a.example/x.xml.full_text", "") == ["true", "false"]
    assert words("config", "set", "tags.check.colour", "tomat") == ["tomato"]


def test_nothing_is_made_and_nothing_is_said_where_there_is_no_cache(newsterm: Newsterm, words: Asking) -> None:
    assert words("remove", "") == words("show", "") == words("list", "tag:") == []
    assert not newsterm.data.exists()


def test_a_damaged_cache_and_wrong_settings_leave_what_the_grammar_knows(newsterm: Newsterm, words: Asking) -> None:
    newsterm.data.mkdir()
    (newsterm.data / "newsterm.db").write_bytes(b"this is no database" * 100)
    newsterm.config.write_text("x = [")
    assert words("remove", "") == []
    assert words("tag", "x", "+rea") == ["+read-later"]
    assert words("und") == ["undo"]
    assert (newsterm.data / "newsterm.db").read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize("asked", [[], ["bash"], ["bash", "newsterm "], ["tcsh", "un"], ["zsh"]])
def test_whatever_a_shell_asks_it_hears_no_error(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["_complete", *asked]) == 0
    assert capsys.readouterr().err == ""


def bash(line: str, capsys: pytest.CaptureFixture[str], data: Path, kind: str = "9") -> list[str]:
    capsys.readouterr()
    main(["_complete", "bash", line.replace("newsterm", f"newsterm --data {data}", 1), BREAKS, kind])
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("newsterm remove Har", ["words", "Harbour\\ Post"]),
        ('newsterm remove "Har', ["words", '"Harbour Post"']),
        ("newsterm remove '$", ["words", "'$(touch x) \"a\" '\\''b'\\'' `c` !d'"]),
        ("newsterm remove \\$", ["words", "\\$\\(touch\\ x\\)\\ \\\"a\\\"\\ \\'b\\'\\ \\`c\\`\\ \\!d"]),
        ('newsterm remove "\\$', ["words", '"\\$(touch x) \\"a\\" \'b\' \\`c\\` "\\!"d"']),
        ("newsterm list feed:Har", ["words", '\\"Harbour\\ Post\\"']),
        ("newsterm list --sort=ol", ["words", "oldest"]),
        ("newsterm list feedti", ["unfinished", "feedtitle:"]),
        ("newsterm list > fi", ["files"]),
        ("newsterm remove https://a", ["words", "//a.example/x.xml"]),
    ],
)
def test_bash_gets_what_it_puts_in_the_place_of_its_own_last_word(
    newsterm: Newsterm, feeds: None, capsys: pytest.CaptureFixture[str], line: str, expected: list[str]
) -> None:
    assert bash(line, capsys, newsterm.data) == expected


def test_bash_is_told_what_words_mean_only_where_it_lists_them(
    newsterm: Newsterm, feeds: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bash("newsterm re", capsys, newsterm.data)[1:4] == ["remove", "rename", "resume"]
    assert bash("newsterm re", capsys, newsterm.data, "63")[3] == "resume  (ask paused feeds again)"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["", "'", '"']))
def test_any_text_survives_the_shell_that_it_is_quoted_for(text: str, quote: str) -> None:
    line = split(f"newsterm {quoted(text, quote)}x")
    assert line.typed == f"{text}x"
    assert line.words == ("newsterm",)
    assert not line.quote


def test_a_line_is_split_as_a_shell_splits_it() -> None:
    line = split("newsterm  a\\ b 'c\\d' \"e\\\"\\f\" g''h > out \"i j", BREAKS)
    assert line.words == ("newsterm", "a b", "c\\d", 'e"\\f', "gh")
    assert (line.typed, line.quote, line.kept, line.redirected) == ("i j", '"', 0, False)


def every_argument(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.Action]]:
    yield from ((path, action) for action in arguments(parser))
    for name, inner, _ in commands(parser):
        yield from every_argument(inner, (*path, name))


def test_every_argument_is_completed_or_is_one_that_nothing_can_complete() -> None:
    """Where a command asks for something new, `newsterm.cli.completion.names` says what completes it, or that it is
    FREE."""
    for path, action in every_argument(build_parser()):
        known = action.nargs == 0 or choices(action) or names_for(action, path)
        assert known or action.metavar in FREE, f"newsterm {' '.join(path)}: {action.dest}"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_scripts_that_are_installed_are_those_that_are_printed(newsterm: Newsterm, shell: str) -> None:
    import tomllib

    ran = newsterm("completions", shell)
    assert (ran.status, ran.err) == (0, "")
    root = Path(__file__).parents[2]
    shared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
        "shared-data"
    ]
    (source,) = (name for name, place in shared.items() if shell in place and "completions" in name)
    assert (root / source).read_text("utf-8") == ran.out
