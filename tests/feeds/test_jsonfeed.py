"""JSON Feed: what the specification says, and what others send under its name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import ParseError
from newsterm.feeds.parse import parse
from newsterm.model import Enclosure, Entry, ParsedFeed

URL = "https://hill.example/feed.json"


def read(document: object) -> ParsedFeed:
    return parse(json.dumps(document).encode(), url=URL)


def item(**fields: Any) -> Entry:
    (entry,) = read({"version": "https://jsonfeed.org/version/1.1", "title": "Hill", "items": [fields]}).entries
    return entry


def test_a_whole_document() -> None:
    feed = read(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Hill & Harbour",
            "home_page_url": "https://hill.example/",
            "feed_url": URL,
            "description": "a < b",
            "icon": "/icon.png",
            "language": "en-US",
            "authors": [{"name": "Ann"}, {"url": "https://bob.example/"}],
            "items": [
                {
                    "id": "1",
                    "url": "/1?utm_source=feed",
                    "title": "One < two",
                    "content_html": "<p onclick=x>text</p>",
                    "summary": "short",
                    "image": "/1.jpg",
                    "date_published": "2026-11-24T08:00:00+01:00",
                    "date_modified": "2026-11-24T09:00:00+01:00",
                    "tags": ["a", "b", 3],
                    "authors": [{"name": "Cem"}],
                    "attachments": [
                        {"url": "/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12.0},
                        {"title": "none"},
                        7,
                    ],
                }
            ],
        }
    )
    assert (feed.info.title, feed.info.description) == ("Hill & Harbour", "a &lt; b")
    assert (feed.info.authors, feed.info.image) == (("Ann", "https://bob.example/"), "https://hill.example/icon.png")
    assert feed.info.updated == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert feed.entries == (
        Entry(
            guid="1",
            title="One < two",
            link="https://hill.example/1",
            published=datetime(2026, 11, 24, 7, tzinfo=UTC),
            updated=datetime(2026, 11, 24, 8, tzinfo=UTC),
            authors=("Cem",),
            categories=("a", "b"),
            enclosures=(Enclosure(url="https://hill.example/1.mp3", type="audio/mpeg", length=12),),
            media=("https://hill.example/1.jpg", "https://hill.example/1.mp3"),
            language="en-us",
            summary="short",
            content="<p>text</p>",
        ),
    )


def test_version_1_has_one_author() -> None:
    assert item(id="1", author={"name": "Ann"}).authors == ("Ann",)


def test_authors_of_the_feed_stand_for_those_of_an_entry() -> None:
    feed = read({"version": "https://jsonfeed.org/version/1", "author": {"name": "Ann"}, "items": [{"id": "1"}]})
    assert feed.entries[0].authors == ("Ann",)


def test_plain_text_stays_plain() -> None:
    assert item(id="1", content_text="1 < 2\nso\n\nnext\n").content == "1 &lt; 2<br>so<br><br>next"


def test_numbers_serve_as_ids() -> None:
    assert [item(id=7).guid, item(id=7.0).guid, item(id=True, title="t").guid[:7]] == ["7", "7", "sha256:"]


def test_an_external_page_is_the_link_where_there_is_no_other() -> None:
    assert item(id="1", external_url="https://else.example/x").link == "https://else.example/x"


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", '{"error": "no such thing"}', '{"items": {}}', "{", '{"items": [1,]}', '{"version": 1}',
     "[" * 100_000, '{"items":' * 50_000],
)  # fmt: skip
def test_other_json_is_refused_in_words(text: str) -> None:
    with pytest.raises(ParseError, match=r"JSON|feed"):
        parse(text.encode(), url=URL)


@pytest.mark.parametrize(
    "items", [[None, 1, "x", [], {}], [{"id": None}], [{"title": {"a": 1}}], [{"id": ["x"], "url": 7}]]
)
def test_items_of_wrong_types_cost_themselves_alone(items: list[Any]) -> None:
    feed = read({"title": "Hill", "items": [*items, {"id": "good", "title": "Kept"}]})
    assert "Kept" in [entry.title for entry in feed.entries]


def test_huge_numbers_and_constants_that_are_no_json_do_no_harm() -> None:
    text = (
        '{"title": "Hill", "items": [{"id": '
        + "9" * 6000
        + ', "title": NaN, "url": "/1"}, {"id": 1e999, "title": "x"}]}'
    )
    assert next(e.guid for e in parse(text.encode(), url=URL).entries) == "https://hill.example/1"


def test_of_equal_keys_the_last_one_counts() -> None:
    assert parse(b'{"title": "a", "title": "b", "items": []}', url=URL).info.title == "b"


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(
    ["id", "url", "title", "content_html", "content_text", "summary", "image", "authors", "author", "tags",
     "attachments",      "date_published", "language"]
)  # fmt: skip


@given(st.dictionaries(fields, values, max_size=8))
def test_no_value_in_any_field_is_more_than_a_strange_entry(entry: dict[str, Any]) -> None:
    feed = read({"version": "https://jsonfeed.org/version/1", "items": [entry], "title": "Hill"})
    assert len(feed.entries) <= 1
