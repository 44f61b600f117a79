"""XML text becomes a tree: no document type, no entities but characters, no network, names told by namespace."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from html.entities import html5
from typing import TypeAlias

from lxml import etree

from newsterm.feeds.links import absolute

Element: TypeAlias = "etree._Element"  # noqa: SLF001 - the only name that lxml gives it
Children: TypeAlias = "dict[str, list[Element]]"

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Bytes tell ten times as fast that there is none of them: what is left without harmless ASCII is little.
_HARMLESS = bytes([9, 10, 13, *range(0x20, 0x80)])
_SUSPECT = re.compile(rb"[\x00-\x7f]|\xed[\xa0-\xbf]|\xef\xbf[\xbe\xbf]")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ODD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
"""What may have to be replaced: anything but XML's own names and numbers."""
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_BAD_REFERENCE = re.compile(
    r"&#(?:x(?:0*(?:1?[0-9a-f]|7f|d[89a-f][0-9a-f]{2}|fff[ef]))|0*(?:[0-8]|1[124-9]|2\d|3[01]|127));", re.IGNORECASE
)

_ATOM = "atom"
_SPACES = {
    "http://www.w3.org/2005/atom": _ATOM, "http://purl.org/atom/ns#": _ATOM, "http://example.com/newformat#": _ATOM,
    "http://example.com/necho": _ATOM, "http://purl.org/echo/": _ATOM, "uri/of/echo/namespace#": _ATOM,
    "http://purl.org/pie/": _ATOM,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/xhtml": "xhtml", "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/rss/1.0/modules/slash/": "slash", "http://wellformedweb.org/commentapi/": "wfw",
    "http://purl.org/syndication/thread/1.0": "thr", "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://search.yahoo.com/mrss/": "media",
}  # fmt: skip
_CORE = re.compile(
    r"purl\.org/rss/1\.0/?$|my\.netscape\.com/(?:rdf|publish)|backend\.userland\.com/rss|blogs\.law\.harvard\.edu/tech/rss|channel\.netscape\.com/rdf"
)
_BARE = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
_START_TAG = re.compile(r"<[A-Za-z][\w:.-]*")
_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
_XML = "{http://www.w3.org/XML/1998/namespace}"


def prepared(text: str) -> str:
    """The document without declaration, document type, characters that XML forbids and HTML's named entities."""
    start = text.find("<")
    text = _legal(text[max(start, 0) :])
    head, tail = text[:20_000], text[20_000:]
    head = _DOCTYPE.sub("", _DECLARATION.sub("", head, count=1), count=1).lstrip()
    text = head + tail
    if not _ODD_REFERENCE.search(text) and not _BAD_REFERENCE.search(text):
        return text
    return "".join(part if part.startswith("<![CDATA[") else _references(part) for part in _CDATA.split(text))


def _legal(text: str) -> str:
    """The text without characters that XML forbids (XML 1.0, 2.2)."""
    if not _SUSPECT.search(text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)):
        return text
    return _ILLEGAL.sub("", text)


def mended(text: str) -> str:
    """`prepared` text with its commonest mistakes put right: a bare `&`, and known prefixes that are not declared."""
    text = "".join(part if part.startswith("<![CDATA[") else _BARE.sub("&amp;", part) for part in _CDATA.split(text))
    root = _START_TAG.search(text)
    if root is None:
        return text
    used = {prefix for prefix in _PREFIXES if f"<{prefix}:" in text and f"xmlns:{prefix}=" not in text}
    declared = "".join(f' xmlns:{prefix}="{_PREFIXES[prefix]}"' for prefix in sorted(used))
    return text[: root.end()] + declared + text[root.end() :]


def root_of(text: str) -> Element:
    """The root element of `prepared` text; raises etree.XMLSyntaxError where it is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    return etree.fromstring(text.encode("utf-8"), parser)


def name_of(element: Element) -> str:
    """`title` for RSS, `atom:title`, `dc:creator`; elements of unknown vocabularies keep their prefix."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return _name(tag, element.prefix)


@lru_cache(maxsize=500)
def _name(tag: str, prefix: str | None) -> str:
    space, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    local = local.lower()
    if not space:
        return local
    space = space.lower()
    known = _SPACES.get(space)
    if known:
        return f"{known}:{local}"
    if _CORE.search(space) or prefix is None:
        return local
    return f"?{prefix.lower()}:{local}"


def children_of(element: Element) -> Children:
    """The child elements by name, in the document's order."""
    named: Children = defaultdict(list)
    for child in element:
        named[name_of(child)].append(child)
    return named


def text_of(element: Element | None) -> str:
    """All text inside an element, without white space at the ends."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    return "".join(element.itertext()).strip()


def inner_xml(element: Element) -> str:
    """The markup inside an element."""
    parts = [_escaped(element.text)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, whatever case or namespace it has."""
    value: str | None = element.get(name)
    if value is None:
        for key, other in element.attrib.items():
            if str(key).rpartition("}")[2].lower() == name.lower():
                return str(other)
    return value


def xml_attribute(element: Element, name: str) -> str | None:
    """`xml:lang` or `xml:base`, of this element alone."""
    value: str | None = element.get(_XML + name)
    return value


def inherited_base(element: Element, url: str) -> str:
    """What links inside the element are relative to (XML Base), the document being at `url`."""
    chain = []
    at: Element | None = element
    while at is not None:
        if (base := xml_attribute(at, "base")) is not None:
            chain.append(base)
        at = at.getparent()
    for base in reversed(chain):
        url = absolute(base, url or None) or url
    return url


def _references(text: str) -> str:
    return _ENTITY.sub(_character, _BAD_REFERENCE.sub("", text))


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    character = html5.get(name + ";")
    return character if character is not None and character not in "&<" else f"&amp;{name};"


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
