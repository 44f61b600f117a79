"""What RSS and Atom have in common: texts, links, people and categories of an element's children."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from newsterm.feeds.links import absolute
from newsterm.feeds.raw import RawText
from newsterm.feeds.xmltree import attribute, children_of, inherited_base, inner_xml, name_of, text_of, xml_attribute

if TYPE_CHECKING:
    from newsterm.feeds.xmltree import Children, Element


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MARKUP = re.compile(r"</\w+>|<(?:br|img|p)\b")
_WEB = re.compile("https?:", re.IGNORECASE)
_DECLARED = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')


def bare(named: Children) -> Children:
    """Atom's own names without their prefix."""
    merged: Children = {}
    for name, elements in named.items():
        merged.setdefault(name.removeprefix("atom:"), []).extend(elements)
    return merged


def links_to(inside: Children, rel: str, base: str) -> list[str]:
    """The hrefs of links with this relation; for `alternate`, pages before other kinds."""
    found = []
    for link in (*inside.get("link", ()), *inside.get("atom:link", ())):
        href = attribute(link, "href")
        if href and rel == (attribute(link, "rel") or "alternate").strip().lower().rpartition("/")[2]:
            own = xml_attribute(link, "base")
            kind = (attribute(link, "type") or "text/html").lower()
            found.append(("html" not in kind, absolute(href, absolute(own, base) or base if own else base) or href))
    return [href for _, href in sorted(found, key=lambda pair: pair[0])]


def first(inside: Children, *names: str) -> str | None:
    """The text of the first of these elements that has some; names in order of preference."""
    return next(iter(texts(inside, *names)), None)


def identity(element: Element, *, link: bool = True) -> str:
    """An id or guid. Relative ones (against RFC 4287, 4.2.6) are resolved where `xml:base` says to what, if they are a
    `link` at all; never against the document's address, which may change.
    """
    if len(element):  # unescaped markup, all of which tells: the text of a link may always be the same word
        return _DECLARED.sub("", inner_xml(element)).strip()
    text = text_of(element)
    base = inherited_base(element, "")
    return (absolute(text, base) or text) if base and link and not _SCHEME.match(text) else text


def web_address(identity: str | None) -> list[str]:
    """The id or permalink guid itself where it is a web address: where an entry without a link leads."""
    return [identity] if identity and _WEB.match(identity) else []


def texts(inside: Children, *names: str) -> list[str]:
    """The texts of all these elements, empty ones left out."""
    return [text for name in names for element in inside.get(name, ()) if (text := text_of(element))]


def construct(inside: Children, *names: str, url: str, atom: bool = False) -> RawText | None:
    """The first of these elements that says something.

    An Atom text construct (RFC 4287, 3.1; Atom 0.3, 3.1 with its modes), or RSS's text, mostly HTML.
    """
    for name in names:
        for element in inside.get(name, ()):
            text = _read(element, url, atom or name.startswith("atom:"))
            if text.value.strip():
                return text
    return None


def _read(element: Element, url: str, atom: bool) -> RawText:
    base = inherited_base(element, url) if xml_attribute(element, "base") else url
    kind = (attribute(element, "type") or "").strip().lower()
    mode = (attribute(element, "mode") or "").strip().lower()
    if mode == "base64" or (atom and _may_be_packed(kind)):
        return RawText(value=_decoded(text_of(element)), html=True, base=base)
    if len(element):  # markup inside, escaped or not
        return RawText(value=inner_xml(element), html=True, base=base)
    text = text_of(element)
    if kind == "text/plain" and mode != "escaped":  # who names this media type means it
        return RawText(value=text, html=False, base=base)
    if atom and kind in {"", "text", "text/plain", "plain"}:
        # Atom 0.3 and careless publishers put escaped HTML into what they call text.
        return RawText(value=text, html=mode == "escaped" or bool(_MARKUP.search(text)), base=base)
    return RawText(value=text, html=True, base=base)


def _may_be_packed(kind: str) -> bool:
    """Whether content of this media type is base64 (RFC 4287, 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("/xml", "+xml"))


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(re.sub(r"\s", "", text), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):  # UnicodeDecodeError, too: no base64 after all, or no text
        return text


def authors(inside: Children, *more: str) -> list[str]:
    """Who wrote it: names, else addresses; where nobody is named, the owner of a podcast."""
    names: list[str] = []
    for name in ("author", "atom:author", "dc:creator", "dc:author", "itunes:author", "googleplay:author", *more):
        for element in inside.get(name, ()):
            names += _people(element)
    return names or [name for owner in inside.get("itunes:owner", ()) for name in _people(owner)]


def _people(element: Element) -> list[str]:
    """An Atom person (name, else email), or RSS's `mail@host (Name)`."""
    if len(element):
        parts = bare(children_of(element))
        name = first(parts, "name", "itunes:name", "dc:title") or first(parts, "email", "itunes:email", "uri", "url")
        return [name] if name else [text for text in [text_of(element)] if text and not parts]
    text = text_of(element)
    return [person_name(text)] if text else []


def person_name(text: str) -> str:
    """The name in `mail@host (Name)` or `Name <mail@host>`; the text itself where there is no name."""
    if "@" not in text:
        return text
    found = re.fullmatch(r"\s*<?[^\s<>()]+@[^\s<>()]+>?\s*\(([^()]+)\)\s*", text) or re.fullmatch(
        r"\s*([^<>()@]+?)\s*(?:<[^\s<>]+@[^\s<>]+>|\([^\s()]+@[^\s()]+\))\s*", text
    )
    return found[1].strip() if found else text


def categories(inside: Children) -> list[str]:
    """What it is about, in the words of every vocabulary that is used."""
    found: list[str] = []
    for name in ("category", "atom:category", "dc:subject", "media:category", "itunes:category"):
        for element in inside.get(name, ()):
            found += _category(element)
    for name in ("media:keywords", "itunes:keywords"):
        found += [word.strip() for text in texts(inside, name) for word in text.split(",")]
    for group in inside.get("media:group", ()):
        found += categories(children_of(group))
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
