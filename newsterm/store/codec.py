"""Values to documents and back; what is empty is left out, times are microseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from newsterm.model import (
    Act,
    Action,
    Article,
    Block,
    BlockKind,
    Change,
    Claim,
    ClaimState,
    Enclosure,
    Entry,
    FeedInfo,
    FeedStatus,
    FetchState,
    Kind,
    Link,
    MarkedClaim,
    Pace,
    Quote,
    QuoteType,
    Span,
    Subscription,
    Target,
    Validators,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Document = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def time_to(time: datetime | None) -> int | None:
    """Microseconds since 1970; exact."""
    return None if time is None else (time - _EPOCH) // _MICROSECOND


def time_from(number: int | None) -> datetime | None:
    """The time, in UTC."""
    return None if number is None else _EPOCH + timedelta(microseconds=number)


def moment(number: int) -> datetime:
    """The time of a number that is there."""
    return _EPOCH + timedelta(microseconds=number)


def _kept(**fields: Any) -> Document:
    """A document without what is None, false or an empty list; an empty text is a text."""
    return {k: v for k, v in fields.items() if v is not None and v is not False and v not in ([], {})}


# -- entries ----------------------------------------------------------------------------------------------------


def entry_to(entry: Entry) -> Document:
    """Everything but summary and content, which live in a table of their own."""
    return _kept(
        guid=entry.guid,
        title=entry.title,
        link=entry.link,
        comments=entry.comments,
        published=time_to(entry.published),
        updated=time_to(entry.updated),
        authors=list(entry.authors),
        categories=list(entry.categories),
        enclosures=[[e.url, e.type, e.length] for e in entry.enclosures],
        media=list(entry.media),
        language=entry.language,
        lang=entry.language.casefold() if entry.language else None,
        attached=len(entry.enclosures),
    )


ENTRY_FIELDS = (
    "guid title link comments published updated authors categories enclosures media language lang attached".split()
)
"""The fields of an entry's document that the feed decides."""


def body_to(entry: Entry) -> Document:
    """Summary and content."""
    return _kept(summary=entry.summary, content=entry.content)


def entry_from(doc: Document, body: Document | None = None) -> Entry:
    """The entry; without a body, summary and content are None."""
    get = doc.get
    return Entry(
        guid=doc.get("guid", ""),
        title=get("title"),
        link=get("link"),
        comments=get("comments"),
        published=time_from(get("published")),
        updated=time_from(get("updated")),
        authors=tuple(get("authors", ())),
        categories=tuple(get("categories", ())),
        enclosures=tuple(Enclosure(url=u, type=t, length=n) for u, t, n in get("enclosures", ())),
        media=tuple(get("media", ())),
        language=get("language"),
        summary=body.get("summary") if body else None,
        content=body.get("content") if body else None,
    )


# -- feeds ------------------------------------------------------------------------------------------------------


def subscription_to(subscription: Subscription) -> Document:
    """What the user set."""
    return {
        "url": subscription.url,
        "added": time_to(subscription.added),
        **_kept(
            title=subscription.title,
            folder=subscription.folder,
            tags=list(subscription.tags),
            full_text=subscription.full_text,
        ),
    }


def subscription_from(doc: Document) -> Subscription:
    """What the user set."""
    return Subscription(
        url=doc["url"],
        title=doc.get("title"),
        folder=doc.get("folder"),
        tags=tuple(doc.get("tags", ())),
        full_text=doc.get("full_text", False),
        added=moment(doc["added"]),
    )


def _span_to(span: timedelta | None) -> int | None:
    return None if span is None else span // _MICROSECOND


def _span_from(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(microseconds=number)


def info_to(info: FeedInfo) -> Document:
    """What the feed's document says of itself."""
    pace = info.pace
    return _kept(
        id=info.id,
        title=info.title,
        link=info.link,
        feed_link=info.feed_link,
        description=info.description,
        language=info.language,
        image=info.image,
        authors=list(info.authors),
        categories=list(info.categories),
        published=time_to(info.published),
        updated=time_to(info.updated),
        pace=_kept(
            ttl=_span_to(pace.ttl),
            update_every=_span_to(pace.update_every),
            skip_hours=sorted(pace.skip_hours),
            skip_days=sorted(pace.skip_days),
        ),
    )


def info_from(doc: Document) -> FeedInfo:
    """What the feed's document says of itself."""
    get, pace = doc.get, doc.get("pace", {})
    return FeedInfo(
        id=get("id"),
        title=get("title"),
        link=get("link"),
        feed_link=get("feed_link"),
        description=get("description"),
        language=get("language"),
        image=get("image"),
        authors=tuple(get("authors", ())),
        categories=tuple(get("categories", ())),
        published=time_from(get("published")),
        updated=time_from(get("updated")),
        pace=Pace(
            ttl=_span_from(pace.get("ttl")),
            update_every=_span_from(pace.get("update_every")),
            skip_hours=frozenset(pace.get("skip_hours", ())),
            skip_days=frozenset(pace.get("skip_days", ())),
        ),
    )


def state_to(state: FetchState) -> Document:
    """How fetching went."""
    return {
        "status": state.status.value,
        **_kept(
            body_hash=state.body_hash,
            checked=time_to(state.checked),
            next_poll=time_to(state.next_poll),
            why=state.why,
            error=state.error,
            failures=state.failures,
            moved_to=state.moved_to,
            moved_seen=state.moved_seen,
        ),
        # an empty validator is a validator: kept apart from none
        **{
            k: v
            for k, v in (("etag", state.validators.etag), ("last_modified", state.validators.last_modified))
            if v is not None
        },
    }


def state_from(doc: Document) -> FetchState:
    """How fetching went."""
    get = doc.get
    return FetchState(
        status=FeedStatus(get("status", "new")),
        validators=Validators(etag=get("etag"), last_modified=get("last_modified")),
        body_hash=get("body_hash"),
        checked=time_from(get("checked")),
        next_poll=time_from(get("next_poll")),
        why=get("why"),
        error=get("error"),
        failures=get("failures", 0),
        moved_to=get("moved_to"),
        moved_seen=get("moved_seen", 0),
    )


# -- articles ---------------------------------------------------------------------------------------------------


def _spans_to(spans: Iterable[Span]) -> list[list[int]]:
    return [list(s) for s in spans]


def _spans_from(spans: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in spans)


def _block_to(block: Block, text: str) -> Document:
    placed = block.start is not None and text[block.start : block.end] == block.text
    return {
        "kind": block.kind.value,
        **({} if placed else {"text": block.text}),
        **_kept(
            start=block.start,
            end=block.end,
            furniture=block.furniture,
            label=block.label,
            level=block.level or None,
            marker=block.marker,
            rows=[list(r) for r in block.rows],
            links=[[*k.span, k.url] for k in block.links],
            image=block.image,
        ),
    }


def _block_from(doc: Document, text: str) -> Block:
    get = doc.get
    start, end = get("start"), get("end")
    return Block(
        kind=BlockKind(doc["kind"]),
        text=doc["text"] if "text" in doc else text[start:end],
        start=start,
        end=end,
        furniture=get("furniture", False),
        label=get("label"),
        level=get("level", 0),
        marker=get("marker"),
        rows=tuple(tuple(r) for r in get("rows", ())),
        links=tuple(Link(span=Span(s, e), url=u) for s, e, u in get("links", ())),
        image=get("image"),
    )


def article_to(article: Article) -> Document:
    """The article; the text of its blocks is not written twice."""
    return {
        "text": article.text,
        "blocks": [_block_to(b, article.text) for b in article.blocks],
        "origin": article.origin,
        "extractor": article.extractor,
        **_kept(
            title=article.title,
            byline=article.byline,
            outlet=article.outlet,
            url=article.url,
            published=time_to(article.published),
            modified=time_to(article.modified),
            language=article.language,
        ),
    }


def article_from(doc: Document) -> Article:
    """The article."""
    get, text = doc.get, doc["text"]
    return Article(
        text=text,
        blocks=tuple(_block_from(b, text) for b in doc["blocks"]),
        title=get("title"),
        byline=get("byline"),
        outlet=get("outlet"),
        url=get("url"),
        published=time_from(get("published")),
        modified=time_from(get("modified")),
        language=get("language"),
        origin=doc["origin"],
        extractor=doc["extractor"],
    )


# -- claims -----------------------------------------------------------------------------------------------------


def claim_to(claim: Claim) -> Document:
    """The claim; its id is the document's `key`, its entry is the document's number, both set by the caller."""
    return {
        "text": claim.text,
        "quote": [
            claim.quote.exact if claim.quote.exact != claim.text else None,
            claim.quote.prefix,
            claim.quote.suffix,
        ],
        "content": _spans_to(claim.content),
        "kind": claim.kind.value,
        "quote_type": claim.quote_type.value,
        "act": claim.act.value,
        "confidence": claim.confidence,
        "check": claim.check_worthiness,
        "extractor": claim.extractor,
        **_kept(
            cue_spans=_spans_to(claim.cue),
            source_spans=_spans_to(claim.source),
            source_text=claim.source_text,
            cue_text=claim.cue_text,
            resolved=claim.resolved,
            role=claim.role,
            chain=list(claim.chain),
            when=[claim.when.text, claim.when.date] if claim.when else None,
            hedges=_spans_to(claim.hedges),
        ),
    }


def claim_from(doc: Document, entry: str) -> Claim:
    """The claim of an entry."""
    get, (exact, prefix, suffix), when = doc.get, doc["quote"], doc.get("when")
    text = doc["text"]
    return Claim(
        id=doc["key"],
        entry=entry,
        content=_spans_from(doc["content"]),
        cue=_spans_from(get("cue_spans", ())),
        source=_spans_from(get("source_spans", ())),
        text=text,
        source_text=get("source_text"),
        cue_text=get("cue_text"),
        quote=Quote(exact=text if exact is None else exact, prefix=prefix, suffix=suffix),
        quote_type=QuoteType(doc["quote_type"]),
        kind=Kind(doc["kind"]),
        resolved=get("resolved"),
        role=get("role"),
        chain=tuple(get("chain", ())),
        when=When(text=when[0], date=when[1]) if when else None,
        hedges=_spans_from(get("hedges", ())),
        act=Act(doc["act"]),
        check_worthiness=doc["check"],
        confidence=doc["confidence"],
        extractor=doc["extractor"],
    )


def marked_from(doc: Document, entry: str) -> MarkedClaim:
    """The claim of an entry with what the user did with it."""
    state = ClaimState(tags=tuple(doc.get("tags", ())), rejected=doc.get("rejected", False), note=doc.get("note"))
    return MarkedClaim(claim=claim_from(doc, entry), state=state)


# -- actions ----------------------------------------------------------------------------------------------------


def _value_to(value: bool | str | tuple[str, ...] | None) -> bool | str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _value_from(value: bool | str | list[str] | None) -> bool | str | tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) else value


def action_to(action: Action) -> Document:
    """The action."""
    return {
        "label": action.label,
        "at": time_to(action.at),
        "changes": [[c.target.value, c.id, c.field, _value_to(c.before), _value_to(c.after)] for c in action.changes],
    }


def action_from(doc: Document) -> Action:
    """The action."""
    return Action(
        label=doc["label"],
        at=moment(doc["at"]),
        changes=tuple(
            Change(target=Target(t), id=i, field=f, before=_value_from(b), after=_value_from(a))
            for t, i, f, b, a in doc["changes"]
        ),
    )
