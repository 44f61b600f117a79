"""Nobody waits long for anybody: large updates come in short transactions, and what they bring is seen."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.errors import StoreError
from newsterm.model import FetchState, Target, Validators
from newsterm.store.updates import AT_ONCE
from tests.store.world import NOW, A, B, entry, follow, key, tag, update

if TYPE_CHECKING:
    from newsterm.store import Store

POLLER = """
import sys
from pathlib import Path
from newsterm.store import Store
from tests.store.world import NOW, B, entry, update
with Store.open(Path(sys.argv[1]), now=NOW) as store:
    news = update(B, *(entry(f"n{n}", text="Grain prices fell. " * 40) for n in range(1500)))
    print("begins", flush=True)
    store.apply(news, now=NOW)
    print("ended", flush=True)
"""


def test_a_key_does_not_wait_for_a_large_feed(store: Store, path: Path) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one")), now=NOW)
    one = key(store, "one")
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", POLLER, str(path)], cwd=root, stdout=subprocess.PIPE, text=True
    ) as poller:
        assert poller.stdout is not None
        poller.stdout.readline()
        waits, began = [], time.monotonic()
        while store.feed(B).entries < 1500 and time.monotonic() < began + 30:
            before = time.monotonic()
            tag(store, Target.ENTRY, one, f"t{len(waits)}")
            waits.append(time.monotonic() - before)
        whole = time.monotonic() - began
    assert len(waits) > 10
    assert max(waits) < whole / 2, "a key waited for the whole feed"
    assert sorted(waits)[len(waits) // 2] < 0.05


def test_the_validators_of_a_large_feed_come_with_its_last_entries(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(store, A)
    news = [entry(f"n{n}") for n in range(2 * AT_ONCE + 1)]
    large = replace(update(A, *news), state=FetchState(validators=Validators(etag="x")))
    seen: list[tuple[int, str | None]] = []
    commit = store._cache.rows.run

    def watch(sql: str, parameters: tuple = ()) -> int:
        done = commit(sql, parameters)
        if sql == "COMMIT":
            feed = store.feed(A)
            seen.append((feed.entries, feed.state.validators.etag))
        return done

    monkeypatch.setattr(store._cache.rows, "run", watch)
    store.apply(large, now=NOW)
    assert [s for i, s in enumerate(seen) if not i or s != seen[i - 1]] == [
        (AT_ONCE, None),
        (2 * AT_ONCE, None),
        (2 * AT_ONCE + 1, "x"),
    ]


def test_a_reading_that_nobody_waits_for_any_more_is_ended_from_another_thread(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, *(entry(f"n{n}") for n in range(600))), now=NOW)
    reading = store._cache.entries.stream()
    next(reading)
    ending = threading.Thread(target=store.interrupt)
    ending.start()
    ending.join()
    with pytest.raises(StoreError, match="interrupted"):
        list(reading)
    assert len(list(store._cache.entries.stream())) == 600
    store.close()
    store.interrupt()
