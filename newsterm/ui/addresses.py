"""Which addresses are opened, copied and followed: plainly written, nothing that a program could misread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from newsterm.model.claim import Kind

if TYPE_CHECKING:
    from newsterm.model import Claim, Item


def refusal(url: str) -> str | None:
    """Why an address is not opened, in words; None where it may be."""
    if not url:
        return "This item has no link."
    if url.startswith("-") or url != url.strip() or not url.isprintable() or " " in url:
        return "The link is not opened: it is not written as an address is."
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "The link is not opened: it is no address."
    if parts.scheme not in {"http", "https"}:
        return f"The link is not opened: {parts.scheme or 'it'} is not http or https."
    return None if host else "The link is not opened: it names no host."


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


def citation(claim: Claim, item: Item) -> str:
    """The claim as one quotes it: what is said, by whom, where it was read."""
    if claim.kind is Kind.OWN:
        return f"“{claim.text}” {_read_at(item)}"
    source = claim.resolved or claim.source_text or "no source given"
    via = [name for name in claim.chain[1:-1] if name]
    who = f"{source}, via {', '.join(via)}" if via else source
    return f"“{claim.text}” — {who} {_read_at(item)}"


def _read_at(item: Item) -> str:
    day = f", {item.entry.published:%Y-%m-%d}" if item.entry.published else ""
    link = f" <{item.entry.link}>" if item.entry.link and refusal(item.entry.link) is None else ""
    return f"({item.feed_title}: {item.title}{day}){link}"
