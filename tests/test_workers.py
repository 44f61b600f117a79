"""Worker processes: reused, stopped, replaced, and gone when nobody needs them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsterm.errors import ParseError, QueryError, WorkError
from newsterm.workers import Workers


@pytest.fixture(autouse=True)
def _workers_find_these_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


def process_id() -> int:
    return os.getpid()


def chatter(text: str) -> str:
    sys.stdout.write("this must not get between the answers\n")
    sys.stdout.flush()
    return text.upper()


def hog(pieces: int) -> int:
    held = []
    for _ in range(pieces):
        held.append(bytearray(b"x") * 2**20)
        time.sleep(0.001)
    return len(held)


def refuse(words: str) -> None:
    raise ParseError(words)


def refuse_with_position() -> None:
    raise QueryError("A bracket is missing.", position=3)


def stumble() -> None:
    raise KeyError("secret text of a feed")


def not_to_be_sent() -> object:
    return lambda: None


async def test_a_worker_is_reused_and_is_another_process() -> None:
    async with Workers(1) as workers:
        first = await workers.run(10, process_id)
        second = await workers.run(10, process_id)
    assert first == second != os.getpid()


async def test_workers_run_at_once_up_to_their_number() -> None:
    async with Workers(2) as workers:
        began = time.monotonic()
        await asyncio.gather(*(workers.run(10, time.sleep, 0.3) for _ in range(2)))
        assert time.monotonic() - began < 0.6


async def test_a_function_that_takes_too_long_is_stopped_and_the_next_one_runs() -> None:
    async with Workers(1) as workers:
        before = await workers.run(10, process_id)
        with pytest.raises(WorkError, match=r"0\.1 seconds"):
            await workers.run(0.1, time.sleep, 60)
        assert await workers.run(10, process_id) != before


async def test_a_function_that_takes_too_much_memory_is_stopped_and_the_next_one_runs() -> None:
    async with Workers(1, memory=120 * 2**20) as workers:
        with pytest.raises(WorkError, match="120 MiB"):
            await workers.run(20, hog, 400)
        assert await workers.run(10, len, "four") == 4


async def test_one_giant_allocation_is_refused_by_the_system() -> None:
    async with Workers(1, memory=120 * 2**20) as workers:
        with pytest.raises(WorkError, match="memory"):
            await workers.run(20, bytearray, 2**31)


async def test_a_worker_that_grew_is_replaced_after_its_work() -> None:
    async with Workers(1, memory=256 * 2**20) as workers:
        before = await workers.run(10, process_id)
        assert await workers.run(30, chatter, "x" * (60 * 2**20)) == "X" * (60 * 2**20)
        assert await workers.run(10, process_id) != before


async def test_a_worker_that_dies_is_told_of_and_replaced() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkError, match="status 3"):
            await workers.run(10, os._exit, 3)
        assert await workers.run(10, len, "four") == 4


async def test_errors_of_newsterm_arrive_as_they_are() -> None:
    async with Workers(1) as workers:
        with pytest.raises(ParseError, match="no feed"):
            await workers.run(10, refuse, "This is no feed.")


async def test_errors_that_can_not_be_carried_arrive_in_words() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkError, match="bracket"):
            await workers.run(10, refuse_with_position)


async def test_other_exceptions_are_named_without_the_text_they_carry() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkError, match="KeyError") as caught:
            await workers.run(10, stumble)
        assert "secret" not in str(caught.value)


async def test_a_result_that_can_not_be_sent_is_an_error() -> None:
    async with Workers(1) as workers:
        with pytest.raises(WorkError):
            await workers.run(10, not_to_be_sent)
        assert await workers.run(10, len, "four") == 4


async def test_what_a_library_prints_stays_out_of_the_answers() -> None:
    async with Workers(1) as workers:
        assert await workers.run(10, chatter, "loud") == "LOUD"


async def test_a_cancelled_call_ends_its_worker() -> None:
    async with Workers(1) as workers:
        before = await workers.run(10, process_id)
        call = asyncio.create_task(workers.run(60, time.sleep, 60))
        await asyncio.sleep(0.05)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await workers.run(10, process_id) != before


async def test_leaving_the_pool_ends_its_processes() -> None:
    async with Workers(1) as workers:
        pid = await workers.run(10, process_id)
    assert not _alive(pid)


def test_a_worker_ends_with_its_parent_even_in_the_middle_of_work() -> None:
    parent = (
        "import asyncio, os, time\n"
        "from newsterm.workers import Workers\n"
        "async def main():\n"
        "    workers = Workers(1)\n"
        "    print(await workers.run(10, os.getpid), flush=True)\n"
        "    asyncio.create_task(workers.run(60, time.sleep, 60))\n"
        "    await asyncio.sleep(0.1)\n"
        "    os._exit(0)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", parent], capture_output=True, check=True, timeout=30)
    pid = int(done.stdout)
    until = time.monotonic() + 5
    while _alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _alive(pid)


def test_the_parent_imports_neither_feedparser_nor_lxml() -> None:
    heavy = "{'feedparser', 'lxml', 'multiprocessing'}"
    code = f"import sys, newsterm.workers; sys.exit(not {heavy}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
