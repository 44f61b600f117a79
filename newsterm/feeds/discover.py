"""From a page's address to the addresses of its feeds."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree
from msgspec import Struct

from newsterm.feeds.clean import html_to_line
from newsterm.feeds.encoding import decode
from newsterm.feeds.links import absolute, split

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
_PLACES = ("feed", "feed.xml", "rss", "rss.xml", "atom.xml", "index.xml", "feed.json", "feed/", "feeds/posts/default")
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._?=&-])(?:rss2?|atom|feed|feeds|rdf)(?:[/._?=&-]|$)|\.(?:rss|rdf|atom)$|/(?:feed|index)\.(?:xml|json)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?:rss|atom|feed)\b", re.IGNORECASE)


class Candidate(Struct, frozen=True, kw_only=True):
    """An address that is, or may be, a feed."""

    url: str
    title: str | None = None
    type: str | None = None
    """Media type, as the page states it."""


def discover(html: bytes, *, url: str, content_type: str | None = None) -> tuple[Candidate, ...]:
    """The feeds that a page names: its link elements, else links that look like feeds; none twice, in order."""
    text = decode(html[:_MAX_PAGE], content_type)
    finder = _Finder(url)
    parser = etree.HTMLParser(target=finder, huge_tree=True)
    try:
        parser.feed(text or " ")
        parser.close()
    except etree.XMLSyntaxError:
        pass  # what was found until then stands
    found = finder.named or finder.guessed
    return tuple({candidate.url: candidate for candidate in reversed(found[:MAX_CANDIDATES])}.values())[::-1]


def known_site(url: str) -> tuple[Candidate, ...]:
    """Feeds of sites whose addresses tell: YouTube, GitHub, Reddit, Mastodon. Empty for others."""
    parts = split(url)
    if parts is None:
        return ()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [piece for piece in parts.path.split("/") if piece]
    if host == "youtube.com":
        return _youtube(path, parse_qs(parts.query))
    if host == "github.com":
        return _github(path)
    if host in {"reddit.com", "old.reddit.com", "new.reddit.com"} and len(path) >= 2 and path[0] in {"r", "u", "user"}:
        return (Candidate(url=f"https://www.reddit.com/{'/'.join(path)}/.rss", type="application/atom+xml"),)
    if (
        len(path) == 1
        and re.fullmatch(r"@\w[\w.-]*", path[0])
        and host not in {"medium.com", "tiktok.com", "threads.net"}
    ):
        return (Candidate(url=f"{parts.scheme}://{parts.netloc}/{path[0]}.rss", type="application/rss+xml"),)
    return ()


def common_places(url: str) -> tuple[Candidate, ...]:
    """Where feeds often are, to be tried only where the page says nothing: beside the page, then at the root."""
    parts = urlsplit(url)
    folder = urljoin(url, ".") if parts.path not in {"", "/"} else url
    bases = dict.fromkeys([folder.partition("?")[0], f"{parts.scheme}://{parts.netloc}/"])
    links = [absolute(place, base if base.endswith("/") else base + "/") for base in bases for place in _PLACES]
    return tuple(Candidate(url=link) for link in dict.fromkeys(links) if link and link != url)


class _Finder:
    """The parser's target: reads link and a elements, minds the base that stands before them."""

    def __init__(self, url: str) -> None:
        self.named: list[Candidate] = []
        self.guessed: list[Candidate] = []
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
        tail = urlsplit(href)
        if _LOOKS_LIKE_FEED.search(f"{tail.path}?{tail.query}".rstrip("?")) or _WORD.search(text):
            self.guessed.append(Candidate(url=href))

    def close(self) -> None:
        """Nothing is kept back."""

    def _link(self, attributes: dict[str, str]) -> None:
        rel = attributes.get("rel", "").lower().split()
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        if not ({"alternate", "feed"} & set(rel)) or (kind not in FEED_MEDIA and not ("feed" in rel and not kind)):
            return
        href = attributes.get("href", "").strip()
        link = absolute(href, self._base) if href else None
        if link and not (kind == "application/json" and "/wp-json" in link):
            self.named.append(
                Candidate(url=link, title=html_to_line(attributes.get("title", ""))[:300] or None, type=kind or None)
            )


def _youtube(path: list[str], query: dict[str, list[str]]) -> tuple[Candidate, ...]:
    place = "https://www.youtube.com/feeds/videos.xml"
    if (lists := query.get("list")) and path[:1] in (["playlist"], ["watch"]):
        return (Candidate(url=f"{place}?playlist_id={lists[0]}", type="application/atom+xml"),)
    if len(path) >= 2 and path[0] == "channel" and re.fullmatch(r"[\w-]+", path[1]):
        return (Candidate(url=f"{place}?channel_id={path[1]}", type="application/atom+xml"),)
    if len(path) == 2 and path[0] == "user" and re.fullmatch(r"[\w-]+", path[1]):
        return (Candidate(url=f"{place}?user={path[1]}", type="application/atom+xml"),)
    return ()


def _github(path: list[str]) -> tuple[Candidate, ...]:
    if len(path) == 1 and re.fullmatch(r"[\w-]+", path[0]):
        return (Candidate(url=f"https://github.com/{path[0]}.atom", type="application/atom+xml"),)
    if len(path) == 2:
        whole = f"https://github.com/{path[0]}/{path[1]}"
        kinds = ("commits", "releases", "tags")
        return tuple(
            Candidate(url=f"{whole}/{k}.atom", title=k.capitalize(), type="application/atom+xml") for k in kinds
        )
    return ()
