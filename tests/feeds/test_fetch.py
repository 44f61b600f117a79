"""Requests: what is sent, what is believed, what is refused, and the words for it."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from newsterm import __version__
from newsterm.errors import FetchError
from newsterm.feeds.fetch import Fetcher, FetchLimits
from newsterm.model import Validators

from .conftest import Web, answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LIMITS = FetchLimits(wire=20_000, inflated=50_000, total=1.0, connect=0.5, silence=0.4)
FEED = b"<rss version='2.0'><channel><title>Harbour</title></channel></rss>"


def gzipped(body: bytes) -> bytes:
    """The same bytes at any second, as xdist's workers must name the same tests."""
    return gzip.compress(body, mtime=0)


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(LIMITS, slots=2) as there:
        yield there


# -- what is sent --------------------------------------------------------------------------------------------------


async def test_a_request_names_newsterm_and_sends_nothing_else_of_the_user(web: Web, fetcher: Fetcher) -> None:
    await fetcher.get(web.say("/feed", answer(body=FEED)))
    sent = web.requests[0]
    assert (sent.header("User-Agent") or "").startswith(f"newsterm/{__version__} (+http")
    assert sent.header("Accept-Encoding") == "gzip, deflate"
    assert {name.lower() for name, _ in sent.headers} == {
        "host",
        "user-agent",
        "accept-encoding",
        "accept",
    }


@pytest.mark.parametrize(
    "target", ["/feed?a=1&b=2", "/feed?q=a|b", '/feed?q="x"&p={1}', "/feed?a=%7e&b=%2F", "/feed/?", "/feed//x/../y"]
)
async def test_the_url_is_requested_exactly_as_stored(web: Web, fetcher: Fetcher, target: str) -> None:
    web.say(target.partition("?")[0], answer(body=FEED))
    await fetcher.get(web.url(target))
    assert web.requests[0].target == target


async def test_characters_beyond_ascii_are_percent_encoded(web: Web, fetcher: Fetcher) -> None:
    web.say("/caf%C3%A9", answer(body=FEED))
    await fetcher.get(web.url("/café"))
    assert web.requests[0].target == "/caf%C3%A9"


async def test_a_fragment_stays_at_home(web: Web, fetcher: Fetcher) -> None:
    web.say("/feed", answer(body=FEED))
    await fetcher.get(web.url("/feed#part"))
    assert web.requests[0].target == "/feed"


async def test_cookies_are_never_sent_back(web: Web, fetcher: Fetcher) -> None:
    url = web.say("/feed", answer(body=FEED, Set_Cookie="visitor=17; Path=/"))
    for _ in range(3):
        await fetcher.get(url)
    assert all(request.header("Cookie") is None for request in web.requests)


async def test_validators_are_sent_byte_for_byte(web: Web, fetcher: Fetcher) -> None:
    url = web.say("/feed", answer("304 Not Modified"))
    etag = 'W/"caf\xe9 \\ 1"'
    await fetcher.get(url, validators=Validators(etag=etag, last_modified="yesterday, about noon"))
    assert web.requests[0].header("If-None-Match") == etag
    assert web.requests[0].header("If-Modified-Since") == "yesterday, about noon"


async def test_headers_of_the_user_go_to_the_first_host_alone(web: Web, fetcher: Fetcher) -> None:
    web.say("/old", answer("302 Found", Location=web.url("/feed", host="localhost")))
    web.say("/feed", answer(body=FEED))
    async with Fetcher(LIMITS, trusted=lambda host: host == "localhost") as trusting:
        await trusting.get(web.url("/old"), own={"Authorization": "Bearer key"})
    assert [request.header("Authorization") for request in web.requests] == ["Bearer key", None]


async def test_headers_of_the_user_stay_within_their_place(web: Web, fetcher: Fetcher) -> None:
    other = Web()
    async with await asyncio.start_server(other.serve, "127.0.0.1", 0) as server:
        other.port = server.sockets[0].getsockname()[1]
        other.say("/feed", answer(body=FEED))
        web.say("/same", answer("302 Found", Location="/next"))
        web.say("/next", answer("302 Found", Location=other.url("/feed")))
        await fetcher.get(web.url("/same"), own={"X-Key": "17"})
    assert [request.header("X-Key") for request in (*web.requests, *other.requests)] == ["17", "17", None]


async def test_limits_can_be_set_for_one_request(web: Web, fetcher: Fetcher) -> None:
    url = web.say("/feed", answer(body=bytes(300)))
    with pytest.raises(FetchError, match="larger"):
        await fetcher.get(url, limits=FetchLimits(wire=100))
    assert len((await fetcher.get(url)).body or b"") == 300


async def test_a_name_that_leads_inside_only_when_it_is_asked_is_refused(
    web: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def outside(_url: str, **_how: bool) -> bool:
        return False

    monkeypatch.setattr("newsterm.feeds.fetch.leads_inside", outside)
    web.say("/old", answer("302 Found", Location=web.url("/feed", host="localhost")))
    web.say("/feed", answer(body=FEED))
    with pytest.raises(FetchError, match="private network"):
        await fetcher.get(web.url("/old"))


async def test_user_and_password_in_the_url_become_basic_auth(web: Web, fetcher: Fetcher) -> None:
    web.say("/feed", answer(body=FEED))
    await fetcher.get(f"http://ann:secret@127.0.0.1:{web.port}/feed")
    assert (web.requests[0].header("Authorization") or "").startswith("Basic ")


async def test_no_more_requests_run_at_once_than_there_are_slots(web: Web, fetcher: Fetcher) -> None:
    running, most = 0, 0

    async def slowly(writer: asyncio.StreamWriter) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        writer.write(answer(body=FEED))

    url = web.say("/feed", slowly)
    await asyncio.gather(*(fetcher.get(url) for _ in range(6)))
    assert most == 2


# -- what comes back -----------------------------------------------------------------------------------------------


async def test_an_answer_carries_body_headers_and_validators(web: Web, fetcher: Fetcher) -> None:
    url = web.say("/feed", answer(body=FEED, ETag='"v1"', Last_Modified="Mon", Content_Type="text/xml", Age="3"))
    got = await fetcher.get(url)
    assert (got.status, got.body, got.url, got.final_url) == (200, FEED, url, url)
    assert got.validators == Validators(etag='"v1"', last_modified="Mon")
    assert got.headers["content-type"] == "text/xml"
    assert got.permanent_url is None
    assert got.fetched > 0


async def test_headers_that_come_twice_are_joined(web: Web, fetcher: Fetcher) -> None:
    raw = b"HTTP/1.1 200 OK\r\nCache-Control: private\r\nCache-Control: max-age=60\r\nContent-Length: 1\r\n\r\nx"
    got = await fetcher.get(web.say("/feed", raw))
    assert got.headers["cache-control"] == "private, max-age=60"


async def test_a_304_has_no_body_and_carries_its_own_validators(web: Web, fetcher: Fetcher) -> None:
    url = web.say("/feed", answer("304 Not Modified", ETag='"v2"'))
    got = await fetcher.get(url, validators=Validators(etag='"v1"'))
    assert (got.status, got.body, got.validators.etag) == (304, None, '"v2"')


async def test_a_304_to_a_plain_question_is_an_error(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="not modified"):
        await fetcher.get(web.say("/feed", answer("304 Not Modified")))


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzipped(FEED)),
        ("x-gzip", gzipped(FEED)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED)[2:-4]),
        ("gzip", gzipped(FEED[:20]) + gzipped(FEED[20:])),
        ("gzip", gzipped(FEED) + b"\0" * 8),
        ("gzip, gzip", gzipped(gzipped(FEED))),
        ("identity", FEED),
        ("", FEED),
    ],
)
async def test_packed_answers_are_unpacked(web: Web, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    got = await fetcher.get(web.say("/feed", answer(body=packed, Content_Encoding=encoding)))
    assert got.body == FEED


async def test_a_chunked_answer_is_put_together(web: Web, fetcher: Fetcher) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert (await fetcher.get(web.say("/feed", raw))).body == b"abcde"


# -- redirects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
async def test_a_chain_of_permanent_redirects_has_a_permanent_end(web: Web, fetcher: Fetcher, status: str) -> None:
    web.say("/a", answer(status, Location="/b"))
    web.say("/b", answer(status, Location="/feed"))
    web.say("/feed", answer(body=FEED))
    got = await fetcher.get(web.url("/a"))
    assert got.permanent_url == got.final_url == web.url("/feed")


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
async def test_one_temporary_redirect_makes_the_chain_temporary(web: Web, fetcher: Fetcher, status: str) -> None:
    web.say("/a", answer("301 Moved", Location="/b"))
    web.say("/b", answer(status, Location="/feed"))
    web.say("/feed", answer(body=FEED))
    got = await fetcher.get(web.url("/a"))
    assert (got.permanent_url, got.final_url) == (None, web.url("/feed"))


async def test_five_redirects_are_followed_and_six_are_not(web: Web, fetcher: Fetcher) -> None:
    for number in range(1, 7):
        web.say(f"/{number}", answer("302 Found", Location=f"/{number - 1}"))
    web.say("/0", answer(body=FEED))
    assert (await fetcher.get(web.url("/5"))).body == FEED
    with pytest.raises(FetchError, match="more than 5 times"):
        await fetcher.get(web.url("/6"))


@pytest.mark.parametrize(
    "location",
    ["ftp://127.0.0.1/x", "data:text/xml,x", "javascript:alert(1)", "file:///etc/hosts", "http://127.0.0.1:99999/"],
)
async def test_redirects_to_anything_but_the_web_are_refused(web: Web, fetcher: Fetcher, location: str) -> None:
    with pytest.raises(FetchError, match="127"):
        await fetcher.get(web.say("/feed", answer("302 Found", Location=location)))
    assert len(web.requests) == 1


async def test_a_redirect_without_a_place_is_an_error(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="does not say where"):
        await fetcher.get(web.say("/feed", answer("301 Moved")))


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "[fd00::1]"]
)
async def test_redirects_into_a_private_network_are_refused(web: Web, fetcher: Fetcher, host: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        await fetcher.get(web.say("/feed", answer("302 Found", Location=f"http://{host}:{web.port}/x")))
    assert len(web.requests) == 1


async def test_a_redirect_to_the_host_that_was_asked_is_followed_though_it_is_private(
    web: Web, fetcher: Fetcher
) -> None:
    web.say("/old", answer("302 Found", Location=web.url("/feed")))
    web.say("/feed", answer(body=FEED))
    assert (await fetcher.get(web.url("/old"))).body == FEED


# -- what goes wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "nothing at this address"),
        ("410 Gone", "gone for good"),
        ("500 Oops", "500"),
        ("299 Odd", "299"),
    ],
)
async def test_other_statuses_are_errors_in_words(web: Web, fetcher: Fetcher, status: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        await fetcher.get(web.say("/feed", answer(status, body=FEED)))
    assert caught.value.status == int(status[:3])


async def test_retry_after_is_carried_as_it_was_sent(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(web.say("/feed", answer("429 Slow Down", Retry_After="soon, maybe")))
    assert (caught.value.status, caught.value.retry_after) == (429, "soon, maybe")


async def test_a_body_larger_than_allowed_is_refused_by_what_it_says_and_by_what_it_is(
    web: Web, fetcher: Fetcher
) -> None:
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx"
    with pytest.raises(FetchError, match="larger than"):
        await fetcher.get(web.say("/said", said))

    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b" " * 4096)
            await writer.drain()

    with pytest.raises(FetchError, match="larger than"):
        await fetcher.get(web.say("/endless", endless))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
async def test_a_bomb_is_refused_before_it_is_unpacked(web: Web, fetcher: Fetcher, encoding: str) -> None:
    bomb = bytes(5_000_000)
    for _ in encoding.split(","):
        bomb = zlib.compress(bomb) if encoding == "deflate" else gzipped(bomb)
    with pytest.raises(FetchError, match="larger than"):
        await fetcher.get(web.say("/feed", answer(body=bomb, Content_Encoding=encoding)))


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzipped(FEED)[:-12], "cut short"),
        ("gzip", gzipped(FEED)[:12] + b"\xff\xff\xff" + gzipped(FEED)[15:], "corrupt"),
        ("gzip", FEED, "corrupt"),
        ("br", FEED, "not asked for"),
        ("gzip, gzip, gzip", FEED, "several times"),
    ],
)
async def test_data_that_can_not_be_unpacked_are_an_error(
    web: Web, fetcher: Fetcher, encoding: str, body: bytes, words: str
) -> None:
    with pytest.raises(FetchError, match=words):
        await fetcher.get(web.say("/feed", answer(body=body, Content_Encoding=encoding)))


async def test_a_body_shorter_than_it_says_is_an_error(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="broke off"):
        await fetcher.get(web.say("/feed", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + FEED))


async def test_a_slow_drip_ends_with_the_overall_deadline(web: Web, fetcher: Fetcher) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.1)

    with pytest.raises(FetchError, match="not done within 1 seconds"):
        await fetcher.get(web.say("/feed", drip))


async def test_a_server_that_says_nothing_is_given_up(web: Web, fetcher: Fetcher) -> None:
    async def silence(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2)

    with pytest.raises(FetchError, match="silent"):
        await fetcher.get(web.say("/feed", silence))


async def test_a_server_that_hangs_up_or_talks_nonsense_is_an_error(web: Web, fetcher: Fetcher) -> None:
    for said in (b"", b"220 smtp.example ready\r\n\r\n"):
        with pytest.raises(FetchError, match="broke off"):
            await fetcher.get(web.say("/feed", said))


async def test_a_port_where_nobody_listens_refuses(web: Web, fetcher: Fetcher) -> None:
    async with await asyncio.start_server(web.serve, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
    with pytest.raises(FetchError, match="refuses the connection"):
        await fetcher.get(f"http://127.0.0.1:{port}/feed")


async def test_a_host_that_does_not_exist_is_named(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"no host nowhere\.invalid"):
        await fetcher.get("http://nowhere.invalid/feed")


async def test_https_where_there_is_none_is_an_error(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"secure connection|broke off|reached"):
        await fetcher.get(web.url("/feed").replace("http:", "https:"))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/x",
        "file:///etc/hosts",
        "example.com",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://x:99999/",
        "http://x/\n",
    ],
)
async def test_what_is_no_web_address_is_not_asked_for(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        await fetcher.get(url)


async def test_errors_show_no_password_and_no_control_characters(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        await fetcher.get("ftp://ann:secret@example.com/\x1b[31m")
    assert "secret" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


async def test_a_proxy_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{web.port}")
    web.say("http://feeds.example/feed", answer(body=FEED))
    async with Fetcher(LIMITS) as fetcher:
        got = await fetcher.get("http://feeds.example/feed?q=a|b")
    assert got.body == FEED
    assert web.requests[0].target.startswith("http://feeds.example/feed?q=a")


async def test_a_proxy_that_can_not_be_used_is_told_of(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "gopher://127.0.0.1:70")
    async with Fetcher(LIMITS) as fetcher:
        with pytest.raises(FetchError, match="proxy"):
            await fetcher.get(web.url("/feed"))


async def test_a_cancelled_request_gives_its_slot_back(web: Web) -> None:
    async def silence(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)

    web.say("/slow", silence)
    web.say("/feed", answer(body=FEED))
    async with Fetcher(LIMITS, slots=1) as fetcher:
        task = asyncio.create_task(fetcher.get(web.url("/slow")))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await fetcher.get(web.url("/feed"))).body == FEED
