"""Addresses as people type them."""

from __future__ import annotations

import re

from newsterm.errors import UsageError
from newsterm.feeds.outline import feed_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def feed_address(typed: str) -> str:
    """The web address that is meant: exactly as typed, `https://` before one without a scheme, `feed:` taken off.

    UsageError for what is no web address.
    """
    text = typed.strip()
    try:
        return feed_url(text if _SCHEME.match(text) else f"https://{text}")
    except ValueError as error:
        raise UsageError(f"{str(error).rstrip('.')}; an address begins with http:// or https://.") from error
