"""The feed: what RFC 4287 asks for, and the same items to whoever reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
from hypothesis import given
from msgspec.structs import replace

from newsterm.export.atom import atom, atom_with_claims
from newsterm.feeds.parse import parse
from newsterm.model import BlockKind, Enclosure, Reading

from .world import ABOUT, HOSTILE, LINK, NOW, TEXTS, highlighted, reading, usual

_ATOM = "{http://www.w3.org/2005/Atom}"


def feed(*readings: Reading, claims: bool = False) -> bytes:
    about = replace(ABOUT, address="https://me.example/said.atom")
    return "".join((atom_with_claims if claims else atom)(readings, about)).encode()


def test_every_element_that_the_standard_wants_is_there() -> None:
    root = ElementTree.fromstring(feed(usual(content="<p>One</p>")))
    (entry,) = root.findall(f"{_ATOM}entry")
    for element in (root, entry):
        for name in ("id", "title", "updated"):
            assert len(element.findall(_ATOM + name)) == 1
        assert element.find(f"{_ATOM}author/{_ATOM}name") is not None
        assert element.find(f"{_ATOM}id").text.startswith("urn:uuid:")  # type: ignore[union-attr]
    assert root.find(f"{_ATOM}link").attrib == {  # type: ignore[union-attr]
        "rel": "self", "type": "application/atom+xml", "href": "https://me.example/said.atom",
    }  # fmt: skip


def test_newsterm_reads_its_own_feed_as_it_was() -> None:
    one = usual(content="<p>One &amp; <em>two</em></p>", title=HOSTILE, tags=("to read",))
    one = replace(
        one,
        item=replace(
            one.item,
            entry=replace(
                one.item.entry,
                enclosures=(Enclosure(url="https://post.example/a.mp3", type="audio/mpeg", length=7),),
                updated=datetime(2026, 11, 25, tzinfo=UTC),
            ),
        ),
    )
    (entry,) = parse(feed(one), url="https://me.example/said.atom", content_type="application/atom+xml").entries
    said = one.item.entry
    assert (entry.title, entry.link, entry.authors) == (HOSTILE, LINK, said.authors)
    assert (entry.published, entry.updated) == (said.published, said.updated)
    assert (entry.content, entry.enclosures, entry.language) == (said.content, said.enclosures, "en")
    assert entry.categories == ("Ports", "to read")


def test_feedparser_finds_nothing_wrong_with_it() -> None:
    found = feedparser.parse(feed(usual(content="<p>One</p>"), usual()))
    assert not found.bozo
    assert [entry.title for entry in found.entries] == ["Ministers weigh"] * 2
    assert found.entries[0].source.title == "Harbour Post"


def test_claims_stand_behind_the_text_where_they_are_asked_for() -> None:
    found = feedparser.parse(feed(usual(content="<p>One</p>"), claims=True), sanitize_html=False)
    value = found.entries[0].content[0].value
    assert value.startswith("<p>One</p><h2>Claims</h2><ol><li>the port was safe — Ana Sorel (named person); ")
    assert "note ask &lt;them&gt;" in value


@given(TEXTS, TEXTS)
def test_any_text_makes_a_feed_that_can_be_read(title: str, content: str) -> None:
    one = reading((BlockKind.PARAGRAPH, "x"), title=title, content=content or None, author=title, outlet=content)
    entry = ElementTree.fromstring(feed(one, claims=True)).find(f"{_ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{_ATOM}updated") == NOW.isoformat().replace("+00:00", "Z")


def test_items_without_claims_stay_in_a_feed_with_claims() -> None:
    from newsterm.export.files import FORMATS

    assert not FORMATS["atom"].is_of_claims(claims=True)
    assert feed(reading((BlockKind.PARAGRAPH, "x")), claims=True).count(b"<entry") == 1


def test_notes_and_highlights_are_told_behind_the_text_where_claims_are() -> None:
    with_claims, without = (
        parse(feed(highlighted(), claims=claims), url="https://me.example/a", content_type="application/atom+xml")
        for claims in (True, False)
    )
    html = with_claims.entries[0].content or ""
    assert "<p>Note: &lt;script&gt;" in html
    assert "your highlight; highlighted 23 November 2026; no longer in the text; note where is it?" in html
    assert "where is it?" not in repr(without)
    assert "Note:" not in repr(without)
