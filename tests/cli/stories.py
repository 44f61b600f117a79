"""A cache with a few stories and their claims, made without a network and without a model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsterm.articles import from_text
from newsterm.model import (
    Act,
    Claim,
    Enclosure,
    Entry,
    EntryUpdate,
    FeedInfo,
    FeedStatus,
    FeedUpdate,
    FetchState,
    Kind,
    Quote,
    QuoteType,
    Span,
    Subscription,
    When,
)
from newsterm.store import Store
from newsterm.store.ids import entry_id

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
POST, LEDGER = "https://post.example/feed", "https://ledger.example/feed"
SAID = "The port will reopen in March, Ana Sorel said on Monday."
TOLD = "Grain will cost more, an official told Northwire. Ana Sorel denied it."
ONE, TWO = entry_id(POST, "One"), entry_id(LEDGER, "Two")


def claim(key: str, text: str, content: str, source: str, kind: Kind, *through: str) -> Claim:
    """A claim of an item, found in its text."""
    start, by = text.index(content), text.index(source)
    return Claim(
        id=f"{key}.{start:x}{by:x}",
        entry=key,
        content=(Span(start, start + len(content)),),
        cue=(),
        source=(Span(by, by + len(source)),),
        text=content,
        source_text=source,
        cue_text=None,
        quote=Quote(exact=content, prefix="", suffix=text[start + len(content) :][:30]),
        quote_type=QuoteType.INDIRECT,
        kind=kind,
        resolved=source,
        role=None,
        chain=(source, *through, "Harbour Post"),
        when=When(text="on Monday", date="2026-11-23"),
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=0.5,
        confidence=0.9,
        extractor="test 1",
    )


def bring(store: Store, feed: str, name: str, *titles: str, hours: float = 1, at: datetime = NOW) -> None:
    """Items arrive, as a poll brings them."""
    made = [
        Entry(
            guid=title,
            title=title,
            link=f"https://news.example/{title.lower()}",
            published=NOW - timedelta(hours=hours),
            authors=("Lena Brandt",),
            enclosures=(Enclosure(url=f"https://news.example/{title.lower()}.mp3", type="audio/mpeg", length=1000),),
            summary=f"<p>{SAID if feed == POST else TOLD}</p>",
        )
        for title in titles
    ]
    entries = tuple(EntryUpdate(entry=e, digest=e.guid, text_digest=e.guid, new=True) for e in made)
    state = FetchState(status=FeedStatus.OK, checked=at)
    store.apply(FeedUpdate(url=feed, state=state, info=FeedInfo(title=name), entries=entries), now=at)


def prepare(store: Store, key: str, text: str, *claims: Claim) -> None:
    """Article and claims of an item are there."""
    store.save_article(key, from_text(text, url=None), claims, claims_extractor="test 1")


def fill(path: Path) -> None:
    """Two feeds with an item each: one says Ana Sorel, the other an official through Northwire, and Ana Sorel again."""
    with Store.open(path, now=NOW) as store:
        store.subscribe([Subscription(url=url, added=NOW) for url in (POST, LEDGER)])
        bring(store, POST, "Harbour Post", "One", hours=1)
        bring(store, LEDGER, "Daily Ledger", "Two", hours=2)
        prepare(store, ONE, SAID, claim(ONE, SAID, "The port will reopen in March", "Ana Sorel", Kind.NAMED_PERSON))
        prepare(
            store,
            TWO,
            TOLD,
            claim(TWO, TOLD, "Grain will cost more", "an official", Kind.UNNAMED_PERSON, "Northwire"),
            claim(TWO, TOLD, "it", "Ana Sorel", Kind.NAMED_PERSON),
        )
