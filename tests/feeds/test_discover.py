"""From pages to their feeds."""

from __future__ import annotations

import pytest

from newsterm.feeds.discover import MAX_CANDIDATES, common_places, discover
from newsterm.feeds.sites import Candidate, known_site, likely_site

PAGE = "https://hill.example/news/today.html"


def found(html: str) -> list[str]:
    return [candidate.url for candidate in discover(html.encode(), url=PAGE)]


def test_link_elements_name_feeds_with_title_and_type() -> None:
    html = (
        '<head><link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/rss">'
        "<LINK REL='Alternate feed' TYPE='application/ATOM+xml; charset=utf-8' HREF=' atom.xml '>"
        "<link rel=alternate type=application/feed+json href=/feed.json></head>"
    )
    assert discover(html.encode(), url=PAGE) == (
        Candidate(url="https://hill.example/rss", title="All & more", type="application/rss+xml"),
        Candidate(url="https://hill.example/news/atom.xml", type="application/atom+xml"),
        Candidate(url="https://hill.example/feed.json", type="application/feed+json"),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="text/css" href="/rss">',
        '<link rel="alternate" type="text/html" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        "<p>no links at all</p>",
        "",
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert found(link) == []


def test_the_base_that_stands_before_a_link_counts() -> None:
    html = '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="rss">'
    assert found(html) == ["https://cdn.example/x/rss"]
    late = '<link rel="alternate" type="application/rss+xml" href="rss"><base href="https://cdn.example/x/">'
    assert found(late) == ["https://hill.example/news/rss"]


def test_links_in_the_text_are_candidates_only_where_the_head_names_none() -> None:
    anchors = '<a href="/feed.xml">x</a><a href="/about">About</a><a href="/subscribe">Our RSS feed</a>'
    assert found(anchors) == ["https://hill.example/feed.xml", "https://hill.example/subscribe"]
    assert found('<link rel="alternate" type="application/rss+xml" href="/rss">' + anchors) == [
        "https://hill.example/rss"
    ]


def test_a_feed_comes_once_and_not_without_end() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{}">'
    assert len(found(link.format(1) * 3)) == 1
    assert len(found("".join(link.format(n) for n in range(500)))) == MAX_CANDIDATES


@pytest.mark.parametrize(
    ("href", "text", "is_feed"),
    [
        ("/feed/", "x", True),
        ("/blog/feed.xml", "x", True),
        ("/news/world.rss", "x", True),
        ("/export/all.xml", "x", True),
        ("/rss/section/world", "x", True),
        ("/?feed=rss2", "x", True),
        ("/index.php?format=feed&type=atom", "x", True),
        ("https://feeds.elsewhere.example/hill", "x", True),
        ("/news", "RSS", True),
        ("/news", "(Atom 1.0)", True),
        ("/news", "Subscribe via RSS feed", True),
        ("/about", "What is RSS?", False),
        ("/help", "How to read our RSS feed in your reader", False),
        ("/feed/cows", "moo", False),
        ("/sitemap.xml", "x", False),
        ("/feedback", "Feedback", False),
        ("/atomic", "Atomic age", False),
        ("https://feedly.com/i/subscription/feed/https://hill.example/feed", "Feedly", False),
    ],
)
def test_a_link_in_the_text_is_a_feed_by_its_address_or_its_name(href: str, text: str, is_feed: bool) -> None:
    assert bool(found(f'<a href="{href}">{text}</a>')) is is_feed


def test_a_link_in_the_text_is_called_by_its_words_where_they_tell_something() -> None:
    links = '<a href="/world.rss">World</a><a href="/all.rss">RSS</a><a href="/x.rss"><img src="i.png"></a>'
    assert [c.title for c in discover(links.encode(), url=PAGE)] == ["World", None, None]


@pytest.mark.parametrize(
    "said", ['<meta charset="windows-1251">', '<meta http-equiv=x content="text/html; charset=cp1251">']
)
def test_titles_are_read_in_the_charset_that_the_page_states(said: str) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Все новости" href="/rss">'
    (one,) = discover(f"<head>{said}{link}</head>".encode("cp1251"), url=PAGE)
    assert one.title == "Все новости"
    (two,) = discover(link.encode("koi8-r"), url=PAGE, content_type="text/html; charset=koi8-r")
    assert two.title == "Все новости"


def test_a_page_that_names_no_feed_may_say_by_its_canonical_address_whose_it_is() -> None:
    page = '<link rel="canonical" href="https://www.youtube.com/channel/UCabc-1"><a href="/feed">x</a>'
    assert found(page) == ["https://www.youtube.com/feeds/videos.xml?channel_id=UCabc-1"]


VIDEOS = "https://www.youtube.com/feeds/videos.xml"
REPOSITORY = "https://github.com/hill/top"


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("https://www.youtube.com/channel/UCabc-1", [f"{VIDEOS}?channel_id=UCabc-1"]),
        ("https://www.youtube.com/channel/UCabc-1/videos", [f"{VIDEOS}?channel_id=UCabc-1"]),
        ("https://m.youtube.com/playlist?list=PL1", [f"{VIDEOS}?playlist_id=PL1"]),
        ("https://youtube.com/watch?v=1&list=PL1", [f"{VIDEOS}?playlist_id=PL1"]),
        ("https://www.youtube.com/user/hill", [f"{VIDEOS}?user=hill"]),
        ("https://www.youtube.com/watch?v=1", []),
        ("https://www.youtube.com/@hill", []),
        ("https://www.youtube.com/channel/a&b=c", []),
        (f"{VIDEOS}?channel_id=UC1", []),
        ("https://github.com/hill", ["https://github.com/hill.atom"]),
        ("https://github.com/Features", []),
        ("https://github.com/orgs/hill", []),
        ("https://github.com/hill.atom", []),
        ("https://www.github.com/hill/top/", [f"{REPOSITORY}/{kind}.atom" for kind in ("commits", "releases", "tags")]),
        ("https://github.com/hill/top.git", [f"{REPOSITORY}/{kind}.atom" for kind in ("commits", "releases", "tags")]),
        (f"{REPOSITORY}/releases", [f"{REPOSITORY}/releases.atom"]),
        (f"{REPOSITORY}/releases/tag/v1", []),
        (f"{REPOSITORY}/tags", [f"{REPOSITORY}/tags.atom"]),
        (f"{REPOSITORY}/discussions", [f"{REPOSITORY}/discussions.atom"]),
        (f"{REPOSITORY}/commits", [f"{REPOSITORY}/commits.atom"]),
        (f"{REPOSITORY}/commits/main", [f"{REPOSITORY}/commits/main.atom"]),
        (f"{REPOSITORY}/tree/next/docs", [f"{REPOSITORY}/commits/next/docs.atom"]),
        (f"{REPOSITORY}/issues", []),
        (f"{REPOSITORY}/blob/main/README.md", []),
        (f"{REPOSITORY}/releases.atom", []),
        ("https://old.reddit.com/r/hills", ["https://www.reddit.com/r/hills/.rss"]),
        ("https://reddit.com/r/hills/top/?t=week&utm_source=x", ["https://www.reddit.com/r/hills/top/.rss?t=week"]),
        ("https://www.reddit.com/u/ann", ["https://www.reddit.com/user/ann/.rss"]),
        ("https://www.reddit.com/r/hills/comments/1a/t/", ["https://www.reddit.com/r/hills/comments/1a/t/.rss"]),
        ("https://www.reddit.com/", ["https://www.reddit.com/.rss"]),
        ("https://www.reddit.com/r/hills/.rss", []),
        ("https://www.reddit.com/settings", []),
        ("https://social.example/@ann", []),
        ("https://hill.example/about", []),
        ("http://[bad", []),
    ],
)
def test_addresses_of_known_sites_tell_their_feeds(url: str, feeds: list[str]) -> None:
    assert [candidate.url for candidate in known_site(url)] == feeds


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("https://social.example/@ann", ["https://social.example/@ann.rss"]),
        ("https://social.example/@ann.lee/", ["https://social.example/@ann.lee.rss"]),
        ("https://social.example/@ann.rss", []),
        ("https://social.example/@ann/123", []),
        ("https://medium.com/@ann", []),
        ("https://www.youtube.com/@ann", []),
        ("http://[bad", []),
    ],
)
def test_a_persons_page_is_likely_one_of_mastodon(url: str, feeds: list[str]) -> None:
    assert [candidate.url for candidate in likely_site(url)] == feeds


def test_common_places_lie_beside_the_page_and_at_the_root() -> None:
    places = [candidate.url for candidate in common_places(PAGE)]
    assert places[0] == "https://hill.example/news/feed"
    assert "https://hill.example/rss.xml" in places
    assert len(places) == len(set(places))
    assert "https://hill.example/feed" in [c.url for c in common_places("https://hill.example")]
