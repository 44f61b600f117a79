"""A tree of XML is RSS, RDF or Atom by its root; anything else is no feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import ParseError
from newsterm.feeds.atom import read_atom
from newsterm.feeds.rss import read_rss
from newsterm.feeds.strange import root_words
from newsterm.feeds.xmltree import name_of

if TYPE_CHECKING:
    from newsterm.feeds.raw import RawFeed
    from newsterm.feeds.xmltree import Element

_ATOM = frozenset({"feed", "atom:feed", "atom:entry"})
_RSS = frozenset({"rss", "rdf", "rdf:rdf", "channel"})


def read_xml(root: Element, url: str) -> RawFeed:
    """The document as a raw feed. ParseError where the root is no feed's."""
    name = name_of(root)
    if name in _ATOM:
        return read_atom(root, url)
    if name in _RSS:
        return read_rss(root, url)
    raise ParseError(f"This is not a feed, but {root_words(name)}.")
