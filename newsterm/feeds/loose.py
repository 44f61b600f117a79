"""Documents that are not well-formed, by feedparser, which reads nearly anything."""

from __future__ import annotations

import io
from typing import Any

import feedparser

from newsterm.errors import ParseError
from newsterm.feeds.constructs import person_name
from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText
from newsterm.feeds.xmlmedia import media_range


def read_loosely(text: str, url: str) -> RawFeed:
    """What feedparser makes of a document that is not well-formed; it reads nearly anything."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise ParseError(f"This document can't be read as a feed ({type(error).__name__}).") from error
    if not found.get("version") and not found.entries:
        raise ParseError("This is not a feed, nor anything that could be read as one.")
    return _raw(found)


def _raw(found: Any) -> RawFeed:
    feed = found.feed
    links = _list(feed, "links")
    image = feed.get("image")
    return RawFeed(
        id=_word(feed, "id"),
        title=_detail(feed, "title"),
        links=[_word(feed, "link"), *_hrefs(links, "alternate")],
        feed_links=_hrefs(links, "self"),
        description=_detail(feed, "subtitle"),
        language=_word(feed, "language"),
        images=[_word(image, "href"), _word(feed, "logo"), _word(feed, "icon")],
        authors=_people(feed),
        categories=[_word(tag, "label") or _word(tag, "term") for tag in _list(feed, "tags")],
        published=_some(_word(feed, "published")),
        updated=_some(_updated(feed)),
        ttl=_word(feed, "ttl"),
        period=_word(feed, "sy_updateperiod"),
        frequency=_word(feed, "sy_updatefrequency"),
        entries=[_raw_entry(entry) for entry in found.entries],
    )


def _raw_entry(entry: Any) -> RawEntry:
    links = _list(entry, "links")
    contents = _list(entry, "content")
    enclosed = [link for link in links if _word(link, "rel") == "enclosure"]
    files, thumbnails = _list(entry, "media_content"), _list(entry, "media_thumbnail")
    return RawEntry(
        guid=_word(entry, "id"),
        title=_detail(entry, "title"),
        links=_some(_word(entry, "feedburner_origlink"), _word(entry, "link"), *_hrefs(links, "alternate")),
        comments=_word(entry, "comments"),
        published=_some(_word(entry, "published"), _word(entry, "created"), _updated(entry)),
        updated=_some(_updated(entry)),
        authors=_people(entry),
        categories=[_word(tag, "label") or _word(tag, "term") for tag in _list(entry, "tags")],
        enclosures=[*(_file(file) for file in (*enclosed, *files)), *(_file(file, "image") for file in thumbnails)],
        media=[_word(item, "url") for item in (*files, *thumbnails)],
        language=_word(entry, "language"),
        summary=_detail(entry, "summary"),
        content=_body(contents[0]) if contents else None,
    )


def _detail(thing: Any, name: str) -> RawText | None:
    value, detail = _word(thing, name), thing.get(name + "_detail")
    if not value:
        return None
    return RawText(
        value=value, html=_word(detail, "type") != "text/plain" or "&" in value, base=_word(detail, "base") or None
    )


def _people(thing: Any) -> list[str]:
    people = [_word(person, "name") or _word(person, "email") for person in _list(thing, "authors")]
    return [person_name(name) for name in people if name] or _some(_word(thing, "author"))


def _hrefs(links: list[Any], rel: str) -> list[str]:
    return [_word(link, "href") for link in links if _word(link, "rel") == rel]


def _file(file: Any, medium: str = "") -> RawFile:
    url = _word(file, "href") or _word(file, "url")
    kind = _word(file, "type") or media_range(_word(file, "medium") or medium)
    return RawFile(url=url, type=kind, length=_word(file, "length") or _word(file, "filesize") or None)


def _body(content: Any) -> RawText:
    return RawText(value=_word(content, "value"), html=True, base=_word(content, "base") or None)


def _word(thing: Any, name: str) -> str:
    """A string, whatever else feedparser may have put there for odd input."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else ""


def _list(thing: Any, name: str) -> list[Any]:
    value = thing.get(name)
    return value if isinstance(value, list) else []


def _updated(thing: Any) -> Any:
    """Past feedparser's own `get`, which gives `published` where there is no `updated`."""
    return dict.get(thing, "updated")


def _some(*values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str) and value]
