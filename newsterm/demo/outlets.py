"""The outlets of the bundled sample: their names, the shape of their addresses, the dialect of their feeds."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Dialect(StrEnum):
    """How an outlet writes its feed."""

    RSS_SUMMARY = "RSS 2.0, summaries only"
    RSS_FULL = "RSS 2.0 with content:encoded"
    ATOM = "Atom 1.0"
    JSON = "JSON Feed 1.1"
    RDF = "RSS 1.0 (RDF)"


class Outlet(Struct, frozen=True, kw_only=True):
    """A publisher. None of them exists."""

    key: str
    """Names its template and the prefix of its story files."""
    name: str
    description: str
    folder: str
    """Where the demo files its feed."""
    dialect: Dialect
    feed_path: str
    page_path: str
    """With {section}, {slug}, {y}, {m}, {d}, {number}."""
    guid: str
    """With the same fields and {url}; what RFC 4151 and RSS 2.0 let publishers choose from."""
    ttl: int | None = None
    """Minutes between polls that the feed asks for."""

    @property
    def has_summaries_only(self) -> bool:
        """Whether the text of a story is on its page alone."""
        return self.dialect is Dialect.RSS_SUMMARY


OUTLETS = (
    Outlet(
        key="northwire",
        name="Northwire",
        description="Estmark's news agency: reports from Lindhaven, the coast and abroad.",
        folder="Agencies",
        dialect=Dialect.RSS_SUMMARY,
        feed_path="/rss/top.xml",
        page_path="/article/{section}/{slug}-nw{number}",
        guid="northwire:{number}",
        ttl=30,
    ),
    Outlet(
        key="ledger",
        name="The Daily Ledger",
        description="The national daily. Politics, courts, economy and opinion.",
        folder="Papers",
        dialect=Dialect.ATOM,
        feed_path="/atom.xml",
        page_path="/{y}/{m}/{d}/{slug}/",
        guid="tag:dailyledger.example,{y}-{m}-{d}:{slug}",
    ),
    Outlet(
        key="harbour",
        name="Harbour Post",
        description="News of Sarnholm, the Teel estuary and the Ferring Isles.",
        folder="Papers",
        dialect=Dialect.RSS_SUMMARY,
        feed_path="/feed/",
        page_path="/{section}/{slug}.html",
        guid="{url}",
    ),
    Outlet(
        key="tradeline",
        name="Tradeline",
        description="Companies, markets, shipping and commodities.",
        folder="Business",
        dialect=Dialect.JSON,
        feed_path="/feed.json",
        page_path="/{section}/{y}/{slug}",
        guid="{url}",
    ),
    Outlet(
        key="epr",
        name="Estmark Public Radio",
        description="News and programmes of the public broadcaster.",
        folder="Broadcasters",
        dialect=Dialect.RSS_FULL,
        feed_path="/news/rss.xml",
        page_path="/news/{number}/{slug}",
        guid="epr-news-{number}",
        ttl=60,
    ),
    Outlet(
        key="greymargin",
        name="Grey Margin",
        description="Notes on reading the news slowly.",
        folder="Blogs",
        dialect=Dialect.RDF,
        feed_path="/index.rdf",
        page_path="/notes/{slug}",
        guid="{url}",
    ),
)
