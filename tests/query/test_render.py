"""What is printed is what was meant."""

from datetime import date

from hypothesis import given, settings

from newsterm.query import normalise, parse, render
from newsterm.query.tree import (
    Tree,
)

from .strategies import TREES

TODAY = date(2026, 11, 24)


@settings(max_examples=400)
@given(TREES)
def test_a_printed_tree_parses_to_its_normal_form(tree: Tree) -> None:
    assert parse(render(tree), today=TODAY) == normalise(tree)


@given(TREES)
def test_the_normal_form_is_its_own_normal_form(tree: Tree) -> None:
    assert normalise(normalise(tree)) == normalise(tree)
