"""The shapes of the JSON that newsterm prints: every record with its members, their types and what they mean.

`newsterm.export.records` fills them, which the type checker compares; `newsterm.export.schemas` publishes them. Within
a version members are only added. What is absent is null, never missing.
"""

# Annotations are looked at when a schema is made: no `from __future__ import annotations` here.
from typing import Annotated, TypedDict

from msgspec import Meta


def told(text: str) -> Meta:
    """What a member means."""
    return Meta(description=text)


Time = Annotated[
    str,
    Meta(
        description="RFC 3339 in UTC, to the second: 2026-11-23T23:55:03Z.",
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    ),
]
Span = Annotated[list[int], Meta(description="[start, end) in code points.", min_length=2, max_length=2)]


class FeedInfo(TypedDict):
    """What a feed document says of itself."""

    id: Annotated[str | None, told("Its own identity (Atom id and the like).")]
    title: str | None
    link: Annotated[str | None, told("The page that it belongs to.")]
    feed_link: Annotated[str | None, told("The address that it gives for itself.")]
    description: str | None
    language: Annotated[str | None, told("A language tag, as stated.")]
    image: Annotated[str | None, told("Address of its picture.")]
    authors: list[str]
    categories: list[str]
    published: Time | None
    updated: Time | None


class Polls(TypedDict):
    """Polls in a row that ended alike."""

    since: Time | None
    until: Time | None
    times: Annotated[int, told("How many polls.")]
    new: Annotated[int, told("New items that they brought.")]
    changed: int
    error: Annotated[str | None, told("Why they failed, in words.")]


class Feed(FeedInfo):
    """A feed that is followed: what it says, how it is filed, how fetching it went."""

    url: Annotated[str, told("Its address; a password in it is masked.")]
    folder: Annotated[str | None, told("Where it is filed; / nests.")]
    tags: list[str]
    status: Annotated[str, told("new, ok, failing or gone.")]
    paused: bool
    error: Annotated[str | None, told("Why the last poll failed, in words.")]
    failures: Annotated[int, told("Failed polls in a row.")]
    checked: Annotated[Time | None, told("When it was asked last.")]
    next_poll: Annotated[Time | None, told("When it is asked next; null for never by itself.")]
    why: Annotated[str | None, told("Why then, in words.")]
    moved_to: str | None
    polls: Annotated[list[Polls], told("The latest polls, oldest first.")]
    entries: Annotated[int, told("Items that are kept.")]
    unread: int


class View(TypedDict):
    """A saved query."""

    name: str
    query: str
    entries: Annotated[int | None, told("Items that it finds; null where its query can't be read.")]
    unread: int | None
    new: Annotated[int | None, told("Items that came since the view was last left.")]
    colour: Annotated[str | None, told("As the settings spell it.")]
    key: Annotated[str | None, told("The key that shows it.")]
    visited: Annotated[Time | None, told("When it was last left.")]
    error: Annotated[str | None, told("Why its query can't be read, in words.")]


class Enclosure(TypedDict):
    """A file that comes with an entry."""

    url: str
    type: Annotated[str | None, told("A media type, as stated.")]
    length: Annotated[int | None, told("Bytes, as stated.")]


class NumberedEnclosure(Enclosure):
    """A file of an item, with the number that `newsterm play --nth` takes."""

    nth: int


class _EntryHead(TypedDict):
    id: Annotated[str, told("Short and opaque for an item of the library; the feed's own in `newsterm inspect`.")]
    title: str | None
    link: str | None
    comments: Annotated[str | None, told("Address of its comments.")]
    published: Time | None
    updated: Time | None
    authors: list[str]
    categories: list[str]
    enclosures: list[Enclosure]
    media: Annotated[list[str], told("Addresses of pictures, sounds and films.")]
    language: str | None


class Entry(_EntryHead):
    """What a feed said of one entry."""

    summary: Annotated[str | None, told("Sanitised HTML.")]
    content: Annotated[str | None, told("Sanitised HTML.")]


class _ItemState(TypedDict):
    feed: Annotated[str, told("Address of the feed under which it is shown.")]
    feeds: Annotated[list[str], told("Addresses of all feeds that carry it.")]
    feed_title: str
    first_seen: Time | None
    read: bool
    starred: bool
    hidden: Annotated[bool, told("Whether it is kept out of lists.")]
    own_note: Annotated[str | None, told("The reader's note on it.")]
    tags: list[str]


class _ItemMarks(_ItemState):
    claims: Annotated[int, told("How many claims it has.")]


class Item(_EntryHead, _ItemMarks):
    """An item of the library, without its texts."""


class FullItem(Entry, _ItemMarks):
    """An item of the library, with its texts."""


class Block(TypedDict):
    """A block of an article."""

    kind: Annotated[str, told("heading, paragraph, list, quote, code, table, caption, footnote and others.")]
    text: str
    start: Annotated[int | None, told("Where it stands in the article's text, in code points; null for furniture.")]
    end: int | None
    furniture: Annotated[bool, told("Whether it stands around the story: captions, promos, teasers.")]
    label: str | None
    marker: Annotated[str | None, told("What stands before an item of a list or a footnote.")]


class Article(TypedDict):
    """A story as clean text."""

    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: Time | None
    modified: Time | None
    language: str | None
    origin: Annotated[str, told("What it was made of: a page, a feed's text, a text.")]
    text: Annotated[str, told("The story without furniture; spans count its code points.")]
    blocks: list[Block]
    extractor: Annotated[str, told("What made it, with its version.")]


class Quote(TypedDict):
    """Finds the content again in another version of the text (W3C TextQuoteSelector)."""

    exact: str
    prefix: str
    suffix: str


class When(TypedDict):
    """The time of the saying."""

    text: Annotated[str, told("The words that tell it.")]
    date: Annotated[str | None, told("YYYY, YYYY-MM or YYYY-MM-DD, where that is known.")]


class Claim(TypedDict):
    """Who says what, how and when."""

    id: Annotated[str, told("Stays when claims are found again, as long as the quotation stands.")]
    entry: Annotated[str | None, told("The id of its item.")]
    content: Annotated[list[Span], told("What is said.")]
    cue: Annotated[list[Span], told("The words that attribute it.")]
    source: Annotated[list[Span], told("Who says it, where the text says so.")]
    text: Annotated[str, told("The content as one text.")]
    source_text: str | None
    cue_text: str | None
    quote: Quote
    quote_type: Annotated[str, told("direct, indirect or mixed.")]
    kind: Annotated[
        str,
        told("named-person, unnamed-person, organisation, outlet, document, group, self or none: what the source is."),
    ]
    resolved: Annotated[str | None, told("The fullest name or description of the source in the article.")]
    role: str | None
    chain: Annotated[list[str | None], told("From the origin through others to the outlet; null where unknown.")]
    when: When | None
    hedges: Annotated[list[Span], told("Words that make it less firm.")]
    act: Annotated[str, told("asserts, denies, asks, plans, believes or declines.")]
    check_worthiness: Annotated[float, told("0 to 1: how much it is worth checking.")]
    confidence: Annotated[float, told("0 to 1, calibrated: of those with 0.8 four in five are right.")]
    extractor: Annotated[str, told("What found it, with its version.")]


class MarkedClaim(Claim):
    """A claim of the library with its marks."""

    tags: list[str]
    rejected: Annotated[bool, told("Whether the reader said that it is no claim.")]
    note: Annotated[str | None, told("The reader's.")]
    own: Annotated[bool, told("Whether the reader highlighted it; then places may be empty, where it is lost.")]
    kept: Annotated[Time | None, told("When it was highlighted.")]


class ClaimRow(MarkedClaim):
    """A claim in a list over many items."""

    title: Annotated[str | None, told("Of its item, as the next four.")]
    link: str | None
    feed: str
    feed_title: str
    published: Time | None


class Paragraph(TypedDict):
    """A stretch of an article."""

    start: Annotated[int, told("Where it starts in the article's text, from which spans count.")]
    text: str


class RejectedClaim(ClaimRow):
    """A rejected claim as an example to learn from."""

    paragraph: Annotated[Paragraph | None, told("Where it stands; null where the article no longer says so.")]
    shared_cue: Annotated[bool, told("Whether its cue attributes something that was not rejected.")]


class Reading(Entry, _ItemState):
    """An item opened: `newsterm show`."""

    note: Annotated[str | None, told("What one should know about this text, in words.")]
    article: Annotated[Article | None, told("Null until it is prepared.")]
    claims: list[MarkedClaim]


class Parsed(TypedDict):
    """A feed document, normalised: `newsterm inspect`."""

    feed: FeedInfo
    entries: list[Entry]


class Candidate(TypedDict):
    """A feed that a page offers: `newsterm inspect --discover`."""

    url: str
    title: str | None
    type: Annotated[str | None, told("A media type, as stated.")]


class Extracted(Article):
    """An article and its claims: `newsterm extract`."""

    claims: list[Claim]


class Stretch(TypedDict):
    """Words that stayed, came or went."""

    edit: Annotated[str, told("same, removed or added.")]
    text: str


class Passage(TypedDict):
    """A paragraph of two versions of a story."""

    heading: bool
    stretches: list[Stretch]


class Version(TypedDict):
    """A version of a story."""

    title: str | None
    until: Annotated[Time | None, told("When the next took its place; null for the present one.")]


class Difference(TypedDict):
    """How a story changed: `newsterm diff`."""

    id: str
    title: str | None
    link: str | None
    versions: Annotated[list[Version], told("Oldest first.")]
    before: Annotated[int | None, told("The version that is compared, counted from 0; null where it never changed.")]
    after: int | None
    added: Annotated[int, told("Words that came.")]
    removed: int
    passages: list[Passage] | None


class Hit(_EntryHead, _ItemMarks):
    """An item that a search found: `newsterm search`."""

    score: Annotated[float, told("Higher is better, beside others of the same search.")]
    snippet: Annotated[str, told("The words where they stand in the text.")]
    places: Annotated[list[Span], told("Where they stand in the snippet.")]


class SourceKinds(TypedDict):
    """As which kind of source somebody is quoted."""

    kind: str
    claims: Annotated[int, told("How often.")]


class Source(TypedDict):
    """Somebody who is quoted: `newsterm sources`."""

    name: Annotated[str, told("The fullest name or description that the stories give.")]
    claims: Annotated[int, told("How many claims rest on them.")]
    kinds: Annotated[list[SourceKinds], told("As what, most often first.")]
    items: Annotated[int, told("Items that quote them.")]
    outlets: Annotated[int, told("Feeds whose items quote them.")]
    first: Annotated[Time | None, told("When the earliest of these items is dated.")]
    last: Time | None


class Tag(TypedDict):
    """A tag in use: `newsterm tags`."""

    tag: str
    items: Annotated[int, told("Items that have it.")]
    claims: Annotated[int, told("Claims that have it.")]
