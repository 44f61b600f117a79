"""What a query says of feeds and, by pattern, of one part of an entry alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.errors import QueryError
from newsterm.model import Entry, Subscription, Target
from newsterm.query.parse import parse
from tests.store.world import NOW, do, entry, ids, prepare, update

if TYPE_CHECKING:
    from newsterm.store import Store

POST, COAST = "https://post.example/World/feed", "https://coast.example/feed"


@pytest.fixture
def news(store: Store) -> Store:
    store.subscribe(
        [
            Subscription(url=POST, title="Harbour Post", folder="Papers/Port", tags=("daily", "Two Words"), added=NOW),
            Subscription(url=COAST, title="The Coast", tags=("weekly",), added=NOW),
        ]
    )
    port = Entry(guid="port", title="LIVE: Port", published=NOW, summary="a live grain", authors=("Ana Sorel", "B. Li"))
    store.apply(update(POST, port), now=NOW)
    store.apply(update(COAST, entry("ferry", title="Ferry live", text="Ana Sorel: port")), now=NOW)
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("feedtag:daily", ["port"]),
        ("feedtag:dail", []),
        ("feedtag:Daily", []),
        ('feedtag:"Two Words"', ["port"]),
        ("feedtag:/LY$/", ["port", "ferry"]),
        ("-feedtag:daily", ["ferry"]),
        ("folder:papers", ["port"]),
        ("feed:coast.example", ["ferry"]),
        ("feedtitle:COAST", ["ferry"]),
        ("feedtitle:/^the/", ["ferry"]),
        ("feedtitle:example", []),
        ("feedurl:world/FEED", ["port"]),
        (r"feedurl:/^https:\/\/coast/", ["ferry"]),
        ("feedurl:harbour", []),
        ("feedtag:daily or feedtag:weekly", ["port", "ferry"]),
        ("title:/^live/", ["port"]),
        ("title:/grain/", []),
        ("text:/grain|sorel/", ["port", "ferry"]),
        ("text:/^live/", []),
        ("author:/sorel$/", ["port"]),
        ("author:/^b/", ["port"]),
        ("/grain/", ["port"]),
        (r"link:/EXAMPLE\/f.*y$/", ["ferry"]),
        ("link:/coast/", []),
    ],
)
def test_a_query_asks_a_part_of_the_feed_or_of_the_entry(news: Store, query: str, found: list[str]) -> None:
    assert ids(news, query) == found
    assert news.count(parse(query, today=NOW.date()), now=NOW) == len(found)


@pytest.mark.parametrize("part", ["title", "text", "author", "link", "feedtitle", "feedurl", "feedtag", ""])
def test_a_pattern_that_takes_too_long_on_a_text_ends_the_query_in_words(store: Store, part: str) -> None:
    long = "a" * 50 + "!"
    store.subscribe([Subscription(url=f"https://post.example/{long}", title=long, tags=(long,), added=NOW)])
    news = Entry(
        guid="1", title=long, published=NOW, summary=long, authors=(long,), link=f"https://post.example/{long}"
    )
    store.apply(update(f"https://post.example/{long}", news), now=NOW)
    query = parse(f"{part}{':' if part else ''}/(a|aa)+$/", today=NOW.date())
    for ask in (store.count, store.tally, store.listing, store.claims):
        with pytest.raises(QueryError, match=r"The pattern /\(a\|aa\)\+\$/ takes too long on some texts"):
            ask(query, now=NOW)


def test_what_is_tagged_otherwise_is_found_otherwise_at_once(news: Store) -> None:
    assert ids(news, "feedtag:weekly") == ["ferry"]
    do(news, "tag", Target.FEED, COAST, "tags", ("rare",))
    assert ids(news, "feedtag:weekly") == []
    assert ids(news, "feedtag:rare") == ["ferry"]
    do(news, "leave", Target.FEED, COAST, "subscribed", False)
    assert ids(news, "feedtag:rare") == []


def test_claims_are_asked_for_by_the_tag_of_their_feed(news: Store) -> None:
    prepare(news, "port")
    for query, count in (("feedtag:daily", 2), ("feedtag:weekly", 0), ("title:/^live/", 2)):
        assert len(news.claims(parse(query, today=NOW.date()), now=NOW)) == count
