"""Connections: kept for the next feed of a host, given up where the server gives them up, encrypted where asked."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsterm.errors import FetchError
from newsterm.feeds.fetch import Fetcher, FetchLimits
from newsterm.model import Validators

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

FEED = b"<rss version='2.0'><channel><title>Harbour</title></channel></rss>"
WHOLE = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(FEED) + FEED
SAME = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
LIMITS = FetchLimits(total=5.0, connect=1.0, silence=1.0)


class Server:
    """Answers each request of a connection with the next of its answers; None hangs up instead."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers = list(answers)
        self.connections = self.requests = 0
        self.open: list[asyncio.StreamWriter] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open.append(writer)
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                self.requests += 1
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: bytes | None, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server = Server(*answers)
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls) as there:
        port = there.sockets[0].getsockname()[1]
        server.url = f"{'https' if tls else 'http'}://{'localhost' if tls else '127.0.0.1'}:{port}/feed"
        yield server
        there.close()
        for writer in server.open:
            writer.close()


async def test_a_connection_serves_the_next_feed_of_its_host() -> None:
    async with serving(WHOLE, SAME, WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        await fetcher.get(server.url)
        assert (await fetcher.get(server.url, validators=Validators(etag='"1"'))).status == 304
        assert (await fetcher.get(server.url)).body == FEED
        assert (server.connections, server.requests) == (1, 3)


async def test_a_connection_that_the_server_gave_up_at_rest_is_replaced_without_a_word() -> None:
    async with serving(WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        await fetcher.get(server.url)
        server.open[0].close()
        await asyncio.sleep(0.05)
        assert (await fetcher.get(server.url)).body == FEED
        assert server.connections == 2


async def test_a_request_that_meets_the_end_of_a_kept_connection_is_sent_once_more() -> None:
    async with serving(WHOLE, None, WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        await fetcher.get(server.url)
        assert (await fetcher.get(server.url)).body == FEED
        assert (server.connections, server.requests) == (2, 3)


async def test_a_new_connection_that_is_given_up_is_an_error_and_not_tried_again() -> None:
    async with serving(None) as server, Fetcher(LIMITS, slots=1) as fetcher:
        with pytest.raises(FetchError, match="broke off"):
            await fetcher.get(server.url)
        assert server.requests == 1


async def test_an_answer_that_is_not_read_to_its_end_gives_the_connection_up() -> None:
    endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"8000\r\n" + bytes(0x8000) + b"\r\n"
    async with serving(endless, WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        with pytest.raises(FetchError, match="larger"):
            await fetcher.get(server.url, limits=FetchLimits(wire=1000))
        assert (await fetcher.get(server.url)).body == FEED
        assert server.connections == 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that only those trust who are told to."""
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(folder / "key.pem"),
         "-out", str(folder / "cert.pem")],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl can't make a certificate here")
    return folder


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


async def test_a_certificate_of_the_environments_bundle_is_trusted(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    async with serving(WHOLE, SAME, tls=tls) as server, Fetcher(LIMITS, slots=1) as fetcher:
        assert (await fetcher.get(server.url)).body == FEED
        assert (await fetcher.get(server.url, validators=Validators(etag='"1"'))).status == 304
        assert server.connections == 1


async def test_any_other_certificate_is_an_error_in_words(tls: ssl.SSLContext) -> None:
    async with serving(WHOLE, tls=tls) as server, Fetcher(LIMITS, slots=1) as fetcher:
        with pytest.raises(FetchError, match="certificate of localhost is not to be trusted"):
            await fetcher.get(server.url)
        assert server.requests == 0


async def test_broken_framing_after_an_error_takes_nothing_from_the_error() -> None:
    busy = b"HTTP/1.1 503 Busy\r\nRetry-After: 100\r\nTransfer-Encoding: chunked\r\n\r\nzzzz\r\n"
    async with serving(busy, WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        with pytest.raises(FetchError, match="503") as caught:
            await fetcher.get(server.url)
        assert (caught.value.status, caught.value.retry_after) == (503, "100")
        assert (await fetcher.get(server.url)).body == FEED


@pytest.mark.parametrize("late", [b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", b"\r\nextra"])
async def test_what_comes_while_a_connection_rests_is_no_answer(late: bytes) -> None:
    async with serving(WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        await fetcher.get(server.url)
        server.open[0].write(late)
        server.open[0].close()
        await asyncio.sleep(0.05)
        assert (await fetcher.get(server.url)).body == FEED


async def test_a_header_that_can_not_be_sent_is_not_repeated() -> None:
    async with serving(WHOLE) as server, Fetcher(LIMITS, slots=1) as fetcher:
        with pytest.raises(FetchError, match="no request can carry") as caught:
            await fetcher.get(server.url, own={"X-Token": "s3cret "})
        assert "s3cret" not in str(caught.value)
        assert server.requests == 0
