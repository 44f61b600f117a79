"""What a page says of itself: title, byline, dates, site name, language, canonical address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from htmldate import find_date
from msgspec import Struct

from newsterm.articles.assemble import absolute
from newsterm.articles.linkeddata import linked_data
from newsterm.model import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Posting|Report|Review|WebPage|LiveBlog", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+[|\-–—·»:]+\s+[^|–—·»]{2,40}$")
_BY = re.compile(r"^(?:by|von|par|por|di|door|av)\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?://|@|www\.)|\.(?:com|org|net)/", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_EARLIEST = 1990


class Metadata(Struct, frozen=True, kw_only=True):
    """What a page says of itself; None where it says nothing that can be trusted."""

    title: str | None = None
    titles: tuple[str, ...] = ()
    """Everything on the page that may be its title."""
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None


class _Head:
    """The page's meta elements and linked data, read once."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.meta: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            value = clean_line(element.get("content") or "")
            if name and value:
                self.meta.setdefault(name.lower(), []).append(value)
        self.data = list(linked_data(root))
        self.articles = [d for d in self.data if _ARTICLE_TYPES.search(_type(d))]

    def first(self, *names: str) -> str | None:
        """The first value of the first of these meta names that is there."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def stated(self, *keys: str) -> Iterable[Any]:
        """What the linked data of articles say under these keys."""
        return (d[key] for key in keys for d in self.articles if d.get(key))


def read_metadata(root: HtmlElement, url: str | None) -> Metadata:
    """Everything that the page says of itself. Pure; htmldate is asked only where the page states no date."""
    head = _Head(root)
    outlet = _outlet(head, url)
    titles = _titles(head)
    published = _date(
        head, "datePublished", "article:published_time", "og:published_time", "datepublished", "dc.date.issued"
    )
    modified = _date(
        head, "dateModified", "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified"
    )
    if published is None:
        published = _searched(root, url)
    return Metadata(
        title=_without_outlet(titles[0], outlet) if titles else None,
        titles=tuple(dict.fromkeys([*titles, *(_without_outlet(t, outlet) for t in titles)])),
        byline=_byline(head),
        outlet=outlet,
        url=_canonical(head, url),
        published=published,
        modified=modified if modified != published else None,
        language=_language(head),
    )


def _type(data: dict[str, Any]) -> str:
    """A JSON-LD object's types as one string."""
    kind = data.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _titles(head: _Head) -> list[str]:
    """Candidates for the title, best first: what the page tells others, its headings, its window title."""
    found = [
        head.first("og:title"),
        *(v for v in head.stated("headline") if isinstance(v, str)),
        head.first("twitter:title"),
    ]
    headings = [_text(h) for h in head.root.iter("h1")]
    window = next((_text(t) for t in head.root.iter("title")), None)
    if not found[0] and len(headings) == 1:
        found.insert(0, headings[0])
    found += [window, *headings, head.first("title", "dc.title", "parsely-title")]
    return list(dict.fromkeys(clean_line(title) for title in found if title and clean_line(title)))


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the site's name at its end."""
    tail = _TITLE_TAIL.search(title)
    if not tail:
        return title
    name = re.sub(r"\W+", "", tail[0]).lower()
    return title[: tail.start()] if outlet and name in re.sub(r"\W+", "", outlet).lower() else title


def _outlet(head: _Head, url: str | None) -> str | None:
    """The site's display name: as stated, by its publisher, else its host without "www."."""
    stated = head.first("og:site_name", "application-name", "dc.publisher", "publisher")
    if stated is None or _ADDRESS.search(stated):
        names = [_name(v) for v in head.stated("publisher")]
        stated = next((n for n in names if n), stated)
    if stated:
        return stated.lstrip("@")[:100]
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _name(value: Any) -> str | None:
    """The name of a person or organisation in linked data."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = next((_name(v) for v in value), None)
    return clean_line(value) or None if isinstance(value, str) else None


def _byline(head: _Head) -> str | None:
    """The authors' names, separated by commas."""
    names: list[str] = []
    for stated in head.stated("author"):
        names += filter(None, (_name(v) for v in (stated if isinstance(stated, list) else [stated])))
    names = (
        names
        or head.meta.get("author", [])
        or head.meta.get("article:author", [])
        or head.meta.get("parsely-author", [])
    )
    if not names:
        names = [
            _text(e) for e in head.root.xpath("//*[@itemprop='author' or @rel='author' or contains(@class, 'byline')]")
        ][:1]
    kept = [_BY.sub("", name).strip(" ,|") for name in names if not _ADDRESS.search(name)]
    line = ", ".join(dict.fromkeys(name for name in kept if 1 < len(name) <= 80))
    return line[:300] or None


def _date(head: _Head, key: str, *names: str) -> datetime | None:
    """A date that the page states for machines; only whole, valid ones from 1990 on."""
    values = [v for v in head.stated(key) if isinstance(v, str)]
    values += [v for name in names for v in head.meta.get(name, [])]
    return next((date for date in map(_moment, values) if date), None)


def _moment(value: str) -> datetime | None:
    """RFC 3339 and its relatives as UTC; a date without a time is its midnight."""
    try:
        moment = datetime.fromisoformat(clean_line(value))
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= _EARLIEST else None


def _searched(root: HtmlElement, url: str | None) -> datetime | None:
    """The date that htmldate finds in markup and address; never one guessed from the text's numbers."""
    try:
        found = find_date(root, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    return _moment(found) if found else None


def _canonical(head: _Head, url: str | None) -> str | None:
    """The address that the page gives for itself, where it is of the same site; else the one that was asked."""
    stated = next((link.get("href") for link in head.root.iter("link") if link.get("rel") == "canonical"), None)
    canonical = absolute(stated or head.first("og:url"), url)
    if canonical is None or canonical.startswith("mailto:"):
        return url
    if url is None:
        return canonical
    same = _site(canonical) == _site(url) and urlsplit(canonical).path.strip("/") != ""
    return canonical if same else url


def _site(url: str) -> str:
    """The last two labels of an address's host."""
    try:
        return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    except ValueError:
        return ""


def _language(head: _Head) -> str | None:
    """A language tag (BCP 47) as stated."""
    stated = (
        head.root.get("lang") or head.root.get("xml:lang") or head.first("og:locale", "content-language", "language")
    )
    value = clean_line(stated or "").replace("_", "-")
    return value if _LANGUAGE.match(value) else None


def _text(element: HtmlElement) -> str:
    """An element's text on one line."""
    return clean_line("".join(element.itertext())[:1000])
