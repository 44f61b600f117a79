"""Whether a feed's text is the whole story, and which of two texts of a story is the better: measured, per entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import BlockKind

if TYPE_CHECKING:
    from newsterm.model import Article

_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\]|\[&hellip;\])[\"”'’)\]»]*\s*$")
_MORE = re.compile(
    r"(?:\b(?:read|see|view|continue|full|keep)\s+(?:more|on|reading|the\s+(?:full|rest|whole|entire)|full|article|story)\b"
    r"|\b(?:weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leggi tutto|continua a leggere|lees verder)\b"
    r"|[→»]\s*$)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:;。！？][\"”'’)\]»]*\s*$")
_LONG = 300
"""Words from which a text is no summary."""
_SUMMARY = 70
"""Words up to which a text in one paragraph is taken for a summary."""


def is_full(article: Article) -> bool:
    """Whether the text reads like a whole story rather than like its beginning or a summary.

    An ellipsis at the end or an invitation to read on means that it was cut; then length counts, and paragraphs.
    """
    body = [block for block in article.blocks if not block.furniture]
    if not body:
        return False
    if _CUT.search(body[-1].text) or any(_invites(block.text) for block in article.blocks[-3:]):
        return False
    count = word_count(article)
    prose = sum(block.kind is not BlockKind.HEADING for block in body)
    if count >= _LONG:
        return True
    ended = _ENDED.search(body[-1].text) is not None or body[-1].kind is not BlockKind.PARAGRAPH
    return ended and ((count > _SUMMARY and prose >= 2) or count > 2 * _SUMMARY)


def _invites(text: str) -> bool:
    """Whether a short line asks to read on elsewhere."""
    return text.count(" ") < 12 and _MORE.search(text) is not None


def word_count(article: Article) -> int:
    """Words of the body."""
    return sum(len(_WORD.findall(block.text)) for block in article.blocks if not block.furniture)


def better_of(feed: Article, page: Article) -> Article:
    """The feed's text or the page's: the longer one, unless the page seems to hold something else than the story."""
    return completed(page, feed) if _page_is_better(feed, page) else completed(feed, page)


def completed(chosen: Article, other: Article) -> Article:
    """The chosen text; what it does not know - byline, dates, outlet, title - it takes from the other."""
    missing = {
        name: getattr(other, name)
        for name in ("title", "byline", "outlet", "url", "published", "modified", "language")
        if getattr(chosen, name) is None
    }
    return replace(chosen, **missing)


def _page_is_better(feed: Article, page: Article) -> bool:
    in_feed, in_page = word_count(feed), word_count(page)
    if not in_feed or not in_page:
        return in_page > 0
    if is_full(feed):
        # The page of a whole story has the same words; the feed's markup is cleaner. More by half is another matter.
        return in_page > 1.5 * in_feed and _shared(feed, page) > 0.5
    if in_page >= 150:
        return in_page > in_feed
    # A short page may be a consent or login wall: it must tell what the feed tells.
    return in_page > in_feed and _shared(feed, page) > 0.3


def _shared(feed: Article, page: Article) -> float:
    """The share of the feed's longer words that the page has."""
    mine = {word for word in _WORD.findall(feed.text.lower()) if len(word) > 3}
    return len(mine & set(_WORD.findall(page.text.lower()))) / max(1, len(mine))
