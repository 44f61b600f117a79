"""A scripted web server on loopback: each path has an answer, every request is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP answer; underscores in header names stand for hyphens."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@dataclass
class Request:
    """What came in, byte for byte."""

    target: str
    headers: list[tuple[str, str]]

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass
class Web:
    """The server: `say` an answer for a path, look at `requests`."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def say(self, path: str, *answers: Answer) -> str:
        """Give these answers in turn, the last one for ever."""
        self.answers[path] = list(answers)
        return self.url(path)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            target = head[0].split(" ", 1)[1].rpartition(" ")[0]
            pairs = [line.partition(":") for line in head[1:] if line]
            self.requests.append(Request(target, [(name, value.strip()) for name, _, value in pairs]))
            waiting = self.answers.get(target.partition("?")[0], [answer("404 Not Found")])
            said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(said, bytes):
                writer.write(said)
                await writer.drain()
            else:
                await said(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # a client that hangs up is what some tests are about
        finally:
            writer.close()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    """The server, on 127.0.0.1 and 127.0.0.2 alike."""
    there = Web()
    async with await asyncio.start_server(there.serve, "127.0.0.1", 0) as server:
        there.port = server.sockets[0].getsockname()[1]
        yield there
        server.close()


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
