"""The state of a cache in a few words: feeds followed, entries stored and prepared, things marked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsterm.claims import EXTRACTOR, find_claims
from newsterm.model import (
    Act,
    Action,
    Article,
    Block,
    BlockKind,
    Claim,
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
    TagEdit,
    Target,
)
from newsterm.query.parse import parse
from newsterm.store import Sort, Store

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
A, B = "http://a.example/feed", "http://b.example/feed"
SAID = "Transport Minister Ana Sorel said the port was safe. Critics argue that tolls will rise."


def entry(guid: str, *, hours: int = 1, title: str | None = None, text: str = "") -> Entry:
    published = NOW - timedelta(hours=hours)
    return Entry(
        guid=guid, title=title or guid.title(), link=f"http://a.example/{guid}", published=published, summary=text
    )


def update(url: str, *entries: Entry, new: bool = True, revised: bool = False, stories: bool = False) -> FeedUpdate:
    return FeedUpdate(
        url=url,
        state=FetchState(status=FeedStatus.OK, checked=NOW),
        info=FeedInfo(title=url[7].upper()),
        entries=tuple(
            EntryUpdate(entry=e, digest=repr(e), text_digest=repr((e.title, e.summary)), new=new, revised=revised,
                        story=e.link if stories else None)
            for e in entries
        ),
    )  # fmt: skip


def follow(store: Store, *urls: str) -> None:
    store.subscribe([Subscription(url=u, added=NOW) for u in urls])


def ids(store: Store, query: str = "", sort: Sort = Sort.NEWEST) -> list[str]:
    listing = store.listing(parse(query, today=NOW.date()), sort=sort, now=NOW)
    return [item.entry.guid for item in listing.rows(0, len(listing))]


def key(store: Store, guid: str) -> str:
    listing = store.listing(None, now=NOW)
    return next(item.id for item in listing.rows(0, len(listing)) if item.entry.guid == guid)


def article(text: str) -> Article:
    block = Block(kind=BlockKind.PARAGRAPH, text=text, start=0, end=len(text))
    return Article(text=text, blocks=(block,), extractor="articles 1")


def prepare(store: Store, guid: str, text: str = SAID) -> None:
    made = article(text)
    found = find_claims(made, published=NOW, outlet="A")
    store.save_article(key(store, guid), made, found, claims_extractor=EXTRACTOR)


def claim(words: str, text: str, *, name: str | None = None, source: str | None = None) -> Claim:
    """A claim that these words of the text are."""
    start = text.index(words)
    end = start + len(words)
    return Claim(
        id=name or words,
        entry=None,
        content=(Span(start, end),),
        cue=(),
        source=(),
        text=words,
        source_text=source,
        cue_text=None,
        quote=Quote(exact=words, prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]),
        quote_type=QuoteType.INDIRECT,
        kind=Kind.NONE,
        resolved=None,
        role=None,
        chain=(),
        when=None,
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=0.0,
        confidence=0.5,
        extractor="test",
    )


def do(store: Store, label: str, target: Target, thing: str, field: str, after: object) -> Action | None:
    """What a user does to one thing: `after` is the value, or what makes it of the value before."""
    return store.edit(target, [thing], field, after, label=lambda _: label, at=NOW)


def tag(store: Store, target: Target, thing: str, *names: str) -> Action | None:
    return do(store, "tag", target, thing, "tags", TagEdit(add=names).apply)
