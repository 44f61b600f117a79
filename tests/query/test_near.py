"""Which names are spelled nearly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.query.near import is_near, near_to

NAMES = st.permutations("abdilmnrv").flatmap(lambda letters: st.integers(5, 9).map(lambda n: "".join(letters[:n])))
"""Without letters that sound like others."""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("besent", "Scott Bessent"),
        ("bessnet", "Scott Bessent"),
        ("scott besent", "Bessent, Scott"),
        ("s bessent", "Scott Bessent"),
        ("zelensky", "Volodymyr Zelenskyy"),
        ("selenskij", "Zelenskyj"),
        ("mueller", "Müller"),
        ("muller", "Mueller"),
        ("gadafi", "Muammar Gaddafi"),
        ("khashogi", "Jamal Khashoggi"),
        ("norhtwire", "Northwire"),
        ("ana", "Ana Sorel"),
    ],
)
def test_a_name_is_near_to_what_is_typed_of_it(typed: str, name: str) -> None:
    assert is_near(name, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("besent", "Scott Bowman"), ("ana", "Ann"), ("scott besent", "Scott Smith"), ("s bessent", "Ana Bessent"),
     ("smith", "Sorel"), ("bessent", "")],
)  # fmt: skip
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not is_near(name, typed)


def test_the_nearest_comes_first() -> None:
    assert near_to("besant", ["besent", "besant", "tolls"]) == ["besant", "besent"]


@given(NAMES, st.data())
def test_one_slip_is_forgiven_where_a_name_is_long_enough(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 2))
    before, one, other, after = name[:at], name[at], name[at + 1], name[at + 2 :]
    slips = [f"{before}{other}{after}", f"{before}{other}{one}{after}", f"{before}{one}x{other}{after}"]
    assert is_near(name.title(), data.draw(st.sampled_from(slips)))
