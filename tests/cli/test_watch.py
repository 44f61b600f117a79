"""`newsterm watch`: each thing once, in the order in which it came, for as long as somebody listens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.cli.watch import ArrivingItems, FoundClaims, _moment, _number_of
from newsterm.errors import NotFound
from newsterm.library import Library
from newsterm.model import Kind
from newsterm.store import Store
from newsterm.store.ids import entry_id

from .stories import LEDGER, NOW, ONE, POST, SAID, TOLD, TWO, bring, claim, fill, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THREE, FOUR = entry_id(POST, "Three"), entry_id(LEDGER, "Four")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(tmp_path / "newsterm.db")
    return tmp_path / "newsterm.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, read_only=True, clock=lambda: NOW) as opened:
        yield opened


def items(watched: ArrivingItems | FoundClaims) -> list[object]:
    return [record["id"] for _, record in watched.fresh()]


def watch_items(library: Library, query: str = "", after: int | None = None) -> ArrivingItems:
    return ArrivingItems(library, library.tree(query), library.latest()[0] if after is None else after)


def test_items_are_told_once_in_the_order_in_which_they_came(library: Library, path: Path) -> None:
    watched = watch_items(library)
    assert items(watched) == []
    with Store.open(path, now=NOW) as poller:
        bring(poller, LEDGER, "Daily Ledger", "Four", hours=0)
        bring(poller, POST, "Harbour Post", "Three", hours=99)  # dated long ago, but it came last
        assert items(watched) == [FOUR, THREE]
        prepare(poller, THREE, SAID, claim(THREE, SAID, "The port", "Ana Sorel", Kind.NAMED_PERSON))
    assert items(watched) == []


def test_what_came_is_kept_apart_from_what_comes_while_it_is_looked_up(library: Library, path: Path) -> None:
    with Store.open(path, now=NOW) as poller:
        watched, told = watch_items(library), []
        for number in range(5):
            bring(poller, POST, "Harbour Post", f"Item {number}", f"Other {number}")
            told += items(watched)
            prepare(poller, entry_id(POST, f"Item {number}"), SAID)
    assert told == [entry_id(POST, f"{word} {n}") for n in range(5) for word in ("Item", "Other")]


def test_an_item_that_fits_by_its_claims_is_told_when_they_are_found(library: Library, path: Path) -> None:
    watched = watch_items(library, "kind:unnamed")
    with Store.open(path, now=NOW) as poller:
        bring(poller, LEDGER, "Daily Ledger", "Four")
        bring(poller, POST, "Harbour Post", "Three")
        assert items(watched) == []
        prepare(poller, THREE, SAID)
        assert items(watched) == []
        prepare(poller, FOUR, TOLD, claim(FOUR, TOLD, "Grain", "an official", Kind.UNNAMED_PERSON))
        assert items(watched) == [FOUR]
        prepare(poller, FOUR, TOLD, claim(FOUR, TOLD, "Grain", "an official", Kind.UNNAMED_PERSON))
    assert items(watched) == []


def test_claims_are_told_as_they_are_found_and_not_again_when_they_are_found_anew(library: Library, path: Path) -> None:
    watched = FoundClaims(library, library.tree("kind:named"), None)
    said = claim(THREE, SAID, "The port", "Ana Sorel", Kind.NAMED_PERSON)
    with Store.open(path, now=NOW) as poller:
        bring(poller, POST, "Harbour Post", "Three")
        prepare(poller, THREE, SAID, said)
        assert items(watched) == [said.id]
        prepare(poller, THREE, SAID, said)
        prepare(poller, ONE, SAID, claim(ONE, SAID, "The port", "Ana Sorel", Kind.NAMED_PERSON))
    assert items(watched) == []


def test_it_goes_on_after_the_item_that_was_told_last(library: Library) -> None:
    assert items(watch_items(library, after=_number_of(library, ONE))) == [TWO]
    assert items(watch_items(library, after=_number_of(library, "2020-01-01"))) == [ONE, TWO]
    assert items(watch_items(library, after=_number_of(library, "2030-01-01T00:00:00Z"))) == []
    first = next(marked.claim.id for item, marked in library.claims() if item.id == TWO)
    assert len(items(FoundClaims(library, library.tree(""), _number_of(library, first)))) == 2
    with pytest.raises(NotFound, match="begin from a moment"):
        _number_of(library, "zzzzzzzzzz")


def test_a_moment_is_a_time_a_day_or_a_while_ago() -> None:
    assert _moment("2026-11-24T09:00:00Z") == NOW
    assert _moment("2026-11-24") == datetime(2026, 11, 24).astimezone()
    ago = _moment("2h")
    assert ago is not None
    assert abs(datetime.now(UTC) - timedelta(hours=2) - ago) < timedelta(seconds=5)
    assert _moment("rrxbu63prr") is None


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGINT", "reader"])
def test_it_ends_quietly_when_it_is_told_to_or_nobody_listens(path: Path, end: str) -> None:
    command = [sys.executable, "-m", "newsterm", "--data", str(path.parent), "watch", "--jsonl", "--since", "2020"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        told = [json.loads(watching.stdout.readline())["id"] for _ in range(2)]
        if end == "reader":
            watching.stdout.close()
        else:
            os.kill(watching.pid, getattr(signal, end))
        assert watching.stderr.read() == b""
        assert watching.wait(10) == 0
    assert told == [ONE, TWO]
