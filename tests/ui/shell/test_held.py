"""Items that were handled stay listed, in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.store import Store
from newsterm.ui.held import NO_ROWS, hold

from .world import (
    COAST,
    FIRST,
    NOW,
    TITLES,
    bring,
    entry,
    key_of,
    reader,
    seen,
)

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library
    from newsterm.model import Item
    from newsterm.ui.held import Rows


class Letters:
    """A listing whose items are their ids."""

    def __init__(self, ids: str) -> None:
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def rows(self, start: int, stop: int) -> tuple[str, ...]:
        return tuple(self._ids[start:stop])

    def id_at(self, index: int) -> str:
        return self._ids[index]

    def index(self, entry: str) -> int | None:
        return self._ids.index(entry) if entry in self._ids else None


def shown(rows: Rows[Item]) -> str:
    return "".join(map(str, rows.rows(0, len(rows))))


def held(before: str, after: str, wanted: str) -> Rows[Item]:
    return hold(Letters(before), Letters(after), wanted, lambda entry: entry)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("before", "after", "wanted", "expected"),
    [
        ("abcd", "abd", "c", "abcd"),
        ("abcd", "bd", "ac", "abcd"),
        ("abcd", "xabdy", "c", "xabcdy"),
        ("abcd", "", "ad", "ad"),
        ("abcd", "dcba", "", "dcba"),
        ("abcd", "abcd", "bd", "abcd"),
        ("abcd", "ad", "bcz", "abcd"),
    ],
)
def test_what_is_held_stands_below_the_neighbour_it_had(before: str, after: str, wanted: str, expected: str) -> None:
    assert shown(held(before, after, wanted)) == expected


@given(
    st.sets(st.sampled_from("abcdefghij")),
    st.sets(st.sampled_from("abcdefghij")),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_rows_ids_and_places_agree(gone: set[str], wanted: set[str], start: int, stop: int) -> None:
    rows = held("abcdefghij", "".join(c for c in "abcdefghij" if c not in gone), "".join(sorted(wanted)))
    text = shown(rows)
    assert [rows.id_at(i) for i in range(len(rows))] == list(text)
    assert [rows.index(c) for c in text] == list(range(len(text)))
    assert "".join(map(str, rows.rows(start, stop))) == text[start:stop]
    assert set(text) == (set("abcdefghij") - gone) | (wanted & gone)
    assert rows.index("z") is None


def test_nothing_is_listed_in_the_beginning() -> None:
    assert (len(NO_ROWS), NO_ROWS.rows(0, 9), NO_ROWS.index("a")) == (0, (), None)


async def test_an_item_opened_among_unread_ones_stays_until_the_view_changes(library: Library, path: Path) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("U", "j", "enter")
        here = app.main.feed.cursor_id
        with Store.open(path, now=NOW) as other:
            bring(other, COAST, entry("Fresh from the coast", 0.1))
        assert await seen(pilot, lambda: app.main.feed.count == len(TITLES) + 1)
        assert app.main.feed.cursor_id == here == key_of(TITLES[1][1])
        await pilot.press("n")
        assert app.main.reading is not None
        assert app.main.reading.item.id == key_of(TITLES[2][1])
        await pilot.press("h", "U", "U")
        assert app.main.feed.count == len(TITLES) - 1


async def test_undo_brings_back_what_was_marked_read_among_unread_ones(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("U", "r", "z")
        assert app.main.feed.row_of(FIRST) == 0
        assert not library.item(FIRST).state.read
