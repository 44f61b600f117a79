"""A cache for each test of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.store import Store
from tests.store.world import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "newsterm.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, now=NOW) as opened:
        yield opened
