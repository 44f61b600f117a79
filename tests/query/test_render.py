"""What is printed is what was meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from newsterm.model import Kind
from newsterm.query.normal import normalise
from newsterm.query.parse import parse
from newsterm.query.render import render
from newsterm.query.tree import (
    EVERYTHING,
    Age,
    And,
    Count,
    Counted,
    Dated,
    FeedHas,
    FeedPart,
    InFeed,
    Not,
    Op,
    Or,
    Pattern,
    SaidBy,
    SourceKind,
    TextField,
    Tree,
    Words,
)

from .strategies import TREES

TODAY = date(2026, 11, 24)
A, B, C = Words("a"), Words("b"), Words("c")


@settings(max_examples=400)
@given(TREES)
def test_a_printed_tree_parses_to_its_normal_form(tree: Tree) -> None:
    assert parse(render(tree), today=TODAY) == normalise(tree)


@given(TREES)
def test_the_normal_form_is_its_own_normal_form(tree: Tree) -> None:
    assert normalise(normalise(tree)) == normalise(tree)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (EVERYTHING, ""),
        (Or(()), "-*"),
        (Dated(None, None), ""),
        (Words(""), ""),
        (Not(Not(A)), "a"),
        (And((And((A, B)), C)), "a b c"),
        (Or((A, And((B, C)))), "a or b c"),
        (And((Or((A, B)), C)), "(a or b) c"),
        (Not(Or((A, B))), "not (a or b)"),
        (Not(Words("a b", phrase=True)), '-"a b"'),
        (Words("two words", field=TextField.TITLE), "title:two title:words"),
        (Words("or"), r"\or"),
        (Words("10:30"), "10:30"),
        (Words("tag:x"), r"tag\:x"),
        (Words("2026..2027"), r"2026.\.2027"),
        (Words("2026..x"), r"2026.\.x"),
        (Words('a"b'), r"a\"b"),
        (InFeed("example.org"), "feed:example.org"),
        (InFeed('The "Post"'), r'feed:"The \"Post\""'),
        (SaidBy("Sorel"), "source:Sorel"),
        (SaidBy("Group"), 'source:"Group"'),
        (SourceKind(Kind.UNNAMED_PERSON), "kind:unnamed"),
        (Age(Op.LT, timedelta(days=14)), "age:<2w"),
        (Age(Op.GT, timedelta(hours=36)), "age:>36h"),
        (Age(Op.EQ, timedelta(milliseconds=5)), "age:=0d"),
        (Count(Counted.CLAIMS, Op.EQ, 5), "claims:5"),
        (Count(Counted.NAMED, Op.GE, 5), "named:>=5"),
        (Dated(TODAY, None), "since:2026-11-24"),
        (Dated(TODAY, TODAY), "on:2026-11-24"),
        (Dated(None, TODAY), "..2026-11-24"),
        (Pattern("a/b"), r"/a\/b/"),
        (Pattern("a (b)", TextField.TITLE), "title:/a (b)/"),
        (Words("/a", field=TextField.TITLE), r"title:\/a"),
        (FeedHas(FeedPart.TAG, "two words"), 'feedtag:"two words"'),
        (FeedHas(FeedPart.URL, "/world"), 'feedurl:"/world"'),
        (FeedHas(FeedPart.URL, "/world", pattern=True), r"feedurl:/\/world/"),
    ],
)
def test_a_tree_is_printed_as_a_person_would_write_it(tree: Tree, text: str) -> None:
    assert render(tree) == text
