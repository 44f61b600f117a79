"""Entries, articles and claims made from a seed: as many as are wanted, shaped like news, the same in every process."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsterm import articles, claims
from newsterm.model import (
    Act,
    Article,
    Block,
    BlockKind,
    Claim,
    Entry,
    EntryUpdate,
    FeedInfo,
    FeedUpdate,
    FetchState,
    Kind,
    Quote,
    QuoteType,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FEEDS = 500
BODY_BYTES = 2300
CLAIMS = 10
EXTRACTORS = (articles.EXTRACTOR, claims.EXTRACTOR)
"""The present ones: nobody makes these anew."""
_SYLLABLES = "ta re mi so la ni ko ve da pre con ter al is en ur ing tion ment er ly st".split()
_KINDS = tuple(kind for kind in Kind if kind is not Kind.OWN)
_PARAGRAPH_WORDS = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One entry with the article and the claims that are made of it."""

    feed: int
    entry: Entry
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return "\n\n".join(self.paragraphs)


class Corpus:
    """Stories by number; words are as unequally common as in a language (Zipf)."""

    def __init__(self) -> None:
        rng = random.Random(1)
        words = list({"".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))): None for _ in range(30_000)})
        self.words: Sequence[str] = words[:20_000]
        self._pool = rng.choices(self.words, [1 / (k + 5) for k in range(len(self.words))], k=200_000)

    def story(self, number: int) -> Story:
        """The story with this number; the next one is a minute older, until it begins anew after ten years."""
        rng = random.Random(number)
        at = rng.randrange(150_000)
        wanted, size, paragraphs = rng.randint(BODY_BYTES // 3, 2 * BODY_BYTES - BODY_BYTES // 3), 0, []
        place = at
        while size < wanted:
            words = self._pool[place : place + _PARAGRAPH_WORDS]
            paragraphs.append(" ".join(words).capitalize() + ".")
            size += len(paragraphs[-1])
            place += _PARAGRAPH_WORDS
        feed = rng.randrange(FEEDS)
        entry = Entry(
            guid=f"tag:site{feed}.example,2026:{number}",
            title=" ".join(self._pool[at : at + 9]).capitalize(),
            link=f"https://site{feed}.example/2026/{number}.html",
            published=NOW - timedelta(minutes=number % 5_000_000),
            authors=(" ".join(self._pool[at + 9 : at + 11]).title(),),
            language="en",
            summary=" ".join(self._pool[at : at + 22]),
            content="".join(f"<p>{p}</p>\n" for p in paragraphs),
        )
        return Story(feed=feed, entry=entry, paragraphs=tuple(paragraphs))

    def stories(self, count: int, start: int = 0) -> Iterator[Story]:
        """Stories by their numbers."""
        return map(self.story, range(start, start + count))


def feed_url(number: int) -> str:
    """The address of one of the feeds."""
    return f"https://site{number}.example/feed.xml"


def update(feed: int, stories: Sequence[Story]) -> FeedUpdate:
    """What a poll of a feed would store."""
    return FeedUpdate(
        url=feed_url(feed),
        state=FetchState(checked=NOW),
        info=FeedInfo(title=f"Site {feed}"),
        entries=tuple(map(_entry_update, stories)),
    )


def _entry_update(story: Story) -> EntryUpdate:
    """What a poll would store of a story that is new."""
    link = story.entry.link or ""
    return EntryUpdate(
        entry=story.entry, digest=f"{hash(link) & 2**64 - 1:064x}", text_digest="0" * 64, new=True, story=link[8:]
    )


def article_of(story: Story) -> Article:
    """The article that would be made of a story."""
    blocks, start = [], 0
    for text in story.paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text, start=start, end=start + len(text)))
        start += len(text) + 2
    return Article(text=story.text, blocks=tuple(blocks), extractor=EXTRACTORS[0])


def claims_of(story: Story, entry: str) -> tuple[Claim, ...]:
    """Ten claims that a story makes."""
    rng, text = random.Random(story.entry.guid), story.text
    return tuple(_claim(rng, text, entry, nth) for nth in range(CLAIMS))


def _claim(rng: random.Random, text: str, entry: str, nth: int) -> Claim:
    start = rng.randrange(max(1, len(text) - 120))
    content, cue, source = Span(start, start + 70), Span(start + 71, start + 75), Span(start + 76, start + 92)
    kind = rng.choice(_KINDS)
    said_by = text[slice(*source)] if kind is not Kind.NONE else None
    return Claim(
        id=f"{entry}.{rng.getrandbits(30):06x}{nth}",
        entry=entry,
        content=(content,),
        cue=(cue,),
        source=(source,) if said_by else (),
        text=text[slice(*content)],
        source_text=said_by,
        cue_text=text[slice(*cue)],
        quote=Quote(
            exact=text[slice(*content)], prefix=text[max(0, start - 32) : start], suffix=text[start + 70 :][:32]
        ),
        quote_type=rng.choice(tuple(QuoteType)),
        kind=kind,
        resolved=said_by,
        role=None,
        chain=(said_by, "Northwire"),
        when=None,
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=0.5,
        confidence=0.75,
        extractor=EXTRACTORS[1],
    )
