"""Queries that SQLite answers: documents, their order and complaints are those that TinyDB gives in memory."""

from __future__ import annotations

import math
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from newsterm.store.cache import Cache
from newsterm.store.opening import make_ready
from newsterm.store.pushdown import NO_PLAN, contains, plan
from newsterm.store.schema import ColumnKind, Index, TableSchema
from newsterm.store.storage import SQLiteStorage

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SCHEMA = TableSchema(
    name="things",
    columns=(("name", ColumnKind.TEXT), ("size", ColumnKind.NUMBER), ("tags", ColumnKind.LIST)),
    indexes=(Index(("name",)), Index(("size", "name"))),
)

NAMES = st.sampled_from(["", "a", "b", "B", "ab", "é", "e\u0301", "\U0001f600", "\uffff", "z"]) | st.text(max_size=3)
NUMBERS = st.sampled_from(
    [0, 1, -1, True, False, 0.0, -0.0, 0.5, 1.0, 2**53, 2**53 + 1, float(2**53), 2**63 - 1, -(2**63), 1e300]
) | st.integers(-5, 5)
TAGS = st.lists(st.sampled_from(["x", "y", "z", 1, 2]), max_size=3)
ODD = st.sampled_from(
    [None, [], {}, "text", "\ud800", "a\0b", 7, 2**70, math.inf, [1.5], ["x", None], [["x"]], {"a": 1}]
)
REGULAR = st.fixed_dictionaries(
    {}, optional={"name": NAMES, "size": NUMBERS, "tags": TAGS, "free": NAMES | NUMBERS | TAGS}
)
IRREGULAR = st.fixed_dictionaries(
    {}, optional={"name": NAMES | ODD, "size": NUMBERS | ODD, "tags": TAGS | ODD, "free": ODD}
)
DOCUMENTS = st.lists(REGULAR, max_size=8) | st.lists(REGULAR | IRREGULAR, max_size=6)
FIELDS = st.sampled_from(["name", "size", "tags", "free"])
VALUES = NAMES | NUMBERS | ODD | st.just(math.nan)

LEAVES = st.one_of(
    st.builds(lambda f, v: where(f) == v, FIELDS, VALUES),
    st.builds(lambda f, v: where(f) != v, FIELDS, VALUES),
    st.builds(lambda f, v: where(f) < v, FIELDS, VALUES),
    st.builds(lambda f, v: where(f) <= v, FIELDS, VALUES),
    st.builds(lambda f, v: where(f) > v, st.just("size"), NUMBERS),
    st.builds(lambda f, v: where(f) >= v, st.just("name"), NAMES),
    st.builds(lambda f: where(f).exists(), FIELDS),
    st.builds(lambda f, v: where(f).one_of(v), FIELDS, st.lists(VALUES, max_size=3)),
    st.builds(lambda f, v: where(f).any(v), FIELDS, st.lists(VALUES, max_size=3)),
    st.builds(lambda f, v: where(f).all(v), FIELDS, st.lists(VALUES, max_size=3)),
    st.builds(lambda f, v: where(f).any(v), FIELDS, st.text(max_size=2)),
    st.builds(lambda f, v: where(f).one_of(v), FIELDS, st.text(max_size=2)),
    st.builds(lambda f, r: where(f).matches(r, flags=re.IGNORECASE), FIELDS, st.sampled_from(["b", ".", "(", ""])),
    st.builds(lambda f, r: where(f).search(r), FIELDS, st.sampled_from(["b", "^a", "["])),
    st.builds(contains, FIELDS, NAMES),
    st.builds(lambda f, g: where(f)[g] == 1, FIELDS, FIELDS),
    st.builds(lambda f: where(f).test(bool), FIELDS),
    st.builds(lambda f: where(f).test(lambda v: v < 1), FIELDS),
    st.builds(lambda f, v: Query().fragment({f: v}), FIELDS, VALUES),
    st.builds(lambda f: where(f).map(len) == 1, st.just("tags")),
    st.builds(lambda f: where(f).any(where("a") == 1), FIELDS),
    st.builds(lambda: Query().noop()),
    st.builds(lambda: Query() & Query().noop()),
)
QUERIES = st.recursive(
    LEAVES,
    lambda q: st.one_of(st.builds(lambda a, b: a & b, q, q), st.builds(lambda a, b: a | b, q, q), q.map(lambda a: ~a)),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def cache() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cache.db")
        make_ready(path, now=NOW)
        opened = Cache(SQLiteStorage(path, schemas=[SCHEMA]))
        opened.rows.connection().execute("PRAGMA synchronous = OFF")
        yield opened
        opened.rows.close()


def told(call: Any) -> Any:
    """What a call gives, as plain values, or the type of what it raises."""
    try:
        found = call()
    except Exception as error:  # whatever a condition raises goes through TinyDB
        return type(error)
    if isinstance(found, list):
        return [(d.doc_id, repr(dict(d))) for d in found]
    return (found.doc_id, repr(dict(found))) if isinstance(found, Document) else found


@settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documents=DOCUMENTS, query=QUERIES, ids=st.permutations(range(1, 9)))
def test_every_query_gives_what_tinydb_gives(cache: Cache, documents: list[Any], query: Any, ids: list[int]) -> None:
    memory = TinyDB(storage=MemoryStorage).table("things")
    ours = cache.documents("things")
    ours.truncate()
    numbered = [Document(d, n) for d, n in zip(documents, ids, strict=False)]
    memory.insert_multiple(numbered)
    ours.insert_multiple(numbered)
    assert told(lambda: ours.search(query)) == told(lambda: memory.search(query))
    assert told(lambda: ours.get(query)) == told(lambda: memory.get(query))
    assert told(lambda: ours.count(query)) == told(lambda: memory.count(query))
    assert told(lambda: ours.contains(query)) == told(lambda: memory.contains(query))
    assert told(lambda: ours.get(doc_ids=[3, 1, 99])) == told(lambda: memory.get(doc_ids=[3, 1, 99]))
    assert told(lambda: ours.remove(query) and None) == told(lambda: memory.remove(query) and None)
    assert told(ours.all) == told(memory.all)


EXACT = [
    where("name") == "a",
    where("name") != "a",
    where("name") < "a",
    where("size") >= 0.5,
    where("size").one_of([1, 2, True]),
    where("name").exists(),
    where("tags").any(["x", "y"]),
    where("tags").all(["x"]),
    ~(where("size") == 1) & (where("name") == "a") | (where("name") == "b"),
    contains("name", "a"),
    Query().noop(),
]
NARROWED = [
    (where("name") == "a") & (where("free") == 1),
    (where("name") == "a") & where("free").matches("a"),
    (where("name") == "a") & (where("size") == None),  # noqa: E711 - TinyDB overloads ==
]
OPAQUE = [
    where("free") < 1,
    where("name") < 1,
    where("name").test(bool),
    where("name").one_of("abc"),
    where("tags").any("abc"),
    where("name").map(len) == 1,
    where("name").matches("("),
    (where("name") == "a") & where("free").test(bool),
    Query().fragment({"name": "a"}),
    Query(),
]


@pytest.mark.parametrize("query", EXACT)
def test_plain_queries_over_declared_fields_are_answered_by_sqlite_alone(query: Any) -> None:
    assert plan(query, SCHEMA).exact


@pytest.mark.parametrize("query", NARROWED)
def test_harmless_rest_is_asked_of_the_documents_that_sqlite_leaves(query: Any) -> None:
    how = plan(query, SCHEMA)
    assert not how.exact
    assert how.where is not None
    assert "things.name" in how.where


@pytest.mark.parametrize("query", OPAQUE)
def test_what_may_raise_or_call_back_is_left_to_python(query: Any) -> None:
    assert plan(query, SCHEMA) == NO_PLAN


def test_one_odd_document_takes_its_table_back_to_python(cache: Cache) -> None:
    table = cache.documents("things")
    table.truncate()
    table.insert_multiple([{"size": 1}, {"size": 2**70}])
    query = where("size") > 1
    assert table.explain(query) == NO_PLAN
    assert [d["size"] for d in table.search(query)] == [2**70]
    table.remove(where("size") == 2**70)
    assert table.explain(query).exact


def test_declared_fields_are_found_through_their_index(cache: Cache) -> None:
    table = cache.documents("things")
    table.insert({"name": "a"})
    how = table.explain(where("name") == "a")
    steps = cache.rows.rows(f"EXPLAIN QUERY PLAN SELECT id FROM things WHERE {how.where}", how.parameters)
    assert any("USING" in step[-1] and "things_name" in step[-1] for step in steps)
