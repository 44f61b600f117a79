"""Atom 0.3 and 1.0 (RFC 4287) from a well-formed tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.feeds import xmlmedia
from newsterm.feeds.constructs import (
    authors,
    bare,
    categories,
    construct,
    first,
    identity,
    links_to,
    texts,
    web_address,
)
from newsterm.feeds.links import absolute
from newsterm.feeds.raw import RawEntry, RawFeed, RawFile
from newsterm.feeds.xmltree import attribute, children_of, inherited_base, name_of, text_of, xml_attribute

if TYPE_CHECKING:
    from newsterm.feeds.xmltree import Children, Element


def read_atom(root: Element, url: str) -> RawFeed:
    """The document as a raw feed; a single entry is a feed of one."""
    inside = bare(children_of(root))
    alone = name_of(root) == "atom:entry"
    base = inherited_base(root, url)
    feed = RawFeed(
        id=first(inside, "id"),
        title=construct(inside, "title", url=base, atom=True),
        links=links_to(inside, "alternate", base),
        feed_links=links_to(inside, "self", base),
        description=construct(inside, "subtitle", "tagline", "info", url=base, atom=True),
        language=xml_attribute(root, "lang") or first(inside, "dc:language"),
        images=[
            *(_resolved(image, base) for image in (*inside.get("logo", ()), *inside.get("icon", ()))),
            *xmlmedia.images(inside),
        ],
        authors=authors(inside),
        categories=categories(inside),
        published=texts(inside, "published", "dc:date"),
        updated=texts(inside, "updated", "modified"),
        period=first(inside, "sy:updateperiod"),
        frequency=first(inside, "sy:updatefrequency"),
        base=base,
    )
    entries = (
        [root] if alone else [*inside.get("entry", ()), *(e for group in inside.get("entries", ()) for e in group)]
    )
    feed.entries = [_atom_entry(entry, base, feed) for entry in entries]
    return feed


def _atom_entry(entry: Element, url: str, feed: RawFeed) -> RawEntry:
    inside = bare(children_of(entry))
    base = inherited_base(entry, url) if xml_attribute(entry, "base") else url
    source = bare(children_of(inside["source"][0])) if inside.get("source") else {}
    outside = _outside(inside, base)
    return RawEntry(
        guid=next((identity(one) for one in inside.get("id", ())), None),
        title=construct(inside, "title", url=base, atom=True)
        or xmlmedia.title(inside)
        or construct(inside, "dc:title", url=base),
        links=[
            *texts(inside, "feedburner:origlink"),
            *links_to(inside, "alternate", base),
            *(file.url for file in outside if _is_page(file)),
            *web_address(first(inside, "id")),
        ],
        comments=next(iter(_comment_links(inside, base)), None),
        published=texts(inside, "published", "issued", "dc:date", "dcterms:issued", "created"),
        updated=texts(inside, "updated", "modified", "dcterms:modified"),
        authors=authors(inside) or authors(source) or feed.authors,
        categories=categories(inside),
        enclosures=[*xmlmedia.enclosures(inside, base=base), *(file for file in outside if not _is_page(file))],
        media=xmlmedia.media(inside),
        language=xml_attribute(entry, "lang") or first(inside, "dc:language"),
        summary=construct(inside, "summary", url=base, atom=True) or xmlmedia.description(inside),
        content=construct(inside, "content", url=base, atom=True) or construct(inside, "content:encoded", url=base),
        base=base,
    )


def _outside(inside: Children, base: str) -> list[RawFile]:
    """Where an entry's content is, if it is elsewhere (RFC 4287, 4.1.3.2)."""
    named = [(attribute(one, "src"), attribute(one, "type")) for one in inside.get("content", ())]
    return [RawFile(url=absolute(src, base) or src, type=kind) for src, kind in named if src]


def _is_page(file: RawFile) -> bool:
    return not file.type or "html" in file.type.lower()


def _comment_links(inside: Children, base: str) -> list[str]:
    """`rel=replies` (RFC 4685) to a page, and RSS's element in Atom."""
    pages = [
        link
        for link in inside.get("link", ())
        if attribute(link, "rel") == "replies" and "html" in (attribute(link, "type") or "")
    ]
    return [*(absolute(attribute(link, "href") or "", base) or "" for link in pages), *texts(inside, "comments")]


def _resolved(element: Element, base: str) -> str:
    own = xml_attribute(element, "base")
    text = text_of(element)
    return absolute(text, absolute(own, base) or base) or text if own else text
