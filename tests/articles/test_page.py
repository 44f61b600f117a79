"""What `extract_page` makes of pages."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.articles import EXTRACTOR, extract_page, from_feed_html
from newsterm.articles.decode import decode
from newsterm.errors import ExtractError
from newsterm.model import Article, BlockKind
from tests.articles.pages import SAMPLES

URL = "https://courier.example/news/pier?from=feed"
PROSE = (
    "The council met for nine hours on Monday before it agreed on the plan, the mayor said, and nobody left early. "
    "It was the longest meeting since the flood, according to the clerk who keeps the minutes of all of them."
)


def body(article: Article) -> list[str]:
    return [block.text for block in article.blocks if not block.furniture]


def page(inside: str) -> Article:
    return extract_page(f"<html><body><article>{inside}<p>{PROSE}</p></article></body></html>", url=URL)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_body_is_whole_and_furniture_stays_out_of_it(name: str) -> None:
    sample = SAMPLES[name]
    article = extract_page(sample.html, url=URL)
    assert [text for text in body(article) if text in sample.body] == list(sample.body)
    assert not [line for line in sample.furniture if line in article.text]


def test_nothing_else_than_the_body_is_in_the_text_of_most_samples() -> None:
    exact = [name for name, s in SAMPLES.items() if body(extract_page(s.html, url=URL)) == list(s.body)]
    assert len(exact) >= 3


def test_a_page_tells_its_title_byline_dates_outlet_language_and_address() -> None:
    article = extract_page(SAMPLES["classic"].html, url=URL)
    assert article.title == "Vellmar closes its eastern pier"
    assert article.byline == "Lena Brandt"
    assert article.outlet == "The Vellmar Courier"
    assert article.published == datetime(2026, 10, 6, 7, 30, tzinfo=UTC)
    assert article.modified == datetime(2026, 10, 7, 8, 0, tzinfo=UTC)
    assert article.language == "en-GB"
    assert article.url == "https://courier.example/news/pier"
    assert (article.origin, article.extractor) == ("page", EXTRACTOR)


def test_furniture_is_kept_as_labelled_blocks_without_offsets() -> None:
    article = extract_page(SAMPLES["classic"].html, url=URL)
    folded = {block.label: block for block in article.blocks if block.furniture}
    assert {"caption", "related", "newsletter"} <= set(folded)
    assert all(block.start is None and block.end is None for block in folded.values())
    assert folded["caption"].kind is BlockKind.CAPTION
    assert folded["caption"].image == "https://courier.example/img/pier.jpg"


def test_lists_nest_and_carry_bullets_and_numbers() -> None:
    article = page(
        f"<p>{PROSE}</p><ol start='3'><li>The first thing that was agreed<ul><li>with a detail below it</li></ul></li>"
        "<li>The second thing that was agreed</li></ol>"
    )
    items = [(b.marker, b.level, b.text) for b in article.blocks if b.kind is BlockKind.LIST]
    assert items == [
        ("3.", 0, "The first thing that was agreed"),
        ("•", 1, "with a detail below it"),
        ("4.", 0, "The second thing that was agreed"),
    ]


def test_quotes_code_tables_and_headings_keep_their_kind() -> None:
    article = page(
        f"<p>{PROSE}</p><h3>What was said</h3><blockquote><p>We were told of it only on the evening before.</p>"
        "</blockquote><pre>a = 1\n  b = 2</pre><table><tr><th>Year</th><th>Visitors</th></tr>"
        "<tr><td>2025</td><td>9,000</td></tr></table>"
    )
    by_kind = {block.kind: block for block in article.blocks}
    assert by_kind[BlockKind.HEADING].level == 3
    assert by_kind[BlockKind.QUOTE].text.startswith("We were told")
    assert by_kind[BlockKind.CODE].text == "a = 1\n  b = 2"
    assert by_kind[BlockKind.TABLE].rows == (("Year", "Visitors"), ("2025", "9,000"))


def test_links_have_spans_in_their_block_and_absolute_addresses() -> None:
    article = page(f"<p>See <a href='../rules?a=1'>the <b>rules</b></a> of the harbour. {PROSE}</p>")
    block = article.blocks[0]
    (link,) = block.links
    assert block.text[link.span.start : link.span.end] == "the rules"
    assert link.url == "https://courier.example/rules?a=1"


def test_links_that_run_code_or_open_files_are_plain_text() -> None:
    inside = "".join(
        f"<a href='{href}'>word</a> " for href in ("javascript:alert(1)", "file:///etc/passwd", "http://[")
    )
    assert page(f"<p>{inside}{PROSE}</p>").blocks[0].links == ()


def test_text_that_is_not_shown_is_not_text() -> None:
    article = page(f"<p>{PROSE}<script>steal()</script><span hidden>secret</span></p><p style='display: none'>gone</p>")
    assert not [word for word in ("steal", "secret", "gone") if word in article.text]


def test_control_characters_of_entities_are_dropped() -> None:
    assert "\x1b" not in page(f"<p>A &#27;[31mred word in this. {PROSE}</p>").text


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "section"])
def test_text_below_thousands_of_elements_is_kept(tag: str) -> None:
    article = extract_page(f"<html><body>{f'<{tag}>' * 4000}<p>{PROSE}</p></body></html>", url=URL)
    assert "nobody left early" in article.text


def test_a_tag_with_a_hundred_thousand_attributes_costs_nothing() -> None:
    stuffed = " ".join(f"a{n}=1" for n in range(100_000))
    assert page(f"<p>{PROSE}</p><div {stuffed}></div>").text


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        ("Müller — „ja“".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("Müller — „ja“".encode(), None),
        ("Müller — „ja“".encode("cp1252"), None),
        ("\ufeffMüller — „ja“".encode("utf-16-le"), "text/html"),
        (b"<meta charset='windows-1252'>" + "Müller — „ja“".encode("cp1252"), None),
        ("Müller — „ja“".encode(), "text/html; charset=hex"),
        ("Müller — „ja“".encode(), "text/html; charset=no-such"),
        ("Müller — „ja“".encode() + b" x" * 400 + b"\xff", "text/html; charset=utf-8"),
    ],
)
def test_the_charset_is_found(raw: bytes, content_type: str | None) -> None:
    assert "Müller — „ja“" in decode(raw, content_type)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>", "JavaScript"),
        ("<form><input type='password'></form><p>Log in</p>", "login"),
        ("<p>Checking your browser</p>", "human"),
        ("<ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul>", "no article"),
        ("", "empty"),
        ("<p></p>", "no text"),
    ],
)
def test_a_page_without_an_article_says_why(html: str, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        extract_page(html, url=URL)


def test_the_beginning_of_a_paid_story_says_that_it_is_one() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    assert "subscription" in (page(f"{data}<p>{PROSE}</p>").note or "")
    assert page(f"<p>{PROSE}</p>").note is None


def test_a_selector_names_the_body() -> None:
    html = f"<body><div class=a><p>One short line.</p></div><div class=b><p>{PROSE}</p></div></body>"
    assert extract_page(html, url=URL, selector=".a").text == "One short line."
    with pytest.raises(ExtractError, match="Nothing on the page"):
        extract_page(html, url=URL, selector=".c")
    with pytest.raises(ExtractError, match="no CSS selector"):
        extract_page(html, url=URL, selector=">>")


def test_importing_articles_imports_no_extractor() -> None:
    code = (
        "import sys, newsterm.articles; print([m for m in ('lxml', 'trafilatura', 'readability') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


_NAMES = "p div ul ol li blockquote pre table tr td h2 a b span br figure figcaption img code dl dd"
_TAGS = st.sampled_from(_NAMES.split())
_TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [PROSE, "&#27;", "&amp;", "<", "…"]
)
_FRAGMENT = st.lists(
    st.one_of(
        _TEXT,
        _TAGS.map("<{}>".format),
        _TAGS.map("</{}>".format),
        st.builds("<{} class='{}' href='{}'>".format, _TAGS, st.sampled_from(["share", "byline", ""]), _TEXT),
    ),
    max_size=25,
).map("".join)


def exact(article: Article) -> bool:
    placed = [block for block in article.blocks if block.start is not None]
    return (
        all(article.text[b.start : b.end] == b.text for b in placed)
        and article.text == "\n\n".join(b.text for b in placed)
        and all(0 <= k.span.start < k.span.end <= len(b.text) for b in article.blocks for k in b.links)
    )


@settings(max_examples=60, deadline=None)
@given(_FRAGMENT)
def test_offsets_are_exact_for_any_markup(html: str) -> None:
    assert exact(from_feed_html(html, url=URL))
    try:
        article = extract_page(html, url=URL)
    except ExtractError:
        return
    assert exact(article)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_give_an_article_or_an_error_in_words(raw: bytes, content_type: str) -> None:
    with suppress(ExtractError):
        extract_page(raw, url="not an address [", content_type=content_type)
