"""A cache is looked after: checked, mended, compacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.world import NOW, A, entry, follow, ids, prepare, update

if TYPE_CHECKING:
    from newsterm.store import Store


def test_a_whole_cache_is_found_whole_also_after_repair_and_compaction(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="grain")), now=NOW)
    prepare(store, "one")
    store.repair()
    store.compact()
    report = store.check()
    assert report.problems == ()
    assert dict(report.counts)["claims"] == 2
    assert ids(store, "sorel") == ["one"]
    assert store._cache.rows.rows("SELECT v FROM search_config WHERE k = 'automerge'") == [(0,)]


def test_orphans_are_found_and_taken_away(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="grain")), now=NOW)
    store._cache.entries.remove(doc_ids=[1])
    assert any("bodies" in p for p in store.check().problems)
    store.repair()
    assert store.check().problems == ()
