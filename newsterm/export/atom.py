"""Readings as a feed (Atom, RFC 4287), so that another reader follows a view or a query."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import newsterm
from newsterm.export.citation import facts_line
from newsterm.export.html import blocks_html, line
from newsterm.export.names import name_of
from newsterm.export.record import time_text
from newsterm.model import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from newsterm.export.about import About
    from newsterm.model import Item, Reading

_NO_XML = re.compile("[\ufffe\uffff]")


def atom(readings: Iterable[Reading], about: About) -> Iterator[str]:
    """The feed; an entry's content is what its feed brought or, where newsterm has read the page, the article."""
    return _feed(readings, about, claims=False)


def atom_with_claims(readings: Iterable[Reading], about: About) -> Iterator[str]:
    """The same with the claims behind each text, and with the notes on items."""
    return _feed(readings, about, claims=True)


def _feed(readings: Iterable[Reading], about: About, *, claims: bool) -> Iterator[str]:
    own = f'<link rel="self" type="application/atom+xml" href="{_xml(about.address)}"/>\n' if about.address else ""
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{name_of('query', about.title)}</id>\n{_title(about.title)}\n"
        f"<updated>{time_text(about.at)}</updated>\n<author><name>newsterm</name></author>\n{own}"
        f'<generator version="{newsterm.__version__}">newsterm</generator>\n'
    )
    for reading in readings:
        yield _entry(reading, claims)
    yield "</feed>\n"


def _entry(reading: Reading, claims: bool) -> str:
    item, entry = reading.item, reading.item.entry
    changed = entry.updated or entry.published or item.first_seen
    parts = [
        f"<id>{name_of('item', item.id)}</id>",
        _title(item.title),
        f"<updated>{time_text(changed)}</updated>",
        f"<published>{time_text(entry.published)}</published>" if entry.published else "",
        *(f"<author><name>{_xml(name)}</name></author>" for name in entry.authors or (item.feed_title,)),
        f'<link rel="alternate" href="{_xml(entry.link)}"/>' if entry.link else "",
        *(_enclosure(file.url, file.type, file.length) for file in entry.enclosures),
        *(f'<category term="{_xml(term)}"/>' for term in dict.fromkeys((*entry.categories, *item.state.tags))),
        _source(item, changed),
        _summary(reading),
        _content(reading, claims),
    ]
    language = f' xml:lang="{_xml(entry.language)}"' if entry.language else ""
    return f"<entry{language}>\n" + "\n".join(filter(None, parts)) + "\n</entry>\n"


def _title(words: str) -> str:
    """A title that no reader takes for markup: declared as HTML, since many take plain text for it."""
    return f'<title type="html">{_xml(line(words))}</title>'


def _source(item: Item, changed: datetime) -> str:
    parts = f"<id>{name_of('feed', item.feed)}</id>{_title(item.feed_title)}"
    return f"<source>{parts}<updated>{time_text(changed)}</updated></source>"


def _enclosure(url: str, kind: str | None, length: int | None) -> str:
    more = (f' type="{_xml(kind)}"' if kind else "") + (f' length="{length}"' if length else "")
    return f'<link rel="enclosure" href="{_xml(url)}"{more}/>'


def _summary(reading: Reading) -> str:
    entry = reading.item.entry
    is_extra = entry.summary and (entry.content or _is_page(reading))
    return f'<summary type="html">{_xml(entry.summary)}</summary>' if is_extra else ""


def _content(reading: Reading, claims: bool) -> str:
    entry, article = reading.item.entry, reading.article
    html = entry.content or entry.summary or ""
    if article is not None and _is_page(reading):
        html = "".join(blocks_html(article.blocks))
    if claims and reading.item.state.note:
        html += f"<p>Note: {line(reading.item.state.note)}</p>"
    if claims and reading.claims:
        text = article.text if article else None
        rows = (
            f"<li>{line(marked.claim.text)} — {facts_line(marked, text, plain=line)}</li>" for marked in reading.claims
        )
        html += f"<h2>Claims</h2><ol>{''.join(rows)}</ol>"
    return f'<content type="html">{_xml(html)}</content>' if html else ""


def _is_page(reading: Reading) -> bool:
    return reading.article is not None and reading.article.origin == "page"


def _xml(text: str | None) -> str:
    """The text without what XML can't hold, as text or the value of an attribute."""
    return escape(_NO_XML.sub("", clean_text(text or "")), quote=True)
