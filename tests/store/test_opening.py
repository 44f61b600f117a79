"""Opening: what is in the way is said in a sentence, and nothing that was there is lost."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsterm.errors import DamagedStore, EarlierStore, StoreError, StoreUnavailable
from newsterm.model import Subscription
from newsterm.query.parse import parse
from newsterm.store import Store, connection
from newsterm.store.migrate import STEPS, newest
from newsterm.store.opening import make_ready

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
A, B = "http://a.example/feed", "http://b.example/feed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "newsterm.db"


def follow(store: Store, *urls: str) -> None:
    store.subscribe([Subscription(url=u, added=NOW) for u in urls])


def cache_with_a_feed(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)


def urls(path: Path, **how: Any) -> list[str]:
    with Store.open(path, now=NOW, **how) as store:
        return [feed.url for feed in store.feeds()]


def test_a_cache_begins_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "newsterm.db"
    assert urls(path) == []
    assert path.exists()
    assert {p.name for p in path.parent.iterdir()} <= {"newsterm.db", "newsterm.db-wal", "newsterm.db-shm"}


def test_signs_that_mean_something_in_addresses_are_plain_in_paths(tmp_path: Path) -> None:
    path = tmp_path / "100% of #1? & ü" / "news.db"
    cache_with_a_feed(path)
    assert urls(path) == [A]


def test_nothing_is_created_where_it_is_not_wanted(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no cache"):
        Store.open(path, create=False, now=NOW)
    assert list(path.parent.iterdir()) == []


def test_a_python_with_an_early_sqlite_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.31.1")
    with pytest.raises(StoreUnavailable, match=r"SQLite 3\.34 or later, and this Python has 3\.31\.1; use another"):
        Store.open(path, now=NOW)
    assert list(path.parent.iterdir()) == []


def test_a_link_that_leads_nowhere_says_so(path: Path) -> None:
    path.symlink_to(path.parent / "elsewhere" / "news.db")
    with pytest.raises(StoreUnavailable, match="missing"):
        Store.open(path, now=NOW)


def test_a_folder_that_can_not_be_made_says_so(path: Path) -> None:
    path.write_text("in the way")
    with pytest.raises(StoreUnavailable, match="can't be"):
        Store.open(path / "news.db", now=NOW)


def test_the_log_is_kept_with_the_file_that_is_set_aside(path: Path) -> None:
    path.write_bytes(b"ruined")
    path.with_name(path.name + "-wal").write_bytes(b"what was written last")
    assert urls(path, set_aside=True) == []
    (log,) = path.parent.glob("*.damaged-20261124-090000-wal")
    assert log.read_bytes() == b"what was written last"


def test_a_second_damaged_file_of_the_same_second_does_not_replace_the_first(path: Path) -> None:
    for content in (b"first", b"second"):
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        Store.open(path, set_aside=True, now=NOW).close()
    assert {p.read_bytes() for p in path.parent.glob("*.damaged-*")} == {b"first", b"second"}


def test_opening_a_cache_again_leaves_the_first_its_locks(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        Store.open(path, now=NOW, read_only=True).close()
        closes_it = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM feeds'); c.close()"
        subprocess.run([sys.executable, "-S", "-c", closes_it, str(path)], check=True)
        assert path.with_name(path.name + "-wal").exists()  # what is written from now on is not written to a lost file


def test_every_truncation_is_refused_or_leaves_a_working_cache(path: Path) -> None:
    cache_with_a_feed(path)
    data = path.read_bytes()
    for length in [*range(0, 200, 9), *range(200, len(data), len(data) // 12)]:
        path.write_bytes(data[:length])
        with pytest.raises(DamagedStore):
            Store.open(path, now=NOW)
        assert path.read_bytes() == data[:length]


def trouble(path: Path) -> str:
    """What opening, listing and checking a cache say."""
    try:
        with Store.open(path, now=NOW) as store:
            store.feeds()
            return "; ".join(store.check().problems)
    except StoreError as error:
        return str(error)


def test_ruined_pages_are_an_error_in_words_not_a_crash(path: Path) -> None:
    cache_with_a_feed(path)
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        ruined = bytearray(data)
        ruined[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
        path.write_bytes(ruined)
        assert "newsterm.db is damaged" in trouble(path) or "SQLite finds" in trouble(path), page


def test_a_cache_that_another_program_has_locked_is_read_and_says_why_it_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_with_a_feed(path)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Store.open(path, now=NOW) as store:
        other.execute("BEGIN IMMEDIATE")
        assert [f.url for f in store.feeds()] == [A]
        with pytest.raises(StoreUnavailable, match="locked"):
            follow(store, B)
        other.execute("ROLLBACK")
        follow(store, B)
        assert [f.url for f in store.feeds()] == [A, B]


def test_a_full_disk_changes_nothing_and_says_so(path: Path) -> None:
    cache_with_a_feed(path)
    with Store.open(path, now=NOW) as store:
        connection = store._cache.rows.connection()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreUnavailable, match="full"):
            follow(store, *(f"http://{n}.example/{'long' * 500}" for n in range(60)))
        assert [f.url for f in store.feeds()] == [A]
        connection.execute("PRAGMA max_page_count = 1000000")
        follow(store, B)
        assert store.check().problems == ()


def test_a_read_only_folder_can_be_read(path: Path) -> None:
    cache_with_a_feed(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        if os.access(path, os.W_OK):
            pytest.skip("this user writes everywhere")
        assert urls(path, read_only=True) == [A]
        assert {p.name for p in path.parent.iterdir()} == {path.name}
        with pytest.raises(StoreUnavailable, match="permissions"), Store.open(path, now=NOW) as store:
            follow(store, B)
    finally:
        path.parent.chmod(0o700)


def test_reading_alone_leaves_the_file_as_it_is(path: Path) -> None:
    cache_with_a_feed(path)
    before = path.read_bytes()
    with Store.open(path, read_only=True, now=NOW) as store:
        assert [f.url for f in store.feeds()] == [A]
        with pytest.raises(StoreUnavailable, match="written"):
            follow(store, B)
    assert path.read_bytes() == before


def _add_a_table(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("CREATE TABLE later(x)")


def _stumble(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("CREATE TABLE half(x)")
    connection.execute("SELECT * FROM what_is_not_there")


def test_a_migration_keeps_a_copy_of_what_was_before(path: Path) -> None:
    cache_with_a_feed(path)
    (notice,) = make_ready(path, now=NOW, steps=(*STEPS, _add_a_table))
    copy = path.with_name(f"{path.name}.schema{newest()}.bak")
    assert str(copy) in notice
    assert urls(copy) == [A]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest() + 1,)
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    assert make_ready(path, now=NOW, steps=(*STEPS, _add_a_table)) == ()


def test_a_migration_that_fails_leaves_the_cache_as_it_was(path: Path) -> None:
    cache_with_a_feed(path)
    with pytest.raises(StoreError):
        make_ready(path, now=NOW, steps=(*STEPS, _add_a_table, _stumble))
    assert urls(path) == [A]
    with closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    assert tables.isdisjoint({"half", "later"})


def test_an_earlier_schema_is_not_migrated_by_a_reader(path: Path) -> None:
    cache_with_a_feed(path)
    with pytest.raises(EarlierStore, match="earlier"):
        make_ready(path, now=NOW, read_only=True, steps=(*STEPS, _add_a_table))


def test_a_second_copy_does_not_replace_the_first(path: Path) -> None:
    cache_with_a_feed(path)
    first = path.with_name(f"{path.name}.schema{newest()}.bak")
    first.write_bytes(b"kept since an earlier try")
    (notice,) = make_ready(path, now=NOW, steps=(*STEPS, _add_a_table))
    assert first.read_bytes() == b"kept since an earlier try"
    assert f"{path.name}.schema{newest()}-2.bak" in notice


def test_who_opens_during_a_migration_waits_and_does_not_take_the_step_again(path: Path) -> None:
    cache_with_a_feed(path)
    late: list[tuple[str, ...]] = []
    other = threading.Thread(target=lambda: late.append(make_ready(path, now=NOW, steps=steps)))

    def step_while_another_opens(migrating: sqlite3.Connection, tell: object) -> None:
        other.start()
        _add_a_table(migrating, tell)
        other.join(0.1)
        assert late == []

    steps = (*STEPS, step_while_another_opens)
    assert len(make_ready(path, now=NOW, steps=steps)) == 1
    other.join()
    assert late == [()]


def as_schema_1(path: Path) -> None:
    """A cache as schema 1 kept it: three stories of two feeds, claims, tags, a revision, three actions."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(Path(__file__).with_name("schema1.sql").read_text("utf-8"))


def test_a_cache_of_schema_1_comes_forward_with_everything_that_was_in_it(path: Path) -> None:
    as_schema_1(path)
    told: list[str] = []
    with Store.open(path, now=NOW, tell=told.append) as store:
        assert len(told) == len(store.notices) == 1
        assert store.check().problems == ()
        assert [(f.title, f.subscription.folder, f.entries, f.unread) for f in store.feeds()] == [
            ("Harbour Post", "world", 2, 2),
            ("B", None, 2, 2),
        ]
        found = {i.entry.guid: i for i in store.listing(None, now=NOW).rows(0, 9)}
        assert (found["three"].state.tags, found["one"].state.starred) == (("later",), True)
        assert found["two"].revisions == 1
        assert sorted(m.state.tags for _, m in store.claims(None, now=NOW)) == [(), (), ("check",)]
        assert store.count(parse("dear", today=NOW.date()), now=NOW) == 1
        undone = [store.undo().label for _ in range(3)]
        assert undone == ["starred 1 item", 'tagged 1 item "later"', 'tagged 1 claim "check"']
        assert store.next_undo() is None


def test_a_cache_brought_forward_and_repaired_has_the_schema_of_a_new_one(path: Path) -> None:
    as_schema_1(path)
    fresh = path.with_name("fresh.db")
    schemas = []
    for at in (path, fresh):
        with Store.open(at, now=NOW) as store:
            store.repair()
        with closing(sqlite3.connect(at)) as opened:
            tables = opened.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
            schemas.append({*tables, *opened.execute("SELECT k, v FROM search_config WHERE k LIKE '%merge'")})
    assert schemas[0] == schemas[1]


FOLLOWER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsterm.model import Subscription
from newsterm.store import Store
now = datetime(2026, 11, 24, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
with Store.open(Path(sys.argv[1]), now=now) as store:
    store.subscribe([Subscription(url=sys.argv[2], added=now)])
"""


def test_processes_that_start_at_once_share_one_cache(path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", FOLLOWER, str(path), f"http://{n}.example/"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.communicate("go\n")
    assert [p.returncode for p in started] == [0] * 4
    assert len(urls(path)) == 4
