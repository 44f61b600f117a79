"""What goes through everything says so where it takes long, and ends when somebody wants it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.store import scanning
from tests.store.world import NOW, A, entry, follow, ids, update

if TYPE_CHECKING:
    from newsterm.store import Store

SQL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"


@pytest.fixture
def impatient(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Somebody who is told at once."""
    monkeypatch.setattr(scanning, "_PATIENCE", 0.0)
    monkeypatch.setattr(scanning, "_AGAIN", 0.0)
    follow(store, A)
    store.apply(update(A, *(entry(f"e{n}") for n in range(300))), now=NOW)
    return store


def test_a_scan_says_how_far_it_is_and_what_it_looks_for(impatient: Store) -> None:
    told: list[str] = []
    impatient.watch(told.append)
    assert ids(impatient, "link:e299") == ["e299"]
    assert told == ["scanning 0 of 300 items for link:e299", "scanning 250 of 300 items for link:e299"]
    told.clear()
    assert ids(impatient, "/nothing/") == []
    assert told[0] == "scanning 0 of 300 items for /nothing/"
    told.clear()
    impatient.watch(None)
    assert ids(impatient, "/nobody/") == []
    assert told == []


def test_a_long_statement_says_that_it_goes_through_everything(impatient: Store) -> None:
    told: list[str] = []
    impatient.watch(told.append)
    impatient._cache.rows.rows(SQL)
    assert set(told) == {"scanning all items"}


def test_nothing_is_said_of_what_is_answered_soon(store: Store) -> None:
    told: list[str] = []
    store.watch(told.append)
    assert ids(store, "/x/ or link:y") == []
    assert told == []


@pytest.mark.parametrize("query", ["/x/", "link:y", "title:/x/"])
def test_ctrl_c_ends_a_scan_and_the_next_question_is_answered(impatient: Store, query: str) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    impatient.watch(stop)
    with pytest.raises(KeyboardInterrupt):
        ids(impatient, query)
    with pytest.raises(KeyboardInterrupt):
        impatient._cache.rows.rows(SQL)
    impatient.watch(None)
    assert ids(impatient, "link:e299") == ["e299"]
