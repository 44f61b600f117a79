"""What the user did is there for every process, and can be taken back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from newsterm.model import (
    Target,
)
from newsterm.store import Store
from tests.store.world import NOW, A, B, do, entry, follow, ids, key, tag, update

if TYPE_CHECKING:
    from pathlib import Path


def test_actions_are_undone_and_done_again_over_restarts(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.apply(update(A, entry("one"), entry("two")), now=NOW)
        one = key(store, "one")
        do(store, "read", Target.ENTRY, one, "read", True)
        tag(store, Target.ENTRY, one, "a", "b")
    with Store.open(path, now=NOW) as store:
        assert store.next_undo().label == "tag"
        assert [store.undo().label, store.undo().label, store.undo()] == ["tag", "read", None]
        assert store.item(one).state.tags == ()
        assert [store.redo().label, store.redo().label, store.redo()] == ["read", "tag", None]
        assert (store.item(one).state.read, store.item(one).state.tags) == (True, ("a", "b"))
        assert store.tag_counts(Target.ENTRY) == (("a", 1), ("b", 1))


def test_undo_leaves_what_another_process_tagged_in_between(path: Path) -> None:
    with Store.open(path, now=NOW) as store, Store.open(path, now=NOW) as other:
        follow(store, A)
        store.apply(update(A, entry("one")), now=NOW)
        one = key(store, "one")
        tag(store, Target.ENTRY, one, "mine")
        tag(other, Target.ENTRY, one, "theirs")
        store.undo()
        assert store.item(one).state.tags == ("mine",)
        other.undo()
        assert store.item(one).state.tags == ()
        store.redo()
        tag(other, Target.ENTRY, one, "late")
        store.undo()
        store.undo()
        assert other.item(one).state.tags == ()


def test_what_is_so_already_is_no_change(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    assert do(store, "unread", Target.ENTRY, key(store, "one"), "read", False) is None
    assert store.next_undo() is None


def test_the_last_200_actions_are_kept(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    one = key(store, "one")
    for n in range(225):
        do(store, str(n), Target.ENTRY, one, "read", not n % 2)
    undone = 0
    while store.undo():
        undone += 1
    assert 200 <= undone <= 220


def test_removing_a_feed_hides_its_items_and_undo_brings_them_back(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one"), stories=True), now=NOW)
    store.apply(update(B, entry("one"), entry("two"), stories=True), now=NOW)
    do(store, "remove", Target.FEED, B, "subscribed", False)
    assert ids(store) == ["one"]
    assert [f.url for f in store.feeds()] == [A]
    store.undo()
    assert sorted(ids(store)) == ["one", "two"]


def test_memos_and_host_waits_are_remembered(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        store.remember("place", {"entry": "x", "line": 3})
        store.remember("place", {"entry": "y", "line": 4})
        store.save_host_wait("a.example", NOW)
    with Store.open(path, now=NOW) as store:
        assert store.memo("place") == {"entry": "y", "line": 4}
        assert store.memo("nothing") is None
        assert store.host_waits() == {"a.example": NOW}


def test_another_process_is_noticed(path: Path) -> None:
    with Store.open(path, now=NOW) as store, Store.open(path, now=NOW) as other:
        before = store.data_version()
        follow(other, A)
        assert store.data_version() != before
        assert [f.url for f in store.feeds()] == [A]


def test_threads_write_side_by_side(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, *(entry(f"e{n}") for n in range(8))), now=NOW)
    keys = [key(store, f"e{n}") for n in range(8)]

    def write(one: str) -> None:
        for n in range(5):
            tag(store, Target.ENTRY, one, f"t{n}")

    threads = [threading.Thread(target=write, args=(k,)) for k in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {len(i.state.tags) for i in store.items(keys)} == {5}
