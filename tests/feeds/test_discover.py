"""From pages to their feeds."""

from __future__ import annotations

import pytest

from newsterm.feeds.discover import MAX_CANDIDATES, Candidate, common_places, discover, known_site

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
    ("url", "feeds"),
    [
        ("https://www.youtube.com/channel/UCabc-1", ["https://www.youtube.com/feeds/videos.xml?channel_id=UCabc-1"]),
        ("https://m.youtube.com/playlist?list=PL1", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"]),
        ("https://youtube.com/watch?v=1&list=PL1", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"]),
        ("https://www.youtube.com/user/hill", ["https://www.youtube.com/feeds/videos.xml?user=hill"]),
        ("https://www.youtube.com/watch?v=1", []),
        ("https://github.com/hill", ["https://github.com/hill.atom"]),
        (
            "https://www.github.com/hill/top/",
            [f"https://github.com/hill/top/{kind}.atom" for kind in ("commits", "releases", "tags")],
        ),
        ("https://github.com/hill/top/issues", []),
        ("https://old.reddit.com/r/hills", ["https://www.reddit.com/r/hills/.rss"]),
        ("https://social.example/@ann", ["https://social.example/@ann.rss"]),
        ("https://hill.example/about", []),
        ("http://[bad", []),
    ],
)
def test_addresses_of_known_sites_tell_their_feeds(url: str, feeds: list[str]) -> None:
    assert [candidate.url for candidate in known_site(url)] == feeds


def test_common_places_lie_beside_the_page_and_at_the_root() -> None:
    places = [candidate.url for candidate in common_places(PAGE)]
    assert places[0] == "https://hill.example/news/feed"
    assert "https://hill.example/rss.xml" in places
    assert len(places) == len(set(places))
    assert "https://hill.example/feed" in [c.url for c in common_places("https://hill.example")]
