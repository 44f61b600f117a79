"""Markdown: words go out as they are, claims with footnotes, and nothing of a stranger's is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from newsterm.export.markdown import claims_markdown, reading_markdown, readings_markdown
from newsterm.model import BlockKind

from .world import HOSTILE, LINK, SAID, TEXTS, claim, highlighted, reading, usual

if TYPE_CHECKING:
    from markdown_it.token import Token

# CommonMark, and what GitHub makes of it: tables, strikethrough, and bare addresses as links.
_RENDERERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like"))
_RENDERERS[1].linkify.set({"fuzzy_link": False})  # GitHub takes no bare "post.com" for an address


def tokens(markdown: str, renderer: MarkdownIt = _RENDERERS[1]) -> list[Token]:
    return [inner for token in renderer.parse(markdown) for inner in (token, *(token.children or ()))]


def words(markdown: str) -> str:
    """What a reader of the rendered text sees, without white space."""
    seen = (t.content if t.type in {"text", "code_block", "fence", "code_inline"} else "" for t in tokens(markdown))
    return "".join("".join(seen).split())


def test_the_words_of_a_claim_are_followed_by_its_footnote() -> None:
    made = reading_markdown(usual())
    assert "said the port was safe[^c1]. A report found \\<b\\>nothing[^c2]\\</b\\>." in made
    (note,) = re.findall(r"^\[\^c1\]: (.*)$", made, re.MULTILINE)
    assert note.startswith("Said by Ana Sorel (named person); via Northwire; cue “said”; when on Monday (2026-11-23)")
    assert "hedged “reportedly”" in note
    assert "found with high confidence" in note
    assert note.endswith(
        f"In: Lena Brandt, “Ministers weigh”, Harbour Post, 24 November 2026, <{LINK}>, accessed 24 November 2026."
    )


def test_a_renderer_of_footnotes_finds_one_for_each_claim() -> None:
    found = MarkdownIt("commonmark").use(footnote_plugin).parse(reading_markdown(usual()))
    marks = [inner for token in found for inner in token.children or () if inner.type == "footnote_ref"]
    assert [mark.meta["label"] for mark in marks] == ["c1", "c2"]
    assert [token.meta["label"] for token in found if token.type == "footnote_open"] == ["c1", "c2"]


def test_no_bare_address_of_a_stranger_becomes_a_link() -> None:
    for words in ("https://evil.com/x", "see HTTP://evil.com.", "ana@evil.com", "ftp://evil.com", "//evil.com"):
        made = reading_markdown(reading((BlockKind.PARAGRAPH, words), title=words, author=words, link=None))
        assert "link_open" not in {token.type for token in tokens(made)}, words


def test_footnotes_of_several_items_have_names_of_their_own() -> None:
    made = "".join(readings_markdown([usual(), usual()]))
    assert re.findall(r"^\[\^(c\d)\]:", made, re.MULTILINE) == ["c1", "c2", "c3", "c4"]


def test_claims_alone_are_quotations_with_their_citation() -> None:
    one = usual()
    made = claims_markdown([(one.item, marked) for marked in one.claims])
    assert made.startswith("> the port was safe\n>\n> — Ana Sorel (named person)")
    assert [token.type for token in tokens(made)].count("blockquote_open") == 2


def test_no_name_of_a_stranger_is_a_link_or_html_anywhere() -> None:
    said = claim(SAID, "the port was safe", name=HOSTILE)
    made = reading_markdown(
        reading((BlockKind.PARAGRAPH, SAID), claims=(said,), title=HOSTILE, author=HOSTILE, outlet=HOSTILE)
    )
    found = [token for token in tokens(made) if token.type in {"link_open", "html_inline", "html_block", "image"}]
    assert {token.attrs["href"] for token in found} == {LINK}


@given(st.sampled_from([k for k in BlockKind if k not in {BlockKind.TABLE, BlockKind.FURNITURE}]), TEXTS, st.data())
def test_any_text_is_shown_letter_for_letter(kind: BlockKind, text: str, data: st.DataObject) -> None:
    marks = ()
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        marks = (claim(text, text[start:], start=start),)
    made = reading_markdown(reading((kind, text), title="t", author="a", link=None, outlet="o", claims=marks))
    body = made.partition("\n\n")[2].partition("\n\n")[2].partition("[^c1]:")[0]
    for renderer in _RENDERERS:
        assert not {t.type for t in tokens(body, renderer)} & {"html_inline", "html_block", "link_open", "image"}
    shown = words(body).replace("[^c1]", "").removeprefix("*" if kind is BlockKind.FOOTNOTE else "")
    assert shown == "".join(text.split())


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_cell_of_a_table_is_shown_letter_for_letter(cells: list[str]) -> None:
    from msgspec.structs import replace

    one = reading((BlockKind.TABLE, "x"), title="t", author="a", link=None, outlet="o")
    assert one.article is not None
    table = replace(one.article.blocks[0], rows=(tuple(cells), tuple(cells)))
    made = reading_markdown(replace(one, article=replace(one.article, blocks=(table,))))
    assert words(made.partition("\n\n")[2].partition("\n\n")[2]) == 2 * "".join("".join(cells).split())


def test_highlights_are_footnotes_and_those_that_are_gone_say_what_they_were() -> None:
    made = reading_markdown(highlighted())
    assert "Transport[^c1] Minister" in made
    assert "\n[^c1]: Your highlight; highlighted 23 November 2026; tags x; note " in made
    assert "\n[^c4]: Said by the audit (document); highlighted 23 November 2026. In: " in made
    assert "\n\nAlso highlighted: [^c6]\n\n" in made
    (lost,) = (line for line in made.splitlines() if line.startswith("[^c6]: "))
    assert "no longer in the text; note where is it?" in lost
    shown = words(made)
    assert "".join(f"“{HOSTILE}” Your highlight".split()) in shown
    assert "".join(f"Note: {HOSTILE}".split()) in shown
