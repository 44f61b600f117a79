"""The cache of newsboat (`cache.db`), read: what it knows of feeds and items, as it was written there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FEEDS = "SELECT rssurl, title, url FROM rss_feed ORDER BY rssurl"
_ITEMS = (
    "SELECT guid, title, author, url, pubDate, content, unread, enclosure_url, enclosure_type, flags, deleted, base"
    " FROM rss_item WHERE feedurl = ? ORDER BY pubDate DESC, id DESC"
)


class NewsboatItem(Struct, frozen=True, kw_only=True):
    """An item as newsboat keeps it; texts are not cleaned."""

    guid: str
    title: str
    author: str
    url: str
    published: int
    """Seconds since 1970; 0 where it is not known."""
    content: str
    read: bool
    """Read, or deleted by its reader."""
    deleted: bool
    enclosure_url: str
    enclosure_type: str
    flags: str
    """Letters that the user gave it."""
    base: str


class NewsboatFeed(Struct, frozen=True, kw_only=True):
    """A feed as newsboat keeps it."""

    url: str
    title: str
    link: str
    items: tuple[NewsboatItem, ...]


def read_newsboat(path: Path) -> Iterator[NewsboatFeed]:
    """The feeds of a cache, one at a time; nothing is written. ParseError where the file is no such cache."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as cache:
            cache.text_factory = lambda data: data.decode("utf-8", "replace")
            for url, title, link in cache.execute(_FEEDS).fetchall():
                items = tuple(map(_item, cache.execute(_ITEMS, (url,))))
                yield NewsboatFeed(url=_text(url), title=_text(title), link=_text(link), items=items)
    except sqlite3.Error as error:
        raise ParseError(f"{path} is no cache of newsboat: {error}.") from error


def _item(row: tuple[object, ...]) -> NewsboatItem:
    guid, title, author, url, published, content, unread, enclosure_url, enclosure_type, flags, deleted, base = row
    return NewsboatItem(
        guid=_text(guid),
        title=_text(title),
        author=_text(author),
        url=_text(url),
        published=published if isinstance(published, int) else 0,
        content=_text(content),
        read=not unread or bool(deleted),
        deleted=bool(deleted),
        enclosure_url=_text(enclosure_url),
        enclosure_type=_text(enclosure_type),
        flags=_text(flags),
        base=_text(base),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
