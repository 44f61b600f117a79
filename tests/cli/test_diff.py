"""`newsterm diff`: how a story changed, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.newsserver import NewsServer, rss

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm

BEFORE = "The ferry sails at nine, the company said. &lt;p&gt;It was cold.&lt;/p&gt;"
AFTER = "The ferry sails at noon, the company said. &lt;p&gt;It was cold.&lt;/p&gt;"


@pytest.fixture
def story(newsterm: Newsterm, server: NewsServer) -> str:
    newsterm(
        "add", server.serve("/feed.xml", rss("One", text=BEFORE), rss("One", text=AFTER + " "), rss("One", text=AFTER))
    )
    (entry,) = newsterm("list", "--json").json
    return str(entry["id"])


def test_a_story_that_has_not_changed_says_so(newsterm: Newsterm, story: str) -> None:
    ran = newsterm("diff", story)
    assert (ran.status, ran.out) == (0, "")
    assert "has not changed" in ran.err
    assert newsterm("diff", story, "--json").json["passages"] is None


def test_words_taken_out_and_put_in_are_marked(newsterm: Newsterm, story: str) -> None:
    newsterm("poll", "--all")
    assert newsterm("list", "has:revision", "--json").json
    ran = newsterm("diff", story)
    assert ran.status == 0
    assert ran.out.startswith("One\nHarbour Post · Version 1 → 2 of 2 · 1 word added, 1 removed · changed ")
    assert "The ferry sails at [-nine-]{+noon+}, the company said." in ran.out
    assert "· 1 paragraph as before ·" in ran.out


def test_white_space_is_no_change(newsterm: Newsterm, story: str) -> None:
    newsterm("poll", "--all")
    newsterm("poll", "--all")
    assert len(newsterm("diff", story, "--json").json["versions"]) == 2


def test_scripts_get_every_stretch_of_words(newsterm: Newsterm, story: str) -> None:
    newsterm("poll", "--all")
    record = newsterm("diff", story, "--json").json
    assert (record["added"], record["removed"], record["before"], record["after"]) == (1, 1, 0, 1)
    edits = [(s["edit"], s["text"]) for p in record["passages"] for s in p["stretches"]]
    assert ("removed", "nine") in edits
    assert ("added", "noon") in edits
    assert record["versions"][0]["until"] is not None
    assert record["versions"][1]["until"] is None


def test_an_entry_that_is_not_there_is_an_error_in_words(newsterm: Newsterm) -> None:
    ran = newsterm("diff", "nothing")
    assert ran.status == 1
    assert 'no item "nothing"' in ran.err
