"""Which addresses are opened and copied: web pages, plainly written, nothing that a program could misread."""

from __future__ import annotations

from urllib.parse import urlsplit


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
