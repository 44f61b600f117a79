"""Files, images, sound and video of feeds: RSS enclosures, Atom enclosure links, Media RSS, iTunes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.feeds.links import absolute
from newsterm.feeds.raw import RawFile, RawText
from newsterm.feeds.xmltree import attribute, children_of, name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.feeds.xmltree import Children, Element

_MARKUP = re.compile(r"</\w+>|<br|&(?:#?\w+);")


def enclosures(inside: Children, *, base: str | None = None) -> list[RawFile]:
    """The files of an entry: enclosures, then Media RSS's contents and torrents, and its thumbnails last: who plays the
    first file wants no preview.
    """
    files = [_file(element, "url") for element in inside.get("enclosure", ())]
    original = text_of(next(iter(inside.get("feedburner:origenclosurelink", ())), None))
    if original and files and files[0] is not None:  # the file itself, behind the counter of FeedBurner
        files[0].url = original
    links = (*inside.get("link", ()), *inside.get("atom:link", ()))
    files += [_file(x, "href", base) for x in links if (attribute(x, "rel") or "").strip().lower() == "enclosure"]
    files += [_file(element, "url") for element in _media_contents(inside)]
    scopes = list(_scopes(inside))
    files += [_file(element, "href") for scope in scopes for element in scope.get("media:peerlink", ())]
    files += [_thumbnail(element) for scope in scopes for element in scope.get("media:thumbnail", ())]
    return [file for file in files if file is not None]


def media(inside: Children) -> list[str]:
    """Addresses of all that Media RSS and iTunes show with an entry."""
    found = [attribute(element, "url") or "" for element in _media_contents(inside)]
    for scope in _scopes(inside):
        found += [attribute(element, "url") or text_of(element) for element in scope.get("media:thumbnail", ())]
    found += [attribute(element, "href") or text_of(element) for element in inside.get("itunes:image", ())]
    return [address for address in found if address]


def images(inside: Children) -> list[str]:
    """Pictures that stand for the whole feed."""
    found = [
        attribute(element, "href") or attribute(element, "url") or ""
        for element in (*inside.get("itunes:image", ()), *inside.get("googleplay:image", ()))
    ]
    found += [attribute(element, "url") or "" for element in inside.get("media:thumbnail", ())]
    found += [
        attribute(element, "url") or ""
        for element in inside.get("media:content", ())
        if (attribute(element, "medium") or attribute(element, "type") or "").startswith("image")
    ]
    return [address for address in found if address]


def title(inside: Children) -> RawText | None:
    """`media:title`, where an entry has no other."""
    return _first_text(inside, "media:title")


def description(inside: Children) -> RawText | None:
    """`media:description`, where an entry has no other text."""
    return _first_text(inside, "media:description")


def credits(inside: Children) -> list[str]:
    """Names from `media:credit`."""
    return [
        text_of(element) for scope in _scopes(inside) for element in scope.get("media:credit", ()) if text_of(element)
    ]


def media_range(medium: str | None) -> str | None:
    """Media RSS's `medium` as the range of media types (RFC 9110, 12.5.1) that it is; documents have none."""
    word = (medium or "").strip().lower()
    return f"{word}/*" if word in {"image", "audio", "video"} else None


def _first_text(inside: Children, name: str) -> RawText | None:
    for scope in _scopes(inside):
        for element in scope.get(name, ()):
            text = text_of(element)
            if text:
                html = (attribute(element, "type") or "").lower() == "html" or bool(_MARKUP.search(text))
                return RawText(value=text if html else re.sub(r"\n", "\n\n", text), html=html)
    return None


def _scopes(inside: Children) -> Iterator[Children]:
    """The entry, its media groups and the contents inside both: titles and thumbnails may stand at each level."""
    yield inside
    for element in (*inside.get("media:group", ()), *inside.get("media:content", ())):
        yield from _scopes(children_of(element))


def _media_contents(inside: Children) -> list[Element]:
    found = []
    for element in (*inside.get("media:content", ()), *inside.get("media:group", ())):
        if name_of(element) == "media:content":
            found.append(element)
        found += _media_contents(children_of(element))
    return found


def _file(element: Element, name: str, base: str | None = None) -> RawFile | None:
    url = (attribute(element, name) or attribute(element, "url") or attribute(element, "href") or "").strip()
    if not url:
        return None
    return RawFile(
        url=absolute(url, base) or url if base else url,
        type=attribute(element, "type") or media_range(attribute(element, "medium")),
        length=attribute(element, "length") or attribute(element, "fileSize"),
    )


def _thumbnail(element: Element) -> RawFile | None:
    url = (attribute(element, "url") or text_of(element)).strip()
    return RawFile(url=url, type=attribute(element, "type") or "image/*") if url else None
