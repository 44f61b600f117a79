"""RSS 0.9 to 2.0, RDF and Atom 0.3 / 1.0 from a well-formed tree, with Dublin Core, Media RSS and iTunes."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from newsterm.errors import ParseError
from newsterm.feeds import xmlmedia
from newsterm.feeds.links import absolute
from newsterm.feeds.raw import RawEntry, RawFeed, RawText
from newsterm.feeds.xmltree import (
    attribute,
    children_of,
    inherited_base,
    inner_xml,
    name_of,
    text_of,
    xml_attribute,
)

if TYPE_CHECKING:
    from newsterm.feeds.xmltree import Children, Element

_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);", re.DOTALL)
_ROOTS = frozenset({"rss", "rdf", "rdf:rdf", "feed", "atom:feed", "channel", "atom:entry"})


def read_xml(root: Element, url: str) -> RawFeed:
    """The document as a raw feed. ParseError where the root is no feed's."""
    name = name_of(root)
    if name not in _ROOTS:
        raise ParseError(f"This is XML, but not a feed: its outermost element is <{name.lstrip('?')[:40]}>.")
    if name in {"feed", "atom:feed", "atom:entry"}:
        return _atom(root, url)
    return _rss(root, url)


# -- RSS and RDF ---------------------------------------------------------------------------------------------------


def _rss(root: Element, url: str) -> RawFeed:
    top = children_of(root)
    channel = top["channel"][0] if top.get("channel") else root
    inside = children_of(channel)
    items = [*inside.get("item", ()), *(() if channel is root else top.get("item", ()))]
    image = (
        children_of(inside["image"][0])
        if inside.get("image")
        else children_of(top["image"][0])
        if top.get("image")
        else {}
    )
    feed = RawFeed(
        id=_first(inside, "atom:id", "guid"),
        title=_text(inside, "title", "dc:title", "atom:title", "media:title", url=url),
        links=[*_texts(inside, "link"), *_atom_links(inside, "alternate", url)],
        feed_links=_atom_links(inside, "self", url),
        description=_text(
            inside, "description", "dc:description", "itunes:summary", "atom:subtitle", "itunes:subtitle", url=url
        ),
        language=_first(inside, "language", "dc:language")
        or xml_attribute(root, "lang")
        or xml_attribute(channel, "lang"),
        images=[*_texts(image, "url"), *xmlmedia.images(inside), *_texts(inside, "atom:logo", "atom:icon")],
        authors=_authors(inside, "managingeditor", "webmaster"),
        categories=_categories(inside),
        published=_texts(inside, "pubdate", "dc:date", "atom:published"),
        updated=_texts(inside, "lastbuilddate", "dcterms:modified", "atom:updated", "dc:date"),
        ttl=_first(inside, "ttl"),
        period=_first(inside, "sy:updateperiod"),
        frequency=_first(inside, "sy:updatefrequency"),
        skip_hours=[text_of(h) for skip in inside.get("skiphours", ()) for h in skip],
        skip_days=[text_of(d) for skip in inside.get("skipdays", ()) for d in skip],
        base=inherited_base(channel, url),
    )
    feed.entries = [_item(item, feed.base or url) for item in items]
    return feed


def _item(item: Element, url: str) -> RawEntry:
    inside = children_of(item)
    base = inherited_base(item, url) if xml_attribute(item, "base") else url
    guid = inside["guid"][0] if inside.get("guid") else None
    identity = text_of(guid) or _first(inside, "atom:id") or _about(item) or _first(inside, "dc:identifier")
    content = _text(
        inside, "content:encoded", "xhtml:body", "xhtml:div", "body", "atom:content", "fullitem", "content", url=base
    )
    summary = _text(
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
        guid=identity,
        title=_text(inside, "title", "dc:title", "atom:title", url=base)
        or xmlmedia.title(inside)
        or _text(inside, "itunes:title", url=base),
        links=_item_links(item, inside, guid, base),
        comments=_first(inside, "comments"),
        published=_texts(
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
        updated=_texts(inside, "dcterms:modified", "atom:updated", "atom:modified", "lastbuilddate", "updated"),
        authors=_authors(inside) or xmlmedia.credits(inside),
        categories=_categories(inside),
        enclosures=xmlmedia.enclosures(inside),
        media=xmlmedia.media(inside),
        language=_first(inside, "language", "dc:language") or xml_attribute(item, "lang"),
        summary=summary,
        content=content,
        base=base,
    )


def _item_links(item: Element, inside: Children, guid: Element | None, base: str) -> list[str]:
    """Where the entry leads, best first: the feed's own address behind a counter, link, permalink guid, rdf:about."""
    links = [*_texts(inside, "feedburner:origlink"), *_texts(inside, "link")]
    links += [attribute(link, "href") or "" for link in inside.get("link", ())]
    links += _atom_links(inside, "alternate", base)
    if guid is not None and (attribute(guid, "isPermaLink") or "true").strip().lower() != "false":
        links += [text for text in [text_of(guid)] if re.match(r"https?:", text, re.IGNORECASE)]
    about = _about(item)
    return [*links, about] if about else links


def _about(item: Element) -> str | None:
    return item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")


# -- Atom ----------------------------------------------------------------------------------------------------------


def _atom(root: Element, url: str) -> RawFeed:
    inside = _bare(children_of(root))
    alone = name_of(root) == "atom:entry"
    base = inherited_base(root, url)
    feed = RawFeed(
        id=_first(inside, "id"),
        title=_text(inside, "title", url=base, atom=True),
        links=_atom_links(inside, "alternate", base),
        feed_links=_atom_links(inside, "self", base),
        description=_text(inside, "subtitle", "tagline", "info", url=base, atom=True),
        language=xml_attribute(root, "lang") or _first(inside, "dc:language"),
        images=[
            *(_resolved(image, base) for image in (*inside.get("logo", ()), *inside.get("icon", ()))),
            *xmlmedia.images(inside),
        ],
        authors=_authors(inside),
        categories=_categories(inside),
        published=_texts(inside, "published", "dc:date"),
        updated=_texts(inside, "updated", "modified"),
        period=_first(inside, "sy:updateperiod"),
        frequency=_first(inside, "sy:updatefrequency"),
        base=base,
    )
    entries = (
        [root] if alone else [*inside.get("entry", ()), *(e for group in inside.get("entries", ()) for e in group)]
    )
    feed.entries = [_atom_entry(entry, base, feed) for entry in entries]
    return feed


def _atom_entry(entry: Element, url: str, feed: RawFeed) -> RawEntry:
    inside = _bare(children_of(entry))
    base = inherited_base(entry, url) if xml_attribute(entry, "base") else url
    source = _bare(children_of(inside["source"][0])) if inside.get("source") else {}
    return RawEntry(
        guid=_first(inside, "id"),
        title=_text(inside, "title", url=base, atom=True)
        or xmlmedia.title(inside)
        or _text(inside, "dc:title", url=base),
        links=[*_texts(inside, "feedburner:origlink"), *_atom_links(inside, "alternate", base)],
        comments=next(iter(_comment_links(inside, base)), None),
        published=_texts(inside, "published", "issued", "dc:date", "dcterms:issued", "created"),
        updated=_texts(inside, "updated", "modified", "dcterms:modified"),
        authors=_authors(inside) or _authors(source) or feed.authors,
        categories=_categories(inside),
        enclosures=xmlmedia.enclosures(inside, base=base),
        media=xmlmedia.media(inside),
        language=xml_attribute(entry, "lang") or _first(inside, "dc:language"),
        summary=_text(inside, "summary", url=base, atom=True) or xmlmedia.description(inside),
        content=_text(inside, "content", url=base, atom=True) or _text(inside, "content:encoded", url=base),
        base=base,
    )


def _bare(named: Children) -> Children:
    """Atom's own names without their prefix."""
    merged: Children = {}
    for name, elements in named.items():
        merged.setdefault(name.removeprefix("atom:"), []).extend(elements)
    return merged


def _atom_links(inside: Children, rel: str, base: str) -> list[str]:
    """The hrefs of links with this relation; for `alternate`, pages before other kinds."""
    found = []
    for link in (*inside.get("link", ()), *inside.get("atom:link", ())):
        href = attribute(link, "href")
        if href and rel == (attribute(link, "rel") or "alternate").strip().lower().rpartition("/")[2]:
            own = xml_attribute(link, "base")
            kind = (attribute(link, "type") or "text/html").lower()
            found.append(("html" not in kind, absolute(href, absolute(own, base) or base if own else base) or href))
    return [href for _, href in sorted(found, key=lambda pair: pair[0])]


def _comment_links(inside: Children, base: str) -> list[str]:
    """`rel=replies` (RFC 4685) to a page, and RSS's element in Atom."""
    pages = [
        link
        for link in inside.get("link", ())
        if attribute(link, "rel") == "replies" and "html" in (attribute(link, "type") or "")
    ]
    return [*(absolute(attribute(link, "href") or "", base) or "" for link in pages), *_texts(inside, "comments")]


def _resolved(element: Element, base: str) -> str:
    own = xml_attribute(element, "base")
    text = text_of(element)
    return absolute(text, absolute(own, base) or base) or text if own else text


# -- Both ----------------------------------------------------------------------------------------------------------


def _first(inside: Children, *names: str) -> str | None:
    return next(iter(_texts(inside, *names)), None)


def _texts(inside: Children, *names: str) -> list[str]:
    return [text for name in names for element in inside.get(name, ()) if (text := text_of(element))]


def _text(inside: Children, *names: str, url: str, atom: bool = False) -> RawText | None:
    """The first of these elements that says something."""
    for name in names:
        for element in inside.get(name, ()):
            text = _construct(element, url, atom or name.startswith("atom:"))
            if text.value.strip():
                return text
    return None


def _construct(element: Element, url: str, atom: bool) -> RawText:
    """An Atom text construct (RFC 4287, 3.1; Atom 0.3, 3.1 with its modes), or RSS's text, which is HTML more often than not."""
    base = inherited_base(element, url) if xml_attribute(element, "base") else url
    kind = (attribute(element, "type") or "").strip().lower()
    mode = (attribute(element, "mode") or "").strip().lower()
    if mode == "base64" or (
        atom and "/" in kind and not kind.startswith("text/") and not kind.endswith(("/xml", "+xml"))
    ):
        return RawText(value=_decoded(text_of(element)), html=True, base=base)
    if len(element):  # markup inside, escaped or not
        return RawText(value=inner_xml(element), html=True, base=base)
    text = text_of(element)
    if atom and kind in {"", "text", "text/plain", "plain"}:
        # Atom 0.3 and careless publishers put escaped HTML into what they call text.
        return RawText(
            value=text, html=mode == "escaped" or bool(re.search(r"</\w+>|<(?:br|img|p)\b", text)), base=base
        )
    return RawText(value=text, html=True, base=base)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(re.sub(r"\s", "", text), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text


def _authors(inside: Children, *more: str) -> list[str]:
    names: list[str] = []
    for name in ("author", "atom:author", "dc:creator", "dc:author", "itunes:author", "googleplay:author", *more):
        for element in inside.get(name, ()):
            names += _people(element)
    return names


def _people(element: Element) -> list[str]:
    """An Atom person (name, else email), or RSS's `mail@host (Name)`."""
    if len(element):
        parts = _bare(children_of(element))
        name = _first(parts, "name", "itunes:name", "dc:title") or _first(parts, "email", "itunes:email", "uri", "url")
        return [name] if name else [text for text in [text_of(element)] if text and not parts]
    text = text_of(element)
    return [person_name(text)] if text else []


def person_name(text: str) -> str:
    """The name in `mail@host (Name)` or `Name <mail@host>`; the text itself where there is no name."""
    found = re.fullmatch(r"\s*<?[^\s<>()]+@[^\s<>()]+>?\s*\(([^()]+)\)\s*", text) or re.fullmatch(
        r"\s*([^<>()@]+?)\s*(?:<[^\s<>]+@[^\s<>]+>|\([^\s()]+@[^\s()]+\))\s*", text
    )
    return found[1].strip() if found else text


def _categories(inside: Children) -> list[str]:
    found: list[str] = []
    for name in ("category", "atom:category", "dc:subject", "media:category", "itunes:category"):
        for element in inside.get(name, ()):
            found += _category(element)
    for name in ("media:keywords", "itunes:keywords"):
        found += [word.strip() for text in _texts(inside, name) for word in text.split(",")]
    for group in inside.get("media:group", ()):
        found += _categories(children_of(group))
    return found


def _category(element: Element) -> list[str]:
    text = (
        attribute(element, "label")
        or text_of(element)
        or attribute(element, "term")
        or attribute(element, "text")
        or ""
    )
    nested = [name for child in element if name_of(child) == "itunes:category" for name in _category(child)]
    return [text, *nested] if text else nested
