"""Bytes become a feed: JSON Feed, well-formed XML by our own reader, everything else by feedparser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsterm.errors import ParseError
from newsterm.feeds.encoding import decode
from newsterm.feeds.jsonfeed import read_json
from newsterm.feeds.normal import MAX_ENTRIES, parsed_feed
from newsterm.feeds.strange import file_words, is_page, page_words
from newsterm.feeds.xmlfeed import read_xml
from newsterm.feeds.xmltree import mended, prepared, root_of
from newsterm.model import clean_line

if TYPE_CHECKING:
    from newsterm.feeds.raw import RawFeed
    from newsterm.model import ParsedFeed


def parse(
    body: bytes, *, url: str, content_type: str | None = None, seen: bytes = b"", most: int = MAX_ENTRIES
) -> ParsedFeed:
    """The feed in `body`, which came from `url`. Pure; texts are cleaned, links absolute, times UTC.

    `seen` are fingerprints of entries that need not be made again, `most` is how many a document may have. ParseError,
    with a sentence that says what the bytes were instead, where they are no feed.
    """
    if words := file_words(body):
        raise ParseError(f"This is {words}, not a feed.")
    text = decode(body, content_type)
    start = text.lstrip("\ufeff \t\r\n\0")
    if not start:
        raise ParseError("The answer is empty: not a feed.")
    if start[0] in "{[":
        return parsed_feed(read_json(start), url=url, seen=seen, most=most)
    if "<" not in start:
        raise ParseError(f'This is not a feed: it begins with "{clean_line(start[:40])}".')
    if is_page(start):
        raise ParseError(f"This is {page_words(start)}, not a feed.")
    return parsed_feed(_xml(prepared(start), url), url=url, seen=seen, most=most)


def _xml(text: str, url: str) -> RawFeed:
    """Strictly, then with the two commonest mistakes mended, then by feedparser."""
    try:
        return read_xml(root_of(text), url)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise ParseError("This XML is nested too deeply to be a feed.") from error
    try:
        return read_xml(root_of(mended(text)), url)
    except etree.XMLSyntaxError:
        from newsterm.feeds.loose import read_loosely  # noqa: PLC0415 - 70 ms, for the few feeds that need it

        return read_loosely(text, url)
