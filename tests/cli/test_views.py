"""Views on the command line: imported from newsboat, listed, saved, removed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.newsserver import rss

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer

URLS = r"""
http://news.example/a.xml daily "long reads"
"query:Unread:unread = \"yes\""
"query:Daily:tags # \"daily\" and age < 3"
"query:Long:unread_count > 0"
"""


@pytest.fixture
def urls(tmp_path: Path) -> str:
    (tmp_path / "urls").write_text(URLS)
    return str(tmp_path / "urls")


def test_query_feeds_of_newsboat_are_saved_as_views(newsterm: Newsterm, urls: str) -> None:
    ran = newsterm("import", urls)
    assert ran.status == 1
    assert ran.out == "added: 1; followed already: 0; refused: 1; views saved: 2; there already: 0\n"
    assert 'The view "Long" was not saved: unread_count > 0 asks for unread_count' in ran.err
    assert [(v["name"], v["query"]) for v in newsterm("views", "--json").json] == [
        ("Unread", "is:unread"),
        ("Daily", "feedtag:daily age:<3d"),
    ]


def test_importing_twice_changes_nothing_and_leaves_what_was_changed(newsterm: Newsterm, urls: str) -> None:
    newsterm("import", urls)
    newsterm("views", "save", "Unread", "is:unread -feedtag:daily")
    before = newsterm("views", "--json").out
    ran = newsterm("import", urls)
    assert "views saved: 0; there already: 2" in ran.out
    assert 'The view "Unread" is there already with another query' in ran.err
    assert newsterm("views", "--json").out == before


def test_views_are_listed_with_their_counts(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", "--tag", "daily", server.serve("/feed.xml", rss("One", "Two")))
    newsterm("read", newsterm("list", "--json").json[0]["id"])
    assert newsterm("views", "save", "Dailies", "feedtag:daily").out == 'saved the view "Dailies"\n'
    assert newsterm("views", "--json").json == [
        {
            "name": "Dailies",
            "query": "feedtag:daily",
            "entries": 2,
            "unread": 1,
            "new": 2,
            "colour": None,
            "key": None,
            "visited": None,
            "error": None,
        }
    ]
    assert newsterm("views").out == "1/2  2 new    Dailies  feedtag:daily\n"


def test_a_view_is_given_a_colour_and_a_key_and_is_moved_and_renamed(newsterm: Newsterm) -> None:
    newsterm("views", "save", "a", "port")
    ran = newsterm("views", "save", "b", "ferry", "--colour", "tomato", "--key", "F2")
    assert ran.out == 'saved the view "b"\n'
    assert newsterm("views", "move", "b", "1").out == 'moved the view "b"\n'
    assert newsterm("views", "rename", "b", "B").out == 'renamed the view "b" to "B"\n'
    rows = newsterm("views", "--json").json
    assert [(row["name"], row["colour"], row["key"]) for row in rows] == [("B", "tomato", "f2"), ("a", None, None)]
    newsterm("views", "save", "B", "--colour", "", "--key", "")
    row = newsterm("views", "--json").json[0]
    assert (row["query"], row["colour"], row["key"]) == ("ferry", None, None)
    newsterm("undo")
    row = newsterm("views", "--json").json[0]
    assert (row["colour"], row["key"]) == ("tomato", "f2")
    assert newsterm("views", "save", "a", "--key", "f2").status == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("save", "x", "port", "--key", "q"), 2, "f1 to f12"),
        (("save", "x", "port", "--key", "f5"), 2, 'f5 is the key of "refresh"'),
        (("save", "x", "port", "--colour", "nothing"), 2, "is no colour"),
        (("save", "x", "--colour", "tomato"), 1, "no view"),
        (("rename", "x", "y"), 1, "no view"),
        (("move", "x", "0"), 2, "whole number"),
    ],
)
def test_a_key_that_an_action_has_and_the_like_are_refused(
    newsterm: Newsterm, words: tuple[str, ...], status: int, said: str
) -> None:
    newsterm.config.write_text('[keys]\nrefresh = ["f5", "R"]\n')
    ran = newsterm("views", *words)
    assert (ran.status, said in ran.err) == (status, True), ran.err
    assert newsterm("views", "--json").json == []


def test_a_removed_view_is_brought_back_by_undo(newsterm: Newsterm) -> None:
    newsterm("views", "save", "x", "--", "-tag:later", "port")
    assert newsterm("views", "remove", "x").status == 0
    assert newsterm("views", "--json").json == []
    assert "newsterm views save" in newsterm("views").err
    assert newsterm("undo").out == 'undone: removed the view "x"\n'
    assert newsterm("views", "--json").json[0]["query"] == "-tag:later port"


def test_what_can_not_be_saved_or_removed_says_why(newsterm: Newsterm) -> None:
    ran = newsterm("views", "save", "x", "(port")
    assert (ran.status, ran.err) == (2, "newsterm: At character 1: this ( is not closed; expected a ) after it.\n")
    ran = newsterm("views", "remove", "x")
    assert (ran.status, "no view" in ran.err) == (1, True)
    assert newsterm("views", "save", "x").status == 2
    assert newsterm("views", "forget", "x").status == 2


def test_a_view_whose_query_can_no_longer_be_read_is_listed_with_the_reason(newsterm: Newsterm) -> None:
    newsterm("views", "save", "x", "port")
    with closing(sqlite3.connect(newsterm.data / "newsterm.db")) as cache, cache:
        cache.execute("UPDATE views SET doc = replace(doc, 'port', 'gone:port')")
    (view,) = newsterm("views", "--json").json
    assert (view["entries"], view["unread"]) == (None, None)
    assert 'no field "gone:"' in view["error"]
    assert 'no field "gone:"' in newsterm("views").out
