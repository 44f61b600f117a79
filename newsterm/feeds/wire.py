"""The way out for requests: httpx transports, straight to a server over asyncio's streams or through a proxy.

httpx's own transport reaches the network through anyio: 0.71 ms of CPU a request and 12 ms to import it; over streams,
0.49. A transport without a client costs 0.13 less again, and nothing of what a client adds is wanted here: cookies,
redirects and credentials are decided by the fetcher.
"""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from newsterm.errors import FetchError
from newsterm.feeds.target import proxy_for
from newsterm.model import clean_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

_KEPT_SECONDS = 15.0
"""How long a connection is kept open for the next feed of its host."""
_NEXT_ADDRESS_AFTER = 0.25
"""Seconds after which the next of a host's addresses is tried beside the first (RFC 8305, 5)."""


class Contexts:
    """TLS settings that all connections share, made when first needed: 30 ms."""

    def __init__(self) -> None:
        self._secure: ssl.SSLContext | None = None
        # Trusts nobody: for transports that only ever speak plain HTTP, but must be given something.
        self._nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def get(self, *, secure: bool) -> ssl.SSLContext:
        """What connections of this kind use; CA bundles of the environment (SSL_CERT_FILE, SSL_CERT_DIR) count."""
        if not secure:
            return self._nobody
        if self._secure is None:
            self._secure = httpx.create_ssl_context()
        return self._secure


class Slot:
    """A place for one request at a time, with connections of its own.

    httpcore's pool looks at all of its connections for each request: one for all slots costs 5.7 ms of CPU a request
    at 32 in flight.
    """

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self._transports: dict[tuple[str | None, bool], httpx.AsyncBaseTransport] = {}

    def transport(self, url: str) -> httpx.AsyncBaseTransport:
        """What carries a request to this address; FetchError where the environment names an unusable proxy."""
        way = proxy_for(url), url[:6].lower() == "https:"
        if way not in self._transports:
            self._transports[way] = self._transport(*way)
        return self._transports[way]

    def _transport(self, proxy: str | None, secure: bool) -> httpx.AsyncBaseTransport:
        context = self._contexts.get(secure=secure or (proxy or "").startswith("https:"))
        if proxy is None:
            return Direct(context)
        try:
            return httpx.AsyncHTTPTransport(verify=context, proxy=proxy, limits=httpx.Limits(max_connections=2))
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise FetchError(f"The proxy that the environment names can't be used: {clean_line(str(error))}") from error

    async def aclose(self) -> None:
        """Close the connections."""
        for transport in self._transports.values():
            await transport.aclose()


class Direct(httpx.AsyncBaseTransport):
    """httpcore's pool over asyncio's streams, with httpx's errors."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_keepalive_connections=1,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=_Network(),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the answer's body is still to be read."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=b"",
            extensions=request.extensions,
        )
        with _as_httpx():
            answer = await self._pool.handle_async_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_httpx():
            async for piece in self._answer.aiter_stream():
                yield piece

    async def aclose(self) -> None:
        with _as_httpx():
            await self._answer.aclose()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """httpcore's errors as those that httpx has for them, by the same names."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise getattr(httpx, type(error).__name__, httpx.TimeoutException)(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise getattr(httpx, type(error).__name__, httpx.TransportError)(str(error)) from error


class _Network(httpcore.AsyncNetworkBackend):
    """Connections by `asyncio.open_connection`."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the host's addresses, the two kinds tried side by side."""
        del local_address, socket_options  # never set here
        delay = None if _is_address(host) else _NEXT_ADDRESS_AFTER
        with _as_httpcore(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                return _Connection(*await asyncio.open_connection(host, port, happy_eyeballs_delay=delay))


class _Connection(httpcore.AsyncNetworkStream):
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _as_httpcore(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            with _as_httpcore(httpcore.WriteTimeout, httpcore.WriteError):
                self._writer.write(buffer)
                async with asyncio.timeout(timeout):
                    await self._writer.drain()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        with _as_httpcore(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        return self

    async def aclose(self) -> None:
        if self._writer.get_extra_info("ssl_object") is not None:
            self._writer.transport.abort()  # an orderly end of TLS waits for the other side, up to 30 seconds
        else:
            self._writer.close()

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "is_readable":  # asked of a connection at rest: then it can only be its end
                return self._reader.at_eof()
            case "server_addr":
                return self._writer.get_extra_info("peername")
            case "ssl_object":
                return self._writer.get_extra_info("ssl_object")
        return None


@contextmanager
def _as_httpcore(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
