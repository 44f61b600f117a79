"""The poller's fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from newsterm.poller.desk import WORKERS
from newsterm.workers import Workers
from tests.newsserver import NewsServer
from tests.poller.room import Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

HERE = "tests/poller/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for each file, so that its tests can share worker processes."""
    for item in items:
        if item.nodeid.startswith(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[Workers]:
    """Worker processes, each of which takes half a second of CPU to begin with an article."""
    async with Workers(WORKERS) as running:
        yield running


@pytest.fixture
def room(tmp_path: Path, workers: Workers) -> Room:
    return Room(tmp_path, workers=workers)


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running
