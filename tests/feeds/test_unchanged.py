"""Entries that are as they were are not made again, and nobody can tell: the plan is what a full reading gives."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import ParseError
from newsterm.feeds.answer import Fetched
from newsterm.feeds.fingerprints import MOST, SIZE
from newsterm.feeds.parse import parse
from newsterm.feeds.plan import compared, plan_update
from newsterm.model import Feed, KnownEntry, Subscription

if TYPE_CHECKING:
    from newsterm.model import FeedUpdate, ParsedFeed

DOCUMENTS = Path(__file__).parents[3] / "shared" / "data" / "conformance" / "feeds"
URL = "https://news.example/feed"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

few = st.sampled_from(["", "a", "b"])
links = st.sampled_from(
    ["", "https://news.example/1", "https://news.example/2", "/3", "https://news.example/1?utm_source=x"]
)
items = st.fixed_dictionaries({
    "guid": few, "link": links, "title": few, "author": few,
    "date": st.sampled_from(["", "Mon, 23 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 2026 10:00:00 GMT", "soon"]),
    "text": st.sampled_from(["", "<p>One.</p>", "<p>Two &amp; more.</p>", '<a href="/x">x</a>', "published"]),
})  # fmt: skip
channels = st.fixed_dictionaries(
    {"title": few, "author": few, "date": few.map(lambda c: c and "Mon, 23 Nov 2026 10:00:00 GMT")}
)
Item = dict[str, str]


def as_rss(channel: Item, entries: list[Item]) -> bytes:
    def element(name: str, text: str) -> str:
        return f"<{name}>{escape(text)}</{name}>" if text else ""

    def item(one: Item) -> str:
        guid = f"<guid isPermaLink='false'>{one['guid']}</guid>" if one["guid"] else ""
        rest = (
            ("link", "link"),
            ("title", "title"),
            ("dc:creator", "author"),
            ("pubDate", "date"),
            ("description", "text"),
        )
        return f"<item>{guid}{''.join(element(name, one[key]) for name, key in rest)}</item>"

    head = (
        element("title", channel["title"])
        + element("managingEditor", channel["author"])
        + element("pubDate", channel["date"])
    )
    inside = head + "".join(map(item, entries))
    return f"<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>{inside}</channel></rss>".encode()


def as_atom(channel: Item, entries: list[Item]) -> bytes:
    def entry(one: Item) -> str:
        made = f"<id>{one['guid']}</id>" if one["guid"] else ""
        made += f"<link href='{one['link']}'/>" if one["link"] else ""
        made += f"<title>{one['title']}</title><content type='html'>{escape(one['text'])}</content>"
        return f"<entry>{made}</entry>"

    author = f"<author><name>{channel['author']}</name></author>" if channel["author"] else ""
    inside = f"<title>{channel['title']}</title>{author}{''.join(map(entry, entries))}"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{inside}</feed>".encode()


def as_json(channel: Item, entries: list[Item]) -> bytes:
    def entry(one: Item) -> dict[str, Any]:
        names = {"id": "guid", "url": "link", "title": "title", "content_html": "text"}
        return {name: one[key] for name, key in names.items() if one[key]}

    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": channel["title"], "items": list(map(entry, entries))}
    ).encode()


def known_from(read: ParsedFeed, before: dict[str, KnownEntry]) -> dict[str, KnownEntry]:
    made = compared(read).entries
    return before | {e.entry.guid: KnownEntry(digest=e.digest, text_digest=e.text_digest) for e in made}


def plan(read: ParsedFeed, known: dict[str, KnownEntry]) -> FeedUpdate:
    feed = Feed(subscription=Subscription(url=URL, added=NOW))
    answer = Fetched(url=URL, final_url=URL, status=200, body=b"x")
    return plan_update(feed, known, answer, compared(read), NOW)


@given(
    st.sampled_from([as_rss, as_atom, as_json]),
    st.lists(channels, min_size=1, max_size=2),
    st.lists(items, max_size=4),
    st.lists(st.tuples(st.integers(0, 9), items), max_size=3),
    st.randoms(use_true_random=False),
)
def test_leaving_out_what_is_known_changes_no_plan(write, channel, first, edits, chance) -> None:  # type: ignore[no-untyped-def]
    second = list(first)
    for place, item in edits:
        if place < len(second):
            second[place] = item
        else:
            second.insert(0, item)
    if chance.random() < 0.3:
        chance.shuffle(second)
    known: dict[str, KnownEntry] = {}
    seen = b""
    for document in (write(channel[0], first), write(channel[-1], second), write(channel[-1], first)):
        full, quick = parse(document, url=URL), parse(document, url=URL, seen=seen)
        assert plan(quick, known) == plan(full, known)
        known, seen = known_from(full, known), quick.fingerprints
        assert quick.fingerprints == full.fingerprints


def test_only_what_is_new_or_changed_is_made() -> None:
    entries = [
        {"guid": str(n), "link": f"/{n}", "title": "t", "author": "", "date": "", "text": f"text {n}"}
        for n in range(20)
    ]
    channel = {"title": "News", "author": "", "date": ""}
    first = parse(as_rss(channel, entries), url=URL)
    assert len(first.fingerprints) == 20 * SIZE
    entries[3] = entries[3] | {"text": "other words"}
    again = parse(
        as_rss(channel, [entries[0] | {"guid": "new", "link": "/new"}, *entries]), url=URL, seen=first.fingerprints
    )
    assert [entry.guid for entry in again.entries] == ["new", "3"]
    assert len(again.same) == 19


@pytest.mark.parametrize("name", ["title", "language", "base"])
def test_what_the_document_says_for_all_entries_counts(name: str) -> None:
    base = "xml:base='https://other.example/'" if name == "base" else ""
    language = "<language>de</language>" if name == "language" else ""
    item = "<item><guid isPermaLink='false'>1</guid><link>/1</link><title>t</title></item>"
    first = parse(f"<rss><channel>{item}</channel></rss>".encode(), url=URL)
    again = parse(
        f"<rss><channel {base}><title>x</title>{language}{item}</channel></rss>".encode(),
        url=URL,
        seen=first.fingerprints,
    )
    assert len(again.entries) == (0 if name == "title" else 1)


def test_a_document_is_as_new_as_its_newest_entry_though_that_is_left_out() -> None:
    item = b"<item><guid>https://n.example/1</guid><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>"
    body = b"<rss><channel>" + item + b"</channel></rss>"
    first = parse(body, url=URL)
    again = parse(body, url=URL, seen=first.fingerprints)
    assert again.entries == ()
    assert again.info == first.info
    assert again.info.published == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_a_large_document_keeps_no_fingerprints() -> None:
    body = "".join(f"<item><guid>https://n.example/{n}</guid></item>" for n in range(MOST + 1))
    assert parse(f"<rss><channel>{body}</channel></rss>".encode(), url=URL).fingerprints == b""


def test_damaged_fingerprints_only_cost_the_time() -> None:
    body = b"<rss><channel><item><guid>https://n.example/1</guid></item></channel></rss>"
    assert len(parse(body, url=URL, seen=b"not fingerprints").entries) == 1


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the cases of other readers are not at hand")
def test_documents_of_all_kinds_are_planned_the_same() -> None:
    """Each twice, and each as if it came after its neighbour at the same address."""
    known: dict[str, KnownEntry] = {}
    seen = b""
    for file in sorted(DOCUMENTS.iterdir()):
        body = file.read_bytes()
        try:
            full = parse(body, url=URL)
        except ParseError:
            continue
        assert plan(parse(body, url=URL, seen=seen), known) == plan(full, known), file.name
        known, seen = known_from(full, {}), full.fingerprints
        again = plan(parse(body, url=URL, seen=seen), known)
        assert again.entries == (), file.name
        assert again == plan(full, known), file.name
