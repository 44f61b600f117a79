"""The whole cache as a plain TinyDB file, out and in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from newsterm.errors import ParseError
from newsterm.library import Library
from newsterm.model import Target
from newsterm.store import Store
from newsterm.store.transfer import documents_in
from tests.store.world import NOW, A, B, entry, follow, ids, key, prepare, tag, update

if TYPE_CHECKING:
    from pathlib import Path

TABLES = st.dictionaries(
    st.text(max_size=5),
    st.dictionaries(
        st.integers(0, 99).map(str), st.dictionaries(st.text(max_size=3), st.integers() | st.text(), max_size=3)
    ),
    max_size=3,
)


@pytest.fixture
def full(store: Store) -> Store:
    follow(store, A, B)
    store.apply(update(A, entry("one", text="before"), entry("two", text="quartz")), now=NOW)
    store.apply(update(A, entry("one", text="after"), new=False, revised=True), now=NOW)
    prepare(store, "one")
    tag(store, Target.ENTRY, key(store, "one"), "later", "sehr später")
    tag(store, Target.CLAIM, store.reading(key(store, "one")).claims[0].claim.id, "check")
    return store


def documents(store: Store) -> dict[str, dict[str, object]]:
    return {t: store._cache.rows.load(t) for t in store._cache.tables()}


def test_plain_tinydb_opens_the_file_and_finds_the_same_documents(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    count = full.export_tinydb(file)
    with TinyDB(file) as plain:
        theirs = {t: {str(d.doc_id): dict(d) for d in plain.table(t)} for t in plain.tables()}
        assert sum(len(plain.table(t)) for t in plain.tables()) == count
    assert theirs == documents(full)
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".new"] == []


def test_a_cache_comes_back_whole(full: Store, tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    full.export_tinydb(file)
    with Store.open(tmp_path / "other.db", now=NOW) as other:
        other.import_tinydb(file.read_bytes())
        assert documents(other) == documents(full)
        assert other.check().problems == ()
        assert ids(other, "quartz") == ["two"]
        assert other.undo().label == "tag"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"entries": []}',
        '{"entries": {"x": {}}}',
        '{"entries": {"1": []}}',
        '{"entries": {"1": {}}}',
        '{"mine": {"1": {}}, "entries": {}}',
        '{"entries": {}} and more',
        '{"entries": {}, "entries": {}}',
        '{"feeds": {"1": {"url": 5}}, "entries": {}}',
        '{"views": {"1": {"name": "a", "position": "first"}}, "entries": {}}',
        '{"views": {"1": {"name": "a", "position": true}}, "entries": {}}',
        '{"views": {"1": {"name": "a", "position": 1e999}}, "entries": {}}',
        '{"views": {"1": {"name": "a", "position": 9223372036854775807}}, "entries": {}}',
        '{"views": {"1": {"name": ["a"], "position": 1}}, "entries": {}}',
        '{"views": {"1": {"name": "a"}}, "entries": {}}',
        '{"entries": ' + '{"1":' * 5000,
        '{"entries": {"1": ' + "[" * 100_000,
    ],
)
def test_what_is_no_such_file_is_refused_and_leaves_nothing(store: Store, text: str) -> None:
    with pytest.raises(ParseError):
        store.import_tinydb(text.encode())
    assert store.check().problems == ()
    assert dict(store.check().counts)["entries"] == 0


def test_bytes_that_are_no_text_are_refused(store: Store) -> None:
    with pytest.raises(ParseError):
        store.import_tinydb(b'{"entries": {"1": {"x": "\xff"}}}')


def test_a_cache_that_holds_something_takes_nothing_in(full: Store) -> None:
    with pytest.raises(ParseError, match="not empty"):
        full.import_tinydb(b'{"entries": {}}')


@pytest.mark.parametrize("what", ["saved", "removed", "undone"])
def test_a_cache_that_holds_nothing_but_views_takes_nothing_in(store: Store, what: str) -> None:
    library = Library(store, clock=lambda: NOW)
    library.save_view("The port", "port")
    if what == "removed":
        library.remove_view("The port")
    elif what == "undone":
        library.undo()
    with pytest.raises(ParseError, match="not empty"):
        store.import_tinydb(b'{"views": {}, "actions": {}, "entries": {}}')
    if what != "saved":
        (library.undo if what == "removed" else library.redo)()
    assert [view.name for view in library.views()] == ["The port"]


@pytest.mark.parametrize(
    ("table", "one", "same"),
    [
        ("views", {"name": "a", "query": "*", "position": 1}, "name"),
        ("feeds", {"url": "https://a.example/", "name": "A", "subscribed": True}, "url"),
        ("sightings", {"feed": 1, "guid": "x"}, "feed and guid"),
    ],
)
def test_two_documents_that_only_one_may_be_are_refused_in_words(
    store: Store, table: str, one: dict[str, object], same: str
) -> None:
    file = {table: {"1": one, "2": one}, "entries": {}}
    with pytest.raises(ParseError, match=f'two of its "{table}" have the same {same}'):
        store.import_tinydb(json.dumps(file).encode())
    assert len(store._cache.documents(table)) == 0


def test_a_view_can_be_saved_after_removed_ones_came_with_a_cache(store: Store) -> None:
    store.import_tinydb(b'{"views": {"1": {"name": "a", "position": 7}}, "entries": {}}')
    library = Library(store, clock=lambda: NOW)
    library.save_view("b", "port")
    library.save_view("a", "ferry")
    assert [view.name for view in library.views()] == ["a", "b"]


@given(tables=TABLES, indent=st.sampled_from([None, 0, 2]))
def test_documents_are_read_one_by_one_as_json_reads_them_all(tables: dict, indent: int | None) -> None:
    found: dict[str, dict[str, object]] = {}
    for table, number, fields in documents_in(json.dumps(tables, indent=indent)):
        found.setdefault(table, {})
        if number is not None:
            found[table][str(number)] = fields
    assert found == tables
