"""Pieces as feed documents: Atom, JSON Feed and three ways of writing RSS."""

from __future__ import annotations

import json
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.demo.markup import Dress, image_address
from newsterm.demo.outlets import Dialect, Outlet
from newsterm.demo.recording import LENGTH, SECONDS, address_of_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from newsterm.demo.press import Piece

TYPES = {
    Dialect.RSS_SUMMARY: "application/rss+xml; charset=utf-8",
    Dialect.RSS_FULL: "application/rss+xml; charset=utf-8",
    Dialect.ATOM: "application/atom+xml; charset=utf-8",
    Dialect.JSON: "application/feed+json",
    Dialect.RDF: "application/rdf+xml; charset=utf-8",
}
"""The Content-Type of each dialect."""

_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
    "xmlns:sy": "http://purl.org/rss/1.0/modules/syndication/",
}


class Issue(Struct, frozen=True, kw_only=True):
    """What one feed document is made of."""

    outlet: Outlet
    origin: str
    """Scheme, host and port."""
    pieces: Sequence[Piece]
    dress: Dress
    """How text is set inside feeds."""

    @property
    def feed_url(self) -> str:
        """The document's own address."""
        return self.origin + self.outlet.feed_path

    @property
    def updated(self) -> datetime:
        """When any of it last changed."""
        return max(piece.updated for piece in self.pieces)


def write(issue: Issue) -> str:
    """The feed document in the outlet's dialect."""
    return _WRITERS[issue.outlet.dialect](issue)


def _element(name: str, *inner: str, text: str = "", **attributes: str | None) -> str:
    """An XML element of escaped text, then elements."""
    return _tag(
        name, {k.rstrip("_").replace("_", ":"): v for k, v in attributes.items()}, escape(text) + "".join(inner)
    )


def _tag(name: str, attributes: Mapping[str, str | None], inner: str) -> str:
    """An XML element of what is XML already; attributes that are None are left out."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{given}>{inner}</{name}>\n" if inner else f"<{name}{given}/>\n"


def _optional(name: str, text: str | None) -> str:
    return _element(name, text=text) if text else ""


def _cdata(name: str, html: str) -> str:
    return f"<{name}><![CDATA[{html.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>\n"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# -- RSS 2.0 -----------------------------------------------------------------------------------------------------------


def _rss(issue: Issue) -> str:
    outlet = issue.outlet
    items = [_rss_item(issue, piece) for piece in issue.pieces]
    channel = _element(
        "channel",
        _element("title", text=outlet.name),
        _element("link", text=f"{issue.origin}/"),
        _element("description", text=outlet.description),
        _element("language", text="en"),
        _element("atom:link", rel="self", href=issue.feed_url, type="application/rss+xml"),
        _element("lastBuildDate", text=format_datetime(issue.updated, usegmt=True)),
        _optional("ttl", str(outlet.ttl) if outlet.ttl else None),
        *items,
    )
    return _PROLOGUE + _tag("rss", {"version": "2.0", **_NAMESPACES}, channel)


def _rss_item(issue: Issue, piece: Piece) -> str:
    story, full = piece.story, not issue.outlet.has_summaries_only
    permalink = "true" if piece.guid == piece.url else "false"
    return _element(
        "item",
        _optional("title", piece.title),
        _element("link", text=piece.url),
        _element("guid", text=piece.guid, isPermaLink=permalink),
        _element("pubDate", text=format_datetime(piece.published, usegmt=True)),
        _optional("dc:creator", piece.byline),
        *(_element("category", text=tag) for tag in story.tags),
        _element("description", text=piece.summary or ""),
        _cdata("content:encoded", issue.dress.html(piece.parts)) if full else _thumbnail(issue, piece),
        _recording(issue) if story.audio else "",
        _element("slash:comments", text=str(story.comments)) if story.comments else "",
    )


def _thumbnail(issue: Issue, piece: Piece) -> str:
    return _element("media:thumbnail", url=image_address(issue.origin, piece.image)) if piece.image else ""


def _recording(issue: Issue) -> str:
    address = address_of_recording(issue.origin)
    enclosure = _element("enclosure", url=address, type="audio/wav", length=str(LENGTH))
    return enclosure + _element("itunes:duration", text=f"00:00:{SECONDS:02}")


# -- RSS 1.0 -----------------------------------------------------------------------------------------------------------


def _rdf(issue: Issue) -> str:
    links = "".join(_tag("rdf:li", {"rdf:resource": piece.url}, "") for piece in issue.pieces)
    channel = _tag(
        "channel",
        {"rdf:about": issue.feed_url},
        _element("title", text=issue.outlet.name)
        + _element("link", text=f"{issue.origin}/")
        + _element("description", text=issue.outlet.description)
        + _element("dc:date", text=_stamp(issue.updated))
        + _element("sy:updatePeriod", text="daily")
        + _element("sy:updateFrequency", text="4")
        + _element("items", _element("rdf:Seq", links)),
    )
    namespaces = {
        "xmlns": "http://purl.org/rss/1.0/",
        "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        **_NAMESPACES,
    }
    return _PROLOGUE + _tag("rdf:RDF", namespaces, channel + "".join(_rdf_item(issue, p) for p in issue.pieces))


def _rdf_item(issue: Issue, piece: Piece) -> str:
    return _tag(
        "item",
        {"rdf:about": piece.guid},
        _optional("title", piece.title)
        + _element("link", text=piece.url)
        + _optional("description", piece.summary)
        + _optional("dc:creator", piece.byline)
        + _element("dc:date", text=_stamp(piece.published))
        + _element("dc:language", text=piece.story.language)
        + "".join(_element("dc:subject", text=tag) for tag in piece.story.tags)
        + _element("content:encoded", text=issue.dress.html(piece.parts)),
    )


# -- Atom (RFC 4287) ---------------------------------------------------------------------------------------------------


def _atom(issue: Issue) -> str:
    outlet = issue.outlet
    inner = (
        _element("id", text=f"tag:{outlet.key}.example:feed")
        + _element("title", text=outlet.name)
        + _element("subtitle", text=outlet.description)
        + _element("updated", text=_stamp(issue.updated))
        + _element("link", rel="self", href=issue.feed_url, type="application/atom+xml")
        + _element("link", rel="alternate", href=f"{issue.origin}/", type="text/html")
        + "".join(_atom_entry(issue, piece) for piece in issue.pieces)
    )
    return _PROLOGUE + _tag("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"}, inner)


def _atom_entry(issue: Issue, piece: Piece) -> str:
    return _element(
        "entry",
        _element("id", text=piece.guid),
        _element("title", text=piece.title or ""),
        _element("link", rel="alternate", href=piece.url, type="text/html"),
        _element("published", text=_stamp(piece.published)),
        _element("updated", text=_stamp(piece.updated)),
        _element("author", _element("name", text=piece.byline or issue.outlet.name)),
        *(_element("category", term=tag) for tag in piece.story.tags),
        _element("summary", text=piece.summary or "", type="text"),
        _element("content", text=issue.dress.html(piece.parts), type="html"),
    )


# -- JSON Feed 1.1 -----------------------------------------------------------------------------------------------------


def _json(issue: Issue) -> str:
    outlet = issue.outlet
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{issue.origin}/",
        "feed_url": issue.feed_url,
        "description": outlet.description,
        "language": "en",
        "items": [_json_item(issue, piece) for piece in issue.pieces],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _json_item(issue: Issue, piece: Piece) -> dict[str, object]:
    item: dict[str, object] = {
        "id": piece.guid,
        "url": piece.url,
        "title": piece.title,
        "summary": piece.summary,
        "content_html": issue.dress.html(piece.parts),
        "date_published": _stamp(piece.published),
        "authors": [{"name": piece.byline}] if piece.byline else [],
        "tags": list(piece.story.tags),
    }
    if piece.updated != piece.published:
        item["date_modified"] = _stamp(piece.updated)
    if piece.image:
        item["image"] = image_address(issue.origin, piece.image)
    return item


_WRITERS: Mapping[Dialect, Callable[[Issue], str]] = {
    Dialect.RSS_SUMMARY: _rss,
    Dialect.RSS_FULL: _rss,
    Dialect.ATOM: _atom,
    Dialect.JSON: _json,
    Dialect.RDF: _rdf,
}
