"""Images that only count who looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOSTS = re.compile(
    r"""(?ix) (?:^|\.) (?:
        stats\.wordpress\.com | pixel\.wp\.com | pixel\.quantserve\.com | doubleclick\.net | google-analytics\.com
        | googlesyndication\.com
      | scorecardresearch\.com | feedsportal\.com | pheedo\.com | pi\.pheedo\.com | da\.feedsportal\.com
      | api\.flattr\.com/hit
      | statcounter\.com | bat\.bing\.com | b\.scorecardresearch\.com | pixel\.facebook\.com | pixel\.newscred\.com
      | pixel\.watch
      | analytics\.twitter\.com | t\.co/i/adsct
    )$"""
)
_PATHS = re.compile(
    r"(?i)^(?:www\.)?(?:facebook\.com/tr\b|feeds\.feedburner\.com/~(?:r|ff)/|rss\.[\w.]+/(?:pixel|count))"
)
_TINY = re.compile(r"^\s*[01](?:px)?\s*$")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE
)


def is_tracker(attributes: Mapping[str, str]) -> bool:
    """Whether an image is there to be requested, not to be seen: tiny, hidden or a known counter's."""
    if any(_TINY.match(attributes.get(side) or "?") for side in ("width", "height")):
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    try:
        parts = urlsplit((attributes.get("src") or "").strip())
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(_HOSTS.search(host) or _PATHS.match(host + parts.path))
