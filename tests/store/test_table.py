"""Our table beside TinyDB's own over memory: the same operations give the same documents."""

from __future__ import annotations

import copy
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment
from tinydb.operations import set as set_to
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from newsterm.store.cache import Cache
from newsterm.store.opening import make_ready
from newsterm.store.schema import SCHEMAS
from newsterm.store.storage import SQLiteStorage

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FIELDS = ("read", "kind", "sort_time", "tags", "x", "feed")
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.integers(), st.floats(allow_nan=False), st.text(max_size=3),
    st.sampled_from(["a", "b", "A", ""]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=2), v, max_size=2), max_leaves=4
)
DOCUMENTS = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4)
NAMES = st.sampled_from(["entries", "mine"])


def leaf(field: str, word: str, value: Any):
    path = where(field)
    return {
        "==": lambda: path == value,
        "!=": lambda: path != value,
        "exists": path.exists,
        "one_of": lambda: path.one_of([value, "a", 1]),
        "any": lambda: path.any([value, "a"]),
        "all": lambda: path.all([value]),
        "test": lambda: path.test(bool),
        "matches": lambda: path.matches("a", flags=re.IGNORECASE),
        "search": lambda: path.search("b"),
        "fragment": lambda: Query().fragment({field: value}),
        "noop": lambda: Query().noop(),
    }[word]()


WORDS = st.sampled_from(["==", "!=", "exists", "one_of", "any", "all", "test", "fragment", "noop"])
LEAVES = st.builds(leaf, st.sampled_from(FIELDS), WORDS, SCALARS)
QUERIES = st.recursive(
    LEAVES,
    lambda q: st.one_of(st.builds(lambda a, b: a & b, q, q), st.builds(lambda a, b: a | b, q, q), q.map(lambda a: ~a)),
    max_leaves=4,
)


def plain(documents) -> list[tuple[int, dict[str, Any]]]:
    return [(d.doc_id, dict(d)) for d in documents]


def outcome(call):
    try:
        return "gave", call()
    except Exception as error:  # TinyDB lets whatever a comparison raises through; ours must raise it too
        return "raised", type(error)


class Beside(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "cache.db")
        make_ready(self.path, now=NOW)
        self.memory = TinyDB(storage=MemoryStorage)
        self.open()

    def open(self) -> None:
        # Tables with declared columns and without: `entries` here is TinyDB's name, its columns are the schema's.
        self.cache = Cache(SQLiteStorage(self.path, schemas=SCHEMAS))

    def both(self, name: str, call) -> None:
        """The same call on both; what it gives, or that it raises, is the same, and so is what is there afterwards."""
        theirs_before = copy.deepcopy(plain(self.memory.table(name)))
        theirs = outcome(lambda: call(self.memory.table(name)))
        if theirs[0] == "raised":
            self.memory.table(name).truncate()
            for number, document in theirs_before:
                self.memory.table(name).insert(Document(document, number))
        ours = outcome(lambda: call(self.cache.documents(name)))
        assert ours[0] == theirs[0], (ours, theirs)
        if ours[0] == "gave":
            assert _told(ours[1]) == _told(theirs[1])

    @rule(name=st.just("mine"), document=DOCUMENTS)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        self.both(name, lambda t: t.insert(copy.deepcopy(document)))

    @rule(name=st.just("mine"), documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, name: str, documents: list[dict[str, Any]]) -> None:
        self.both(name, lambda t: t.insert_multiple(copy.deepcopy(documents)))

    @rule(name=NAMES, query=QUERIES)
    def search(self, name: str, query: Any) -> None:
        self.both(name, lambda t: t.search(query))
        self.both(name, lambda t: t.count(query))
        self.both(name, lambda t: t.contains(query))
        self.both(name, lambda t: t.get(query))

    @rule(name=st.just("mine"), fields=DOCUMENTS, query=QUERIES)
    def update(self, name: str, fields: dict[str, Any], query: Any) -> None:
        self.both(name, lambda t: t.update(copy.deepcopy(fields), query))

    @rule(name=st.just("mine"), query=QUERIES, how=st.sampled_from(["increment", "decrement", "add", "delete", "set"]))
    def operate(self, name: str, query: Any, how: str) -> None:
        operations = {
            "increment": increment("x"),
            "decrement": decrement("x"),
            "add": add("x", 1),
            "delete": delete("x"),
            "set": set_to("x", 7),
        }
        self.both(name, lambda t: t.update(operations[how], query))

    @rule(name=st.just("mine"), fields=DOCUMENTS, query=QUERIES)
    def upsert(self, name: str, fields: dict[str, Any], query: Any) -> None:
        self.both(name, lambda t: t.upsert(copy.deepcopy(fields), query))

    @rule(name=st.just("mine"), query=QUERIES)
    def remove(self, name: str, query: Any) -> None:
        self.both(name, lambda t: t.remove(query))

    @rule(name=st.just("mine"), number=st.integers(0, 12))
    def by_id(self, name: str, number: int) -> None:
        self.both(name, lambda t: t.get(doc_id=number))
        self.both(name, lambda t: t.contains(doc_id=number))
        self.both(name, lambda t: t.remove(doc_ids=[number]) if t.contains(doc_id=number) else [])

    @rule(name=st.just("mine"))
    def truncate(self, name: str) -> None:
        self.both(name, lambda t: t.truncate())

    @rule()
    def reopen(self) -> None:
        self.cache.rows.close()
        self.open()
        for name in ("mine",):
            self.memory.table(name)._next_id = None

    @invariant()
    def the_same_documents(self) -> None:
        assert plain(self.cache.documents("mine")) == plain(self.memory.table("mine"))
        assert len(self.cache.documents("mine")) == len(self.memory.table("mine"))

    def teardown(self) -> None:
        self.cache.rows.close()
        self.folder.cleanup()


def _told(value: Any) -> Any:
    if isinstance(value, Document):
        return value.doc_id, dict(value)
    return [_told(v) for v in value] if isinstance(value, list) else value


TestBeside = Beside.TestCase
TestBeside.settings = settings(max_examples=40, stateful_step_count=15, deadline=None, database=None)


@pytest.fixture
def cache(tmp_path: Path):
    path = tmp_path / "cache.db"
    make_ready(path, now=NOW)
    opened = Cache(SQLiteStorage(path, schemas=SCHEMAS))
    yield opened
    opened.rows.close()


def test_plain_questions_about_declared_fields_are_answered_by_sqlite(cache: Cache) -> None:
    cache.claims.insert({"key": "a", "kind": "document", "tags": ["check"], "nth": 1})
    for query in (
        where("kind") == "document",
        where("nth") >= 1,
        where("tags").any(["check"]),
        (where("kind") == "document") & ~(where("nth") > 3),
        where("kind").one_of(["document", "group"]),
    ):
        assert cache.claims.explain(query).exact, query
        assert cache.claims.count(query) == 1


def test_opaque_questions_are_asked_of_the_documents(cache: Cache) -> None:
    cache.claims.insert({"key": "a", "kind": "document"})
    query = where("kind").test(lambda kind: kind.startswith("doc"))
    assert not cache.claims.explain(query).exact
    assert cache.claims.count(query) == 1


def test_nested_values_are_never_aliased(cache: Cache) -> None:
    table = cache.documents("mine")
    inner = {"list": [1]}
    number = table.insert(inner)
    inner["list"].append(2)
    found = table.get(doc_id=number)
    found["list"].append(3)
    assert table.get(doc_id=number) == {"list": [1]}


def test_an_operation_that_raises_changes_nothing(cache: Cache) -> None:
    table = cache.documents("mine")
    table.insert_multiple([{"x": 1}, {"x": "one"}])
    with pytest.raises(TypeError):
        table.update(increment("x"))
    assert [d["x"] for d in table] == [1, "one"]
