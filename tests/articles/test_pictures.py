"""Which images of a text are its pictures, where they stand, and that the text is the same with and without them."""

from __future__ import annotations

import re

import pytest

from newsterm.articles import extract_page, from_feed_html
from newsterm.model import Article, BlockKind

URL = "https://post.example/2026/quay"
LONG = "The harbour board of Vellmar voted on Tuesday to close the eastern pier for the winter as divers found cracks. "


def seen(article: Article) -> list[tuple[str, str]]:
    """The last part of each picture's address, and the text before it."""
    return [(p.url.rpartition("/")[2], article.text[: p.at][-5:]) for p in article.pictures]


def fed(html: str) -> Article:
    article = from_feed_html(html, url=URL)
    bare = from_feed_html(re.sub("<img[^>]*>", "", html), url=URL)
    assert (article.text, [b.text for b in article.blocks]) == (bare.text, [b.text for b in bare.blocks])
    return article


def page(body: str) -> Article:
    return extract_page(f"<html><body><main><article>{body}</article></main></body></html>", url=URL)


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ("<img src=/a.jpg>One.<p>Two.</p>", [("a.jpg", "")]),
        ("<p>One.</p><p><img src=a.jpg></p><p>Two.</p>", [("a.jpg", "One.")]),
        ("<p>One. <img src=a.jpg> More.</p><p>Two.</p>", [("a.jpg", "More.")]),
        ("One.<br><br><img src=a.jpg><br><br>Two.<br><br>Three<img src=b.jpg>", [("a.jpg", "One."), ("b.jpg", "hree")]),
        ("<p>One.</p><a href=/more><img src=a.jpg></a>", [("a.jpg", "One.")]),
        ("<figure><img src=a.jpg><figcaption>Quay</figcaption></figure><p>One.</p>", [("a.jpg", "")]),
        ("<p>One.</p><ul><li><img src=a.jpg>Two.</li></ul>", [("a.jpg", "One.")]),
        ("<img src=a.jpg>", [("a.jpg", "")]),
        ("<p>One.</p><img src=a.jpg><p>Two.</p><img src=a.jpg>", [("a.jpg", "One.")]),
    ],
)  # fmt: skip
def test_a_picture_stands_behind_the_text_that_it_follows(html: str, where: list[tuple[str, str]]) -> None:
    assert [(name, text[-len(before):] if before else text) for (name, text), (_, before)
            in zip(seen(fed(html)), where, strict=True)] == where  # fmt: skip


@pytest.mark.parametrize(
    "attributes",
    [
        'src="data:image/gif;base64,R0lGOD"',
        'src="a.gif" width="1" height="1"',
        'src="a.gif" height="20px"',
        'src="a.gif" style="max-width: 90%; height:12px"',
        'src="a.png" class="wp-smiley"',
        'src="a.png" class="author-avatar photo"',
        'src="a.png" hidden',
        'src="ftp://post.example/a.png"',
        'src="javascript:a.png"',
        'alt="nothing"',
    ],
)
def test_signs_faces_and_counters_are_no_pictures(attributes: str) -> None:
    assert fed(f"<p>One.</p><img {attributes}><p>Two.</p>").pictures == ()


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ('<img src="data:image/gif;base64,R0" data-src="/late.jpg">', "late.jpg"),
        ('<img srcset="s.jpg 320w, m.jpg 1200w, l.jpg 2400w">', "m.jpg"),
        ('<img src=" the quay.jpg ">', "the%20quay.jpg"),
        ('<img srcset="a.jpg 1x, b.jpg 2x">', "b.jpg"),
        ('<img srcset="l.jpg 2400w, x.jpg 4000w">', "l.jpg"),
        ('<img src="data:x"><noscript><img src="plain.jpg"></noscript>', "plain.jpg"),
        ('<img data-src="late.jpg"><noscript><img src="other.jpg"></noscript>', "late.jpg"),
    ],
)
def test_a_picture_that_is_loaded_late_is_found(image: str, name: str) -> None:
    assert [found for found, _ in seen(fed(f"<p>One.</p>{image}<p>Two.</p>"))] == [name]


def test_what_the_page_says_in_a_pictures_place_is_one_clean_line() -> None:
    (picture,) = fed('<p><img src="a.jpg" alt="The\nquay \x1b[2J\u202e"></p>').pictures
    assert picture.words == "The quay [2J"


def test_a_page_shows_what_stands_between_its_title_and_its_end() -> None:
    made = page(
        "<img src=logo.png class=logo><h1>Pier closed</h1><p>By Ana Sol</p><img src=hero.jpg>"
        f"<p>{LONG * 3}</p><div class=related><img src=other.jpg><p>More</p></div><p>{LONG * 2}</p>"
        f"<figure><img src=crack.jpg><figcaption>A crack</figcaption></figure><p>{LONG}End.</p><img src=footer.jpg>"
    )
    assert [name for name, _ in seen(made)] == ["hero.jpg", "crack.jpg"]


def test_the_face_of_who_wrote_it_is_no_picture() -> None:
    head = '<meta name="author" content="Ana Sol">'
    body = f'<article><h1>Pier</h1><img src=ana.jpg alt="Ana Sol"><p>{LONG * 3}</p><p>{LONG}</p></article>'
    assert extract_page(f"<html><head>{head}</head><body>{body}</body></html>", url=URL).pictures == ()


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src=a.jpg><figcaption>The quay</figcaption></figure>",
        "<div><img src=a.jpg><p class=caption>The quay</p></div>",
    ],
)
def test_a_caption_knows_its_picture(figure: str) -> None:
    made = page(f"<p>{LONG * 2}</p>{figure}<p>{LONG * 2}</p>")
    (caption,) = [block for block in made.blocks if block.kind is BlockKind.CAPTION]
    assert [caption.image] == [picture.url for picture in made.pictures] == ["https://post.example/2026/a.jpg"]
