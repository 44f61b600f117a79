"""An open newsstand, and a reader that asks it for documents."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from newsterm.demo import Newsstand

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 11, 0, 40, 12, 345678, tzinfo=UTC)
"""Just after midnight, so that stories of one event fall on two days."""


class Answer:
    """What came back."""

    def __init__(self, status: int, headers: dict[str, str], raw: bytes) -> None:
        self.status = status
        self.headers = headers
        self.raw = raw

    @property
    def body(self) -> bytes:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.raw) if packed else self.raw

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, *, method: str = "GET", **headers: str) -> Answer:
    """One request; header names are given with `_` for `-`."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request(method, parts.path or "/", headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand(now=NOW) as stand:
        yield stand
