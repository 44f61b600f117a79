"""Rules, mutes and hiding on the command line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.newsserver import rss

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer


@pytest.fixture
def followed(newsterm: Newsterm, server: NewsServer) -> Newsterm:
    newsterm("add", server.serve("/feed.xml", rss("Port reopens", "Ferry runs", "Cup final")))
    return newsterm


def titles(newsterm: Newsterm, *query: str) -> set[str]:
    return {row["title"] for row in newsterm("list", "--json", *query).json}


def named(newsterm: Newsterm, title: str) -> str:
    return next(row["id"] for row in newsterm("list", "--json").json if row["title"] == title)


def test_an_item_is_hidden_and_shown_again(followed: Newsterm) -> None:
    cup = named(followed, "Cup final")
    assert followed("hide", cup).out == "hid 1 item\n"
    assert titles(followed) == {"Port reopens", "Ferry runs"}
    (row,) = followed("list", "--json", "is:hidden").json
    assert (row["id"], row["hidden"]) == (cup, True)
    assert followed("unhide", "--query", "cup").out == "took out of hiding 1 item\n"
    assert followed("hide", "--query", "port or ferry").out == "hid 2 items\n"
    assert titles(followed) == {"Cup final"}
    assert followed("undo").out == "undone: hid 2 items\n"
    assert followed("hide", "nosuchthing").status == 1


def test_a_rule_is_tried_run_and_undone(followed: Newsterm) -> None:
    assert (
        followed("rules", "add", "Ports", "port or ferry", "--tag", "sea", "--star").out == 'saved the rule "Ports"\n'
    )
    ran = followed("rules", "run", "--dry-run", "--json")
    assert {(row["rule"], row["title"], *row["did"]) for row in ran.json} == {
        ("Ports", "Port reopens", 'tagged "sea"', "starred"), ("Ports", "Ferry runs", 'tagged "sea"', "starred"),
    }  # fmt: skip
    assert "nothing was changed" in ran.err
    assert titles(followed, "is:starred") == set()
    assert "Ferry runs" in followed("rules", "run", "--dry-run").out
    assert followed("rules", "run").out == "rules: tagged 2, starred 2 items\n"
    assert titles(followed, "tag:sea") == {"Port reopens", "Ferry runs"}
    assert followed("rules", "run").out == "nothing to change\n"
    followed("undo")
    assert titles(followed, "tag:sea") == set()
    followed("rules", "run", "Ports", "--query", "ferry")
    assert titles(followed, "tag:sea") == {"Ferry runs"}


def test_rules_are_listed_edited_ordered_and_turned_off(newsterm: Newsterm) -> None:
    assert "newsterm rules add" in newsterm("rules").err
    newsterm("rules", "add", "a", "port", "--tag", "x", "--stop")
    newsterm("rules", "add", "b", "ferry", "--hide", "--before", "a")
    newsterm("rules", "edit", "a", "--no-stop", "--read", "--untag", "y", "--for", "30d")
    newsterm("rules", "off", "b")
    first, second = newsterm("rules", "--json").json
    assert (first["name"], first["on"], first["hide"], first["applied"], first["last"]) == ("b", False, True, 0, None)
    assert (second["name"], second["query"], second["add"], second["remove"], second["stop"], second["read"]) == (
        "a", "port", ["x"], ["y"], False, True,
    )  # fmt: skip
    assert second["until"].endswith("Z")
    assert newsterm("rules", "move", "b", "2").status == 0
    assert [line.split()[-1] for line in newsterm("rules").out.splitlines()] == ["read", "hide"]
    newsterm("rules", "remove", "a", "b")
    assert newsterm("rules", "--json").json == []
    newsterm("undo")
    assert [row["name"] for row in newsterm("rules", "--json").json] == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "x", "(port", "--star"), 2, "not closed"),
        (("add", "x", "port"), 2, "does nothing"),
        (("add", "there", "port", "--star"), 2, "already"),
        (("edit", "x", "--star"), 1, "no rule"),
        (("run", "x"), 1, "no rule"),
        (("add", "x", "port", "--star", "--for", "long"), 2, "no length of time"),
    ],
)
def test_what_can_not_be_done_says_why(newsterm: Newsterm, words: tuple[str, ...], status: int, said: str) -> None:
    newsterm("rules", "add", "there", "port", "--star")
    ran = newsterm("rules", *words)
    assert (ran.status, said in ran.err) == (status, True), ran.err


def test_what_rules_do_to_what_arrives_is_logged_and_counted(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("rules", "add", "Ports", "port", "--star")
    newsterm("rules", "add", "Gone", "cup", "--hide")
    assert "No rule" in newsterm("rules", "log").err
    ran = newsterm("add", server.serve("/feed.xml", rss("Port reopens", "Cup final")))
    assert ran.status == 0
    assert titles(newsterm) == {"Port reopens"}
    log = newsterm("rules", "log", "--json").json
    assert {(note["rule"], note["title"], *note["did"]) for note in log} == {
        ("Ports", "Port reopens", "starred"), ("Gone", "Cup final", "hidden"),
    }  # fmt: skip
    assert "starred" in newsterm("rules", "log").out
    assert [row["applied"] for row in newsterm("rules", "--json").json] == [1, 1]
    assert newsterm("undo").out == 'undone: saved the rule "Gone"\n'


def test_a_pipe_gets_the_items_and_its_failure_stops_nothing(newsterm: Newsterm, server: NewsServer) -> None:
    into = newsterm.data.parent / "piped.jsonl"
    code = f"import sys; open({str(into)!r}, 'a').write(sys.stdin.read())"
    newsterm.config.write_text(
        "[poll]\nper_host_gap = 0\n"
        f"[commands.keep]\nrun = [{json.dumps(sys.executable)}, '-c', {json.dumps(code)}]\n"
        f"[commands.fails]\nrun = [{json.dumps(sys.executable)}, '-c', 'import sys; sys.exit(\"no room\")']\n"
    )
    newsterm("rules", "add", "keep", "port", "--pipe", "keep")
    newsterm("rules", "add", "fails", "port", "--pipe", "fails")
    newsterm("rules", "add", "missing", "port", "--pipe", "nowhere")
    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss("Port one", "Port two", "Else")))
    ran = newsterm("poll", "--fetch-only")
    assert ran.status == 0
    assert 'The rule "fails" could not pipe' in ran.err
    assert [json.loads(line)["title"] for line in into.read_text().splitlines()] == ["Port one", "Port two"]
    problems = {note["rule"]: note["problem"] for note in newsterm("rules", "log", "--json").json if note["problem"]}
    assert "no room" in problems["fails"]
    assert 'no command "nowhere"' in problems["missing"]
    ran = newsterm("rules", "run", "keep", "missing", "--query", "two")
    assert (ran.status, "nowhere" in ran.err) == (1, True)
    assert len(into.read_text().splitlines()) == 3


def test_a_rule_that_notifies_runs_the_command_of_the_settings(newsterm: Newsterm, server: NewsServer) -> None:
    into = newsterm.data.parent / "told"
    code = f"import sys; open({str(into)!r}, 'w').write('|'.join(sys.argv[1:]))"
    newsterm.config.write_text(
        f"[poll]\nper_host_gap = 0\n[notify]\ncommand = [{json.dumps(sys.executable)}, '-c', {json.dumps(code)}]\n"
    )
    newsterm("rules", "add", "Ports", "port", "--notify")
    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss(*(f"Port {n}" for n in range(5)))))
    newsterm("poll", "--fetch-only")
    title, body = into.read_text().split("|")
    assert title == "Ports: 5 new"
    assert body.splitlines()[0].startswith("Port ")
    assert body.splitlines()[-1] == "and 2 more"


def test_a_rule_whose_query_can_not_be_read_is_told_at_every_poll(newsterm: Newsterm, server: NewsServer) -> None:
    import sqlite3
    from contextlib import closing

    newsterm("rules", "add", "x", "port", "--star")
    with closing(sqlite3.connect(newsterm.data / "newsterm.db")) as cache, cache:
        cache.execute("UPDATE rules SET doc = replace(doc, ':\\\"port', ':\\\"gone:port')")
    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss("Port")))
    ran = newsterm("poll", "--fetch-only")
    assert (ran.status, 'The rule "x" does nothing' in ran.err) == (0, True)
    assert "gone:" in newsterm("rules", "--json").json[0]["error"]
    assert newsterm("rules", "run").status == 1


def test_mutes_are_made_listed_and_taken_back(followed: Newsterm, server: NewsServer) -> None:
    assert "Nothing is muted" in followed("mute").err
    assert (
        followed("mute", "word", "cup", "final", "--past", "--for", "30d").out
        == "muted word cup final and hid 1 item\n"
    )
    assert titles(followed) == {"Port reopens", "Ferry runs"}
    (row,) = followed("mute", "--json").json
    assert (row["name"], row["query"], row["hide"]) == ("mute: word cup final", '"cup final"', True)
    assert "Harbour" in followed("mute", "feed", followed("feeds", "--json").json[0]["url"]).out
    assert followed("mute", "feed", "nowhere").status == 1
    assert followed("mute", "author").status == 2
    assert followed("unmute", "word cup final", "--past").out == (
        'took out of hiding 1 item\nremoved the rule "mute: word cup final"\n'
    )
    assert titles(followed) == {"Port reopens", "Ferry runs", "Cup final"}
    assert followed("unmute", "word cup final").status == 1


@pytest.mark.parametrize("words", [("Lena Brandt",), ("author Lena Brandt",), ("author", "Lena Brandt")])
def test_a_mute_is_called_by_what_it_mutes(read: Newsterm, words: tuple[str, ...]) -> None:
    read("mute", "author", "Lena Brandt")
    assert read("unmute", "Lena Brnadt").err.endswith('Did you mean "Lena Brandt"?\n')
    assert read("unmute", *words).status == 0
    assert read("mute", "--json").json == []


def test_a_name_that_is_wrong_is_met_with_the_one_that_was_meant(followed: Newsterm) -> None:
    followed("rules", "add", "Ports", "port", "--tag", "harbour")
    followed("views", "save", "Boats", "ferry")
    followed("tag", "--query", "cup", "+sport")
    for words, meant in (
        (("rules", "off", "ports"), "Ports"),
        (("views", "remove", "Boat"), "Boats"),
        (("export", "text", "--view", "Boat"), "Boats"),
        (("tags", "remove", "sprot"), "sport"),
        (("mute", "feed", "Harbor Post"), "Harbour Post"),
        (("rules", "lgo"), "log"),
        (("lst",), "list"),
    ):
        ran = followed(*words)
        assert ran.status > 0
        assert f'Did you mean "{meant}"?' in ran.err


def test_words_may_stand_after_options(followed: Newsterm) -> None:
    assert followed("views", "save", "Boats", "--colour", "tomato", "ferry").status == 0
    assert followed("export", "text", "--view", "Boats", "cup").out == ""
    assert followed("export", "text", "--view", "Boats", "runs").out.startswith("Ferry runs\n")
    assert followed("mute", "feed", "--for", "30d", "Harbour Post").status == 0


def test_words_after_two_dashes_may_begin_with_one(followed: Newsterm) -> None:
    assert "words that begin with - stand after --" in followed("list", "port", "-ferry").err
    (row,) = followed("list", "--json", "--limit", "1", "--", "-ferry", "-cup").json
    assert row["title"] == "Port reopens"
