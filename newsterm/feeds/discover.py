"""From a page's address to the addresses of its feeds."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsterm.feeds.clean import html_to_line
from newsterm.feeds.encoding import decode_page
from newsterm.feeds.links import absolute
from newsterm.feeds.sites import Candidate, known_site

MAX_CANDIDATES = 50
_MAX_PAGE = 2_000_000
FEED_MEDIA = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
        "application/rdf+xml",
        "application/x.atom+xml", "application/x-atom+xml", "application/xml", "text/xml", "application/rss",
        "text/rss", "text/atom",
    }
)  # fmt: skip
# The commonest first: each costs a request, a second after the last one.
_PLACES = ("feed", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml", "feed.json", "feeds/posts/default")
_BESIDE = 4
"""How many of these are tried beside a page that is not at the root."""
# How the address of a feed ends: /feed, /rss2.xml, /news.rss, /news.xml, ?feed=rss2; or a folder or host of feeds.
_LOOKS_LIKE_FEED = re.compile(
    r"""(?ix) (?:^|[/._-]) (?:rss2?|atom|feeds?|rdf) (?:\.(?:xml|json|php|aspx?))? /?$ | \.(?:rss|rdf|atom)$
      | /(?!sitemap|opensearch|osd\b)[^/]*\.xml$ | /feed\.json$ | /rss2?/""",
)
_ASKS_FOR_FEED = re.compile(
    r"(?:^|&)(?:(?:feed|format|type|output|alt|view|mode)=)?(?:rss2?|atom|feed|rdf)(?:&|$)", re.IGNORECASE
)
_FEED_HOST = re.compile(r"^(?:feeds?|rss)\d?\.", re.IGNORECASE)
# A link that is called a feed ("RSS", "Our Atom feed", "Subscribe via RSS"), not one that speaks of feeds, is made of
# these words alone; any other word tells which feed it is.
_FEED_WORDS = re.compile(
    r"""(?ix) (?:\W | \b(?:rss2?|atom|feeds?|newsfeed|xml|json|web|news|blog|site|main|full|all|latest|our|the|a|by|via
         |with|to|in|as|for|subscribe|follow|get|posts?|entries|articles|stories|comments|updates|[0-2]|abonnieren|flux
         |here|click|link)\b)*"""
)
_FEED_WORD = re.compile(r"\b(?:rss2?|atom|feeds?)\b", re.IGNORECASE)
# Other readers: their links end with the address of a feed, but lead to them.
_READERS = re.compile(r"(?:^|\.)(?:feedly|inoreader|newsblur|netvibes|bloglovin)\.com$", re.IGNORECASE)


def discover(html: bytes, *, url: str, content_type: str | None = None) -> tuple[Candidate, ...]:
    """The feeds that a page names: its link elements, else those that its canonical address tells, else links that look
    like feeds; none twice, in order.
    """
    text = decode_page(html[:_MAX_PAGE], content_type)
    finder = _Finder(url)
    parser = etree.HTMLParser(target=finder, huge_tree=True)
    try:
        parser.feed(text or " ")
        parser.close()
    except etree.XMLSyntaxError:
        pass  # what was found until then stands
    found = finder.named or [*known_site(finder.canonical)] or finder.guessed
    return tuple({candidate.url: candidate for candidate in reversed(found[:MAX_CANDIDATES])}.values())[::-1]


def common_places(url: str) -> tuple[Candidate, ...]:
    """Where feeds often are, to be tried only where the page says nothing: beside the page, then at the root."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = urljoin(url, ".").partition("?")[0] if parts.path not in {"", "/"} else root
    beside = [urljoin(folder, place) for place in _PLACES[:_BESIDE]]
    links = dict.fromkeys([*beside, *(root + place for place in _PLACES)])
    return tuple(Candidate(url=link) for link in links if link != url)


class _Finder:
    """The parser's target: reads link and a elements, minds the base that stands before them."""

    def __init__(self, url: str) -> None:
        self.named: list[Candidate] = []
        self.guessed: list[Candidate] = []
        self.canonical = ""
        self._base = url
        self._based = False
        self._anchor: tuple[str, list[str]] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.lower()
        if tag == "base" and not self._based and (base := absolute(attributes.get("href", ""), self._base)):
            self._base, self._based = base, True
        elif tag == "link":
            self._link(attributes)
        elif tag == "a" and (href := absolute(attributes.get("href", ""), self._base)):
            self._anchor = (href, [])

    def data(self, text: str) -> None:
        if self._anchor is not None and len(self._anchor[1]) < 20:
            self._anchor[1].append(text)

    def end(self, tag: str) -> None:
        if tag.lower() != "a" or self._anchor is None:
            return
        href, words = self._anchor
        self._anchor = None
        text = html_to_line("".join(words))[:200]
        is_plain = bool(_FEED_WORDS.fullmatch(text))
        if _looks_like_feed(href) or (is_plain and _FEED_WORD.search(text)):
            self.guessed.append(Candidate(url=href, title=None if is_plain else text))

    def close(self) -> None:
        """Nothing is kept back."""

    def _link(self, attributes: dict[str, str]) -> None:
        rel = attributes.get("rel", "").lower().split()
        if "canonical" in rel and not self.canonical:
            self.canonical = absolute(attributes.get("href", ""), self._base) or ""
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        if not ({"alternate", "feed"} & set(rel)) or (kind not in FEED_MEDIA and not ("feed" in rel and not kind)):
            return
        href = attributes.get("href", "").strip()
        link = absolute(href, self._base) if href else None
        if link and not (kind == "application/json" and "/wp-json" in link):
            self.named.append(
                Candidate(url=link, title=html_to_line(attributes.get("title", ""))[:300] or None, type=kind or None)
            )


def _looks_like_feed(link: str) -> bool:
    parts = urlsplit(link)
    return not _READERS.search(parts.netloc) and bool(
        _LOOKS_LIKE_FEED.search(parts.path) or _ASKS_FOR_FEED.search(parts.query) or _FEED_HOST.match(parts.netloc)
    )
