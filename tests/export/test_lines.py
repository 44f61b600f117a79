"""Lines of items: what is written is read again as it was; what is wrong with one is a sentence."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.errors import ParseError
from newsterm.export.lines import is_line, read_copy
from newsterm.export.whole import copy_record
from newsterm.model import BlockKind, Carried, ClaimState, Copy, EntryState, Kind, Link, Picture, Span, clean_line

from .world import HOSTILE, NOW, SAID, TEXTS, claim, highlight, usual


def copy(**more: Any) -> Copy:
    one = usual(title=HOSTILE, content="<p>One</p>", tags=("a", "b"))
    assert one.article is not None
    block = replace(
        one.article.blocks[0], links=(Link(span=Span(0, 4), url="https://x.example/"),), level=2, rows=(("a", "b"),)
    )
    picture = Picture(url="https://x.example/p.png", at=3, words="a quay")
    article = replace(one.article, blocks=(block,), pictures=(picture,), asked=NOW, wish="page", selector=".body")
    fields = {
        "item": one.item,
        "carried": (Carried(feed="https://post.example/feed", guid="1"),),
        "article": article,
        "claims": (
            *one.claims,
            highlight(SAID, "the port", tags=("x",), note=HOSTILE),
            highlight(SAID, HOSTILE, nth=1, lost=True, source="the audit"),
        ),
        "lost": (claim(SAID, "Minister", nth=9, kind=Kind.GROUP, state=ClaimState(tags=("x",), rejected=True)),),
        "made": "articles 1 + claims 2",
        "note": "only the beginning",
        "story": "post.example/harbour",
    }
    return Copy(**(fields | more))


def line(one: Copy) -> bytes:
    return json.dumps(copy_record(one)).encode()


def test_what_is_written_is_read_again() -> None:
    assert read_copy(line(copy())) == copy()


@given(
    st.builds(EntryState, read=st.booleans(), starred=st.booleans(),
              tags=st.lists(TEXTS.map(clean_line).filter(bool), unique=True, max_size=3).map(tuple),
              note=st.none() | TEXTS.filter(str.strip), hidden=st.booleans()),
    TEXTS.map(clean_line),
    TEXTS,
)  # fmt: skip
def test_any_words_and_marks_are_read_again(state: EntryState, title: str, note: str) -> None:
    one = copy()
    marks = ClaimState(tags=state.tags, rejected=state.read, note=note if note.strip() else None)
    own = replace(one.claims[2], state=replace(marks, rejected=False, kept=NOW))
    entry = replace(one.item.entry, title=title or None)
    one = replace(
        one, item=replace(one.item, state=state, entry=entry), claims=(replace(one.claims[0], state=marks), own)
    )
    assert read_copy(line(one)) == one


def test_members_that_nobody_knows_are_passed_over() -> None:
    record = copy_record(copy())
    record |= {"highlights": [{"colour": "green"}], "mood": None}
    record["claims"][0]["verified"] = {"by": "x"}
    assert read_copy(json.dumps(record).encode()) == copy()


def test_what_a_line_leaves_out_is_as_where_nothing_is_known() -> None:
    least = {"newsterm": 1, "id": "abcdefghij", "first_seen": "2026-11-24T09:00:00Z",
             "carried": [{"feed": "https://post.example/feed", "guid": "1"}]}  # fmt: skip
    found = read_copy(json.dumps(least).encode())
    assert (found.item.entry.title, found.article, found.claims, found.item.state) == (None, None, (), EntryState())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"newsterm": 2}, "It is of form 2, which a later newsterm writes"),
        ({"newsterm": "1"}, "It is no item that can be read: Expected `int`"),
        ({"newsterm": 0}, "It is no item that newsterm wrote"),
        ({"id": "../../etc"}, '"../../etc" is no id of an item.'),
        ({"id": 7}, "Expected `str`, got `int` - at `$.id`"),
        ({"carried": []}, "`$.carried`"),
        ({"first_seen": "yesterday"}, "`$.first_seen`"),
        ({"first_seen": "2026-11-24T09:00:00"}, "`$.first_seen`"),
        ({"first_seen": "9999-12-31T23:59:59Z"}, "9999-12-31T23:59:59+00:00 is no time"),
        ({"updated": "0001-01-01T00:00:00+14:00"}, "0001-01-01T00:00:00+14:00 is no time"),
        ({"claims": [{"id": "x"}]}, "`$.claims[0]`"),
        ({"article": {"text": "a\u202eb", "blocks": []}}, "has characters that newsterm keeps in none"),
        ({"article": {"text": "ab", "blocks": [{"kind": "paragraph", "text": "x", "start": 0, "end": 9}]}}, "outside"),
        ({"article": {"text": "ab", "blocks": []}}, "A claim of it stands outside the text."),
    ],
)
def test_a_line_that_can_not_be_read_says_why(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ParseError, match=r".") as refused:
        read_copy(json.dumps(copy_record(copy()) | change).encode())
    assert words in str(refused.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3)),
       st.sampled_from(sorted(copy_record(copy()))))  # fmt: skip
def test_any_value_anywhere_is_read_or_refused_in_words(value: Any, member: str) -> None:
    with suppress(ParseError):
        read_copy(json.dumps(copy_record(copy()) | {member: value}).encode())


@pytest.mark.parametrize("junk", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"newsterm":1}', b"null"])
def test_what_is_no_line_is_refused_in_words(junk: bytes) -> None:
    with pytest.raises(ParseError):
        read_copy(junk)


def test_a_file_of_lines_is_told_from_others() -> None:
    assert is_line(line(copy()))
    assert not is_line(b'{"feeds": {"1": {}}}')
    assert not is_line(b"<opml>")


def test_texts_are_cleaned_of_what_commands_a_terminal() -> None:
    record = copy_record(copy()) | {"title": "\x1b[31mred\u202e", "tags": ["\x07a", " "]}
    found = read_copy(json.dumps(record).encode())
    assert (found.item.entry.title, found.item.state.tags) == ("[31mred", ("a",))
    assert BlockKind.PARAGRAPH is found.article.blocks[0].kind  # type: ignore[union-attr]
