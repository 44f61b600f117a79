"""OPML 1.0 and 2.0 (opml.org): subscriptions of other readers in, our own out.

Folders are outlines inside each other and tags are the list in `category`, so two characters can't be part of a name:
a slash in the name of a folder nests it, as it does wherever newsterm writes folders, and a comma in a tag is written
as a space.
"""

from __future__ import annotations

import re
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from newsterm.errors import ParseError as NoFeeds
from newsterm.feeds.encoding import decode
from newsterm.feeds.outline import MAX_FEEDS, Imported, Outline, feed_url, name
from newsterm.feeds.xmltree import prepared
from newsterm.model import Feed, clean_line, html_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

__all__ = ["Imported", "Outline", "read_opml", "write_opml"]

NAMESPACE = "urn:newsterm:opml"
"""Of the attributes that are newsterm's own."""
MAX_BYTES = 20 * 2**20
_MAX_DEPTH = 50
_BARE = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")


def read_opml(data: bytes) -> Imported:
    """The feeds of an OPML file; folders by nesting, tags from `category`. Only http and https addresses are taken.

    An outline is a feed by its `xmlUrl`, or `url` where its type says so; whatever is inside a feed stands beside it.

    Read strictly first, then once more with the usual mistakes mended: a bare `&`, HTML's entities, a wrong encoding,
    white space in front. ParseError where it is no OPML.
    """
    if len(data) > MAX_BYTES:
        raise NoFeeds(f"This OPML file is larger than {MAX_BYTES // 2**20} MiB.")
    root = _root(data)
    parts = [_local(child.tag) for child in root]
    body = root[parts.index("body")] if "body" in parts else root if "outline" in parts else None
    if _local(root.tag) != "opml" or body is None:
        raise NoFeeds("This is not an OPML file: it has no <opml> with a <body>.")
    found: dict[str, Outline] = {}
    refused: list[str] = []
    for address, attributes, folders in _walk(body):
        try:
            url = feed_url(address)
        except ValueError as error:
            refused.append(str(error))
            continue
        if url not in found and len(found) < MAX_FEEDS:
            found[url] = _outline(url, attributes, folders)
    return Imported(outlines=tuple(found.values()), refused=tuple(refused))


def write_opml(feeds: Iterable[Feed], *, title: str = "newsterm subscriptions", at: datetime | None = None) -> str:
    """An OPML 2.0 document of these feeds as it was made `at` that moment: folders nested, tags in `category`.

    A feed that is paused says so by an attribute of newsterm's own namespace, as OPML 2.0 wants it of what it lacks.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = _xml(title)
    if at is not None:
        SubElement(head, "dateCreated").text = format_datetime(at)
    SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    folders: dict[tuple[str, ...], Element] = {(): SubElement(root, "body")}
    for feed in feeds:
        path = tuple(filter(None, map(str.strip, (feed.subscription.folder or "").split("/"))))
        parent = _folder(folders, path)
        SubElement(parent, "outline", {key: _xml(value) for key, value in _attributes(feed).items()})
    indent(root)
    register_namespace("newsterm", NAMESPACE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _attributes(feed: Feed) -> dict[str, str]:
    """What an outline says of a feed."""
    told = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
    told["htmlUrl"] = feed.info.link or ""
    told["description"] = clean_line(html_words(feed.info.description or ""))
    told["language"] = feed.info.language or ""
    told["category"] = ",".join(tag.replace(",", " ") for tag in feed.subscription.tags)
    told[f"{{{NAMESPACE}}}paused"] = "true" if feed.subscription.paused else ""
    return {key: value for key, value in told.items() if value}


def _root(data: bytes) -> Any:
    try:
        return fromstring(data)
    except (ParseError, ValueError, LookupError, DefusedXmlException):  # LookupError: an encoding of no such name
        pass
    text = _BARE.sub("&amp;", prepared(decode(data)))
    try:
        return fromstring(text)
    except (ParseError, ValueError, DefusedXmlException) as error:
        raise NoFeeds(
            f"This is not an OPML file that can be read: {clean_line(str(error))[:100] or 'it is empty'}."
        ) from error


def _walk(body: Any) -> Iterator[tuple[str, dict[str, str], tuple[str, ...]]]:
    """Feeds: address, attributes and the folders around them, in the file's order and without recursion."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(child, ()) for child in reversed(list(body))]
    while waiting:
        element, folders = waiting.pop()
        if _local(element.tag) != "outline":
            continue
        attributes = {_local(key): value for key, value in element.attrib.items()}
        inside = folders
        if address := _address(attributes):
            yield address, attributes, folders
        elif len(folders) < _MAX_DEPTH:
            label = name(attributes.get("text")) or name(attributes.get("title"))
            inside = (*folders, label) if label else folders
        waiting += [(child, inside) for child in reversed(list(element))]


def _address(attributes: dict[str, str]) -> str:
    """Where the feed is; empty for a folder, or for a link to a page, which has a `url`, too."""
    if url := attributes.get("xmlurl", "").strip():
        return url
    is_feed = attributes.get("type", "").strip().lower() in {"rss", "atom", "feed", "rdf"}
    return attributes.get("url", "").strip() if is_feed else ""


def _outline(url: str, attributes: dict[str, str], folders: tuple[str, ...]) -> Outline:
    tags = (name(tag.strip().strip("/")) for tag in attributes.get("category", "").split(","))
    return Outline(
        url=url,
        title=name(attributes.get("text")) or name(attributes.get("title")),
        folder="/".join(part for label in folders for part in map(str.strip, label.split("/")) if part) or None,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        site=name(attributes.get("htmlurl")),
        paused=attributes.get("paused") == "true",
    )


def _folder(folders: dict[tuple[str, ...], Element], path: tuple[str, ...]) -> Element:
    for depth in range(1, len(path) + 1):
        part = path[:depth]
        if part not in folders:
            label = _xml(part[-1])
            folders[part] = SubElement(folders[part[:-1]], "outline", text=label, title=label)
    return folders[path]


def _local(key: object) -> str:
    return str(key).rpartition("}")[2].lower()


def _xml(text: str) -> str:
    """Without what XML can't hold."""
    return re.sub("[\ufffe\uffff]", "", clean_line(text))
