"""Links: absolute, without tracking, safe to keep; and when two lead to one page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.feeds.links import _BREAKS, _resolved, absolute, clean_link, host_of, same_story_key

BASE = "https://news.example/feeds/all.xml"


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("  https://a.example/x \n", "https://a.example/x"),
        ("/story/1", "https://news.example/story/1"),
        ("story/1", "https://news.example/feeds/story/1"),
        ("//cdn.example/y", "https://cdn.example/y"),
        ("?p=2", "https://news.example/feeds/all.xml?p=2"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ('https://a.example/"<x>', "https://a.example/%22%3Cx%3E"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/100%", "https://a.example/100%"),
        ("https://a.exam\nple/x", "https://a.example/x"),
    ],
)
def test_links_become_absolute_and_safe(link: str, kept: str) -> None:
    assert absolute(link, BASE) == kept


@pytest.mark.parametrize(
    "link",
    [
        "", " ", "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "file:///etc/hosts",
        "vbscript:x", "tel:1", "mailto:a@b.example", "smb://evil/x", "http://[::1", "http://[invalid]/", "http://a.example:99999/",
        "http:\\\\evil.example\\x", "https://a.example/\x1b[31m", "https://a.example/\u202ex",
        "https://" + "a" * 5000, "some words",
        "https://a b.example/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert clean_link(link, base=BASE) is None


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.example/x?utm_source=rss&id=1&fbclid=2", "https://a.example/x?id=1"),
        ("https://a.example/x?utm_source=rss", "https://a.example/x"),
        ("https://a.example/x?utm_source=rss#part", "https://a.example/x#part"),
        ("https://a.example/x#utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=1&b=%7e", "https://a.example/x?id=1&b=%7e"),
        ("https://a.example/x?ref=elsewhere.example", "https://a.example/x?ref=elsewhere.example"),
        ("https://a.example/x?ref=news.example", "https://a.example/x"),
        ("https://a.example/x?reference=news.example", "https://a.example/x?reference=news.example"),
    ],
)
def test_tracking_parameters_go_and_nothing_else_does(link: str, kept: str) -> None:
    assert clean_link(link, base=BASE, sites=(BASE,)) == kept


@pytest.mark.parametrize(
    "other",
    [
        "http://www.a.example/story/1/",
        "https://a.example/story/1?utm_source=x",
        "https://m.a.example/story/1#comments",
        "https://A.example:443/story/1/index.html",
    ],
)
def test_addresses_of_one_page_share_a_key(other: str) -> None:
    assert same_story_key(other) == same_story_key("https://a.example/story/1")


@pytest.mark.parametrize(
    "other", ["https://a.example/story/2", "https://b.example/story/1", "https://a.example/story/1?page=2"]
)
def test_addresses_of_other_pages_do_not(other: str) -> None:
    assert same_story_key(other) != same_story_key("https://a.example/story/1")


@pytest.mark.parametrize("url", ["https://a.example/", "https://www.a.example", "mailto:a@b.example", ""])
def test_a_front_page_is_no_story(url: str) -> None:
    assert same_story_key(url) is None


def test_the_host_is_told_without_port_and_case() -> None:
    assert host_of("https://News.Example:8443/x") == "news.example"
    assert host_of("no address") == "no address"


@given(st.text(max_size=80))
def test_whatever_comes_out_is_a_web_address_that_stays_as_it_is(text: str) -> None:
    link = clean_link(text, base=BASE)
    assert link is None or (link.startswith(("http://", "https://", "HTTP")) and clean_link(link) == link)
    assert link is None or all(c > " " for c in link)


PARTS = st.sampled_from([
    "http://", "https://", "HTTP://", "ftp://", "//", "/", "a.example", "A.example", "[::1]", "user:pw@", ":8080",
    ":99999",
    ":0", ":", "..", ".", "/..", "/./", ";x=1", "?", "?a=1",
    "&utm_source=x", "#", "#top", " ", "\t", "é", "%7e", "%", "|", "'",
    "b", "~", "\\", "<", "javascript:", "mailto:", "",
])  # fmt: skip


@given(st.lists(PARTS, max_size=6).map("".join), st.none() | st.lists(PARTS, max_size=4).map("".join))
def test_plain_addresses_are_what_the_long_way_makes_of_them(url: str, base: str | None) -> None:
    assert absolute(url, base) == _resolved(_BREAKS.sub("", url.strip()), base)


@given(
    st.sampled_from(["/", "/a", "/a/b.html", "//b.example/x", "/a?x=1&y", "/a#b", "/.hidden", "/a/../b", "/a;b"]),
    st.sampled_from(["https://a.example", "http://a.example:81/x/y?z#w", "https://a.example/;p", "a.example", "https://u@a.example/"]),
)  # fmt: skip
def test_addresses_from_the_root_are_what_the_long_way_makes_of_them(url: str, base: str) -> None:
    assert absolute(url, base) == _resolved(url, base)


@given(st.lists(PARTS, max_size=6).map("".join))
def test_plain_pages_are_the_stories_that_the_long_way_makes_of_them(url: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = same_story_key(url)
        patched.setattr("newsterm.feeds.links._PAGE", re.compile(r"(?!)"))
        assert quick == same_story_key(url)
