"""Asking an address: one polite, bounded request at a time, every failure a sentence."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

import httpx
from msgspec.structs import replace

from newsterm import __version__
from newsterm.errors import FetchError
from newsterm.feeds import trouble
from newsterm.feeds.answer import FEED_TYPES, PAGE_TYPES, Fetched, FetchLimits
from newsterm.feeds.inflate import Inflater, too_large
from newsterm.feeds.links import split
from newsterm.feeds.target import Proxies, checked, host, is_inside, leads_inside, redirected, target_of
from newsterm.feeds.wire import Slot, Trust
from newsterm.model import Validators, clean_line
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from types import TracebackType

__all__ = ["FEED_TYPES", "PAGE_TYPES", "PROJECT_URL", "USER_AGENT", "FetchLimits", "Fetched", "Fetcher"]

PROJECT_URL = "https://newsterm.example"
USER_AGENT = f"newsterm/{__version__} (+{PROJECT_URL})"

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}


class Fetcher:
    """Asks addresses, `slots` of them at a time; further ones wait for their turn.

    Proxies and CA bundles come from the environment (HTTP_PROXY, NO_PROXY, SSL_CERT_FILE ...).
    `trusted` says which private hosts a redirect may lead to; what is asked for by hand is asked as given.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        slots: int = 32,
        user_agent: str = USER_AGENT,
        trusted: Callable[[str], bool] = lambda _host: False,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._slots = slots
        self._user_agent = user_agent
        self._trusted = trusted
        self._idle: asyncio.LifoQueue[Slot] = asyncio.LifoQueue()
        self._stack = AsyncExitStack()
        self._proxies = Proxies()

    async def __aenter__(self) -> Self:
        trust = Trust()
        for _ in range(self._slots):
            slot = Slot(trust, self._proxies)
            self._stack.push_async_callback(slot.aclose)
            self._idle.put_nowait(slot)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = FEED_TYPES,
        own: Mapping[str, str] | None = None,
        limits: FetchLimits | None = None,
        moving: Callable[[str], Awaitable[None]] | None = None,
        named_by: str | None = None,
    ) -> Fetched:
        """What the address answers: 200 with its body, or 304 where `validators` still hold.

        `own` are headers from the user's settings, sent to the first host only; `limits` replace the fetcher's own for
        this request; `moving` is waited for before a redirect is followed. `named_by` is the address of a document that
        names this one: it may lead into a private network no more than a redirect from there may. FetchError for
        everything else: other statuses (with `status` and `retry_after`), redirects that can't be followed, broken,
        late or oversized answers.
        """
        checked(url)
        limits = limits or self._limits
        headers = {"User-Agent": self._user_agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        slot = await self._idle.get()
        try:
            async with asyncio.timeout(limits.total):
                errand = _Errand(slot, self._proxies, limits, self._trusted, headers, own or {}, moving)
                return await errand.run(url, validators, named_by)
        except TimeoutError as error:
            raise FetchError(f"{host(url)} was not done within {limits.total:g} seconds.") from error
        finally:
            self._idle.put_nowait(slot)


class _Errand:
    """One request with its redirects."""

    def __init__(
        self,
        slot: Slot,
        proxies: Proxies,
        limits: FetchLimits,
        trusted: Callable[[str], bool],
        headers: Mapping[str, str],
        own: Mapping[str, str],
        moving: Callable[[str], Awaitable[None]] | None,
    ) -> None:
        self._moving = moving
        self._slot = slot
        self._proxies = proxies
        self._limits = limits
        self._trusted = trusted
        self._headers = headers
        self._own = own

    async def run(self, url: str, validators: Validators | None, named_by: str | None) -> Fetched:
        began = time.monotonic()
        source = named_by or url
        await self._refuse_private(url, source, "points")
        at, permanent = url, True
        for _ in range(self._limits.redirects + 1):
            request = self._request(at, validators, own=_same_party(at, url))
            try:
                response = await self._slot.transport(at).handle_async_request(request)
            except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
                raise trouble.told(error, at, self._limits) from error
            try:
                self._refuse_inside(response, at, source)
                if response.status_code not in _REDIRECTS:
                    fetched = await self._answer(response, url, at, validators)
                    moved = at if permanent and at != url else None
                    return _with(fetched, permanent_url=moved, seconds=time.monotonic() - began)
                permanent &= response.status_code in _PERMANENT
                at = await self._next(response, at, source)
            finally:
                await response.aclose()
            if self._moving is not None:
                await self._moving(at)
        raise FetchError(f"{host(url)} redirects more than {self._limits.redirects} times.")

    def _request(self, url: str, validators: Validators | None, *, own: bool) -> httpx.Request:
        headers = dict(self._headers)
        if own and self._own:
            theirs = {name.lower() for name in self._own}
            headers = {name: value for name, value in headers.items() if name.lower() not in theirs} | {**self._own}
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        limits = self._limits
        timeout = {"connect": limits.connect, "read": limits.silence, "write": limits.silence, "pool": limits.silence}
        target = target_of(url)
        extensions = {"timeout": timeout} if self._proxies.get(url) else {"timeout": timeout, "target": target}
        try:
            request = httpx.Request("GET", url, headers=_encoded(headers), extensions=extensions)
        except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
            raise FetchError(
                f'"{mask_credentials(clean_line(url))[:200]}" is no address that can be asked for.'
            ) from error
        if request.url.userinfo and "authorization" not in request.headers:
            request.headers["Authorization"] = basic_login(request.url.username, request.url.password)
        return request

    async def _next(self, response: httpx.Response, at: str, asked: str) -> str:
        location = response.headers.get("location")
        if not location:
            raise FetchError(f"{host(at)} redirects, but does not say where to.", status=response.status_code)
        to = redirected(at, location)
        await self._refuse_private(to, asked, "redirects", at)
        return to

    async def _refuse_private(self, to: str, asked: str, verb: str, at: str | None = None) -> None:
        """FetchError where strangers send us to another host, which is on a private network."""
        if host(to) == host(asked) or self._trusted(host(to)):
            return
        if await leads_inside(to, proxied=self._proxies.get(to) is not None):
            raise FetchError(f"{host(at or asked)} {verb} into a private network ({host(to)}), which is refused.")

    def _refuse_inside(self, response: httpx.Response, at: str, asked: str) -> None:
        """A name may lead elsewhere when it is looked up again: what answers strangers' wishes is looked at, too."""
        if at == asked:
            return
        stream = response.extensions.get("network_stream")
        if stream is None or host(at) == host(asked) or self._trusted(host(at)) or self._proxies.get(at):
            return
        server = stream.get_extra_info("server_addr")
        if server and is_inside(str(server[0])):
            raise FetchError(f"{host(asked)} leads into a private network ({host(at)}), which is refused.")

    async def _answer(self, response: httpx.Response, asked: str, at: str, validators: Validators | None) -> Fetched:
        status, headers = response.status_code, _headers(response)
        own = Validators(etag=headers.get("etag"), last_modified=headers.get("last-modified"))
        body: bytes | None = None
        if status == HTTPStatus.NOT_MODIFIED:
            if not validators or not (validators.etag or validators.last_modified):
                raise FetchError(f'{host(at)} answers "not modified", though it was not asked that.', status=status)
        elif status == HTTPStatus.OK:
            body = await self._body(response, at, headers)
        else:
            raise FetchError(trouble.status(status, at), status=status, retry_after=headers.get("retry-after"), url=at)
        return Fetched(url=asked, final_url=at, status=status, headers=headers, body=body, validators=own)

    async def _body(self, response: httpx.Response, at: str, headers: Mapping[str, str]) -> bytes:
        stated = headers.get("content-length", "")
        if stated.isascii() and stated.isdigit() and int(stated[:18]) > self._limits.wire:
            raise too_large(self._limits.wire)
        inflater = Inflater(headers.get("content-encoding", ""), limit=self._limits.inflated)
        pieces, size = [], 0
        try:
            async for data in response.aiter_raw():
                size += len(data)
                if size > self._limits.wire:
                    raise too_large(self._limits.wire)
                pieces.append(inflater.feed(data))
        except (httpx.HTTPError, OSError) as error:
            raise trouble.told(error, at, self._limits) from error
        inflater.finish()
        return b"".join(pieces)


def _same_party(url: str, asked: str) -> bool:
    """Whether what the user set for `asked` may be told to `url`: the same place, or the same host by https."""
    if url == asked:
        return True
    there, here = split(url), split(asked)
    if there is None or here is None or there.hostname != here.hostname:
        return False
    return (there.scheme, there.port) == (here.scheme, here.port) or there.scheme == "https"


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Header values as bytes, those of an answer just as they came."""
    return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]


def basic_login(user: str, password: str) -> str:
    """User and password as the Authorization header carries them (RFC 7617)."""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")


def _headers(response: httpx.Response) -> dict[str, str]:
    """Names in lower case, values byte for byte; repeated ones are joined by a comma (RFC 9110, 5.3)."""
    joined: dict[str, str] = {}
    for name, value in response.headers.raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[key] = f"{joined[key]}, {text}" if key in joined else text
    return joined


def _with(fetched: Fetched, *, permanent_url: str | None, seconds: float) -> Fetched:
    return replace(fetched, permanent_url=permanent_url, fetched=seconds)
