"""Articles: a page, a feed's HTML or plain text becomes blocks of plain text, furniture marked.

The extractors are imported on the first use of what needs them: they take a quarter of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsterm.articles.fullness import better_of, completed, is_full, word_count
from newsterm.articles.plain import from_text
from newsterm.articles.version import EXTRACTOR

if TYPE_CHECKING:
    from newsterm.articles.difference import compare, revises, version_of, versions_of
    from newsterm.articles.feedhtml import from_feed_html
    from newsterm.articles.page import extract_page

__all__ = [
    "EXTRACTOR",
    "better_of",
    "compare",
    "completed",
    "extract_page",
    "from_feed_html",
    "from_text",
    "is_full",
    "revises",
    "version_of",
    "versions_of",
    "word_count",
]

_LAZY = {
    "compare": "newsterm.articles.difference",
    "extract_page": "newsterm.articles.page",
    "from_feed_html": "newsterm.articles.feedhtml",
    "revises": "newsterm.articles.difference",
    "version_of": "newsterm.articles.difference",
    "versions_of": "newsterm.articles.difference",
}


def __getattr__(name: str) -> Any:
    """Import what needs the extractors when it is first asked for (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
