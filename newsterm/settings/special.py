"""Kinds of setting that are newsterm's own: colours, tags, slots, keys, feeds, headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from newsterm.hints import did_you_mean
from newsterm.model.text import clean_line, is_blank
from newsterm.settings.colours import as_colour, colour_names
from newsterm.settings.keys import UnusableKey, key_name, key_names
from newsterm.settings.kinds import Line, ListOf, Refused, shown, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

ARGV = ListOf(
    Line("a word of a command", '"firefox"'), 'a list of words such as ["firefox", "--new-tab"]', '["firefox"]', 1
)
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]+]?")
# What the fetcher itself says, or what would turn one request into another.
_RESERVED = frozenset({
    "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range", "te", "trailer", "upgrade",
    "if-none-match", "if-modified-since",
})  # fmt: skip
_SECRET = re.compile("auth|cookie|token|secret|passw|session|api-?key", re.IGNORECASE)


class Colour:
    """A colour by name or in hexadecimal."""

    words = "a colour: #rrggbb, a CSS name such as tomato, or a terminal's own such as ansi_red"
    example = '"tomato"'

    def read(self, value: object) -> str:
        """The colour."""
        colour = as_colour(value) if isinstance(value, str) else None
        if colour is None:
            hint = did_you_mean(value, colour_names()) if isinstance(value, str) else ""
            raise Refused(f"is {shown(value)}; expected {self.words}.{hint}")
        return colour


class TagName:
    """The name of a tag."""

    words = "a tag: one line, at most 60 characters, not beginning with + or -"
    example = '"check"'

    def read(self, value: object) -> str:
        """The name."""
        if not isinstance(value, str) or clean_line(value) != value or is_blank(value):
            raise wrong(self, value)
        if len(value) > 60 or value[0] in "+-":
            raise wrong(self, value)
        return value


class SlotTag:
    """The tag of a slot; empty for none."""

    words = 'a tag, or "" for none'
    example = '"check"'

    def read(self, value: object) -> str:
        """The name."""
        return "" if value == "" else TagName().read(value)


class SlotNumber:
    """The digit of a slot, as a key of TOML."""

    words = "a digit from 1 to 9"
    example = "1"

    def read(self, value: object) -> int:
        """The digit."""
        if not isinstance(value, str) or value not in set("123456789"):
            raise Refused(f"is no slot; expected {self.words}")
        return int(value)


class Slots(NamedTuple):
    """Tags by digit; digits that the table leaves out keep their default."""

    defaults: tuple[str, ...]
    words: str = "a table from a digit, 1 to 9, to a tag"
    example: str = "{}"

    def read(self, value: object) -> Mapping[int, str]:
        """The slots that have a tag."""
        if not isinstance(value, dict):
            raise wrong(self, value)
        slots = dict(enumerate(self.defaults, start=1))
        for name, raw in value.items():
            try:
                slots[SlotNumber().read(name)] = SlotTag().read(raw)
            except Refused as refused:
                raise refused.below(name) from refused
        return {number: tag for number, tag in sorted(slots.items()) if tag}


class KeyList:
    """One key, or a list of keys; an empty list for none."""

    words = 'a key such as "q", "ctrl+d", "f5" or "space", or a list of keys'
    example = '"f5"'

    def read(self, value: object) -> tuple[str, ...]:
        """The keys in one spelling."""
        names = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(self._one(name) for name in names))

    def _one(self, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise wrong(self, value)
        try:
            return key_name(value)
        except UnusableKey as unusable:
            hint = did_you_mean(value.rpartition("+")[2], key_names())
            raise Refused(f"is {shown(value)}: {clean_line(str(unusable))}; expected {self.words}.{hint}") from unusable


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says: a text, or what a command prints."""

    text: str | None = None
    command: tuple[str, ...] | None = None


class Headers:
    """Request headers of one feed; those that carry secrets come from a command."""

    words = 'a table from the name of a header to a text or { command = ["pass", "show", "news"] }'
    example = '{ X-Reader = "text", Authorization = { command = ["pass", "show", "news"] } }'

    def read(self, value: object) -> Mapping[str, Header]:
        """The headers."""
        if not isinstance(value, dict):
            raise wrong(self, value)
        headers = {}
        for name, raw in value.items():
            try:
                headers[HeaderName().read(name)] = self._header(name, raw)
            except Refused as refused:
                raise refused.below(name) from refused
        return headers

    def _header(self, name: str, raw: Any) -> Header:
        if isinstance(raw, dict):
            if set(raw) != {"command"}:
                raise Refused('is a table; expected { command = ["pass", "show", "news"] }')
            return Header(command=ARGV.read(raw["command"]))
        if _SECRET.search(name):
            raise Refused('is a secret, which no file should hold; write { command = ["pass", "show", "news"] }')
        try:
            return Header(text=Line().read(raw))
        except Refused:
            # Without the value, which may be a secret all the same.
            raise Refused("is not accepted; expected a line of text") from None
