"""Images met while a tree is cut: each with what its surroundings say about it, at its place among the texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LATE = ("data-src", "data-lazy-src", "data-original", "src")
"""Where an image's address stands; pages that load it late put a stand-in into `src`."""
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+(\d{1,6})(?:\.\d+)?[wx])?\s*(?:,|$)")
_WIDEST = 1600
"""Pixels; a wider candidate of a `srcset` shows no more in a terminal."""


class Sighting(Struct, frozen=True, kw_only=True):
    """An image, as it was met."""

    image: HtmlElement
    hints: tuple[tuple[HtmlElement, str], ...] = ()
    """Ancestors whose names tell what kind of furniture they hold, outermost first, with that kind."""


def source_of(image: HtmlElement) -> str | None:
    """An image's address as written: the real one where the page loads it late; None where it has none of its own."""
    for name in _LATE:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return str(value).replace(" ", "%20")
    sets = (image.get(name) for name in ("data-srcset", "srcset"))
    return next((best for stated in sets if stated and (best := _best(stated))), None)


def _best(srcset: str) -> str | None:
    """The largest candidate that is not too large (HTML, 4.8.4.2.1)."""
    found = [(int(size or 1), url) for url, size in _CANDIDATE.findall(srcset[:20_000]) if not url.startswith("data:")]
    fitting = [candidate for candidate in found if candidate[0] <= _WIDEST]
    return max(fitting)[1] if fitting else min(found)[1] if found else None


def images_in(nodes: list[HtmlElement | str]) -> Iterator[tuple[int, HtmlElement]]:
    """The images among inline nodes, each with how many characters, white space aside, stand before it."""
    if not any(not isinstance(node, str) and next(node.iter("img"), None) is not None for node in nodes):
        return
    before = 0
    for node in nodes:
        if isinstance(node, str):
            before += solid(node)
            continue
        for element in node.iter():
            if element.tag == "img":
                yield before, element
            before += solid(element.text or "")
            if element is not node:
                before += solid(element.tail or "")


def solid(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


def unscripted(element: HtmlElement) -> Iterator[HtmlElement]:
    """The images of a `noscript` element that stand for one which only a script would load."""
    before = element.getprevious()
    if before is None or not any(source_of(image) for image in before.iter("img")):
        yield from element.iter("img")
