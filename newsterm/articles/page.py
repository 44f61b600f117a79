"""A page becomes an article: parsed once, judged by several extractors, cut and assembled into our own blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.articles.assemble import absolute, assemble
from newsterm.articles.decode import decode
from newsterm.articles.furniture import Facts
from newsterm.articles.markup import parse_markup
from newsterm.articles.metadata import Metadata, read_metadata
from newsterm.articles.opinions import ask
from newsterm.articles.pieces import cut, words
from newsterm.articles.select import select
from newsterm.articles.version import EXTRACTOR
from newsterm.errors import ExtractError
from newsterm.model import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def extract_page(
    html: bytes | str,
    *,
    url: str | None,
    content_type: str | None = None,
    title: str | None = None,
    selector: str | None = None,
) -> Article:
    """The article of a page.

    `url` is where the page came from: links are resolved against it. `title` is what the feed calls the story.
    `selector` is a CSS selector of the elements that hold the article: then nothing is guessed.
    Raises ExtractError where the page holds no article.
    """
    root = parse_markup(decode(html, content_type) if isinstance(html, bytes) else html)
    base = _base(root, url)
    said = read_metadata(root, url)
    facts = _facts(said, title)
    pieces = cut(root)
    verdicts = select(pieces, ask(root, url), facts)
    text, blocks = assemble(verdicts, base)
    if not text:
        raise ExtractError("no article")
    return Article(
        text=text,
        blocks=blocks,
        title=said.title or title,
        byline=said.byline,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        modified=said.modified,
        language=said.language,
        origin="page",
        extractor=EXTRACTOR,
    )


def _base(root: HtmlElement, url: str | None) -> str | None:
    """What links are resolved against: the page's base element, else its address."""
    stated = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return absolute(stated, url) or url


def _facts(said: Metadata, title: str | None) -> Facts:
    names = [said.byline, said.outlet]
    return Facts(
        titles=tuple(tuple(words(t)) for t in [*said.titles, title or ""] if t),
        names=tuple(tuple(words(n)) for n in names if n),
    )
