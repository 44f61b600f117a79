"""How a query that is being typed may go on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.query.complete import complete, token_start
from newsterm.query.fields import FIELDS

from .strategies import PIECES

NAMES = {
    "feed": ("Harbour Post", "Northwire"),
    "feedtag": ("daily",),
    "tag": ("to read", "check", "recheck"),
    "source": ("Ana Sorel", "Group"),
}


def at_end(text: str) -> tuple[str, ...]:
    return complete(text, len(text), names=NAMES)


@pytest.mark.parametrize(
    ("text", "completions"),
    [
        ("ti", ("title:",)),
        ("port FE", ("feed:", "feedtitle:", "feedurl:")),
        ("feedtag:d", ("feedtag:daily",)),
        ("title:/da", ()),
        ("-ta", ("tag:",)),
        ("(ta", ("tag:",)),
        ("no", ("note:",)),
        ("is:", ("is:read", "is:unread", "is:starred", "is:tagged", "is:own")),
        ("is:UN", ("is:unread",)),
        ("tag:check", ("tag:recheck",)),
        ("tag:check ti", ("title:",)),
        ("tag:rea", ('tag:"to read"',)),
        ("Tag:to", ('tag:"to read"',)),
        ('feed:"har', ('feed:"Harbour Post"',)),
        ("feed:post", ('feed:"Harbour Post"',)),
        ("source:g", ("source:group", 'source:"Group"', "source:organisation")),
        ("since:y", ("since:yesterday", "since:today", "since:monday")),
        ("title:a", ()),
        ("via:", ()),
        ("source:~sorell", ('source:"Ana Sorel"',)),
        ("source:~an", ('source:"Ana Sorel"',)),
        ("source:~bessent", ()),
        ("feed:~norhtwire", ("feed:Northwire",)),
        ("-~sorrel", ('source:"Ana Sorel"',)),
        ("port not ~harbor", ('feed:"Harbour Post"',)),
        ("tag:~a", ()),
        ("flag:a", ()),
        ("10", ()),
        ('"ti', ()),
        ("/ti", ()),
        (r"\ti", ()),
    ],
)
def test_fields_and_their_values_are_completed(text: str, completions: tuple[str, ...]) -> None:
    assert at_end(text)[:3] == completions[:3]


@pytest.mark.parametrize("text", ["", "port ", "-", "("])
def test_where_a_part_begins_every_field_is_offered(text: str) -> None:
    assert at_end(text) == tuple(f"{name}:" for name in FIELDS)


def test_what_follows_the_cursor_does_not_count() -> None:
    assert complete("ti port", 2, names={}) == ("title:",)


@pytest.mark.parametrize(
    ("text", "start"),
    [("", 0), ("ti", 0), ("port ti", 5), ("-ti", 1), ("(ti", 1), ('a feed:"b c', 2), ("port ", 5), ('"a b"', 5),
     ("a)", 2), ("-", 1)],
)  # fmt: skip
def test_a_completion_replaces_the_piece_before_the_cursor(text: str, start: int) -> None:
    assert token_start(text, len(text)) == start


def test_no_more_is_offered_than_can_be_looked_at() -> None:
    assert len(complete("tag:", 4, names={"tag": [f"t{n}" for n in range(1000)]})) == 50


@given(st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=10), st.integers(0, 12))
def test_any_text_can_be_completed_at_any_place(text: str, cursor: int) -> None:
    assert 0 <= token_start(text, cursor) <= max(cursor, len(text))
    complete(text, cursor, names=NAMES)
