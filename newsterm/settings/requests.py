"""Kinds of setting that say how something is asked for: addresses, hosts, headers, and where secrets are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from newsterm.model.text import clean_line
from newsterm.settings.kinds import Line, Refused, wrong
from newsterm.settings.special import ARGV

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]+]?")
# What the fetcher itself says, or what would turn one request into another.
_RESERVED = frozenset({
    "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range", "te", "trailer", "upgrade",
    "if-none-match", "if-modified-since",
})  # fmt: skip
_SECRET = re.compile("auth|cookie|token|secret|passw|session|api-?key", re.IGNORECASE)


class FeedAddress:
    """The address of a feed, as a key of TOML."""

    words = "the address of a feed, http:// or https://"
    example = '"https://example.org/feed.xml"'

    def read(self, value: object) -> str:
        """The address, exactly as written."""
        if not isinstance(value, str) or not _is_web_address(value):
            raise Refused(f"is no address; expected {self.words}")
        return value


def _is_web_address(text: str) -> bool:
    if clean_line(text) != text or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


class HostName:
    """A host, by name or address, without a port."""

    words = 'a host such as "printer.local" or "192.168.1.7"'
    example = '"printer.local"'

    def read(self, value: object) -> str:
        """The host in lower case."""
        if not isinstance(value, str) or not _HOST.fullmatch(value):
            raise wrong(self, value)
        return value.lower().strip("[]")


class HeaderName:
    """The name of a request header (RFC 9110, 5.1)."""

    words = "the name of a request header that newsterm does not set itself"
    example = '"X-Reader"'

    def read(self, value: object) -> str:
        """The name."""
        if not isinstance(value, str) or not _TOKEN.fullmatch(value) or value.lower() in _RESERVED:
            raise Refused(f"can't be set; expected {self.words}")
        if value.lower() == "user-agent":
            raise Refused("has a setting of its own: user_agent")
        return value


class Selector:
    """A CSS selector."""

    words = "a CSS selector of elements of a page"
    example = '"article .body"'

    def read(self, value: object) -> str:
        """The selector as written."""
        from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415 - 8 ms that only who sets one should pay

        if not isinstance(value, str) or clean_line(value) != value:
            raise wrong(self, value)
        try:
            HTMLTranslator().css_to_xpath(value)
        except SelectorError as error:
            raise Refused(f"is no CSS selector ({clean_line(str(error))}); expected {self.words}") from error
        return value


class SourceName:
    """The name of a feed that a command prints: it stands in the feed's address."""

    words = "a name of letters, digits, - and _"
    example = '"mail"'

    def read(self, value: object) -> str:
        """The name."""
        if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", value):
            raise wrong(self, value)
        return value


class Secret(Struct, frozen=True, kw_only=True):
    """Where a password or a token is kept; one of the three."""

    command: tuple[str, ...] | None = None
    """Prints it on its first line."""
    env: str | None = None
    """The environment variable that holds it."""
    keyring: tuple[str, str] | None = None
    """Service and user of an entry in the system's keyring."""


class SecretKind:
    """A place where a secret is kept; never the secret itself."""

    words = 'a table: { command = ["pass", "show", "news"] }, { env = "NAME" } or { keyring = ["service", "user"] }'
    example = '{ command = ["pass", "show", "news"] }'

    def read(self, value: object) -> Secret:
        """The place."""
        # A text is not repeated: it may be the secret.
        if not isinstance(value, dict):
            raise Refused(f"is a secret, which no file should hold; expected {self.words}")
        match list(value.items()):
            case [("command", argv)]:
                return Secret(command=ARGV.read(argv))
            case [("env", str(name))] if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
                return Secret(env=name)
            case [("keyring", [str(service), str(user)])]:
                return Secret(keyring=(service, user))
        raise Refused(f"names no place where a secret is kept; expected {self.words}")


class Header(Struct, frozen=True, kw_only=True):
    """What a header says: a text, or a secret."""

    text: str | None = None
    secret: Secret | None = None


class Headers:
    """Request headers of one feed; those that carry secrets say where these are kept."""

    words = 'a table from the name of a header to a text or { command = ["pass", "show", "news"] }'
    example = '{ X-Reader = "text", Authorization = { command = ["pass", "show", "news"] } }'

    def read(self, value: object) -> Mapping[str, Header]:
        """The headers."""
        if not isinstance(value, dict):
            raise Refused(f"is no table; expected {self.words}")  # without the value, which may hold a secret
        headers = {}
        for name, raw in value.items():
            try:
                headers[HeaderName().read(name)] = self._header(name, raw)
            except Refused as refused:
                raise refused.below(name) from refused
        return headers

    def _header(self, name: str, raw: object) -> Header:
        if isinstance(raw, dict) or _SECRET.search(name):
            return Header(secret=SecretKind().read(raw))
        try:
            return Header(text=Line().read(raw))
        except Refused:
            # Without the value, which may be a secret all the same.
            raise Refused("is not accepted; expected a line of text") from None
