"""Our table beside TinyDB's own over memory: the same operations give the same documents."""

from __future__ import annotations

import copy
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_to
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from newsterm.store.cache import Cache
from newsterm.store.opening import make_ready
from newsterm.store.schema import SCHEMAS, ColumnKind, Index, TableSchema
from newsterm.store.storage import SQLiteStorage

NOW = datetime(2026, 11, 24, tzinfo=UTC)
THINGS = TableSchema(
    name="things",
    columns=(
        ("read", ColumnKind.NUMBER),
        ("kind", ColumnKind.TEXT),
        ("sort_time", ColumnKind.NUMBER),
        ("tags", ColumnKind.LIST),
    ),
    indexes=(Index(("kind", "sort_time")), Index(("sort_time",), where="sort_time IS NOT NULL")),
    usual=("read",),
)
FIELDS = ("read", "kind", "sort_time", "tags", "x", "feed")
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.integers(), st.floats(allow_nan=False), st.text(max_size=3),
    st.sampled_from(["a", "b", "A", ""]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=2), v, max_size=2), max_leaves=4
)
REGULAR = st.fixed_dictionaries(
    {},
    optional={
        "read": st.booleans(),
        "kind": st.sampled_from(["a", "b", "é"]),
        "sort_time": st.integers(-3, 3) | st.floats(-3, 3),
        "tags": st.lists(st.sampled_from(["a", "b", 1]), max_size=3),
        "x": VALUES,
    },
)
DOCUMENTS = st.one_of(REGULAR, REGULAR, st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4))
TABLES = st.sampled_from(["things", "mine"])
IDS = st.integers(-1, 12)


def leaf(field: str, word: str, value: Any) -> Any:
    path = where(field)
    return {
        "==": lambda: path == value,
        "!=": lambda: path != value,
        "<": lambda: path < value,
        "<=": lambda: path <= value,
        ">": lambda: path > value,
        ">=": lambda: path >= value,
        "exists": path.exists,
        "one_of": lambda: path.one_of([value, "a", 1]),
        "any": lambda: path.any([value, "a"]),
        "all": lambda: path.all([value]),
        "any-of": lambda: path.any(where("a") == value),
        "test": lambda: path.test(bool),
        "matches": lambda: path.matches("a", flags=re.IGNORECASE),
        "search": lambda: path.search("b"),
        "fragment": lambda: Query().fragment({field: value}),
        "map": lambda: path.map(str) == value,
        "inside": lambda: path["a"] == value,
        "noop": lambda: Query().noop(),
    }[word]()


WORDS = st.sampled_from(
    "== != < <= > >= exists one_of any all any-of test matches search fragment map inside noop".split()
)
LEAVES = st.builds(leaf, st.sampled_from(FIELDS), WORDS, SCALARS)
QUERIES = st.recursive(
    LEAVES,
    lambda q: st.one_of(st.builds(lambda a, b: a & b, q, q), st.builds(lambda a, b: a | b, q, q), q.map(lambda a: ~a)),
    max_leaves=4,
)
OPERATIONS = st.sampled_from(
    [
        increment("x"),
        decrement("sort_time"),
        add("x", 1),
        lambda document: document.update(tags=document["tags"] + ["c"]),  # TinyDB's own `add` changes aliased lists
        subtract("x", 1),
        delete("kind"),
        delete("tags"),
        set_to("x", [1]),
        lambda document: document.update(kind="b", tags=["a", "a"]),
        lambda document: document.clear(),
    ]
)
CHANGES = DOCUMENTS | OPERATIONS


def plain(documents: Any) -> list[tuple[int, dict[str, Any]]]:
    return [(d.doc_id, dict(d)) for d in documents]


def told(value: Any) -> Any:
    """What a call gives, with ids, and with 1, 1.0 and True told apart."""
    if isinstance(value, Document):
        return value.doc_id, repr(dict(value))
    return [told(v) for v in value] if isinstance(value, list) else value


def outcome(call: Any) -> tuple[str, Any]:
    try:
        return "gave", told(call())
    except Exception as error:  # TinyDB lets whatever a comparison raises through; ours must raise it too
        return "raised", type(error)


class Beside(RuleBasedStateMachine):
    """Every operation on both; what it gives, or that it raises, is the same, and so is what is there afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "cache.db")
        make_ready(self.path, now=NOW)
        self.memory = TinyDB(storage=MemoryStorage)
        self.open()

    def open(self) -> None:
        self.cache = Cache(SQLiteStorage(self.path, schemas=[*SCHEMAS, THINGS]))

    def both(self, name: str, call: Any) -> None:
        theirs_before, wish = copy.deepcopy(plain(self.memory.table(name))), self.memory.table(name)._next_id
        theirs = outcome(lambda: call(self.memory.table(name)))
        if theirs[0] == "raised":  # TinyDB keeps half of what it did; ours nothing
            self.memory.table(name).truncate()
            self.memory.table(name).insert_multiple([Document(d, n) for n, d in theirs_before])
            self.memory.table(name)._next_id = self.cache.documents(name)._next_id = wish
        ours = outcome(lambda: call(self.cache.documents(name)))
        if theirs[0] == "raised":
            self.cache.documents(name)._next_id = wish
        assert ours == theirs

    @rule(name=TABLES, document=DOCUMENTS)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        self.both(name, lambda t: t.insert(copy.deepcopy(document)))

    @rule(name=TABLES, document=DOCUMENTS, number=IDS)
    def insert_with_an_id(self, name: str, document: dict[str, Any], number: int) -> None:
        self.both(name, lambda t: t.insert(Document(copy.deepcopy(document), number)))

    @rule(name=TABLES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, name: str, documents: list[dict[str, Any]]) -> None:
        self.both(name, lambda t: t.insert_multiple(copy.deepcopy(documents)))

    @rule(name=TABLES, query=QUERIES)
    def ask(self, name: str, query: Any) -> None:
        for question in ("search", "count", "contains", "get"):
            self.both(name, lambda t, question=question: getattr(t, question)(query))

    @rule(name=TABLES, number=IDS, numbers=st.lists(IDS, max_size=4))
    def ask_by_id(self, name: str, number: int, numbers: list[int]) -> None:
        self.both(name, lambda t: t.get(doc_id=number))
        self.both(name, lambda t: t.contains(doc_id=number))
        self.both(name, lambda t: t.get(doc_ids=numbers))

    @rule(name=TABLES, change=CHANGES, query=QUERIES)
    def update(self, name: str, change: Any, query: Any) -> None:
        self.both(name, lambda t: t.update(copy.deepcopy(change), query))

    @rule(name=TABLES, change=CHANGES, numbers=st.lists(IDS, max_size=3))
    def update_by_id(self, name: str, change: Any, numbers: list[int]) -> None:
        self.both(name, lambda t: t.update(copy.deepcopy(change), doc_ids=numbers))

    @rule(name=TABLES, change=CHANGES)
    def update_all(self, name: str, change: Any) -> None:
        self.both(name, lambda t: t.update(copy.deepcopy(change)))

    @rule(name=TABLES, changes=st.lists(st.tuples(CHANGES, QUERIES), max_size=3))
    def update_multiple(self, name: str, changes: list[Any]) -> None:
        self.both(name, lambda t: t.update_multiple([(copy.deepcopy(c), q) for c, q in changes]))

    @rule(name=TABLES, fields=DOCUMENTS, query=QUERIES)
    def upsert(self, name: str, fields: dict[str, Any], query: Any) -> None:
        self.both(name, lambda t: t.upsert(copy.deepcopy(fields), query))

    @rule(name=TABLES, fields=DOCUMENTS, number=st.integers(1, 9))
    def upsert_by_id(self, name: str, fields: dict[str, Any], number: int) -> None:
        self.both(name, lambda t: t.upsert(Document(copy.deepcopy(fields), number)))

    @rule(name=TABLES, query=QUERIES)
    def remove(self, name: str, query: Any) -> None:
        self.both(name, lambda t: t.remove(query))

    @rule(name=TABLES, numbers=st.lists(IDS, max_size=3, unique=True))
    def remove_by_id(self, name: str, numbers: list[int]) -> None:
        self.both(name, lambda t: t.remove(doc_ids=numbers))

    @rule(name=TABLES)
    def truncate(self, name: str) -> None:
        self.both(name, lambda t: t.truncate())

    @rule(name=TABLES)
    def drop(self, name: str) -> None:
        for database in (self.memory, self.cache):
            database.drop_table(name)

    @rule()
    def reopen(self) -> None:
        self.cache.rows.close()
        self.open()
        for name in ("things", "mine"):
            self.memory.table(name)._next_id = None

    @invariant()
    def the_same_documents(self) -> None:
        for name in ("things", "mine"):
            theirs, ours = self.memory.table(name), self.cache.documents(name)
            assert told(list(ours)) == told(ours.all()) == told(list(theirs))
            assert len(ours) == len(theirs)
        mine = {"things", "mine"}
        assert self.cache.tables() & mine == self.memory.tables() & mine

    def teardown(self) -> None:
        self.cache.rows.close()
        self.folder.cleanup()


TestBeside = Beside.TestCase
TestBeside.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


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
