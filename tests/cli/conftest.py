"""The command line as a user meets it, run inside the test's process."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from newsterm.cli import main
from tests.newsserver import NewsServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Newsterm:
    """`newsterm --data DIR ...` on a data folder of its own, polite to nobody but itself: no gap between requests."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = folder / "data"
        self.config = folder / "config.toml"
        self.config.write_text("[poll]\nper_host_gap = 0\n")
        self._capsys = capsys

    def __call__(self, *words: str) -> Ran:
        self._capsys.readouterr()
        try:
            status = main(["--data", str(self.data), "--config", str(self.config), *words])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)


@pytest.fixture
def newsterm(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Newsterm:
    monkeypatch.setattr("newsterm.cli.poll.give_way", lambda **_: None)  # this is the tests' own process
    return Newsterm(tmp_path, capsys)


@pytest.fixture
def read(newsterm: Newsterm) -> Newsterm:
    """Two stories with claims, in a cache without a network."""
    from tests.cli.stories import fill

    fill(newsterm.data / "newsterm.db")
    return newsterm


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running
