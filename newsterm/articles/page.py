"""A page becomes an article: parsed once, judged by several extractors, cut and assembled into our own blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError

from newsterm.articles.assemble import absolute, assemble
from newsterm.articles.decode import decode
from newsterm.articles.furniture import Facts
from newsterm.articles.markup import parse_markup
from newsterm.articles.metadata import Metadata, read_metadata
from newsterm.articles.notes import mark_notes
from newsterm.articles.opinions import ask
from newsterm.articles.pictures import of_page
from newsterm.articles.pieces import cut, words
from newsterm.articles.select import Verdict, select, whole
from newsterm.articles.version import EXTRACTOR
from newsterm.articles.walls import note_of, why_empty
from newsterm.errors import ExtractError
from newsterm.model import Article, clean_line

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
    mark_notes(root)
    said = read_metadata(root, url)
    pieces = cut(root)
    facts = _facts(said, title)
    verdicts = _chosen(root, selector, facts) if selector else select(pieces, ask(root, url), facts)
    base = _base(root, url)
    text, blocks = assemble(verdicts, base)
    if not text:
        raise ExtractError(why_empty(root, pieces))
    note = note_of(root, sum(len(v.piece.words) for v in verdicts if v.label is None))
    return Article(
        text=text,
        blocks=blocks,
        pictures=of_page(pieces, verdicts, blocks, base, said.byline),
        title=said.title or title,
        byline=said.byline,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        modified=said.modified,
        language=said.language,
        origin="page",
        extractor=EXTRACTOR,
        selector=selector,
        note=note,
    )


def _chosen(root: HtmlElement, selector: str, facts: Facts) -> list[Verdict]:
    """All text of the elements that the user names, captions and what names itself furniture marked."""
    try:
        elements = CSSSelector(selector, translator="html")(root)
    except (SelectorError, XPathError) as error:
        raise ExtractError(f'"{clean_line(selector)}" is no CSS selector; write it like "article .body".') from error
    outer = [element for element in elements if not any(a in elements for a in element.iterancestors())]
    if not outer:
        raise ExtractError(
            f'Nothing on the page is selected by "{clean_line(selector)}"; correct or remove the selector.'
        )
    return whole([piece for element in outer for piece in cut(element)], facts)


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
