"""What a line that `whole` writes has to look like: types, ranges, and what may be left out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from newsterm.model import Act, BlockKind, Kind, QuoteType  # noqa: TC001 - msgspec looks them up

Time = Annotated[datetime, Meta(tz=True)]
Share = Annotated[float, Meta(ge=0, le=1)]
Place = Annotated[int, Meta(ge=0, lt=2**31)]


class Stretch(NamedTuple):
    """A stretch of a text, `[start, end)` in code points."""

    start: Place
    end: Place


class Enclosure(Struct):
    """See `newsterm.model.Enclosure`."""

    url: str
    type: str | None = None
    length: Annotated[int, Meta(ge=0, lt=2**53)] | None = None


class Link(Struct):
    """See `newsterm.model.Link`."""

    start: Place
    end: Place
    url: str


class Block(Struct):
    """See `newsterm.model.Block`."""

    kind: BlockKind
    text: str
    start: Place | None = None
    end: Place | None = None
    furniture: bool = False
    label: str | None = None
    marker: str | None = None
    level: Annotated[int, Meta(ge=0, le=100)] = 0
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    image: str | None = None


class Picture(Struct):
    """See `newsterm.model.Picture`."""

    url: str
    at: Place = 0
    words: str | None = None


class Article(Struct):
    """See `newsterm.model.Article`."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Time | None = None
    modified: Time | None = None
    language: str | None = None
    origin: str = "feed"
    extractor: str = ""
    pictures: tuple[Picture, ...] = ()
    selector: str | None = None
    wish: str = ""
    asked: Time | None = None
    as_of: Time | None = None


class Quote(Struct):
    """See `newsterm.model.Quote`."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class When(Struct):
    """See `newsterm.model.When`."""

    text: str
    date: str | None = None


class Claim(Struct):
    """See `newsterm.model.Claim` and its `ClaimState`."""

    id: str
    content: tuple[Stretch, ...]
    text: str
    quote: Quote
    quote_type: QuoteType
    kind: Kind
    act: Act
    check_worthiness: Share
    confidence: Share
    extractor: str
    cue: tuple[Stretch, ...] = ()
    source: tuple[Stretch, ...] = ()
    hedges: tuple[Stretch, ...] = ()
    source_text: str | None = None
    cue_text: str | None = None
    resolved: str | None = None
    role: str | None = None
    chain: tuple[str | None, ...] = ()
    when: When | None = None
    tags: tuple[str, ...] = ()
    rejected: bool = False
    note: str | None = None
    kept: Time | None = None


Claims = Annotated[tuple[Claim, ...], Meta(max_length=10_000)]
"""Those of an item; the longest articles have a tenth of so many."""


class Carried(Struct):
    """See `newsterm.model.Carried`."""

    feed: str
    guid: str


class Form(Struct):
    """What every form of line begins with."""

    newsterm: int = 0


class Line(Struct):
    """Everything that is kept of an item, so that another newsterm can take it in."""

    id: str
    carried: Annotated[tuple[Carried, ...], Meta(min_length=1, max_length=1000)]
    first_seen: Time
    feed_title: str = ""
    title: str | None = None
    link: str | None = None
    comments: str | None = None
    published: Time | None = None
    updated: Time | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    media: tuple[str, ...] = ()
    language: str | None = None
    summary: str | None = None
    content: str | None = None
    read: bool = False
    starred: bool = False
    hidden: bool = False
    tags: tuple[str, ...] = ()
    own_note: str | None = None
    note: str | None = None
    story: str | None = None
    made: str | None = None
    article: Article | None = None
    claims: Claims = ()
    lost_claims: Claims = ()
