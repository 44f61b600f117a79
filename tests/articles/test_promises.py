"""What holds for every article: nothing lost, nothing foreign, no control characters; over our own pages and texts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.articles import extract_page, from_feed_html, from_text
from newsterm.errors import ExtractError
from newsterm.model import Article, BlockKind
from tests.articles.pages import SAMPLES

URL = "https://tram.example/news/snow"
FLOOR = 0.98
"""The share of what is found that is body (precision), and of the body that is found (recall), in words."""

CAPTION = "Workers clear the tram line at Holm Gate on Sunday morning. (Photo by Rune Dahl/Nordfoto via Getty Images)"
STORY = (
    "The tram line through Holm Gate stays closed until Thursday after the snow of one night, the operator said.",
    "“We have nine ploughs and forty kilometres of track,” said Eva Lund, who runs the depot.",
    "Passengers were told to use the night buses, which the city doubled on Sunday evening.",
    "The forecast is for more snow on Wednesday, the weather service said.",
)
PROMOS = (">READ: HOW A TRAM IS DUG OUT", ">VIDEO: SNOW ON HOLM GATE")
PROMPT = ("Get the morning letter in your inbox!", "By signing up you agree to our privacy policy.")
TEASERS = (
    "A baker in the old town has been fined for selling bread…",
    "Two schools in the north will share one football pitch…",
    "The museum of clocks has lost the key to its...",
    "Nine geese have blocked the ring road for the third...",
    "The council wants to rename the street that nobody...",
    "A diver has found a piano at the bottom of the…",
)
FLAT = "\n\n".join(
    [CAPTION, STORY[0], PROMOS[0], STORY[1], PROMOS[1], STORY[2], *PROMPT, STORY[3], *TEASERS],
)


def controls(text: str) -> list[str]:
    """Characters that could steer a terminal."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


def everything(article: Article) -> list[str]:
    """All strings of an article that are shown."""
    said = [article.title, article.byline, article.outlet, article.url, article.language, article.note]
    said += [words for picture in article.pictures for words in (picture.url, picture.words)]
    return [article.text, *(block.text for block in article.blocks), *(text for text in said if text)]


def test_flat_text_keeps_all_body_and_marks_all_furniture() -> None:
    article = from_text(FLAT)
    assert article.text == FLAT
    assert tuple(block.text for block in article.blocks if not block.furniture) == STORY
    found = {label: tuple(b.text for b in article.blocks if b.label == label) for label in ("promo", "teaser")}
    assert found == {"promo": PROMOS, "teaser": TEASERS}
    assert tuple(block.text for block in article.blocks if block.label == "newsletter") == PROMPT
    assert (article.blocks[0].text, article.blocks[0].kind) == (CAPTION, BlockKind.CAPTION)


def test_furniture_of_flat_text_has_offsets_too() -> None:
    assert all(FLAT[block.start : block.end] == block.text for block in from_text(FLAT).blocks)


def test_the_words_of_our_own_pages_are_found_above_the_floor() -> None:
    hits = found_words = true_words = 0
    for sample in SAMPLES.values():
        found = Counter(extract_page(sample.html, url=URL).text.split())
        true = Counter(" ".join(sample.body).split())
        hits += (found & true).total()
        found_words += found.total()
        true_words += true.total()
    assert hits / found_words >= FLOOR
    assert hits / true_words >= FLOOR


def test_a_story_below_three_hundred_closed_elements_is_whole_and_in_order() -> None:
    inside = "".join(f"<p>{text}</p>" for text in STORY)
    html = f"<html><body>{'<div>' * 300}{inside}{'</div>' * 300}</body></html>"
    assert extract_page(html, url=URL).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("codec", "content_type", "meta"),
    [
        ("cp1251", "text/html; charset=windows-1251", ""),
        ("cp1251", "text/html", "<meta charset=windows-1251>"),
        ("shift_jis", None, "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"),
        ("cp1251", "text/html; charset=windows-1251", "<meta charset=utf-8>"),
    ],
)
def test_a_page_is_read_in_the_charset_of_its_header_else_of_its_meta_element(
    codec: str, content_type: str | None, meta: str
) -> None:
    inside = "".join(f"<p>{text}</p>" for text in (STORY[0], "Снег, сказала Ева. " + STORY[2], STORY[3]))
    raw = f"<html><head>{meta}</head><body><article>{inside}</article></body></html>".encode(codec)
    assert "Снег, сказала Ева." in extract_page(raw, url=URL, content_type=content_type).text


def test_a_page_that_only_offers_a_subscription_says_so() -> None:
    with pytest.raises(ExtractError, match="login or a subscription"):
        extract_page("<h1>Snow</h1><p>Subscribe now</p><a href='/in'>Already a member?</a>", url=URL)


_CLASSES = st.sampled_from(["share", "byline", "related", "newsletter", ""])
_NAMES = st.sampled_from(
    "p div ul ol li blockquote pre table tr td h1 h2 a span br figure figcaption img noscript svg meta".split()
)
_VALUES = st.sampled_from(["/a", "http://[", "&#27;]0;x&#7;", "9" * 5000, "-1", "2020-13-45", "x&#x9b;y"])
_ATTRIBUTES = st.sampled_from(
    ["href", "start", "colspan", "content", "datetime", "title", "src", "srcset", "alt", "width"]
)
_STEERING = st.sampled_from(["\x1b[31m", "&#27;[2J", "&#x9b;1m", "\x00", "&#xD800;", "\x85", "\x08"])
_LINKED = st.sampled_from(
    [
        '{"@type": "NewsArticle", "headline": "a\\u001b[1mb", "author": [[]], "datePublished": 7}',
        '[1, {"@graph": 5, "@type": [1]}]',
        "{",
    ]
).map('<script type="application/ld+json">{}</script>'.format)
_META = st.builds(
    "<meta property='{}' content='{}'>".format,
    st.sampled_from(["og:title", "og:site_name", "og:url", "article:published_time", "author"]),
    _VALUES | _STEERING,
)
_PAGE = st.lists(
    st.one_of(
        st.sampled_from(STORY).map("<p>{}</p>".format),
        st.builds("<{} class='{}' {}='{}'>".format, _NAMES, _CLASSES, _ATTRIBUTES, _VALUES),
        _NAMES.map("</{}>".format),
        _STEERING,
        _LINKED,
        _META,
    ),
    min_size=1,
    max_size=20,
).map("".join)


@settings(max_examples=80)
@given(_PAGE, st.sampled_from([None, "p", "div, p"]))
def test_no_control_character_of_any_page_reaches_an_article(html: str, selector: str | None) -> None:
    made = [from_feed_html(html, url=URL)]
    with suppress(ExtractError):
        made.append(extract_page(html, url=URL, selector=selector))
    for article in made:
        assert not [text for text in everything(article) if controls(text)]
        assert all(article.text[b.start : b.end] == b.text for b in article.blocks if b.start is not None)
        places = [picture.at for picture in article.pictures]
        assert places == sorted(places)
        assert set(places) <= {0, *(b.end for b in article.blocks)}
