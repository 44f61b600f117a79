"""What asking an address gave, and the bounds that every request keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from newsterm.model import Validators

if TYPE_CHECKING:
    from collections.abc import Mapping

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
IMAGE_TYPES = "image/webp, image/jpeg, image/png, image/avif;q=0.9, image/gif;q=0.9, image/*;q=0.5, */*;q=0.1"


class FetchLimits(Struct, frozen=True, kw_only=True):
    """Bounds of one request; what breaks them is a FetchError of that address alone."""

    wire: int = 10 * 2**20
    """Bytes of the body as sent."""
    inflated: int = 20 * 2**20
    """Bytes of the body once unpacked."""
    total: float = 60.0
    """Seconds for everything, redirects included."""
    connect: float = 15.0
    """Seconds to reach the server."""
    silence: float = 30.0
    """Seconds without a byte."""
    redirects: int = 5


class Fetched(Struct, frozen=True, kw_only=True):
    """An answer: 200 with its body, or 304 without."""

    url: str
    """As asked."""
    final_url: str
    """Where redirects led."""
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case, values byte for byte (as Latin-1)."""
    body: bytes | None = None
    """Unpacked; None for a 304."""
    validators: Validators = field(default_factory=Validators)
    """ETag and Last-Modified of this answer."""
    permanent_url: str | None = None
    """Where a chain of 301 and 308 alone leads; None where there is none."""
    fetched: float = 0.0
    """Seconds that it took."""
