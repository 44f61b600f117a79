"""What other extractors take for the article: their texts, as words to compare pieces with."""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

import trafilatura
from lxml import etree, html
from msgspec import Struct
from readability import Document
from readability.readability import Unparseable

from newsterm.articles.linkeddata import linked_data
from newsterm.articles.pieces import cut, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Both log what they discard, once a page, at levels that reach a terminal.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("readability").setLevel(logging.CRITICAL)


class Opinions(Struct, frozen=True, kw_only=True):
    """The words of the article according to each; empty where one has found nothing."""

    precise: list[str]
    """trafilatura, favouring precision."""
    broad: list[str]
    """readability-lxml."""
    stated: list[str]
    """The page's own `articleBody` (schema.org, JSON-LD)."""


def ask(root: HtmlElement, url: str | None) -> Opinions:
    """All opinions on a page; the tree stays as it is."""
    return Opinions(precise=_trafilatura(root, url), broad=_readability(root), stated=_stated(root))


def _trafilatura(root: HtmlElement, url: str | None) -> list[str]:
    # fast: without its own comparison with readability, which runs here anyway; same figures at half the time.
    found = trafilatura.bare_extraction(root, url=url, favor_precision=True, include_comments=False, fast=True)
    return words(getattr(found, "text", None) or "")


class _Document(Document):  # type: ignore[misc]
    """readability's view of a tree that is parsed already."""

    def _parse(self, root: HtmlElement) -> HtmlElement:
        # Instead of a cleaner that looks at every attribute and resolves every link: words are all that is asked for.
        tree = deepcopy(root)
        etree.strip_elements(tree, "script", "style", "link", with_tail=False)
        return tree


def _readability(root: HtmlElement) -> list[str]:
    try:
        summary = _Document(root).summary(html_partial=True)
        return [word for piece in cut(html.fromstring(summary)) for word in piece.words]
    except (Unparseable, etree.LxmlError, ValueError, KeyError):
        return []


def _stated(root: HtmlElement) -> list[str]:
    bodies = [v["articleBody"] for v in linked_data(root) if isinstance(v.get("articleBody"), str)]
    return words(max(bodies, key=len, default=""))
