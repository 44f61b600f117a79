"""Where a request goes: the address without a byte of it changed, and the hosts that a redirect may not reach."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from urllib.parse import quote, urljoin
from urllib.request import getproxies, proxy_bypass

from newsterm.errors import FetchError
from newsterm.feeds.links import MAX_LINK, split
from newsterm.model import clean_line
from newsterm.model.address import mask_credentials

_UNASKABLE = re.compile(r"[\s\x00-\x1f\x7f]")


def checked(url: str) -> str:
    """The URL, if it can be asked for; FetchError where it is no http or https address."""
    if url.partition(":")[0].lower() not in {"http", "https"}:
        raise FetchError(f'"{_shown(url)}" is not asked for: only http and https addresses are.')
    if split(url) is None or len(url) > MAX_LINK or _UNASKABLE.search(url):
        raise FetchError(f'"{_shown(url)}" is no address that can be asked for.')
    return url


def _shown(url: str) -> str:
    return mask_credentials(clean_line(url))[:200]


def target_of(url: str) -> bytes:
    """Path and query exactly as written; what is not ASCII is percent-encoded, as it must be on the wire."""
    rest = url.partition("://")[2].partition("#")[0]
    cut = min((at for at in (rest.find("/"), rest.find("?")) if at >= 0), default=len(rest))
    target = rest[cut:]
    target = target if target.startswith("/") else "/" + target
    return (target if target.isascii() else quote(target, safe="".join(map(chr, range(0x21, 0x7F))))).encode("ascii")


class Proxies:
    """The proxies that the environment names (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), looked up once."""

    def __init__(self) -> None:
        self._named = getproxies()

    def get(self, url: str) -> str | None:
        """The address of the proxy for this address; None where it is asked directly."""
        parts = split(url) if self._named else None
        proxy = parts and (self._named.get(parts.scheme) or self._named.get("all"))
        if not parts or not proxy or proxy_bypass(parts.hostname or ""):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def redirected(url: str, location: str) -> str:
    """Where a Location header leads from `url`; FetchError unless http or https."""
    try:
        return checked(urljoin(url, location.strip()).partition("#")[0])
    except ValueError as error:
        raise FetchError(f'{host(url)} redirects to "{clean_line(location)[:200]}", which is no address.') from error
    except FetchError as error:
        raise FetchError(f"{host(url)} redirects to an address that can't be followed: {error}") from error


def host(url: str) -> str:
    """The host, as it is shown and compared."""
    parts = split(url)
    return clean_line((parts.hostname if parts else None) or url)


def is_inside(address: str) -> bool:
    """Whether an IP address belongs to this machine or a private network: nothing that a stranger may send us to."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return not ip.is_global or ip.is_multicast


async def leads_inside(url: str, *, proxied: bool) -> bool:
    """Whether any address of the URL's host is inside; names are looked up unless a proxy does that."""
    name = host(url)
    if is_inside(name):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        pass
    else:
        return False
    if proxied:
        return name == "localhost" or name.endswith(".localhost")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # the request itself will say that there is no such host
    return any(is_inside(str(where[0])) for *_, where in found)
