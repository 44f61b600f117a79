"""Finding feeds: what `inspect --discover` and `add` make of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.newsserver import Answer, rss

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer

HTML = {"Content-Type": "text/html; charset=windows-1251"}
LINK = '<link rel="alternate" type="application/rss+xml" title="Новости" href="/feed.xml">'


def page(inside: str) -> Answer:
    return Answer(200, f"<!doctype html><html><head>{inside}</head><body>x</body></html>".encode("cp1251"), HTML)


# -- inspect --discover --------------------------------------------------------------------------------------------


def test_a_known_sites_rules_need_no_network(newsterm: Newsterm) -> None:
    ran = newsterm("inspect", "--discover", "https://github.com/hill/top", "--json")
    assert ran.status == 0
    assert [(c["url"].rpartition("/")[2], c["title"]) for c in ran.json] == [
        ("commits.atom", "Commits"),
        ("releases.atom", "Releases"),
        ("tags.atom", "Tags"),
    ]


def test_the_feeds_of_a_page_are_shown_in_its_charset(newsterm: Newsterm, server: NewsServer) -> None:
    ran = newsterm("inspect", "--discover", server.serve("/", page(LINK)), "--json")
    assert ran.json == [{"url": f"{server.url}/feed.xml", "title": "Новости", "type": "application/rss+xml"}]


def test_a_feed_is_its_own_candidate(newsterm: Newsterm, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    ran = newsterm("inspect", "--discover", url, "--json")
    assert ran.json == [{"url": url, "title": "Harbour Post", "type": "application/rss+xml"}]


def test_a_persons_page_that_says_nothing_is_taken_for_one_of_mastodon(newsterm: Newsterm, server: NewsServer) -> None:
    likely = f"{server.url}/@ann.rss"
    assert newsterm("inspect", "--discover", server.serve("/@ann", page("")), "--json").json[0]["url"] == likely
    assert newsterm("inspect", "--discover", f"{server.url}/@bob", "--json").json[0]["url"] == f"{server.url}/@bob.rss"
    named = server.serve("/@ann", page(LINK))
    assert newsterm("inspect", "--discover", named, "--json").json[0]["url"] == f"{server.url}/feed.xml"


def test_a_page_without_feeds_says_so(newsterm: Newsterm, server: NewsServer, tmp_path: Path) -> None:
    ran = newsterm("inspect", "--discover", server.serve("/", page("")), "--json")
    assert (ran.status, ran.json) == (1, [])
    assert "names no feed" in ran.err
    saved = tmp_path / "page.html"
    saved.write_text("<html><body>x</body></html>")
    ran = newsterm("inspect", "--discover", str(saved), "--base", "https://www.youtube.com/channel/UC1")
    assert (ran.status, ran.out.strip()) == (0, "https://www.youtube.com/feeds/videos.xml?channel_id=UC1")


def test_an_address_that_can_not_be_had_is_told(newsterm: Newsterm, server: NewsServer) -> None:
    ran = newsterm("inspect", "--discover", f"{server.url}/gone")
    assert ran.status == 1
    assert "404" in ran.err


# -- add -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"<html><head><title>Hill</title></head></html>", "text/html", ['a web page ("Hill")', "names no feed"]),
        (b"<html><input type='password'></html>", "text/html", ["asks for a login", "names no feed"]),
        (b"%PDF-1.7\n<</Type/Catalog>>", "application/pdf", ["a PDF document, not a feed"]),
        (b"\x89PNG\r\n\x1a\n", "image/png", ["an image (PNG), not a feed"]),
        (b'{"name": "x"}', "application/json", ["This JSON is not a feed"]),
        (b"", "text/html", ["empty"]),
        (b"<opml version='2.0'><body/></opml>", "text/xml", ["a list of feeds", "newsterm import"]),
    ],
)
def test_what_is_no_feed_is_named_in_one_sentence(
    newsterm: Newsterm, server: NewsServer, body: bytes, kind: str, words: list[str]
) -> None:
    url = server.serve("/it", Answer(200, body, {"Content-Type": kind}))
    ran = newsterm("add", url)
    assert ran.status == 1
    assert ran.err.startswith(f"newsterm: {url}: ")
    assert all(word in ran.err for word in words)
    assert newsterm("feeds", "--json").json == []


def test_usual_places_are_tried_only_where_a_page_says_nothing(newsterm: Newsterm, server: NewsServer) -> None:
    server.serve("/rss.xml", rss("One"))
    newsterm("add", server.serve("/it.pdf", Answer(200, b"%PDF-1.7")))
    assert len(server.requests) == 1
    assert newsterm("add", server.serve("/", page(""))).status == 0
    assert [f["url"] for f in newsterm("feeds", "--json").json] == [f"{server.url}/rss.xml"]


def test_a_page_whose_feed_is_none_names_both(newsterm: Newsterm, server: NewsServer) -> None:
    ran = newsterm("add", server.serve("/", page(LINK)))
    assert ran.status == 1
    assert f"{server.url}/ leads to {server.url}/feed.xml" in ran.err
    assert "404" in ran.err


def test_a_persons_page_leads_to_their_feed_or_to_what_it_names(newsterm: Newsterm, server: NewsServer) -> None:
    server.serve("/@ann.rss", rss("One", name="Ann"))
    assert "added Ann" in newsterm("add", f"{server.url}/@ann").out
    server.serve("/feed.xml", rss("One", name="Bob"))
    assert "added Bob" in newsterm("add", server.serve("/@bob", page(LINK))).out
