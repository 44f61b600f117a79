"""The poller's fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.newsserver import NewsServer
from tests.poller.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running
