"""A feed's own text of an entry, HTML or plain, becomes an article: all of it is kept, little of it is furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.articles.assemble import assemble
from newsterm.articles.furniture import Facts
from newsterm.articles.markup import parse_markup
from newsterm.articles.notes import mark_notes
from newsterm.articles.pictures import lone, pictures
from newsterm.articles.pieces import cut_all, words
from newsterm.articles.select import whole
from newsterm.articles.version import EXTRACTOR
from newsterm.errors import ExtractError
from newsterm.model import Article, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.articles.pieces import Piece
    from newsterm.articles.sightings import Sighting

_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|pre|table|tr|section|article)\b", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")


def from_feed_html(
    html: str,
    *,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    published: datetime | None = None,
    language: str | None = None,
) -> Article:
    """The article that a feed carries. `url` is what its links are resolved against.

    Without any text the article is empty; nothing is raised.
    """
    facts = Facts(titles=(tuple(words(title)),) if title else ())
    pieces, rest = _pieces(html)
    verdicts = whole(pieces, facts, title=title)
    text, blocks = assemble(verdicts, url)
    seen = pictures(verdicts, blocks, url)
    known = {picture.url for picture in seen}
    return Article(
        text=text,
        blocks=blocks,
        pictures=(*seen, *(picture for picture in lone(rest, len(text), url) if picture.url not in known)),
        title=clean_line(title or "") or None,
        byline=byline,
        outlet=outlet,
        url=url,
        published=published,
        language=language,
        origin="feed",
        extractor=EXTRACTOR,
    )


def _pieces(html: str) -> tuple[list[Piece], list[Sighting]]:
    """The pieces of a fragment and the images behind them; where no element parts paragraphs, line ends do."""
    if not _BLOCK_TAG.search(html):
        html = _NEWLINE.sub("<br><br>", html)
    try:
        root = parse_markup(f"<div>{html}</div>")
    except ExtractError:
        return [], []
    mark_notes(root)
    return cut_all(root)
