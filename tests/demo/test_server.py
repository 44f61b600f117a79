import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime

import pytest

from newsterm.demo import Newsstand, subscriptions
from newsterm.demo.outlets import OUTLETS
from newsterm.demo.server import is_fresh
from newsterm.demo.site import Document
from newsterm.model import Subscription

from .conftest import NOW, ask

REVISED = {"northwire", "ledger", "harbour", "tradeline", "epr"}
"""Outlets whose feed differs between the editions; the blog rests."""


def feed_urls(stand: Newsstand) -> dict[str, str]:
    return {outlet.key: url for outlet, (url, _, _) in zip(OUTLETS, stand.feeds, strict=True)}


def test_there_are_six_feeds_each_on_a_host_or_port_of_its_own(stand: Newsstand) -> None:
    assert [title for _, title, _ in stand.feeds] == [outlet.name for outlet in OUTLETS]
    assert len(set(stand.outlets.values())) == len(OUTLETS)
    assert all(origin.startswith("http://127.0.0.") for origin in stand.outlets.values())


def test_where_only_one_loopback_address_exists_the_outlets_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bind = socket.socket.bind

    def as_on_macos(self: socket.socket, address: tuple[str, int]) -> None:
        if address[0] != "127.0.0.1":
            raise OSError(49, "Can't assign requested address")
        bind(self, address)

    monkeypatch.setattr(socket.socket, "bind", as_on_macos)
    with Newsstand(now=NOW) as stand:
        assert len(set(stand.outlets.values())) == len(OUTLETS)
        assert {origin.rpartition(":")[0] for origin in stand.outlets.values()} == {"http://127.0.0.1"}
        assert [ask(url).status for url in feed_urls(stand).values()] == [200] * len(OUTLETS)


def test_subscriptions_file_the_feeds_and_fetch_pages_where_feeds_have_summaries_only(stand: Newsstand) -> None:
    found = subscriptions(stand, NOW)
    assert found[0] == Subscription(url=stand.feeds[0][0], folder="Agencies", full_text=True, added=NOW)
    assert [s.url for s in found] == list(feed_urls(stand).values())
    assert [s.full_text for s in found] == [True, False, True, False, False, False]


def test_asking_again_without_validators_gives_the_first_edition_again(stand: Newsstand) -> None:
    for url in feed_urls(stand).values():
        assert ask(url).body == ask(url).body


def test_the_reader_who_returns_gets_the_second_edition_and_then_a_304(stand: Newsstand) -> None:
    for key, url in feed_urls(stand).items():
        first = ask(url)
        second = ask(url, If_None_Match=first.headers["ETag"])
        assert second.status == (200 if key in REVISED else 304), key
        assert (second.headers["ETag"] != first.headers["ETag"]) == (key in REVISED)
        third = ask(url, If_None_Match=second.headers["ETag"])
        assert (third.status, third.raw, third.headers["ETag"]) == (304, b"", second.headers["ETag"])


def test_a_date_alone_is_a_validator_too(stand: Newsstand) -> None:
    url = feed_urls(stand)["ledger"]
    first = ask(url)
    second = ask(url, If_Modified_Since=first.headers["Last-Modified"])
    assert second.status == 200
    assert second.headers["Last-Modified"] != first.headers["Last-Modified"]
    assert ask(url, If_Modified_Since=second.headers["Last-Modified"]).status == 304


def test_pages_change_with_the_feed_of_their_outlet(stand: Newsstand) -> None:
    urls = feed_urls(stand)
    page = next(s for s in ask(urls["northwire"]).text.split("<link>") if "sarnholm-port" in s).partition("<")[0]
    first = ask(page)
    tag = ask(urls["northwire"]).headers["ETag"]
    assert ask(page, If_None_Match=first.headers["ETag"]).status == 304
    ask(urls["northwire"], If_None_Match=tag)
    second = ask(page, If_None_Match=first.headers["ETag"])
    assert second.status == 200
    assert "38 million crowns in lost" in first.text
    assert "42 million crowns in lost" in second.text


def test_one_outlets_second_edition_leaves_the_others_alone(stand: Newsstand) -> None:
    urls = feed_urls(stand)
    before = ask(urls["epr"]).headers["ETag"]
    ask(urls["ledger"], If_None_Match=ask(urls["ledger"]).headers["ETag"])
    assert ask(urls["epr"]).headers["ETag"] == before


def test_advance_brings_out_all_second_editions(stand: Newsstand) -> None:
    before = {key: ask(url).headers["ETag"] for key, url in feed_urls(stand).items()}
    stand.advance()
    after = {key: ask(url).headers["ETag"] for key, url in feed_urls(stand).items()}
    assert {key for key in before if before[key] != after[key]} == REVISED


def test_the_same_moment_gives_the_same_newsstand_but_for_its_ports() -> None:
    def words(stand: Newsstand) -> list[str]:
        texts = []
        for url in feed_urls(stand).values():
            text = ask(url).text
            for origin in stand.outlets.values():
                text = text.replace(origin, "")
            texts.append(text)
        return texts

    with Newsstand(now=NOW) as one, Newsstand(now=NOW) as other:
        assert words(one) == words(other)


def test_answers_are_compressed_for_those_who_ask(stand: Newsstand) -> None:
    url = feed_urls(stand)["tradeline"]
    plain, packed = ask(url), ask(url, Accept_Encoding="gzip, deflate")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.raw) < len(plain.raw) / 2
    assert packed.body == plain.body


def test_a_head_request_gets_the_headers_alone(stand: Newsstand) -> None:
    url = feed_urls(stand)["epr"]
    head, full = ask(url, method="HEAD"), ask(url)
    assert (head.status, head.raw) == (200, b"")
    assert head.headers["Content-Length"] == full.headers["Content-Length"]


def test_an_address_that_leads_nowhere_gets_a_page_that_says_so(stand: Newsstand) -> None:
    for origin in stand.outlets.values():
        answer = ask(f"{origin}/nowhere")
        assert answer.status == 404
        assert "Page not found" in answer.text
        assert ask(f"{origin}/nowhere", If_None_Match=answer.headers["ETag"]).status == 404


def test_robots_are_welcome(stand: Newsstand) -> None:
    assert ask(f"{stand.outlets['harbour']}/robots.txt").text.startswith("User-agent: *")


def test_it_is_quiet(stand: Newsstand, capfd: pytest.CaptureFixture[str]) -> None:
    host, _, port = stand.outlets["epr"].rpartition("//")[2].rpartition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"NONSENSE\r\n\r\n")
        connection.recv(1000)
    ask(f"{stand.outlets['epr']}/nowhere")
    assert capfd.readouterr() == ("", "")


def test_it_stops_within_half_a_second_and_leaves_no_thread() -> None:
    threads = set(threading.enumerate())
    with Newsstand(now=NOW) as stand:
        url = stand.feeds[0][0]
        ask(url)
        began = time.monotonic()
    assert time.monotonic() - began < 0.5
    assert {thread for thread in threading.enumerate() if thread.name in stand.outlets} <= threads
    with pytest.raises(ConnectionRefusedError):
        ask(url)


MODIFIED = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DOCUMENT = Document(body=b"text", type="text/plain", modified=MODIFIED)


@pytest.mark.parametrize(
    ("name", "value", "fresh"),
    [
        ("If-None-Match", DOCUMENT.etag, True),
        ("If-None-Match", DOCUMENT.etag.removeprefix("W/"), True),
        ("If-None-Match", f'"other", {DOCUMENT.etag}', True),
        ("If-None-Match", "*", True),
        ("If-None-Match", '"other"', False),
        ("If-Modified-Since", format_datetime(MODIFIED, usegmt=True), True),
        ("If-Modified-Since", format_datetime(MODIFIED - timedelta(seconds=1), usegmt=True), False),
        ("If-Modified-Since", "Tue, 10 Mar 2026 12:00:00", False),
        ("If-Modified-Since", "yesterday", False),
        ("X-None", "", False),
    ],
)
def test_a_document_is_fresh_for_those_who_name_it_or_its_date(name: str, value: str, fresh: bool) -> None:
    headers: Message[str, str] = Message()
    headers[name] = value
    assert is_fresh(DOCUMENT, headers) is fresh


def test_a_tag_that_does_not_match_outweighs_a_date_that_does() -> None:
    headers: Message[str, str] = Message()
    headers["If-None-Match"] = '"other"'
    headers["If-Modified-Since"] = format_datetime(MODIFIED, usegmt=True)
    assert not is_fresh(DOCUMENT, headers)
