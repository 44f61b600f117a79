"""The page: valid, readable, and nothing of a stranger's in it but words and addresses of the web."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given

from newsterm.export.looks import DARK, LIGHT, LOOKS, OWN_TINT, TINT, Ground, css
from newsterm.export.page import page
from newsterm.model import BlockKind, Kind
from newsterm.ui.render.kinds import KIND_LOOKS

from .world import ABOUT, HOSTILE, LINK, SAID, TEXTS, claim, highlight, highlighted, reading, usual

_STATIC = {"html", "head", "meta", "title", "style", "body"}


def parsed(markup: str) -> html5lib.HTMLParser:
    """The page as a browser reads it; ParseError where it has to guess."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)


def made(*readings: object) -> str:
    return "".join(page(readings, ABOUT))  # type: ignore[arg-type]


def test_a_mark_leads_to_its_claim_and_the_claim_back() -> None:
    tree = parsed(made(usual(), usual()))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    inside = [e.get("href")[1:] for e in tree.iter("a") if e.get("href", "").startswith("#")]
    assert set(inside) <= set(ids)
    assert {"i1", "i2", "i1c1", "i1n1", "i2c2", "i2n2"} <= set(inside)
    marks = ["".join(e.itertext()) for e in tree.iter("mark")]
    assert marks == ["the port was safe", "nothing"] * 2


def test_a_claim_in_two_pieces_is_marked_in_both() -> None:
    from msgspec.structs import replace

    from newsterm.model import Span

    one = claim(SAID, "the port was safe")
    both = replace(one, claim=replace(one.claim, content=(Span(0, 9), *one.claim.content)))
    tree = parsed(made(reading((BlockKind.PARAGRAPH, SAID), claims=(both,))))
    assert ["".join(e.itertext()) for e in tree.iter("mark")] == ["Transport", "the port was safe"]
    assert len([e for e in tree.iter("a") if "sign" in e.get("class", "").split()]) == 1


def test_claims_inside_each_other_lose_no_word() -> None:
    outer, inner = claim(SAID, "said the port was safe"), claim(SAID, "the port", nth=2, kind=Kind.GROUP)
    tree = parsed(made(reading((BlockKind.PARAGRAPH, SAID), claims=(outer, inner))))
    (body,) = (e for e in tree.iter("div") if e.get("lang"))
    for sign in body.iter("a"):
        sign.text = ""
    assert "".join(body.itertext()) == SAID
    assert [e.get("class") for e in body.iter("mark")] == ["k-named-person", "k-group", "k-named-person"]


def test_highlights_have_a_ground_of_their_own_on_which_claims_show() -> None:
    tree = parsed(made(highlighted()))
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    assert {e.get("href")[1:] for e in tree.iter("a") if e.get("href", "").startswith("#")} <= ids
    assert [(e.get("class"), "".join(e.itertext())) for e in tree.iter("mark")] == [
        ("k-own own", "Transport"), ("k-named-person own", "the port was safe"), ("k-document own", "A report"),
        ("k-document", "nothing"),
    ]  # fmt: skip


def test_a_highlight_that_the_text_no_longer_has_is_listed_and_leads_nowhere() -> None:
    tree = parsed(made(highlighted()))
    (lost,) = (e for e in tree.iter("li") if "no longer in the text" in "".join(e.itertext()))
    assert HOSTILE in "".join(lost.itertext())
    assert list(lost.iter("a")) == []


def test_an_items_note_stands_above_its_text_and_the_contents_tell_of_highlights() -> None:
    tree = parsed(made(highlighted()))
    (note,) = (e for e in tree.iter("p") if e.get("class") == "note")
    assert "".join(note.itertext()) == f"✎ {HOSTILE}"
    words = "".join(tree.itertext())
    assert "Harbour Post, 3 claims, 3 highlights" in words
    assert "Claims and highlights" in words
    alone = reading((BlockKind.PARAGRAPH, SAID), claims=(highlight(SAID, "A report"),))
    assert "Harbour Post, 1 highlight\n" in "".join(parsed(made(alone)).itertext())


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    markup = made(usual())
    tree = parsed(markup)
    (policy,) = (e.get("content") for e in tree.iter("meta") if e.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"url\(|@import|<script|<link|<img|<iframe|\sstyle=|\son\w+=", markup)


@pytest.mark.parametrize("kind", list(BlockKind))
def test_what_a_stranger_wrote_is_words_and_nothing_else(kind: BlockKind) -> None:
    said = claim(HOSTILE, HOSTILE, name=HOSTILE)
    tree = parsed(
        made(
            reading((kind, HOSTILE), claims=(said,), title=HOSTILE, author=HOSTILE, outlet=HOSTILE, link="javascript:x")
        )
    )
    assert not {"script", "img", "b", "em"} & {e.tag for e in tree.iter() if isinstance(e.tag, str)}
    assert {e.get("href") for e in tree.iter("a") if not e.get("href").startswith("#")} == set()
    assert "<script>alert(1)</script>" in "".join(tree.itertext())


@given(TEXTS, TEXTS)
def test_any_text_makes_a_valid_page_that_says_it(title: str, text: str) -> None:
    tree = parsed(made(reading((BlockKind.PARAGRAPH, text), title=title or "x")))
    (body,) = (e for e in tree.iter("div") if e.get("lang"))
    assert "".join("".join(body.itertext()).split()) == "".join(text.split())


def test_without_claims_or_text_the_page_is_whole() -> None:
    tree = parsed(made(reading()))
    assert "(no text)" in "".join(tree.itertext())
    parsed(made())


def test_a_link_of_the_article_stays_one() -> None:
    from msgspec.structs import replace

    from newsterm.model import Link, Span

    one = usual()
    assert one.article is not None
    block = replace(one.article.blocks[0], links=(Link(span=Span(0, 9), url="https://gov.example/"),))
    tree = parsed(made(replace(one, article=replace(one.article, blocks=(block,)))))
    assert {e.get("href") for e in tree.iter("a")} >= {LINK, "https://gov.example/"}


# -- colours -----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def mixed(colour: str, paper: str, tint: int) -> str:
    """What `color-mix` in sRGB makes of a colour over paper."""
    pairs = ((int(colour[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round((tint * one + (100 - tint) * other) / 100):02x}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ground", "dark"), [(LIGHT, False), (DARK, True)])
def test_every_colour_of_text_has_the_contrast_that_wcag_asks_for(ground: Ground, dark: bool) -> None:
    kinds = [look.dark if dark else look.light for look in LOOKS.values()]
    for behind in (ground.paper, ground.panel):
        for colour in (ground.ink, ground.faint, ground.link, *kinds):
            assert contrast(colour, behind) >= 4.5, (colour, behind)
    own = LOOKS[Kind.OWN].dark if dark else LOOKS[Kind.OWN].light
    for colour, tint in ((own, OWN_TINT), *((colour, TINT) for colour in kinds)):
        behind = mixed(colour, ground.paper, tint)
        assert contrast(ground.ink, behind) >= 4.5
        assert contrast(ground.link, behind) >= 4.5, "links stand in marks"


def test_the_colours_behind_what_is_marked_are_those_that_are_looked_at() -> None:
    assert [int(found) for found in re.findall(r"color-mix\(in srgb,var\(--\w+\) (\d+)%", css())] == [TINT, OWN_TINT]


def test_kinds_have_the_shapes_of_the_reader_and_no_two_the_same_look() -> None:
    assert {kind: look.shape for kind, look in LOOKS.items()} == {k: look.shape for k, look in KIND_LOOKS.items()}
    assert len({look.line for look in LOOKS.values()}) == len(LOOKS)
