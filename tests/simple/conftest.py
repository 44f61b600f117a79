"""The library of three feeds that the interface is tested over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library
from tests.ui.shell.world import NOW, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "newsterm.db")


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, clock=lambda: NOW) as opened:
        yield opened
