"""HTTP/1.1 straight to a server: an httpx transport of asyncio's streams and h11.

httpx's own goes through httpcore and anyio to the same h11: 0.71 ms of CPU a request where this takes 0.38, and 20 ms
more to import.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import re
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import h11
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

_KEPT_SECONDS = 15.0
"""How long a connection is kept open for the next feed of its host."""
_NEXT_ADDRESS_AFTER = 0.25
"""Seconds after which the next of a host's addresses is tried beside the first (RFC 8305, 5)."""
_PIECE = 1 << 16
_MOST_HEADERS = 100 * 1024
"""Bytes of a status line and headers."""
_Origin = tuple[str, str, int]


class Direct(httpx.AsyncBaseTransport):
    """One request at a time; the connection is kept for the next one to the same server.

    Raises httpx's errors. Timeouts are the request's own, as httpx's transports find them in its extensions.
    """

    def __init__(self, context: Callable[[], ssl.SSLContext]) -> None:
        """`context` gives the TLS settings where a server is asked by https."""
        self._context = context
        self._kept: _Connection | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the answer's body is still to be read, and the answer to be closed."""
        timeouts = request.extensions["timeout"]
        kept = self._kept
        if kept is not None and kept.origin == _origin(request.url) and kept.is_usable():
            # What a server says of a connection at rest - that it hangs up, that it waited too long - is no answer to
            # this request, and a GET may be sent again (RFC 9110, 9.2.2).
            with suppress(httpx.NetworkError, httpx.RemoteProtocolError):
                answer = await self._ask(kept, request, timeouts)
                if answer.status_code != HTTPStatus.REQUEST_TIMEOUT:
                    return answer
        await self.aclose()
        self._kept = await _connect(request.url, self._context, timeouts["connect"])
        return await self._ask(self._kept, request, timeouts)

    async def _ask(
        self, connection: _Connection, request: httpx.Request, timeouts: Mapping[str, float]
    ) -> httpx.Response:
        url = request.url
        target = request.extensions.get("target", url.raw_path)
        try:
            head = h11.Request(method=request.method, target=target, headers=request.headers.raw)
        except h11.LocalProtocolError:  # its words repeat the value, which may be a secret
            raise httpx.LocalProtocolError("a header holds characters that no request can carry") from None
        answer = await connection.ask(head, timeouts)
        return httpx.Response(
            answer.status_code,
            headers=answer.headers.raw_items(),
            stream=_Body(connection, timeouts["read"]),
            extensions={"network_stream": connection},
        )

    async def aclose(self) -> None:
        """Close the connection."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None


class _Body(httpx.AsyncByteStream):
    """The body of an answer; closed before its end, it closes the connection, for the rest would come all the same."""

    def __init__(self, connection: _Connection, timeout: float) -> None:
        self._connection = connection
        self._timeout = timeout

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while data := await self._connection.body(self._timeout):
            yield data

    async def aclose(self) -> None:
        self._connection.rest()


class _Connection:
    """A connection with what h11 knows of it."""

    def __init__(self, origin: _Origin, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.origin = origin
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEADERS)
        self._answered = False
        self._free_at = 0.0

    def get_extra_info(self, info: str) -> Any:
        """httpx's name for the server's address is `server_addr`."""
        return self._writer.get_extra_info("peername" if info == "server_addr" else info)

    def is_usable(self) -> bool:
        """Whether it is at rest, not for too long, and the server has not hung up."""
        rested = asyncio.get_running_loop().time() - self._free_at
        at_rest = self._state.our_state is h11.IDLE and not self._writer.is_closing()
        return at_rest and rested < _KEPT_SECONDS and not self._reader.at_eof()

    async def ask(self, head: h11.Request, timeouts: Mapping[str, float]) -> h11.Response:
        """Send a request without a body; how its answer begins."""
        self._answered = False
        with _as_httpx(httpx.WriteTimeout, httpx.WriteError):
            sent = (self._state.send(head) or b"") + (self._state.send(h11.EndOfMessage()) or b"")
            self._writer.write(sent)
            async with asyncio.timeout(timeouts["write"]):
                await self._writer.drain()
        while True:
            event = await self._event(timeouts["read"])
            if isinstance(event, h11.Response):
                return event

    async def body(self, timeout: float) -> bytes:
        """The next piece of the body; empty at its end."""
        while True:
            event = await self._event(timeout)
            if isinstance(event, h11.Data):
                return bytes(event.data)
            if isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
                return b""

    async def _event(self, timeout: float) -> h11.Event:
        with _as_httpx(httpx.ReadTimeout, httpx.ReadError):
            while True:
                event = self._state.next_event()
                if isinstance(event, h11.Event):
                    return event
                if event is h11.PAUSED:
                    return h11.ConnectionClosed()
                async with asyncio.timeout(timeout):
                    data = await self._reader.read(_PIECE)
                if not data and not self._answered:
                    raise httpx.RemoteProtocolError("the server hung up without an answer")
                self._answered = True
                self._state.receive_data(data)

    def rest(self) -> None:
        """Be ready for another request if the answer was read to its end, else hang up."""
        with suppress(h11.RemoteProtocolError):
            if self._state.their_state is h11.SEND_BODY and not self._writer.is_closing():
                self._state.next_event()  # an answer without a body, such as a 304, has ended already
        done = self._state.our_state is h11.DONE and self._state.their_state is h11.DONE
        if done and not self._state.trailing_data[0]:
            self._state.start_next_cycle()
            self._free_at = asyncio.get_running_loop().time()
        else:
            self.close()

    def close(self) -> None:
        """Hang up."""
        if self._writer.get_extra_info("ssl_object") is not None:
            self._writer.transport.abort()  # an orderly end of TLS waits for the other side, up to 30 seconds
        else:
            self._writer.close()


async def _connect(url: httpx.URL, context: Callable[[], ssl.SSLContext], timeout: float) -> _Connection:
    """A connection to one of the host's addresses, the two kinds tried side by side."""
    scheme, host, port = origin = _origin(url)
    secure = context() if scheme == "https" else None
    delay = None if _is_address(host) else _NEXT_ADDRESS_AFTER
    with _as_httpx(httpx.ConnectTimeout, httpx.ConnectError):
        async with asyncio.timeout(timeout):
            try:
                reader, writer = await asyncio.open_connection(host, port, ssl=secure, happy_eyeballs_delay=delay)
            except OSError as error:
                raise _plain(error) from error
    return _Connection(origin, reader, writer)


def _plain(error: OSError) -> OSError:
    """One error for a host whose addresses all refuse: asyncio joins the texts of several into one without a number."""
    numbers = set(re.findall(r"\[Errno (\d+)\]", str(error))) if error.errno is None else set()
    return ConnectionRefusedError(*error.args) if numbers == {str(errno.ECONNREFUSED)} else error


def _origin(url: httpx.URL) -> _Origin:
    return url.scheme, url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@contextmanager
def _as_httpx(late: type[httpx.TransportError], broken: type[httpx.TransportError]) -> Iterator[None]:
    """What goes wrong here in httpx's words."""
    try:
        yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
    except h11.RemoteProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except h11.LocalProtocolError as error:
        raise httpx.LocalProtocolError(str(error)) from error
