"""Which addresses are opened, copied and followed: plainly written, nothing that a program could misread."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from newsterm.model.address import refusal

__all__ = ["FeedWish", "feed_wish", "refusal", "shown_host"]


def shown_host(url: str) -> str:
    """The host as it is really asked: letters that only look like others show as punycode (RFC 3492)."""
    host = urlsplit(url).hostname or ""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")


class FeedWish(Struct, frozen=True, kw_only=True):
    """What somebody typed who wants to follow a feed."""

    address: str
    """An address, `exec:NAME`, or the path of a list of feeds."""
    told: str
    """What is said while it is looked up."""
    problem: str | None = None
    """Why it is not followed, in words."""


def feed_wish(text: str) -> FeedWish | None:
    """What is to be followed by what was typed; None where nothing was. Asks the disk whether it is a file."""
    address = text.strip()
    if not address:
        return None
    file = _file(address)
    if file is not None:
        return FeedWish(address=file, told=f"Reading {file}…")
    if address.startswith("exec:"):  # a command in the settings
        return FeedWish(address=address, told=f"Looking for a feed at {address}…")
    if "://" not in address:
        address = f"https://{address}"
    problem = refusal(address)
    if problem:
        return FeedWish(address=address, told="", problem=problem.replace("The link is not opened", "Not added"))
    return FeedWish(address=address, told=f"Looking for a feed at {shown_host(address)}…")


def _file(text: str) -> str | None:
    """The absolute path of an OPML or newsboat file; None where the text names no file."""
    try:
        path = Path(text).expanduser()
        return str(path.absolute()) if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None
