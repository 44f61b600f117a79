"""What is sent to a feed beside newsterm's own headers, and where its secrets come from."""

from __future__ import annotations

import sys
import types
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.errors import FetchError
from newsterm.poller.round import run_round
from newsterm.poller.secrets import Secrets
from newsterm.poller.subscribe import subscribe
from newsterm.settings import FeedSettings, Header, Login, Secret
from tests.newsserver import Answer, NewsServer, rss
from tests.poller.room import SETTINGS, Room, follow

if TYPE_CHECKING:
    from pathlib import Path


def printing(text: str, *, count_in: Path | None = None) -> Secret:
    note = f"open({str(count_in)!r}, 'a').write('x'); " if count_in else ""
    return Secret(command=(sys.executable, "-c", f"{note}print({text!r})"))


def asked_with(own: FeedSettings, tmp_path: Path, *urls: str) -> Room:
    return Room(tmp_path, replace(SETTINGS, feeds=dict.fromkeys(urls, own)))


async def test_headers_login_and_agent_of_the_settings_are_sent(tmp_path: Path, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    own = FeedSettings(
        user_agent="Mozilla/5.0 (newsterm)",
        headers={"X-Reader": Header(text="me"), "X-Token": Header(secret=printing("s3cret\nsecond line"))},
        login=Login(user="ana", password=printing("pässword")),
    )
    room = asked_with(own, tmp_path, url)
    async with room.desk() as desk:
        await subscribe(desk, url)
        await run_round(desk, [url])
    first, second = (request.headers for request in server.asked("/feed.xml"))
    for headers in (first, second):
        assert headers["user-agent"] == "Mozilla/5.0 (newsterm)"
        assert (headers["x-reader"], headers["x-token"]) == ("me", "s3cret")
        assert headers["authorization"] == "Basic " + b64encode("ana:pässword".encode()).decode()


async def test_other_feeds_get_none_of_it(tmp_path: Path, server: NewsServer) -> None:
    mine, other = server.serve("/a.xml", rss("One")), server.serve("/b.xml", rss("Two"))
    room = asked_with(FeedSettings(headers={"X-Token": Header(secret=printing("s3cret"))}), tmp_path, mine)
    async with room.desk() as desk:
        follow(desk, mine, other)
        await run_round(desk)
    assert "x-token" not in server.asked("/b.xml")[0].headers


async def test_a_secret_is_asked_for_once_a_round(tmp_path: Path, server: NewsServer) -> None:
    urls = [server.serve(f"/{n}.xml", rss(f"Entry {n}")) for n in range(3)]
    counted = tmp_path / "asked"
    own = FeedSettings(headers={"X-Token": Header(secret=printing("s3cret", count_in=counted))})
    room = asked_with(own, tmp_path, *urls)
    async with room.desk() as desk:
        follow(desk, *urls)
        assert (await run_round(desk)).failed == 0
    assert len(server.requests) == 3
    assert counted.read_text() == "x"


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (Secret(command=("/no/such/pass", "show")), "The command pass can't be started: No such file"),
        (Secret(command=(sys.executable, "-c", "import sys; print('s3cret'); sys.exit(3)")), "failed with status 3"),
        (Secret(command=(sys.executable, "-c", "pass")), "printed nothing"),
        (Secret(env="NEWSTERM_TEST_NOT_THERE"), "NEWSTERM_TEST_NOT_THERE is not set"),
        (Secret(command=(sys.executable, "-c", "print('s3cret\\x1b[2J')")), "no request can carry"),
    ],
)
async def test_a_secret_that_can_not_be_had_fails_the_feed_and_is_never_told(
    tmp_path: Path, server: NewsServer, secret: Secret, words: str
) -> None:
    url = server.serve("/feed.xml", rss("One"))
    room = asked_with(FeedSettings(headers={"X-Token": Header(secret=secret)}), tmp_path, url)
    async with room.desk() as desk:
        follow(desk, url)
        assert (await run_round(desk)).failed == 1
    reason = room.outcomes()["feed.xml"][1] or ""
    assert words in reason
    assert "the header X-Token" in reason
    assert "s3cret" not in reason
    assert not server.requests


async def test_a_secret_may_be_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTERM_TEST_TOKEN", "s3cret")
    assert await Secrets().get(Secret(env="NEWSTERM_TEST_TOKEN"), "a token") == "s3cret"


async def test_a_secret_may_be_in_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("news", "ana"): "s3cret"}
    keyring, errors = types.ModuleType("keyring"), types.ModuleType("keyring.errors")
    keyring.get_password = lambda service, user: kept.get((service, user))  # type: ignore[attr-defined]
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert await Secrets().get(Secret(keyring=("news", "ana")), "a password") == "s3cret"
    with pytest.raises(FetchError, match='nothing for "news" and "ben"'):
        await Secrets().get(Secret(keyring=("news", "ben")), "a password")


async def test_without_the_keyrings_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(FetchError, match=r"pip install newsterm\[keyring\]"):
        await Secrets().get(Secret(keyring=("news", "ana")), "a password")


async def test_a_wrong_password_is_told_in_words(tmp_path: Path, server: NewsServer) -> None:
    url = server.serve("/feed.xml", Answer(401))
    room = asked_with(FeedSettings(login=Login(user="ana", password=printing("s3cret"))), tmp_path, url)
    async with room.desk() as desk:
        follow(desk, url)
        await run_round(desk)
    assert "wants a user name and a password" in (room.outcomes()["feed.xml"][1] or "")
