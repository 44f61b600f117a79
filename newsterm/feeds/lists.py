"""Lists of feeds from other readers: OPML, or newsboat's `urls`, told apart by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import ParseError
from newsterm.feeds.newsboat import read_urls
from newsterm.feeds.opml import read_opml

if TYPE_CHECKING:
    from newsterm.feeds.outline import Imported


def read_list(data: bytes) -> Imported:
    """The feeds of the list; ParseError where it is neither."""
    if b"<" in data[:2000]:
        return read_opml(data)
    found = read_urls(data.decode("utf-8-sig", "replace"))
    if not found.outlines and not found.refused:
        raise ParseError("This is neither OPML nor a list of addresses; nothing was taken in.")
    return found
