"""RSS 0.9 to 2.0 and RDF from a well-formed tree, with Dublin Core, Media RSS, iTunes and Atom inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.feeds import xmlmedia
from newsterm.feeds.constructs import authors, categories, construct, first, identity, links_to, texts, web_address
from newsterm.feeds.links import absolute
from newsterm.feeds.raw import RawEntry, RawFeed
from newsterm.feeds.xmltree import attribute, children_of, inherited_base, text_of, xml_attribute

if TYPE_CHECKING:
    from newsterm.feeds.xmltree import Children, Element


def read_rss(root: Element, url: str) -> RawFeed:
    """The document as a raw feed; items stand in the channel or, in RDF, beside it."""
    top = children_of(root)
    channel = top["channel"][0] if top.get("channel") else root
    inside = children_of(channel)
    items = [*inside.get("item", ()), *(() if channel is root else top.get("item", ()))]
    image = [
        text for place in (inside, top) for one in place.get("image", ()) for text in texts(children_of(one), "url")
    ]
    feed = RawFeed(
        id=first(inside, "atom:id", "guid"),
        title=construct(inside, "title", "dc:title", "atom:title", "media:title", url=url),
        links=[*_own_links(inside), *links_to(inside, "alternate", url)],
        feed_links=links_to(inside, "self", url),
        description=construct(
            inside, "description", "dc:description", "itunes:summary", "atom:subtitle", "itunes:subtitle", url=url
        ),
        language=first(inside, "language", "dc:language")
        or xml_attribute(root, "lang")
        or xml_attribute(channel, "lang"),
        images=[*image, *xmlmedia.images(inside), *texts(inside, "atom:logo", "atom:icon")],
        authors=authors(inside, "managingeditor", "webmaster"),
        categories=categories(inside),
        published=texts(inside, "pubdate", "dc:date", "atom:published"),
        updated=texts(inside, "lastbuilddate", "dcterms:modified", "atom:updated", "dc:date"),
        ttl=first(inside, "ttl"),
        period=first(inside, "sy:updateperiod"),
        frequency=first(inside, "sy:updatefrequency"),
        skip_hours=[text_of(h) for skip in inside.get("skiphours", ()) for h in skip],
        skip_days=[text_of(d) for skip in inside.get("skipdays", ()) for d in skip],
        base=inherited_base(channel, url),
    )
    # Relative addresses of RSS are relative to the site (RSS Advisory Board), unless xml:base says otherwise.
    site = next(filter(None, (absolute(link, feed.base) for link in feed.links)), None)
    base = site if site and feed.base == url else feed.base or url
    feed.entries = [_item(item, base) for item in items]
    return feed


def _item(item: Element, url: str) -> RawEntry:
    inside = children_of(item)
    base = inherited_base(item, url) if xml_attribute(item, "base") else url
    guid = inside["guid"][0] if inside.get("guid") else None
    permalink = guid is not None and (attribute(guid, "isPermaLink") or "true").strip().lower() != "false"
    own = identity(guid, link=permalink) if guid is not None else None
    known_as = own or first(inside, "atom:id") or _about(item) or first(inside, "dc:identifier")
    content = construct(
        inside, "content:encoded", "xhtml:body", "xhtml:div", "body", "atom:content", "fullitem", "content", url=base
    )
    summary = construct(
        inside,
        "description",
        "atom:summary",
        "dc:description",
        "itunes:summary",
        "summary",
        "itunes:subtitle",
        url=base,
    ) or xmlmedia.description(inside)
    return RawEntry(
        guid=known_as,
        title=construct(inside, "title", "dc:title", "atom:title", url=base)
        or xmlmedia.title(inside)
        or construct(inside, "itunes:title", url=base),
        links=_item_links(item, inside, text_of(guid) if permalink else "", base),
        comments=first(inside, "comments"),
        published=texts(
            inside,
            "pubdate",
            "dc:date",
            "dcterms:issued",
            "dcterms:created",
            "atom:published",
            "atom:issued",
            "date",
            "published",
        ),
        updated=texts(inside, "dcterms:modified", "atom:updated", "atom:modified", "lastbuilddate", "updated"),
        authors=authors(inside) or xmlmedia.credits(inside),
        categories=categories(inside),
        enclosures=xmlmedia.enclosures(inside),
        media=xmlmedia.media(inside),
        language=first(inside, "language", "dc:language") or xml_attribute(item, "lang"),
        summary=summary,
        content=content,
        base=base,
    )


def _item_links(item: Element, inside: Children, permalink: str, base: str) -> list[str]:
    """Where the entry leads, best first: its own address behind a counter, link, permalink guid, rdf:about."""
    links = [*texts(inside, "feedburner:origlink"), *_own_links(inside)]
    links += [*links_to(inside, "alternate", base), *web_address(permalink)]
    about = _about(item)
    return [*links, about] if about else links


def _own_links(inside: Children) -> list[str]:
    """RSS's `link` elements, with Atom's attribute where they have no text; of several the last one first."""
    found = [text_of(link) or attribute(link, "href") for link in inside.get("link", ())]
    return [link for link in reversed(found) if link]


def _about(item: Element) -> str | None:
    value: str | None = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
    return value
