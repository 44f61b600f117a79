"""Footnotes: marks above the line in the text, notes with their marks below it, and no way back in either."""

from __future__ import annotations

import time

import pytest

from newsterm.articles import from_feed_html
from newsterm.articles.markup import parse_markup
from newsterm.articles.notes import mark_notes, raised
from newsterm.model import BlockKind

TEXT = "<p>The pier closed in winter{ref} after divers found cracks, the chair said.</p>"


def blocks(html: str) -> list[tuple[str, str | None, str]]:
    return [(b.kind.value, b.marker, b.text) for b in from_feed_html(html).blocks]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ("<sup><a href='#fn1'>1</a></sup>", "<ol><li id='fn1'>Until April. <a href='#ref1'>↩</a></li></ol>"),
        ("<a href='#n'>[1]</a>", "<p id='n'>[1] Until April.</p>"),
        ("<sup id='r'><a href='#n'>[1]</a></sup>", "<p><a id='n'></a><a href='#r'>[1]</a> Until April.</p>"),
        ("<a href='#n'><sup>(1)</sup></a>", "<div id='n'><a href='#r'>^</a> Until April.</div>"),
        ("<a href='#n'>1</a>", "<p><a name='n' href='#r'>1</a> Until April.</p>"),
    ],
    ids=["list", "brackets", "anchor", "sup inside", "name"],
)
def test_a_mark_and_its_note_find_each_other(reference: str, note: str) -> None:
    text, (kind, marker, words) = blocks(TEXT.format(ref=reference) + note)
    assert text[2] == "The pier closed in winter¹ after divers found cracks, the chair said."
    assert (kind, marker, words.removeprefix("[1] ")) == ("footnote", "¹", "Until April.")


def test_a_symbol_is_a_mark() -> None:
    found = blocks(TEXT.format(ref="<a href='#n'>*</a>") + "<p id='n'>Until April.</p>")
    assert found[1] == ("footnote", "*", "Until April.")


def test_only_the_first_piece_of_a_note_has_its_mark() -> None:
    note = "<ol><li id='n'><p>Until April.</p><p>Or May.</p></li></ol>"
    assert blocks(TEXT.format(ref="<a href='#n'>1</a>") + note)[1:] == [
        ("footnote", "¹", "Until April."),
        ("footnote", None, "Or May."),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p id='top'>First.</p><p>Back to <a href='#top'>1</a> the top.</p>",
        "<p>See <a href='#cost'>costs</a>.</p><p id='cost'>They are high.</p>",
        "<p>Page <a href='#'>2</a></p><p>Text.</p>",
        "<p>Text <a href='#nowhere'>1</a>.</p>",
        "<p><a href='#a'>1</a> <a href='#b'>2</a></p><div><h2 id='a'>Ice</h2><p>Thin.</p><h2 id='b'>Cost</h2></div>",
        "<p>See <a href='#a'>1</a></p><div><p>Before.</p><span id='a'></span>After.</div>",
        f"<p>See <a href='#a'>1</a></p><div id='a'>{'Long. ' * 500}</div>",
        "<p>Text.</p><p data-newsterm-note='9'>Made up by the page.</p>",
    ],
    ids=["upwards", "words", "page", "nowhere", "contents", "in the middle", "a section", "the page's own attribute"],
)
def test_other_links_on_a_page_are_no_footnotes(html: str) -> None:
    assert BlockKind.FOOTNOTE.value not in {kind for kind, _, _ in blocks(html)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2", "²"), ("-1", "⁻¹"), (" 10 ", "¹⁰"), ("st", "st"), ("TM", "TM"), ("12345", "12345"), ("", "")],
)
def test_numbers_are_raised_and_words_are_not(text: str, shown: str) -> None:
    assert raised(text) == shown


def test_a_power_is_no_longer_number() -> None:
    assert blocks("<p>It cost 10<sup>6</sup> crowns on the 1<sup>st</sup> day.</p>")[0][2] == (
        "It cost 10⁶ crowns on the 1st day."
    )


def test_a_raised_link_stays_a_link() -> None:
    (block,) = from_feed_html("<p>It rose.<sup><a href='https://e.example/src'>1</a></sup></p>").blocks
    assert (block.text, block.links[0].url) == ("It rose.¹", "https://e.example/src")


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<a href='#n{n}'>{n % 999}</a>" for n in range(5000))
        + "".join(f"<p id='n{n}'>Note.</p>" for n in range(5000)),
        "<a href='#s'>1</a>" * 5000 + f"<section id='s'>{'<p>Text of a long page.</p>' * 20_000}</section>",
        "<a href='#s'>1</a>" * 5000 + "<div>" * 100 + "<i id='s'>x</i>" + "</div>" * 100,
    ],
    ids=["many notes", "many links to one section", "deep"],
)
def test_a_page_full_of_marks_costs_no_more_than_its_size(html: str) -> None:
    root = parse_markup(f"<div>{html}</div>")
    start = time.process_time()
    mark_notes(root)
    assert time.process_time() - start < 1
