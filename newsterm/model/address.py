"""Addresses as they may be shown: what identifies a person stays out of sight."""

from __future__ import annotations

import re

# RFC 3986, 3.2.1: userinfo stands between "//" and the last "@" before the path.
_USERINFO = re.compile(r"(?<=://)[^/?#@\s]*(?:@[^/?#@\s]*)*@")


def without_credentials(text: str) -> str:
    """The text without user name and password of any address in it."""
    return _USERINFO.sub("", text)


def mask_credentials(text: str) -> str:
    """The text with user name and password of every address in it replaced by `***`."""
    return _USERINFO.sub("***@", text)
