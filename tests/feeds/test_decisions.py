"""Where readers differ: what newsterm decided (newsterm.feeds.normal says why), each decision as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.feeds.parse import parse

if TYPE_CHECKING:
    from newsterm.model import Entry, ParsedFeed

URL = "https://news.example/feeds/all.xml"
NAMES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(channel: str, *items: str) -> ParsedFeed:
    inside = channel + "".join(f"<item>{item}</item>" for item in items)
    return parse(f"<rss {NAMES}><channel>{inside}</channel></rss>".encode(), url=URL)


def atom(feed: str, *entries: str) -> ParsedFeed:
    inside = feed + "".join(f"<entry>{entry}</entry>" for entry in entries)
    return parse(f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMES}>{inside}</feed>'.encode(), url=URL)


def item(text: str) -> Entry:
    return rss("", text).entries[0]


def entry(text: str) -> Entry:
    return atom("", text).entries[0]


# -- titles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<link>/1</link><description>&lt;p&gt;The bridge is open.&lt;/p&gt;</description>",
        "<link>/1</link><title> </title><description>The bridge is open.</description>",
    ],
)
def test_an_entry_without_a_title_is_called_by_its_first_words(text: str) -> None:
    assert item(text).title == "The bridge is open."


def test_an_entry_without_title_and_words_has_no_title_and_never_its_address() -> None:
    assert item("<link>https://news.example/1</link>").title is None


def test_a_feed_without_a_title_has_none() -> None:
    assert rss("<link>https://news.example/</link>").info.title is None
    assert atom('<title type="xhtml"/><link href="https://news.example/"/>').info.title is None


# -- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("<title>t</title><link>https://news.example/1</link><guid>https://news.example/g</guid>", "1"),
        ("<title>t</title><guid>https://news.example/g</guid>", "g"),
        ('<title>t</title><media:content><media:player url="https://news.example/p"/></media:content>', None),
        ('<title>t</title><guid isPermaLink="false">https://news.example/g</guid>', None),
        ('<title>t</title><guid isPermaLink="true">g-1</guid>', None),
        ('<title>t</title><enclosure url="https://news.example/a.mp3"/>', None),
        ("<title>t</title><guid>urn:uuid:1</guid>", None),
    ],
)
def test_where_an_item_of_rss_leads(text: str, link: str | None) -> None:
    found = rss("<link>https://news.example/</link>", text).entries[0].link
    assert found == (link and f"https://news.example/{link}")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ('<id>https://news.example/i</id><link href="/1"/>', "https://news.example/1"),
        ('<id>https://news.example/i</id><link rel="self" href="/1.atom"/>', "https://news.example/i"),
        ('<id>https://news.example/i</id><link rel="related" href="/other"/>', "https://news.example/i"),
        ('<id>https://news.example/i</id><content src="/c" type="text/html"/>', "https://news.example/c"),
        ("<id>urn:uuid:1</id>", None),
        ("<id>tag:news.example,2026:1</id>", None),
        ('<id>1</id><link href="urn:uuid:1"/>', None),
    ],
)
def test_where_an_entry_of_atom_leads(text: str, link: str | None) -> None:
    assert entry(f"<title>t</title>{text}").link == link


def test_a_feed_that_names_no_page_leads_to_its_own_address() -> None:
    assert rss("<title>t</title>").info.link == URL


def test_the_feed_link_is_what_the_document_calls_itself() -> None:
    assert rss("<title>t</title>").info.feed_link is None
    assert atom('<link rel="self" href="/own.atom"/>').info.feed_link == "https://news.example/own.atom"


# -- languages, categories, authors --------------------------------------------------------------------------------


def test_languages_are_in_lower_case_and_inherited() -> None:
    feed = rss("<language>en-GB</language>", "<title>t</title>", "<title>u</title><dc:language>fr_CA</dc:language>")
    assert feed.info.language == "en-gb"
    assert [e.language for e in feed.entries] == ["en-gb", "fr-ca"]


def test_categories_are_labels_in_the_order_of_the_document_none_twice() -> None:
    found = entry('<id>1</id><category term="z" label="Zoo"/><category term="Art"/><category term="y" label="Zoo"/>')
    assert found.categories == ("Zoo", "Art")
    mixed = item("<title>t</title><category>b</category><media:keywords>c, a</media:keywords><category>b</category>")
    assert mixed.categories == ("b", "c", "a")


def test_categories_of_the_feed_are_not_those_of_its_entries() -> None:
    feed = rss("<category>news</category>", "<title>t</title>")
    assert (feed.info.categories, feed.entries[0].categories) == (("news",), ())


def test_authors_stay_in_order_and_are_inherited() -> None:
    feed = rss(
        "<managingEditor>ed@news.example (Ed)</managingEditor>",
        "<title>t</title><dc:creator>Bob</dc:creator><dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>",
        "<title>u</title>",
    )
    assert [e.authors for e in feed.entries] == [("Bob", "Ann"), ("Ed",)]


def test_a_name_is_shown_without_the_address_beside_it() -> None:
    assert item("<title>t</title><dc:creator>Ann (ann@news.example)</dc:creator>").authors == ("Ann",)


# -- dates and files -----------------------------------------------------------------------------------------------


def test_what_is_only_updated_counts_as_published_then_and_not_the_other_way() -> None:
    changed = entry("<id>1</id><updated>2026-11-24T08:00:00Z</updated>")
    assert changed.published == changed.updated is not None
    issued = entry("<id>1</id><published>2026-11-24T08:00:00Z</published>")
    assert issued.updated is None


def test_files_of_media_rss_are_enclosures_with_previews_last() -> None:
    found = entry(
        '<id>1</id><media:thumbnail url="/t.jpg"/><media:group><media:thumbnail url=" /t.jpg "/>'
        '<media:content url="/v" type="video/mp4"/><media:content url="/p" medium="image"/>'
        '<media:content url=" "/><media:content url="/d" medium="document"/></media:group>'
        '<media:peerLink type="application/x-bittorrent" href="/v.torrent"/>'
    )
    assert [(e.url.removeprefix("https://news.example"), e.type, e.length) for e in found.enclosures] == [
        ("/v", "video/mp4", None),
        ("/p", "image/*", None),
        ("/d", None, None),
        ("/v.torrent", "application/x-bittorrent", None),
        ("/t.jpg", "image/*", None),
    ]


def test_content_that_is_elsewhere_is_a_file_unless_it_is_a_page() -> None:
    found = entry('<id>1</id><title>t</title><content src="/p.png" type="image/png"/>')
    assert (found.link, [(e.url, e.type) for e in found.enclosures]) == (
        None,
        [("https://news.example/p.png", "image/png")],
    )


# -- identity ------------------------------------------------------------------------------------------------------


def test_a_guid_with_different_links_names_different_entries() -> None:
    items = [
        f'<title>{title}</title><link>/{link}</link><guid isPermaLink="false">g</guid>'
        for title, link in (("A", "a"), ("B", "b"), ("C", "a"), ("A", "a"))
    ]
    found = rss("", *items).entries
    assert [e.title for e in found] == ["A", "B", "C"]
    assert len({e.guid for e in found}) == 3


def test_a_guid_with_the_same_link_is_a_repetition_whatever_its_title() -> None:
    items = [f'<title>{title}</title><link>/1</link><guid isPermaLink="false">g</guid>' for title in "AB"]
    assert [(e.guid, e.title) for e in rss("", *items).entries] == [("g", "A")]


def test_entries_without_guids_that_lead_to_the_same_page_are_told_apart_by_their_titles() -> None:
    status = [f"<title>{title}</title><link>https://status.example/</link>" for title in ("Down", "Up", "Down")]
    found = rss("", *status).entries
    assert [e.title for e in found] == ["Down", "Up"]
    assert len({e.guid for e in found}) == 2


def test_a_relative_id_is_no_link_though_it_is_resolved() -> None:
    (found,) = parse(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://ids.example/"><entry><id>1</id></entry></feed>',
        url=URL,
    ).entries
    assert (found.guid, found.link) == ("https://ids.example/1", None)


def test_a_feed_without_an_id_has_none() -> None:
    assert rss("<title>t</title>").info.id is None


def test_markup_inside_a_guid_is_part_of_it() -> None:
    guids = [f'<title>t</title><guid isPermaLink="false"><a href="/{n}">link</a></guid>' for n in (1, 2)]
    assert [e.guid for e in rss("", *guids).entries] == ['<a href="/1">link</a>', '<a href="/2">link</a>']


# -- texts ---------------------------------------------------------------------------------------------------------


def test_what_is_declared_as_plain_text_is_shown_as_it_is_written() -> None:
    plain = entry('<id>1</id><content type="text/plain">use &lt;b&gt; for bold&lt;/b&gt;</content>')
    assert plain.content == "use &lt;b&gt; for bold&lt;/b&gt;"
    careless = entry("<id>1</id><content>a &lt;b&gt;bold&lt;/b&gt; move</content>")
    assert careless.content == "a <b>bold</b> move"
