"""The newsstand: the sample's outlets as web sites on loopback, from one process, without a network."""

from __future__ import annotations

import gzip
import threading
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, Self

from newsterm import __version__
from newsterm.demo.outlets import OUTLETS, Outlet
from newsterm.demo.site import MISSING, Document, build
from newsterm.demo.stories import EDITIONS, load
from newsterm.model import Subscription

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from email.message import Message


class Newsstand:
    """Six outlets, each a web server of its own: 127.0.0.1, 127.0.0.2 ..., or ports of 127.0.0.1 where that is all.

    Everything is dated from `now`, so that the sample always is today's news; a story keeps its date and identity as
    long as the newsstand is open.

    There are two editions. Who asks an outlet for its feed gets the first, as often as they like; the second comes out
    when a reader *returns*, that is with the first request that carries a validator of the first edition
    (If-None-Match, If-Modified-Since). So the demo opens on the first edition and R brings fresh stories, altered
    quotations and corrected figures - and R again a 304. Pages change together with their outlet's feed. `advance`
    brings the second edition of all outlets out at once.

    Use it as a context manager; it has stopped when the block is left.
    """

    def __init__(self, *, now: datetime) -> None:
        # Feeds carry whole seconds (RFC 822, HTTP dates): a fraction would make stories seem changed.
        self._now = now.replace(microsecond=0)
        self._sites: dict[str, _Site] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        servers = {outlet.key: _bind(place) for place, outlet in enumerate(OUTLETS, start=1)}
        origins = {key: "http://{}:{}".format(*server.address) for key, server in servers.items()}
        for outlet in OUTLETS:
            editions = tuple(build(outlet, load(), origins, edition=n, now=self._now) for n in EDITIONS)
            server = servers[outlet.key]
            server.site = _Site(outlet, origins[outlet.key], editions)
            self._sites[outlet.key] = server.site
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), name=outlet.key, daemon=True)
            self._threads.append(thread)
        self._servers = tuple(servers.values())
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Asked one after the other, each would first wait out its own poll interval.
        stops = [threading.Thread(target=server.shutdown) for server in self._servers]
        for stop in stops:
            stop.start()
        for thread in (*stops, *self._threads):
            thread.join()
        for server in self._servers:
            server.server_close()

    @property
    def feeds(self) -> tuple[tuple[str, str, str], ...]:
        """URL, title and folder of each outlet's feed."""
        return tuple((s.feed_url, s.outlet.name, s.outlet.folder) for s in self._sites.values())

    @property
    def outlets(self) -> Mapping[str, str]:
        """Scheme, host and port of each outlet, by its key."""
        return {key: site.origin for key, site in self._sites.items()}

    def advance(self) -> None:
        """Bring out the second edition of every outlet."""
        for site in self._sites.values():
            site.edition = EDITIONS[-1]


def subscriptions(stand: Newsstand, now: datetime) -> tuple[Subscription, ...]:
    """Subscriptions to all feeds of the newsstand, in folders; pages are fetched where feeds have summaries only."""
    return tuple(
        Subscription(url=url, folder=folder, full_text=outlet.has_summaries_only, added=now)
        for outlet, (url, _, folder) in zip(OUTLETS, stand.feeds, strict=True)
    )


class _Site:
    """An outlet's documents and which edition is out. Only ever moves forward, so threads need no lock."""

    def __init__(self, outlet: Outlet, origin: str, editions: tuple[Mapping[str, Document], ...]) -> None:
        self.outlet = outlet
        self.origin = origin
        self.feed_url = origin + outlet.feed_path
        self.edition = EDITIONS[0]
        self._editions = editions

    def document(self, path: str, headers: Message[str, str]) -> Document:
        """The answer to a request; a reader who returns for the feed brings out the last edition."""
        documents = self._editions[self.edition - 1]
        found = documents.get(path, documents[MISSING])
        if path == self.outlet.feed_path and is_fresh(found, headers) and self.edition != EDITIONS[-1]:
            self.edition = EDITIONS[-1]
            return self.document(path, headers)
        return found


def is_fresh(document: Document, headers: Message[str, str]) -> bool:
    """Whether a conditional request has this document already (RFC 9110, 13.1: If-None-Match goes first)."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or document.etag.removeprefix("W/") in known
    since = headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return document.modified <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # a date that is none is ignored (RFC 9110, 13.1.3); TypeError: one without a zone
        return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: _Site

    def server_bind(self) -> None:
        """As TCPServer does it: HTTPServer looks its own name up, which takes seconds where no resolver answers."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.address

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, as bound."""
        host, port = self.server_address[:2]
        return str(host), port

    def handle_error(self, *_: Any) -> None:
        """A reader that hangs up is no news, and the terminal belongs to the interface."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = f"newsterm-demo/{__version__}"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        document = self.server.site.document(path, self.headers)
        fresh = document.status == 200 and is_fresh(document, self.headers)
        body = b"" if fresh else document.body
        packed = len(body) > 500 and "gzip" in self.headers.get("Accept-Encoding", "")
        if packed:
            body = gzip.compress(body, mtime=0)
        self.send_response(304 if fresh else document.status)
        self.send_header("ETag", document.etag)
        self.send_header("Last-Modified", format_datetime(document.modified, usegmt=True))
        self.send_header("Connection", "close")  # an idle connection would outlive the newsstand
        self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if not fresh:
            self.send_header("Content-Type", document.type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and body:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: stderr is the interface's terminal."""


def _bind(place: int) -> _Server:
    """A server on 127.0.0.<place>, which all of Linux's 127.0.0.0/8 allows, else on 127.0.0.1."""
    try:
        return _Server((f"127.0.0.{place}", 0), _Handler)
    except OSError:
        return _Server(("127.0.0.1", 0), _Handler)
