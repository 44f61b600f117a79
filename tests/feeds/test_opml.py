"""Lists of subscriptions: OPML in and out, and nothing that runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import ParseError
from newsterm.feeds.opml import Imported, Outline, read_opml, write_opml
from newsterm.feeds.outline import name
from newsterm.model import Feed, FeedInfo, Subscription

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def opml(*outlines: str) -> Imported:
    return read_opml(f"<opml version='2.0'><head/><body>{''.join(outlines)}</body></opml>".encode())


def feed(url: str, *, title: str | None = None, folder: str | None = None, tags: tuple[str, ...] = ()) -> Feed:
    return Feed(
        subscription=Subscription(url=url, title=title, folder=folder, tags=tags, added=NOW),
        info=FeedInfo(title="From the document", link="https://site.example/"),
    )


def test_folders_nest_and_are_joined_by_a_slash() -> None:
    got = opml(
        '<outline text="News"><outline title="Local"><outline text="Hill" xmlUrl="https://hill.example/feed" '
        'htmlUrl="https://hill.example/" category="daily, /hills/ ,daily"/></outline></outline>'
        '<outline text="Top" xmlUrl="https://top.example/feed"/>'
    )
    assert got.outlines == (
        Outline(
            url="https://hill.example/feed",
            title="Hill",
            folder="News/Local",
            tags=("daily", "hills"),
            site="https://hill.example/",
        ),
        Outline(url="https://top.example/feed", title="Top"),
    )
    assert got.refused == ()


def test_names_of_attributes_and_elements_may_be_written_in_any_case() -> None:
    got = read_opml(b'<OPML><BODY><OUTLINE TEXT="Hill" XMLURL="https://hill.example/feed"/></BODY></OPML>')
    assert [o.title for o in got.outlines] == ["Hill"]


def test_a_feed_comes_once_though_it_is_listed_twice() -> None:
    assert len(opml(*['<outline xmlUrl="https://a.example/"/>'] * 2).outlines) == 1


def test_feed_addresses_lose_the_prefix_of_their_kind() -> None:
    got = opml('<outline xmlUrl="feed://a.example/x"/>', '<outline xmlUrl="feed:https://b.example/x"/>')
    assert [o.url for o in got.outlines] == ["http://a.example/x", "https://b.example/x"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("|touch x", "runs a command"),
        ("exec:touch x", "runs a command"),
        ("filter:x:https://a.example/", "runs a command"),
        ("file:///etc/hosts", "no http"),
        ("javascript:1", "no http"),
        ("https://ann:secret@[bad/", "no http"),
        ("https://a.example/a b", "no http"),
        ("relative/feed.xml", "no http"),
    ],
)
def test_what_is_no_web_address_is_refused_with_a_word(url: str, words: str) -> None:
    got = opml(f'<outline text="x" xmlUrl="{url}"/>', '<outline xmlUrl="https://good.example/"/>')
    assert [o.url for o in got.outlines] == ["https://good.example/"]
    (sentence,) = got.refused
    assert words in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    "text",
    [
        "<opml><body><outline text='A & B' xmlUrl='https://a.example/x?a=1&b=2'/></body></opml>",
        "<opml><body><outline text='A &amp; B' xmlUrl='https://a.example/x?a=1&amp;b=2'/>&nbsp;</body></opml>",
        "\ufeff<opml><body><outline text='A &amp; B' xmlUrl='https://a.example/x?a=1&amp;b=2'/></body></opml>",
        "<opml><body><outline text='A&nbsp;&amp;&#160;B' xmlUrl='https://a.example/x?a=1&b=2'/></body></opml>",
        "\n\t<?xml version='1.0'?><opml><body><outline text='A &amp; B' xmlUrl='https://a.example/x?a=1&amp;b=2'/></body></opml>",
        (
            "<!DOCTYPE opml [<!ENTITY x 'y'>]><opml><body><outline text='A &amp; B' "
            "xmlUrl='https://a.example/x?a=1&amp;b=2'/></body></opml>"
        ),
    ],
)
def test_usual_mistakes_are_mended(text: str) -> None:
    assert read_opml(text.encode()).outlines == (Outline(url="https://a.example/x?a=1&b=2", title="A & B"),)


@pytest.mark.parametrize(
    ("declared", "written"), [("windows-1251", "cp1251"), ("utf-8", "cp1252"), ("no-such", "utf-8")]
)
def test_encodings_are_found_out(declared: str, written: str) -> None:
    title = "пример" if written != "cp1252" else "café"
    text = f"<?xml version='1.0' encoding='{declared}'?><opml><body><outline text='{title}' xmlUrl='https://a.example/'/></body></opml>"
    assert read_opml(text.encode(written)).outlines[0].title == title


@pytest.mark.parametrize(
    "data",
    [b"", b"not xml", b"<opml><head/></opml>", b"<html><body/></html>", b"<opml><body><outline", b"\xff\xfe\x00"],
)
def test_what_is_no_opml_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ParseError, match="OPML"):
        read_opml(data)


def test_size_depth_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = opml("<outline text='f'>" * 3000 + "<outline xmlUrl='https://a.example/'/>" + "</outline>" * 3000)
    assert (deep.outlines[0].folder or "").count("/") < 60
    monkeypatch.setattr("newsterm.feeds.opml.MAX_FEEDS", 2)
    assert len(opml(*(f"<outline xmlUrl='https://a.example/{n}'/>" for n in range(5))).outlines) == 2
    monkeypatch.setattr("newsterm.feeds.opml.MAX_BYTES", 10)
    with pytest.raises(ParseError, match="larger"):
        opml("<outline xmlUrl='https://a.example/'/>")


def test_what_is_written_names_feeds_as_they_are_shown() -> None:
    text = write_opml([feed("https://a.example/?x=1&y=2", folder="News", tags=("daily",))])
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">')
    (outline,) = read_opml(text.encode()).outlines
    assert outline.title == "From the document"
    assert outline.site == "https://site.example/"


def test_outlines_are_feeds_by_their_address_whatever_their_type() -> None:
    got = opml(
        '<outline XmlUrl="https://a.example/"/>',
        '<outline type="RSS" url="https://b.example/"/>',
        '<outline type="link" url="https://page.example/"/>',
        '<outline type="atom" text="c" xmlUrl="https://c.example/"><outline xmlUrl="https://d.example/"/></outline>',
    )
    assert [(o.url, o.folder) for o in got.outlines] == [(f"https://{n}.example/", None) for n in "abcd"]


def test_a_file_that_forgets_the_body_is_read() -> None:
    assert read_opml(b"<opml><outline xmlUrl='https://a.example/'/></opml>").outlines[0].url == "https://a.example/"


def test_a_slash_in_the_name_of_a_folder_nests_it() -> None:
    got = opml('<outline text="AC / DC"><outline xmlUrl="https://a.example/"/></outline>')
    assert got.outlines[0].folder == "AC/DC"
    text = write_opml([feed("https://a.example/", folder="/News//Local /")])
    assert read_opml(text.encode()).outlines[0].folder == "News/Local"


def test_a_comma_in_a_tag_is_written_as_a_space() -> None:
    text = write_opml([feed("https://a.example/", tags=("a,b", "c"))])
    assert read_opml(text.encode()).outlines[0].tags == ("a b", "c")


# Any characters but those that have a meaning of their own in OPML and those that XML can't hold; what is cleaned from
# every text comes along.
names = st.text(st.characters(exclude_characters="/,\ufffe\uffff"), min_size=1, max_size=12).filter(name)
subscriptions = st.lists(
    st.builds(
        feed,
        st.integers(0, 99).map("https://a.example/{}?x=1&y=<".format),
        title=names,
        folder=st.none() | st.lists(names, min_size=1, max_size=3).map("/".join),
        tags=st.lists(names, unique_by=name, max_size=3).map(tuple),
    ),
    unique_by=lambda f: f.url,
    max_size=6,
)


@given(subscriptions)
def test_what_is_written_is_read_back(feeds: list[Feed]) -> None:
    got = read_opml(write_opml(feeds).encode()).outlines
    wanted = {
        f.url: (
            name(f.title),
            "/".join(name(part) or "" for part in f.subscription.folder.split("/")) if f.subscription.folder else None,
            tuple(name(tag) for tag in f.subscription.tags),
        )
        for f in feeds
    }
    assert {o.url: (o.title, o.folder, o.tags) for o in got} == wanted


def test_what_goes_out_is_what_the_specification_wants_and_comes_back_paused() -> None:
    from xml.etree import ElementTree

    from msgspec.structs import replace

    one = feed("https://a.example/feed", title="A", folder="News/Local", tags=("daily",))
    one = replace(
        one,
        subscription=replace(one.subscription, paused=True),
        info=replace(one.info, description="<p>All of A &amp; more</p>", language="en"),
    )
    text = write_opml([one, feed("https://b.example/feed")], at=NOW)
    root = ElementTree.fromstring(text)
    assert (root.attrib["version"], root.findtext("head/dateCreated")) == ("2.0", "Tue, 24 Nov 2026 00:00:00 +0000")
    assert [child.tag for child in root] == ["head", "body"]
    (outline,) = root.findall("body/outline/outline/outline")
    assert {key: value for key, value in outline.attrib.items() if "}" not in key} == {
        "type": "rss", "text": "A", "title": "A", "xmlUrl": "https://a.example/feed", "htmlUrl": "https://site.example/",
        "description": "All of A & more", "language": "en", "category": "daily",
    }  # fmt: skip
    assert [key for key in outline.attrib if "paused" in key] == ["{urn:newsterm:opml}paused"]
    assert [(o.url, o.paused) for o in read_opml(text.encode()).outlines] == [
        ("https://a.example/feed", True), ("https://b.example/feed", False),
    ]  # fmt: skip
