"""Documents of every format become the same values, and what is no feed is told in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsterm.errors import ParseError
from newsterm.feeds.parse import parse
from newsterm.model import Enclosure, Entry, ParsedFeed

URL = "https://news.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(channel: str = "", *items: str, attributes: str = "") -> ParsedFeed:
    inside = channel + "".join(f"<item>{item}</item>" for item in items)
    return read(f'<rss version="2.0" {NAMESPACES} {attributes}><channel>{inside}</channel></rss>')


def atom(feed: str = "", *entries: str, attributes: str = "") -> ParsedFeed:
    inside = feed + "".join(f"<entry>{entry}</entry>" for entry in entries)
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{inside}</feed>')


def read(text: str, **more: str) -> ParsedFeed:
    return parse(text.encode("utf-8"), url=URL, **more)


def item(text: str) -> Entry:
    (entry,) = rss("", text).entries
    return entry


def entry(text: str) -> Entry:
    (found,) = atom("", text).entries
    return found


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


# -- whole documents -----------------------------------------------------------------------------------------------


def test_an_rss_document() -> None:
    feed = rss(
        "<title>Harbour &amp; Hill</title><link>https://news.example/</link><description>Local news</description>"
        '<language>en-GB</language><atom:link rel="self" href="https://news.example/rss"/><ttl>90</ttl>'
        "<managingEditor>ed@news.example (Ed Itor)</managingEditor><category>local</category>"
        "<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><image><url>/logo.png</url></image>"
        "<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>99</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>Someday</day></skipDays>",
        '<title>Bridge opens</title><link>/bridge?utm_source=rss</link><guid isPermaLink="false">b-1</guid>'
        "<description>&lt;p&gt;It &lt;b&gt;opened&lt;/b&gt;.&lt;/p&gt;</description>"
        "<author>ann@news.example (Ann)</author>"
        "<pubDate>Tue, 24 Nov 2026 07:00:00 +0100</pubDate><category>bridges</category><category>bridges</category>"
        '<comments>/bridge#comments</comments><enclosure url="/bridge.mp3" type="audio/mpeg" length="1200"/>',
    )
    info = feed.info
    assert (info.title, info.link, info.feed_link) == (
        "Harbour & Hill",
        "https://news.example/",
        "https://news.example/rss",
    )
    assert (info.description, info.language, info.image) == ("Local news", "en-gb", "https://news.example/logo.png")
    assert (info.authors, info.categories, info.published) == (("Ed Itor",), ("local",), at(2026, 11, 24, 8))
    assert info.pace.ttl == timedelta(minutes=90)
    assert info.pace.skip_hours == {0, 5}
    assert info.pace.skip_days == {6}
    assert feed.entries == (
        Entry(
            guid="b-1",
            title="Bridge opens",
            link="https://news.example/bridge",
            comments="https://news.example/bridge#comments",
            published=at(2026, 11, 24, 6),
            authors=("Ann",),
            categories=("bridges",),
            enclosures=(Enclosure(url="https://news.example/bridge.mp3", type="audio/mpeg", length=1200),),
            media=("https://news.example/bridge.mp3",),
            language="en-gb",
            summary="<p>It <b>opened</b>.</p>",
        ),
    )


def test_an_atom_document() -> None:
    feed = atom(
        '<id>tag:news.example,2026:all</id><title type="html">Harbour &amp;amp; Hill</title>'
        "<subtitle>Local news</subtitle>"
        '<link href="/"/><link rel="self" href="/feeds/all.xml"/><logo>/logo.png</logo>'
        "<author><name>Ann</name></author>"
        "<updated>2026-11-24T08:00:00Z</updated><category term='local' label='Local'/>",
        '<id>tag:news.example,2026:1</id><title>5 &lt; 6</title><link href="/1"/>'
        "<updated>2026-11-24T07:00:00+01:00</updated>"
        '<summary>Short &amp; plain</summary><content type="xhtml">'
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>opened</b>.'
        '</p></div></content><link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="7"/>'
        '<link rel="replies" type="text/html" href="/1#talk"/>',
        attributes='xml:lang="en"',
    )
    assert feed.info.title == "Harbour & Hill"
    assert (feed.info.id, feed.info.link) == ("tag:news.example,2026:all", "https://news.example/")
    assert (feed.info.language, feed.info.categories, feed.info.updated) == ("en", ("Local",), at(2026, 11, 24, 8))
    (found,) = feed.entries
    assert (found.guid, found.title, found.link) == ("tag:news.example,2026:1", "5 < 6", "https://news.example/1")
    assert (found.summary, found.content) == ("Short &amp; plain", "<div><p>It <b>opened</b>.</p></div>")
    assert (found.published, found.updated) == (at(2026, 11, 24, 6), at(2026, 11, 24, 6))
    assert (found.authors, found.language, found.comments) == (("Ann",), "en", "https://news.example/1#talk")
    assert found.enclosures == (Enclosure(url="https://news.example/a.mp3", type="audio/mpeg", length=7),)


def test_an_rdf_document_has_its_items_beside_the_channel() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        '<channel rdf:about="https://news.example/"><title>Hill</title><link>https://news.example/</link>'
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>"
        '<item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link>'
        "<dc:creator>Ann</dc:creator><dc:date>2026-11-24</dc:date><dc:subject>hills</dc:subject></item></rdf:RDF>"
    )
    assert feed.info.pace.update_every == timedelta(hours=6)
    (one,) = feed.entries
    assert (one.guid, one.link, one.title) == ("https://news.example/1", "https://news.example/1", "One")
    assert (one.authors, one.published, one.categories) == (("Ann",), at(2026, 11, 24), ("hills",))


def test_an_atom_03_document_with_its_modes() -> None:
    feed = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Hill</title><entry><id>1</id>'
        '<title mode="base64" type="text/html">SGlsbCA8Yj5yYWNlPC9iPg==</title><issued>2026-11-24T07:00:00Z</issued>'
        "<modified>2026-11-24T08:00:00Z</modified>"
        '<content mode="escaped" type="text/html">&lt;p&gt;x&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    (found,) = feed.entries
    assert (found.title, found.content) == ("Hill race", "<p>x</p>")
    assert (found.published, found.updated) == (at(2026, 11, 24, 7), at(2026, 11, 24, 8))


def test_a_single_atom_entry_is_a_feed_of_one() -> None:
    assert len(read('<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id><title>One</title></entry>').entries) == 1


# -- identity ------------------------------------------------------------------------------------------------------


def test_an_entry_is_known_by_its_guid_else_its_link_else_what_it_says() -> None:
    guids = [
        item("<guid>g</guid><link>/1</link><title>t</title>").guid,
        item("<guid> </guid><link>/1</link><title>t</title>").guid,
        item("<title>t</title><pubDate>2026-11-24</pubDate>").guid,
    ]
    assert guids[:2] == ["g", "https://news.example/1"]
    assert guids[2].startswith("sha256:")
    assert guids[2] == item("<title>t</title><pubDate>Tue, 24 Nov 2026 00:00:00 GMT</pubDate>").guid
    assert guids[2] != item("<title>t</title><pubDate>2026-11-25</pubDate>").guid


def test_a_guid_that_is_a_permalink_is_the_link_of_an_entry_without_one() -> None:
    assert item("<guid>https://news.example/7</guid>").link == "https://news.example/7"
    assert item('<guid isPermaLink="false">https://news.example/7</guid><title>t</title>').link is None


def test_repetitions_are_left_out_and_shared_guids_told_apart() -> None:
    same = "<guid>g</guid><link>/1</link><title>t</title>"
    assert len(rss("", same, same).entries) == 1
    two = [e.guid for e in rss("", same, "<guid>g</guid><link>/2</link><title>u</title>").entries]
    turned = [e.guid for e in rss("", "<guid>g</guid><link>/2</link><title>u</title>", same).entries]
    assert len(set(two)) == 2
    assert sorted(two) == sorted(turned)


def test_entries_that_say_nothing_are_left_out() -> None:
    assert rss("", "", "<category/>", "<title> </title>").entries == ()
    assert len(rss("", "<author>Ann</author>").entries) == 1


def test_relative_ids_are_resolved_only_where_the_document_says_to_what() -> None:
    based = atom("", "<id>one</id><title>t</title>", attributes='xml:base="https://ids.example/a/"')
    assert based.entries[0].guid == "https://ids.example/a/one"
    assert entry("<id>one</id><title>t</title>").guid == "one"


# -- texts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bread &amp; butter", "Bread & butter"),
        ("Bread &amp;amp; butter", "Bread & butter"),
        ("<![CDATA[<b>Bold</b> move]]>", "Bold move"),
        ("&lt;i&gt;Odd&lt;/i&gt;\n one", "Odd one"),
        ("Caf&eacute; &mdash; open", "Café — open"),
        ("a&#x1b;[31mb&amp;#27;c", "a[31mbc"),
        ("&#x202e;txet", "txet"),
        ("x" * 3000, "x" * 999 + "…"),
    ],
)
def test_a_title_is_one_clean_line(title: str, shown: str) -> None:
    assert item(f"<title>{title}</title><guid>g</guid>").title == shown


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    assert item("<description>Short news.</description>").title == "Short news."
    long = item(f"<description>{'word ' * 60}</description>").title or ""
    assert long.endswith("word…")
    assert len(long) <= 101
    assert item("<title>&#x200b;</title><guid>g</guid>").title is None


def test_an_xhtml_title_is_its_text() -> None:
    title = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>very</em> B</div></title>'
    assert entry(f"<id>1</id>{title}").title == "A very B"


def test_plain_text_keeps_what_looks_like_markup() -> None:
    found = entry("<id>1</id><title>t</title><summary>if a &lt; b and c &gt; d</summary>")
    assert found.summary == "if a &lt; b and c &gt; d"


def test_content_and_summary_are_kept_apart() -> None:
    found = item(
        "<title>t</title><description>short</description><content:encoded>&lt;p&gt;long&lt;/p&gt;</content:encoded>"
    )
    assert (found.summary, found.content) == ("short", "<p>long</p>")


def test_links_in_texts_follow_xml_base() -> None:
    text = '<content type="html" xml:base="deep/">&lt;a href="x">x&lt;/a></content>'
    found = atom("", f"<id>1</id>{text}", attributes='xml:base="https://base.example/"').entries[0]
    assert found.content == '<a href="https://base.example/deep/x">x</a>'


def test_texts_are_made_harmless() -> None:
    found = item("<description>&lt;script&gt;x&lt;/script&gt;&lt;p onclick='x'&gt;a&lt;/p&gt;</description>")
    assert found.summary == "<p>a</p>"


# -- what comes with it --------------------------------------------------------------------------------------------


def test_media_rss_brings_files_pictures_titles_and_texts() -> None:
    found = item(
        "<media:group><media:title>Bridge</media:title><media:description>From above</media:description>"
        '<media:content url="/b.mp4" type="video/mp4" fileSize="9"/><media:thumbnail url="/t.jpg"/></media:group>'
        "<media:credit>Ann</media:credit>"
    )
    assert (found.title, found.summary, found.authors) == ("Bridge", "From above", ("Ann",))
    assert found.enclosures == (
        Enclosure(url="https://news.example/b.mp4", type="video/mp4", length=9),
        Enclosure(url="https://news.example/t.jpg", type="image/*"),
    )
    assert found.media == ("https://news.example/b.mp4", "https://news.example/t.jpg")


def test_a_picture_that_the_text_shows_is_not_shown_twice() -> None:
    found = item('<description>&lt;img src="/t.jpg"&gt;a</description><media:thumbnail url="/t.jpg"/>')
    assert found.media == ()


@pytest.mark.parametrize(
    ("stated", "length"), [('length="12"', 12), ('length="1,200"', 1200), ('length="?"', 0), ("", None)]
)
def test_the_length_of_an_enclosure(stated: str, length: int | None) -> None:
    assert item(f'<title>t</title><enclosure url="/a.mp3" {stated}/>').enclosures[0].length == length


def test_dangerous_addresses_are_left_out() -> None:
    found = item(
        '<title>t</title><link>javascript:x</link><comments>data:,x</comments><enclosure url="file:///etc/hosts"/>'
    )
    assert (found.link, found.comments, found.enclosures) == (None, None, ())


def test_a_podcast_without_authors_has_its_owner() -> None:
    feed = rss("<itunes:owner><itunes:email>ann@news.example</itunes:email></itunes:owner>", "<title>t</title>")
    assert feed.entries[0].authors == ("ann@news.example",)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("ann@news.example (Ann Lee)", "Ann Lee"),
        ("Ann Lee &lt;ann@news.example&gt;", "Ann Lee"),
        ("Ann Lee (ann@news.example)", "Ann Lee"),
        ("ann@news.example", "ann@news.example"),
        ("Ann Lee (Reuters)", "Ann Lee (Reuters)"),
    ],
)
def test_an_author_is_a_name_where_there_is_one(author: str, name: str) -> None:
    assert item(f"<author>{author}</author>").authors == (name,)


def test_the_page_behind_a_counter_is_the_link() -> None:
    found = item(
        "<link>https://counter.example/~r/1</link><feedburner:origLink>https://news.example/1</feedburner:origLink>"
    )
    assert found.link == "https://news.example/1"


def test_a_document_with_more_entries_than_allowed_is_an_error_in_words() -> None:
    body = b"<rss><channel>" + b"".join(b"<item><guid>%d</guid></item>" % n for n in range(9)) + b"</channel></rss>"
    assert len(parse(body, url=URL, most=9).entries) == 9
    with pytest.raises(ParseError, match=r"has 9 entries; newsterm reads 8\. The setting is poll\.limits\.entries"):
        parse(body, url=URL, most=8)


# -- broken documents ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "HEAD & C</title></item></channel></rss>",
        "HEAD</title><dc:creator>x</dc:creator></item></channel></rss>",
        "HEAD</title><guid>1</guid></item></channel>",
        "\n\n junk <?xml version='1.0'?>HEAD</title></item></channel></rss>",
        "HEAD</title></item></channel></rss><!-- late --><p>",
        "HEAD</title><b></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY x "y">]>HEAD</title></item></channel></rss>',
        "HEAD\x00\x0b</title></item></channel></rss>",
    ],
)
def test_documents_that_are_not_well_formed_are_read_all_the_same(text: str) -> None:
    feed = read(text.replace("HEAD", "<rss><channel><title>Hill</title><item><title>A &amp; B"))
    assert feed.info.title == "Hill"
    assert [(e.title or "")[:5] for e in feed.entries] == ["A & B"]


def test_feedparser_fills_the_same_fields() -> None:
    broken = (
        f'<rss version="2.0" {NAMESPACES}><channel><title>Hill</title><link>https://news.example/</link><ttl>60</ttl><item>'
        "<title>One</title><link>https://news.example/1</link><guid isPermaLink='false'>g</guid><author>Ann</author>"
        "<pubDate>Tue, 24 Nov 2026 07:00:00 GMT</pubDate><category>hills</category>"
        "<description>&lt;p&gt;x&lt;/p&gt;</description>"
        '<enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="3"/><b></item></channel></rss>'
    )
    feed = read(broken)
    assert feed.info.pace.ttl == timedelta(hours=1)
    (one,) = feed.entries
    assert (one.guid, one.title, one.link, one.authors) == ("g", "One", "https://news.example/1", ("Ann",))
    assert (one.published, one.categories, one.summary) == (at(2026, 11, 24, 7), ("hills",), "<p>x</p>")
    assert one.enclosures == (Enclosure(url="https://news.example/a.mp3", type="audio/mpeg", length=3),)


def test_values_that_feedparser_puts_in_odd_places_do_no_harm() -> None:
    odd = "<image><image href='x'/><url x='1'></image><logo a='b'/><ttl c='d'/><item><title>t</b>"
    assert read(f"<rss><channel><title>Hill</title>{odd}").info.title == "Hill"


def test_no_entity_is_ever_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    feed = read(
        f"{bomb}<rss><channel><title>t</title><item><title>{'&b;' * 100}</title><guid>1</guid></item></channel></rss>"
    )
    assert len(feed.entries[0].title or "") <= 1000
    outside = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    feed = read(f"{outside}<rss><channel><title>t</title><item><title>[&f;]</title></item></channel></rss>")
    assert feed.entries[0].title == "[&f;]"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"https://elsewhere.example/feed", 'begins with "https'),
        (b"%PDF-1.4 \xff\xfe", "not a feed"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n<x", "an image .PNG., not a feed"),
        (b"\0\0\0\x18ftypmp42", "a video"),
        (b"%PDF-1.7 <</Type /Catalog>>", "a PDF document, not a feed"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "web page"),
        (
            b"<html><head><title>Sign &amp; in</title></head><input type=password></html>",
            '"Sign & in".* asks for a login',
        ),
        (b"<opml><body/></opml>", "newsterm import"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "a sitemap"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an image .SVG."),
        (b"<catalog/>", "outermost element is <catalog>"),
        (b'{"a": 1}', "neither JSON Feed's version"),
        (b"<p>a<b>c</p>", "not a feed"),
        (b"<" * 500, "feed"),
        (b"<a>" * 5000, "nested too deeply"),
    ],
)
def test_what_is_no_feed_says_what_it_was(body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        parse(body, url=URL)


# -- encodings -----------------------------------------------------------------------------------------------------

TITLE = "Zażółć „gęślą” 日本"
DOCUMENT = f"<rss><channel><title>{TITLE}</title></channel></rss>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert parse(DOCUMENT.encode(encoding), url=URL).info.title == TITLE


@pytest.mark.parametrize(
    ("declared", "encoding", "title"),
    [
        ("windows-1250", "cp1250", "Zażółć gęślą"),
        ("iso-8859-1", "cp1252", "“café” – 5 €"),
        ("gb2312", "gb18030", "新闻"),
        ("shift_jis", "cp932", "日本"),
        ("iso-2022-jp", "iso-2022-jp", "日本"),
        ("koi8-r", "koi8-r", "новости"),
        ("no-such-charset", "utf-8", "日本"),
        ("rot13", "utf-8", "日本"),
        ("iso-8859-1", "utf-8", "日本"),
        ("utf-8", "cp1252", "café"),
    ],
)
def test_declared_encodings_are_believed_where_they_can_be(declared: str, encoding: str, title: str) -> None:
    inside = f"<rss><channel><title>{title}</title></channel></rss>".encode(encoding)
    by_document = f"<?xml version='1.0' encoding='{declared}'?>".encode("ascii") + inside
    assert parse(by_document, url=URL).info.title == title
    assert parse(inside, url=URL, content_type=f"text/xml; charset={declared}").info.title == title


def test_bytes_that_nothing_explains_cost_a_character_not_the_feed() -> None:
    body = DOCUMENT.encode("utf-8").replace(b"<title>", b"<title>\xff\xc0")
    assert (parse(body, url=URL).info.title or "").endswith(TITLE)
