"""Documents that are not well-formed, by feedparser, which reads nearly anything."""

from __future__ import annotations

import io
from typing import Any

import feedparser

from newsterm.errors import ParseError
from newsterm.feeds.constructs import person_name
from newsterm.feeds.raw import RawEntry, RawFeed, RawFile, RawText


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
    links = feed.get("links", [])
    image = feed.get("image") or {}
    return RawFeed(
        id=feed.get("id"),
        title=_detail(feed, "title"),
        links=[feed.get("link") or "", *_hrefs(links, "alternate")],
        feed_links=_hrefs(links, "self"),
        description=_detail(feed, "subtitle"),
        language=feed.get("language"),
        images=[image.get("href") or "", feed.get("logo") or "", feed.get("icon") or ""],
        authors=_people(feed),
        categories=[tag.get("label") or tag.get("term") or "" for tag in feed.get("tags", [])],
        published=_some(feed.get("published")),
        updated=_some(_updated(feed)),
        ttl=feed.get("ttl"),
        period=feed.get("sy_updateperiod"),
        frequency=feed.get("sy_updatefrequency"),
        entries=[_raw_entry(entry) for entry in found.entries],
    )


def _raw_entry(entry: Any) -> RawEntry:
    links = entry.get("links", [])
    contents = entry.get("content") or []
    media = [*entry.get("media_content", []), *entry.get("media_thumbnail", [])]
    return RawEntry(
        guid=entry.get("id"),
        title=_detail(entry, "title"),
        links=_some(entry.get("feedburner_origlink"), entry.get("link"), *_hrefs(links, "alternate")),
        comments=entry.get("comments"),
        published=_some(entry.get("published"), entry.get("created"), _updated(entry)),
        updated=_some(_updated(entry)),
        authors=_people(entry),
        categories=[tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", [])],
        enclosures=[
            RawFile(url=file.get("href") or file.get("url") or "", type=file.get("type"), length=file.get("length"))
            for file in (*(link for link in links if link.get("rel") == "enclosure"), *entry.get("media_content", []))
        ],
        media=[item.get("url") or "" for item in media],
        language=entry.get("language"),
        summary=_detail(entry, "summary"),
        content=RawText(value=contents[0].get("value") or "", html=True, base=contents[0].get("base"))
        if contents
        else None,
    )


def _detail(thing: Any, name: str) -> RawText | None:
    value = thing.get(name)
    if not isinstance(value, str) or not value:
        return None
    detail = thing.get(name + "_detail") or {}
    return RawText(
        value=value, html=detail.get("type") != "text/plain" or "&" in value, base=detail.get("base") or None
    )


def _people(thing: Any) -> list[str]:
    people = [person.get("name") or person.get("email") or "" for person in thing.get("authors", [])]
    return [person_name(name) for name in people if name] or _some(thing.get("author"))


def _hrefs(links: list[Any], rel: str) -> list[str]:
    return [link.get("href") or "" for link in links if link.get("rel") == rel]


def _updated(thing: Any) -> Any:
    """Past feedparser's own `get`, which gives `published` where there is no `updated`."""
    return dict.get(thing, "updated")


def _some(*values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str) and value]
