"""Addresses as they may be shown: what identifies a person stays out of sight."""

from __future__ import annotations

import re

# RFC 3986, 3.2.1: userinfo stands between "//" and the last "@" before the path.
_USERINFO = re.compile(r"(?<=://)[^/?#@\s]*(?:@[^/?#@\s]*)*@")

MASKED = "***@"
"""What stands in their place."""


def without_credentials(text: str) -> str:
    """The text without user name and password of any address in it."""
    return _USERINFO.sub("", text)


def mask_credentials(text: str) -> str:
    """The text with user name and password of every address in it replaced by `***`."""
    return _USERINFO.sub(MASKED, text)


def refusal(url: str) -> str | None:
    """Why an address is not opened, in words; None where it may be."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - 2 ms that no listing should cost

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
