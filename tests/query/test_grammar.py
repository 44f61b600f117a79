"""The language as it is described is the language as it is read."""

from datetime import date

import pytest

from newsterm.model import Kind
from newsterm.query.fields import FIELDS, KIND_NAMES
from newsterm.query.grammar import BASICS, GRAMMAR, field_examples
from newsterm.query.parse import parse
from newsterm.query.render import render
from newsterm.query.tree import EVERYTHING

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("example", [example for example, _ in (*BASICS, *field_examples())])
def test_every_example_is_a_query(example: str) -> None:
    tree = parse(example, today=TODAY)
    assert (tree == EVERYTHING) == (example == "*")
    assert parse(render(tree), today=TODAY) == tree


def test_every_field_stands_in_the_grammar_by_its_own_example() -> None:
    for name, field in FIELDS.items():
        assert field.example.startswith(f"{name}:")
        assert f"\n{field.example}" in GRAMMAR


@pytest.mark.parametrize(
    ("field", "choice"), [(field, choice) for field in FIELDS.values() for choice in field.choices]
)  # fmt: skip
def test_every_value_that_is_offered_can_be_read(field: object, choice: str) -> None:
    parse(f"{field.name}:{choice}", today=TODAY)  # type: ignore[attr-defined]


def test_every_kind_of_source_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)
    for names in KIND_NAMES.values():
        assert names[0] in GRAMMAR
