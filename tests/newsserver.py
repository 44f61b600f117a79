"""A real HTTP server on loopback whose answers a test scripts and whose requests it can read."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    path: str
    headers: dict[str, str]


class NewsServer:
    """Answers by path; a list of answers is given in turn, its last one for ever."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.requests: list[Request] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.requests.append(Request(self.path, {k.lower(): v for k, v in self.headers.items()}))
                waiting = server.answers.get(self.path, [Answer(404)])
                answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://{host}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, path: str, *answers: Answer) -> str:
        """Script the answers of a path; returns its address."""
        self.answers[path] = list(answers)
        return self.url + path

    def asked(self, path: str) -> list[Request]:
        return [r for r in self.requests if r.path == path]


def rss(*titles: str, name: str = "Harbour Post", text: str = "Nothing was said.", extra: str = "") -> Answer:
    """A feed of entries with these titles."""
    items = "".join(
        f"<item><title>{t}</title><guid isPermaLink='false'>{t}</guid><link>http://news.example/{n}</link>"
        f"<description>{text}</description><pubDate>Mon, 23 Nov 2026 1{n}:00:00 GMT</pubDate></item>"
        for n, t in enumerate(titles)
    )
    body = f"<rss version='2.0'><channel><title>{name}</title><link>http://news.example/</link>{extra}{items}</channel></rss>"
    return Answer(200, body.encode(), {"Content-Type": "application/rss+xml", "ETag": f'W/"{len(titles)}{text[:3]}"'})
