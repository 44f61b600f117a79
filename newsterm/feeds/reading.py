"""A feed's answer, read in a worker: what the poller compares with what it knows.

The poller's own process imports this and nothing of what reads XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.model import FeedRead


def read_feed(body: bytes, *, url: str, content_type: str | None, seen: bytes, most: int) -> FeedRead:
    """What a body from `url` says beyond the entries whose fingerprints are `seen`. Pure; ParseError for no feed.

    `most` is how many entries a document may have.
    """
    from newsterm.feeds.parse import parse  # noqa: PLC0415 - see above
    from newsterm.feeds.plan import compared  # noqa: PLC0415

    return compared(parse(body, url=url, content_type=content_type, seen=seen, most=most))
