"""Lists of feeds from other readers: OPML, or newsboat's `urls`, told apart by what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.errors import ParseError
from newsterm.feeds.newsboat import read_urls
from newsterm.feeds.opml import read_opml

if TYPE_CHECKING:
    from newsterm.feeds.outline import Imported

_MARKUP = re.compile(rb"^[\s\0\xff\xfe\xef\xbb\xbf]*<", re.MULTILINE)
"""A line that begins with a tag, whatever the encoding; newsboat's lines have theirs, as in `age < 3`, further in."""


def read_list(data: bytes) -> Imported:
    """The feeds and views of the list; ParseError where it is neither."""
    if _MARKUP.search(data[:2000]):
        return read_opml(data)
    found = read_urls(data.decode("utf-8-sig", "replace"))
    if not found.outlines and not found.views and not found.refused:
        raise ParseError("This is neither OPML nor a list of addresses; nothing was taken in.")
    return found
