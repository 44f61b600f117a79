"""What is no usable cache is refused in words, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.errors import DamagedStore, ForeignStore, NewerStore, StoreUnavailable
from newsterm.store import Store
from tests.store.world import NOW, A, follow

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("content", [b"", b"not a database" * 200, b"SQLite format 3\0" + b"\0" * 400, b"{}"])
def test_a_damaged_file_is_refused_or_set_aside_never_overwritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedStore, match="damaged"):
        Store.open(path, now=NOW)
    assert path.read_bytes() == content
    with Store.open(path, set_aside=True, now=NOW) as store:
        (notice,) = store.notices
        assert store.feeds() == ()
    (kept,) = path.parent.glob("*.damaged-20261124-090000")
    assert kept.read_bytes() == content
    assert str(kept) in notice


def test_a_truncated_cache_is_damaged(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.compact()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedStore):
        Store.open(path, now=NOW)


def test_a_foreign_database_is_told_from_ours(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs(x)")
    connection.close()
    with pytest.raises(ForeignStore, match="another program"):
        Store.open(path, now=NOW)


def test_a_later_schema_is_refused_in_words(path: Path) -> None:
    import sqlite3

    Store.open(path, now=NOW).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerStore, match="later"):
        Store.open(path, now=NOW)


def test_a_folder_in_the_way_or_a_missing_cache_says_so(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no cache"):
        Store.open(path, read_only=True, now=NOW)
    path.mkdir()
    with pytest.raises(StoreUnavailable, match="folder"):
        Store.open(path, now=NOW)


def test_a_cache_opened_to_read_refuses_to_write(path: Path) -> None:
    Store.open(path, now=NOW).close()
    with Store.open(path, read_only=True, now=NOW) as store:
        assert store.feeds() == ()
        with pytest.raises(StoreUnavailable):
            follow(store, A)
