"""Footnotes: marks above the line in the text, notes with their marks below it, and no way back in either."""

from __future__ import annotations

import pytest

from newsterm.articles import from_feed_html
from newsterm.articles.notes import raised
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
    ],
    ids=["upwards", "words", "page", "nowhere"],
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


def test_a_page_of_notes_costs_no_more_than_its_size() -> None:
    marks = "".join(f"<a href='#n{n}'>{n % 999}</a>" for n in range(5000))
    notes = "".join(f"<p id='n{n}'>Note.</p>" for n in range(5000))
    assert from_feed_html(f"<p>{marks}</p>{notes}").text
