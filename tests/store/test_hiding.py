"""What is hidden is out of sight everywhere, stays so, and comes back whole."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library
from newsterm.model import Retention, Target
from newsterm.store import Store
from newsterm.store.feeds import feed_doc
from newsterm.store.merging import move_subscription
from tests.store.world import NOW, A, B, entry, follow, ids, key, prepare, update

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(store: Store) -> Library:
    follow(store, A, B)
    store.apply(update(A, entry("one", hours=1), entry("two", hours=2)), now=NOW)
    return Library(store, clock=lambda: NOW)


def hide(library: Library, store: Store, guid: str) -> str:
    hidden = key(store, guid)
    action = library.set_hidden([hidden])
    assert action is not None
    assert action.label == "hid 1 item"
    return hidden


def test_a_hidden_item_is_in_no_list_count_or_claim_unless_it_is_asked_for(library: Library, store: Store) -> None:
    prepare(store, "one")
    prepare(store, "two")
    claims = len(library.claims())
    hidden = hide(library, store, "one")
    assert ids(store) == ["two"]
    assert ids(store, "is:hidden") == ["one"]
    assert ids(store, "is:unread or is:hidden") == ["one", "two"]
    assert ids(store, "-is:hidden") == ["two"]
    assert library.tally("") == (1, 1)
    assert [(feed.entries, feed.unread) for feed in library.feed_counts()] == [(1, 1), (0, 0)]
    assert len(library.claims()) < claims
    assert {item.id for item, _ in library.claims("is:hidden")} == {hidden}
    assert library.item(hidden).state.hidden


def test_undo_and_redo_move_it(library: Library, store: Store) -> None:
    hide(library, store, "one")
    library.undo()
    assert ids(store) == ["one", "two"]
    assert [feed.entries for feed in library.feed_counts()] == [2, 0]
    library.redo()
    assert ids(store) == ["two"]
    assert library.set_hidden(library.listing("is:hidden").ids()) is None


def test_an_item_that_a_feed_brings_again_stays_hidden_and_so_does_a_revision(library: Library, store: Store) -> None:
    hide(library, store, "one")
    store.apply(update(A, entry("one", title="Changed", text="Other words"), new=False, revised=True), now=NOW)
    assert ids(store) == ["two"]
    assert ids(store, "is:hidden changed") == ["one"]


def test_an_item_that_another_feed_carries_too_stays_hidden(library: Library, store: Store) -> None:
    store.apply(update(A, entry("three"), stories=True), now=NOW)
    hidden = hide(library, store, "three")
    store.apply(update(B, entry("three"), stories=True), now=NOW)
    assert ids(store, "is:hidden") == ["three"]
    assert len(library.item(hidden).feeds) == 2
    assert [feed.entries for feed in library.feed_counts()] == [2, 0]
    library.undo()
    assert [feed.entries for feed in library.feed_counts()] == [3, 1]


def test_what_is_hidden_of_a_feed_that_is_removed_is_hidden_when_it_comes_back(library: Library, store: Store) -> None:
    hidden = hide(library, store, "one")
    library.unsubscribe(library.feed(A))
    assert ids(store, "is:hidden") == []
    assert library.item(hidden).state.hidden
    library.set_hidden([hidden], hidden=False)
    assert ids(store) == []
    library.undo()
    library.undo()
    assert (ids(store), ids(store, "is:hidden")) == (["two"], ["one"])


def test_a_feed_that_moves_to_the_address_of_another_hides_what_was_hidden_in_both(
    library: Library, store: Store
) -> None:
    store.apply(update(B, entry("one"), entry("two")), now=NOW)
    of_both = [item.id for item in store.listing(None, now=NOW).rows(0, 9) if item.entry.guid == "one"]
    library.set_hidden(of_both)
    one_of_two = next(item.id for item in store.listing(None, now=NOW).rows(0, 9) if item.entry.guid == "two")
    library.set_hidden([one_of_two])
    cache = store._cache
    with cache.transaction():
        move_subscription(cache, feed_doc(cache, A).doc_id, B)
    assert (ids(store), ids(store, "is:hidden")) == (["two"], ["one"])


def test_retention_lets_hidden_items_go_and_they_do_not_come_back(library: Library, store: Store) -> None:
    hide(library, store, "one")
    later = NOW + timedelta(days=10)
    keep = Retention(age=timedelta(days=5), most=None, unread=timedelta(days=30))
    assert sum(store.drop(keep, now=later)) == 1
    store.apply(update(A, entry("one", title="again"), new=False), now=later)
    assert (ids(store), ids(store, "is:hidden")) == (["two"], [])


def test_nothing_is_prepared_that_is_hidden(library: Library, store: Store) -> None:
    hide(library, store, "one")
    assert store.unprepared("a", "b", 9) == (key(store, "two"),)


def test_hidden_items_go_with_an_export_and_come_back(library: Library, store: Store, tmp_path: Path) -> None:
    hide(library, store, "one")
    store.export_tinydb(tmp_path / "out.json")
    docs = json.loads((tmp_path / "out.json").read_text())["entries"].values()
    assert sorted(doc["shown"] for doc in docs) == [1, 2]
    with Store.open(tmp_path / "other.db", now=NOW) as other:
        other.import_tinydb((tmp_path / "out.json").read_bytes())
        assert (ids(other), ids(other, "is:hidden")) == (["two"], ["one"])


def test_a_field_that_is_no_users_can_not_be_edited(library: Library, store: Store) -> None:
    with pytest.raises(ValueError, match="no field"):
        store.edit(Target.ENTRY, [], "shown", True, label=str, at=NOW)
