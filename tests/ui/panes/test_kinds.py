"""The looks of kinds, and the bar of them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsterm.model import Kind
from newsterm.ui.render.in_ascii import in_ascii
from newsterm.ui.render.kinds import KIND_CLASSES, KIND_CSS, KIND_LOOKS, kind_marks

counts = st.lists(st.integers(0, 40), min_size=len(Kind), max_size=len(Kind)).map(
    lambda numbers: tuple(zip(Kind, numbers, strict=True))
)


def shapes(kinds: list[tuple[Kind, int]], width: int) -> str:
    """A bar's characters."""
    return "".join(text for text, _ in kind_marks(kinds, width))


def test_every_kind_has_a_shape_of_its_own_one_cell_wide() -> None:
    for shapes in ([look.shape for look in KIND_LOOKS.values()], [look.ascii for look in KIND_LOOKS.values()]):
        assert len(set(shapes)) == len(Kind)
        assert {cell_len(shape) for shape in shapes} == {1}
    assert all(look.ascii.isascii() for look in KIND_LOOKS.values())


def test_every_kind_has_a_rule() -> None:
    assert all(f".{component} {{" in KIND_CSS for component in KIND_CLASSES)


def test_a_bar_shows_one_shape_a_claim_where_there_is_room() -> None:
    marks = kind_marks([(Kind.NAMED_PERSON, 3), (Kind.UNNAMED_PERSON, 0), (Kind.NONE, 1)], 10)
    assert marks == (("●●●", "kind--named-person"), ("○", "kind--none"))


def test_a_bar_too_short_for_the_claims_shows_their_proportion() -> None:
    assert shapes([(Kind.NAMED_PERSON, 30), (Kind.DOCUMENT, 10)], 8) == "●●●●●●■■"


def test_a_bar_too_short_for_the_kinds_shows_the_largest() -> None:
    kinds = [(Kind.NAMED_PERSON, 1), (Kind.GROUP, 5), (Kind.NONE, 3)]
    assert shapes(kinds, 2) == "◇○"
    assert shapes(kinds, 0) == ""


def test_a_bar_can_be_ascii() -> None:
    assert in_ascii(shapes([(kind, 1) for kind in Kind], 9)) == "*?#@=%~-+"


@given(counts, st.integers(0, 60))
@settings(max_examples=100)
def test_a_bar_fills_no_more_than_its_width_and_shows_every_kind_it_can(
    kinds: tuple[tuple[Kind, int], ...], width: int
) -> None:
    shown = Counter({component: len(text) for text, component in kind_marks(kinds, width)})
    total = sum(number for _, number in kinds)
    assert shown.total() == min(total, width)
    present = [kind for kind, number in kinds if number]
    assert len(shown) == min(len(present), width)
