"""Addresses as people type them."""

from __future__ import annotations

import re

from newsterm.errors import UsageError
from newsterm.feeds.links import is_web
from newsterm.model import clean_line

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def feed_address(typed: str) -> str:
    """The web address that is meant: exactly as typed, `https://` before one without a scheme, `feed:` taken off.

    UsageError for what is no web address.
    """
    text = typed.strip()
    if text.lower().startswith("feed:"):
        text = text[5:].removeprefix("//")
    if text and not _SCHEME.match(text):
        text = f"https://{text}"
    if not is_web(text) or clean_line(text) != text or " " in text:
        raise UsageError(f'"{clean_line(typed)}" is no web address; one begins with http:// or https://.')
    return text
