"""The way out for requests: httpx transports, straight to a server or through a proxy of the environment.

What a client of httpx adds to a transport is not wanted here: cookies, redirects and credentials are the fetcher's.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import httpx

from newsterm.errors import FetchError
from newsterm.feeds.direct import Direct
from newsterm.model import clean_line

if TYPE_CHECKING:
    from newsterm.feeds.target import Proxies


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
            self._secure.set_alpn_protocols(["http/1.1"])
        return self._secure


class Slot:
    """A place for one request at a time, with connections of its own."""

    def __init__(self, contexts: Contexts, proxies: Proxies) -> None:
        self._contexts = contexts
        self._proxies = proxies
        self._transports: dict[tuple[str | None, bool], httpx.AsyncBaseTransport] = {}

    def transport(self, url: str) -> httpx.AsyncBaseTransport:
        """What carries a request to this address; FetchError where the environment names an unusable proxy."""
        way = self._proxies.get(url), url[:6].lower() == "https:"
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
