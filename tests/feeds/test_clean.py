"""HTML from strangers: what is kept, what goes, and that nothing makes it hang."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.feeds.clean import MAX_DEPTH, MAX_HTML, clean_html, html_to_line

BASE = "https://news.example/2021/story"


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>two</b> <em>three</em></p>",
        "<h2>Head</h2><p>text</p>",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        '<ol start="3"><li>c</li></ol>',
        "<blockquote><p>said</p></blockquote>",
        "<pre><code>x &lt; y</code></pre>",
        '<table><tr><th>a</th><td colspan="2">b</td></tr></table>',
        '<figure><img src="https://news.example/a.jpg" alt="A bridge"><figcaption>A bridge</figcaption></figure>',
        '<p><a href="https://other.example/x">link</a></p>',
        '<a href="#note-1">1</a>',
        '<a href="mailto:desk@news.example">write</a>',
    ],
)
def test_text_and_structure_stay_as_they_are(html: str) -> None:
    assert clean_html(html, base=BASE) == html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ("a<iframe src='https://x.example/'>inside</iframe>b", "ab"),
        ("a<svg onload=x><text>t</text></svg>b", "ab"),
        ("a<object><p>x</p></object>b", "ab"),
        ("a<!-- b -->c", "ac"),
        ("<p onclick='x()' style='y' class='z' id='w'>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href=' JAVA\tSCRIPT:x'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
        ("<form><input value=1><p>a</p><button>b</button></form>", "<p>a</p>"),
        ("<z>a</z>", "a"),
        ("<xhtml:p>a</xhtml:p>", "<p>a</p>"),
        ("a<noscript>b</noscript>", "ab"),
        ("<math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>x=1</annotation></math>", "x=1"),
    ],
)
def test_what_acts_goes_and_what_is_read_stays(html: str, kept: str) -> None:
    assert clean_html(html, base=BASE) == kept


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://t.example/p.gif" width="1" height="1">',
        '<img src="https://t.example/p.gif" width="0">',
        '<img src="https://t.example/p.gif" style="display: none">',
        '<img src="https://pixel.wp.com/b.gif?x=1" alt="">',
        '<img src="https://feeds.feedburner.com/~r/news/~4/x">',
        "<img>",
        '<img src="data:image/gif;base64,R0lG">',
    ],
)
def test_images_that_are_not_to_be_seen_go(image: str) -> None:
    assert clean_html(f"<p>a{image}</p>", base=BASE) == "<p>a</p>"


def test_links_and_images_become_absolute_and_lose_tracking() -> None:
    html = '<a href="/x?utm_source=rss&amp;id=1">a</a><img src="../b.jpg" alt="b">'
    kept = '<a href="https://news.example/x?id=1">a</a><img src="https://news.example/b.jpg" alt="b">'
    assert clean_html(html, base=BASE) == kept


def test_an_image_that_loads_late_is_found() -> None:
    assert 'src="https://news.example/real.jpg"' in clean_html(
        '<img src="data:image/gif,x" data-src="/real.jpg" alt="a">', base=BASE
    )


def test_candidates_of_a_picture_are_cleaned_one_by_one() -> None:
    html = '<img alt="a" srcset="https://stats.wordpress.com/t.png 1x, /b.jpg 2x, javascript:x 3x">'
    assert 'srcset="https://news.example/b.jpg 2x"' in clean_html(html, base=BASE)


def test_text_without_markup_is_escaped_once() -> None:
    assert clean_html("AT&amp;T < 5 &#8364;") == "AT&amp;T &lt; 5 €"


def test_control_characters_hidden_in_entities_go() -> None:
    assert clean_html("a&#27;[31m&#x9b;b&#13;c") == "a[31mbc" or "\x1b" not in clean_html("a&#27;[31m")
    for html in ("a&#27;b&#x202e;c", "<p>a&#27;b&#x202e;c</p>", "<img alt='a&#27;&#x9b;b' src='/x'>"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", clean_html(html, base=BASE))


def test_deep_nesting_is_flattened_and_its_text_kept() -> None:
    html = clean_html("<div>" * 5000 + "deep" + "</div>" * 5000)
    assert "deep" in html
    assert html.count("<div>") <= MAX_DEPTH


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000, "<b><i><a href=x>" * 20_000, "<table><tr><td>" * 5000, "<p " + "a='1' " * 100_000 + ">",
        "<a " * 50_000, "<!--" * 20_000, "&" * 200_000, "<" * 100_000, "<p>" * 200_000, "</p>" * 200_000,
        "<svg>" * 50_000, "x" * 3_000_000,
        "<li><ul>" * 20_000,
    ],
    ids=lambda html: html[:12],
)  # fmt: skip
def test_nothing_makes_it_hang_or_grow(html: str) -> None:
    began = time.process_time()
    assert len(clean_html(html)) <= MAX_HTML + 2000
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("A &amp; B", "A & B"),
        ("A <b>bold</b> word", "A bold word"),
        ("one<br>two<p>three</p>", "one two three"),
        ("5 < 6", "5 < 6"),
        ("a\n\t b", "a b"),
        ("a<script>x</script>", "a"),
        ("\u202ereversed &#27;[0m", "reversed [0m"),
    ],
)
def test_a_line_is_the_text_alone(html: str, line: str) -> None:
    assert html_to_line(html) == line


@given(st.text(alphabet=st.sampled_from("<>/&;\"'=#!-[]apbi xscript:\x1b\u202e\n"), max_size=120))
def test_cleaning_twice_changes_nothing_and_leaves_no_danger(html: str) -> None:
    once = clean_html(html, base=BASE)
    assert clean_html(once, base=BASE) == once
    assert not re.search(r"<script|<style|\son\w+=|\x1b|\u202e", once)


WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
SHOWN = st.sampled_from(["p", "b", "div", "li", "td", "font", "form", "section", "x-card", "noscript", "label", "math"])
HIDDEN = st.sampled_from(["script", "style", "iframe", "object", "svg", "select", "textarea", "template", "embed"])
ACTING = st.sampled_from([
    "", " onclick='x()'", ' style="position:fixed"', " onerror=x", " href='javascript:x'", " src='vbscript:x'",
    ' formaction="javascript:x"', " srcdoc='&lt;script'", " HREF='jAvA&#x09;script:x'", " xlink:href=data:x",
])  # fmt: skip


def element(tag: str, attributes: str, inside: str) -> str:
    return f"<{tag}{attributes}>{inside}</{tag}>"


shown = st.recursive(WORDS, lambda inside: st.builds(element, SHOWN, ACTING, inside), max_leaves=4)
hidden = st.builds(element, HIDDEN.filter(lambda tag: tag != "embed"), ACTING, WORDS.map(str.upper))
pieces = st.lists(shown | hidden | st.builds(lambda a: f"<img{a} alt=''>", ACTING), max_size=8)


@given(pieces)
def test_all_visible_text_survives_and_nothing_that_acts(parts: list[str]) -> None:
    """What is shown is in lower case here, what is not in capitals."""
    made = clean_html("".join(parts), base=BASE)
    visible = re.sub(r"<[^<>]*>", "", "".join(parts))
    assert re.sub(r"<[^<>]*>|\s", "", made) == re.sub(r"[A-Z\s]", "", visible)
    assert not re.search(r"(?i)<(?:script|style|iframe|object|embed|form|svg)|\son\w+=|script:|data:|style=", made)
