"""JSON Feed 1.0 and 1.1 (jsonfeed.org): every field is checked for its type, none is trusted."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from newsterm.errors import ParseError
from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText


def read_json(text: str) -> RawFeed:
    """The document as a raw feed. ParseError where it is no JSON or no JSON Feed."""
    try:
        document = json.loads(text, parse_int=_integer, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ParseError("This JSON is nested too deeply to be a feed.") from error
    except ValueError as error:
        raise ParseError("This is not a feed: it looks like JSON, but can't be read as such.") from error
    if not isinstance(document, dict):
        raise ParseError("This JSON is not a feed: a JSON Feed is an object with a version and items.")
    version = _text(document, "version") or ""
    if "jsonfeed.org/version" not in version and not isinstance(document.get("items"), list):
        raise ParseError("This JSON is not a feed: it has neither JSON Feed's version nor a list of items.")
    if not isinstance(document.get("items"), list) and not _text(document, "title"):
        raise ParseError("This JSON Feed has neither a title nor a list of items.")
    return _feed(document)


def _feed(document: dict[str, Any]) -> RawFeed:
    items = document.get("items")
    return RawFeed(
        title=_plain(_text(document, "title")),
        links=_some(_text(document, "home_page_url")),
        feed_links=_some(_text(document, "feed_url")),
        description=_plain(_text(document, "description")),
        language=_text(document, "language"),
        images=_some(_text(document, "icon"), _text(document, "favicon")),
        authors=_authors(document),
        entries=[_entry(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else [],
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    content, plain = _text(item, "content_html"), _text(item, "content_text")
    body = RawText(value=content, html=True) if content else _lines(plain)
    return RawEntry(
        guid=_text(item, "id"),
        title=_plain(_text(item, "title")),
        links=_some(_text(item, "url"), _text(item, "external_url")),
        published=_some(_text(item, "date_published")),
        updated=_some(_text(item, "date_modified")),
        authors=_authors(item),
        categories=[tag for tag in _list(item, "tags") if isinstance(tag, str)],
        enclosures=[file for file in map(_file, _list(item, "attachments")) if file],
        media=_some(_text(item, "image"), _text(item, "banner_image")),
        language=_text(item, "language"),
        summary=_plain(_text(item, "summary")),
        content=body,
    )


def _authors(thing: dict[str, Any]) -> list[str]:
    """Version 1.1 has `authors`, version 1 `author`."""
    people = [*_list(thing, "authors"), thing.get("authors"), thing.get("author")]
    return [
        name
        for person in people
        if isinstance(person, dict) and (name := _text(person, "name") or _text(person, "url"))
    ]


def _file(attachment: object) -> RawFile | None:
    if not isinstance(attachment, dict):
        return None
    url = _text(attachment, "url")
    return (
        RawFile(url=url, type=_text(attachment, "mime_type"), length=_text(attachment, "size_in_bytes"))
        if url
        else None
    )


def _integer(digits: str) -> int | None:
    """Python refuses to read integers of thousands of digits; none is needed."""
    return int(digits) if len(digits) <= 20 else None


def _text(thing: dict[str, Any], name: str) -> str | None:
    """A string; a number, as some feeds give for ids and sizes, as its digits."""
    value = thing.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def _list(thing: dict[str, Any], name: str) -> list[Any]:
    value = thing.get(name)
    return value if isinstance(value, list) else []


def _some(*values: str | None) -> list[str]:
    return [value for value in values if value]


def _lines(text: str | None) -> RawText | None:
    """Plain text whose line breaks are the author's: short messages are written so."""
    return RawText(value="<br>".join(escape(text.strip(), quote=False).splitlines()), html=True) if text else None


def _plain(text: str | None) -> RawText | None:
    return RawText(value=text, html=False) if text else None
