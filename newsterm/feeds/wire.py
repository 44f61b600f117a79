"""The way out for requests: httpx transports, straight to a server or through a proxy of the environment.

What a client of httpx adds to a transport is not wanted here: cookies, redirects and credentials are the fetcher's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from newsterm.errors import FetchError
from newsterm.feeds.direct import Direct
from newsterm.model import clean_line

if TYPE_CHECKING:
    import ssl

    from newsterm.feeds.target import Proxies


class Trust:
    """Whom connections trust: one TLS context for all of them, made when the first needs it, which takes 30 ms."""

    def __init__(self) -> None:
        self._context: ssl.SSLContext | None = None

    def context(self) -> ssl.SSLContext:
        """Certificates of the system or of the environment's bundle (SSL_CERT_FILE, SSL_CERT_DIR)."""
        if self._context is None:
            self._context = httpx.create_ssl_context()
            self._context.set_alpn_protocols(["http/1.1"])
        return self._context


class Slot:
    """A place for one request at a time, with connections of its own."""

    def __init__(self, trust: Trust, proxies: Proxies) -> None:
        self._trust = trust
        self._proxies = proxies
        self._transports: dict[str | None, httpx.AsyncBaseTransport] = {}

    def transport(self, url: str) -> httpx.AsyncBaseTransport:
        """What carries a request to this address; FetchError where the environment names an unusable proxy."""
        proxy = self._proxies.get(url)
        if proxy not in self._transports:
            self._transports[proxy] = Direct(self._trust.context) if proxy is None else self._through(proxy)
        return self._transports[proxy]

    def _through(self, proxy: str) -> httpx.AsyncBaseTransport:
        limits = httpx.Limits(max_connections=2)
        try:
            return httpx.AsyncHTTPTransport(verify=self._trust.context(), proxy=proxy, limits=limits)
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            raise FetchError(f"The proxy that the environment names can't be used: {clean_line(str(error))}") from error

    async def aclose(self) -> None:
        """Close the connections."""
        for transport in self._transports.values():
            await transport.aclose()
