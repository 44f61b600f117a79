"""A library in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.library import Library

from .world import NOW, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot waits twice after each key until the process is idle; it looks every 10 ms instead of every 20."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.01)


@pytest.fixture(autouse=True)
def _patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key waits until what it asks for was looked up, so that a busy machine changes no test."""
    monkeypatch.setattr("newsterm.ui.searching.PATIENCE", 10.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "newsterm.db")


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, clock=lambda: NOW) as opened:
        yield opened
