"""What becomes of plain text and of the text that feeds carry, and which text of a story is the better."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.articles import better_of, extract_page, from_feed_html, from_text, is_full
from newsterm.model import Article, BlockKind

LEAD = "The harbour board voted on Tuesday to close the eastern pier for the winter, after divers found cracks in it."
MORE = "“We would rather lose a season than a ferry,” the chair told reporters, and the repairs would begin in March."
FLAT = f"""PORTLAND, NORDIA - MAY 3: Boats at the eastern pier in the spring of last year. (Photo by Jo Ek/Getty Images)
{LEAD}
>MORE: DIVERS FIND AN ANCHOR
{MORE}
Subscribe to our daily newsletter!
The harbour, every morning.
It comes to your inbox and costs nothing.
The ferry will leave from the western quay until further notice, the company said in a statement.
The mayor has opened a bridge that nobody…
A ship carrying nine thousand pianos has…
Teachers in three districts say the new…"""


def body(article: Article) -> list[str]:
    return [block.text for block in article.blocks if not block.furniture]


def words(count: int) -> str:
    return " ".join(["word"] * (count - 1)) + " end."


def test_flat_text_is_kept_and_its_furniture_is_marked_in_place() -> None:
    article = from_text(FLAT)
    assert article.text == FLAT
    assert all(FLAT[b.start : b.end] == b.text for b in article.blocks)
    assert [b.label for b in article.blocks] == [
        "caption", None, "promo", None, "newsletter", "newsletter", "newsletter", None, "teaser", "teaser", "teaser",
    ]  # fmt: skip
    assert article.blocks[0].kind is BlockKind.CAPTION


def test_flat_text_and_bare_paragraphs_have_the_same_body() -> None:
    html = "".join(f"<p>{line}</p>" for line in FLAT.replace(">", "&gt;").split("\n"))
    expected = body(from_text(FLAT))
    assert body(from_feed_html(html)) == expected
    assert body(extract_page(f"<html><body><article>{html}</article></body></html>", url=None)) == expected


def test_the_title_of_a_text_is_its_heading_and_of_a_feed_text_it_is_furniture() -> None:
    first = from_text(f"Pier closed.\n{LEAD}", title="Pier closed").blocks[0]
    assert (first.kind, first.furniture, first.start) == (BlockKind.HEADING, False, 0)
    assert body(from_feed_html(f"<h1>Pier closed</h1><p>{LEAD}</p>", title="Pier closed")) == [LEAD]


def test_lines_of_wrapped_mail_are_one_paragraph() -> None:
    wrapped = "\n".join([LEAD[:60], LEAD[60:], "", MORE[:58], MORE[58:], "", LEAD[:61], LEAD[61:]])
    assert len(from_text(wrapped).blocks) == 3


def test_a_story_that_ends_in_one_ellipsis_has_no_teasers() -> None:
    assert len(body(from_text(f"{LEAD}\n{MORE}\nAnd then it rained…"))) == 3


def test_text_of_nothing_but_furniture_is_its_own_body() -> None:
    assert body(from_text("Subscribe to our newsletter!")) == ["Subscribe to our newsletter!"]


_PARTS = st.sampled_from([LEAD, ">VIDEO: ABC", "\r\n", "\n\n", "…\n", "\u2028"])


@settings(max_examples=80)
@given(st.text(max_size=200) | st.lists(_PARTS).map("".join))
def test_any_text_is_kept_with_exact_offsets(text: str) -> None:
    article = from_text(text)
    assert article.text == text
    assert all(text[b.start : b.end] == b.text.strip() for b in article.blocks)


def test_feed_text_without_markup_is_parted_at_line_ends() -> None:
    assert body(from_feed_html(f"{LEAD}\n\n{MORE}")) == [LEAD, MORE]


def test_the_first_appeared_line_of_a_feed_is_furniture() -> None:
    html = f"<p>{LEAD}</p><p>The post <a href='/p'>Pier closed</a> appeared first on <a href='/'>Courier</a>.</p>"
    assert body(from_feed_html(html)) == [LEAD]


def test_an_entry_without_text_is_an_empty_article() -> None:
    assert from_feed_html("").text == ""
    assert not is_full(from_feed_html("<img src='/a.png'>"))


@pytest.mark.parametrize(
    ("html", "full"),
    [
        (f"<p>{words(90)}</p><p>{words(90)}</p>", True),
        (f"<p>{words(400)}</p>", True),
        (f"<p>{words(40)}</p>", False),
        (f"<p>{words(400)}</p><p>The mayor then…</p>", False),
        (f"<p>{words(90)}</p><p>{words(90)}</p><p><a href='/x'>Continue reading</a></p>", False),
        (f"<p>{words(90)}</p><p>{words(90)} [&hellip;]</p>", False),
    ],
)
def test_a_feed_text_is_full_when_it_is_long_and_not_cut(html: str, full: bool) -> None:
    assert is_full(from_feed_html(html)) is full


def test_the_longer_text_wins_and_takes_what_it_lacks_from_the_other() -> None:
    feed = from_feed_html(f"<p>{LEAD}</p>", title="From the feed", outlet="Courier")
    page = from_feed_html(f"<p>{LEAD}</p><p>{MORE}</p><p>{words(200)}</p>", url="https://courier.example/pier")
    chosen = better_of(feed, page)
    assert chosen.text == page.text
    assert (chosen.title, chosen.outlet, chosen.url) == ("From the feed", "Courier", "https://courier.example/pier")


def test_a_whole_feed_text_is_kept_over_a_page_of_the_same_length() -> None:
    feed = from_feed_html(f"<p>{words(200)}</p><p>{words(200)}</p>")
    assert better_of(feed, from_feed_html(f"<p>{words(420)}</p>")).text == feed.text


def test_a_short_page_about_something_else_is_a_wall() -> None:
    feed = from_feed_html(f"<p>{LEAD}</p>")
    wall = from_feed_html("<p>Before you continue, choose which cookies our partners may store on this device. " * 2)
    assert better_of(feed, wall).text == feed.text


def test_nothing_loses_against_something() -> None:
    feed, nothing = from_feed_html(f"<p>{LEAD}</p>"), from_feed_html("")
    assert better_of(feed, nothing).text == better_of(nothing, feed).text == LEAD


@pytest.mark.parametrize(
    "line",
    [
        "Enjoying this post? Subscribe for free to receive new ones.",
        "Thanks for reading! This post is public, so feel free to share it.",
        "This article is for paid subscribers.",
        "Support independent journalism. Donate today.",
        "Become a member to read on.",
        "Listen to this article",
        "[[ This is a content summary only. Visit my website for more. ]]",
    ],
)
def test_a_feeds_appeals_to_its_readers_are_no_part_of_the_story(line: str) -> None:
    story, appeal = from_feed_html(f"<p>The port is shut.</p><p>{line}</p>").blocks
    assert (story.furniture, appeal.furniture) == (False, True)


@pytest.mark.parametrize(
    "line",
    [
        "Like many of her readers, she chose to share it with the police before it was printed.",
        "Support for the bill has grown since the spring, the minister said.",
        "Subscribe as they might to the theory, few engineers would sign the report.",
        "Become a leader or resign, the paper told the mayor.",
    ],
)
def test_sentences_that_merely_begin_like_an_appeal_are(line: str) -> None:
    assert not any(block.furniture for block in from_feed_html(f"<p>The port is shut.</p><p>{line}</p>").blocks)
