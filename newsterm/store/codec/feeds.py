"""Subscriptions, what feeds say of themselves and the state of fetching them to documents and back."""

from __future__ import annotations

from base64 import b64encode
from binascii import a2b_base64
from datetime import timedelta

from newsterm.model import FeedInfo, FeedStatus, FetchState, Pace, Subscription, Validators
from newsterm.store.codec.plain import MICROSECOND, Document, kept, moment, time_from, time_to


def subscription_to(subscription: Subscription) -> Document:
    """What the user set."""
    return {
        "url": subscription.url,
        "added": time_to(subscription.added),
        **kept(
            title=subscription.title,
            folder=subscription.folder,
            tags=list(subscription.tags),
            full_text=subscription.full_text,
            paused=subscription.paused,
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
        paused=doc.get("paused", False),
        added=moment(doc["added"]),
    )


def _span_to(span: timedelta | None) -> int | None:
    return None if span is None else span // MICROSECOND


def _span_from(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(microseconds=number)


def info_to(info: FeedInfo) -> Document:
    """What the feed's document says of itself."""
    pace = info.pace
    return kept(
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
        pace=kept(
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
        **kept(
            body_hash=state.body_hash,
            fingerprints=b64encode(state.fingerprints).decode("ascii"),
            checked=time_to(state.checked),
            next_poll=time_to(state.next_poll),
            why=state.why,
            error=state.error,
            failures=state.failures,
            moved_to=state.moved_to,
            moved_seen=state.moved_seen,
            log=state.log or None,
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
        fingerprints=a2b_base64(get("fingerprints", "")),
        checked=time_from(get("checked")),
        next_poll=time_from(get("next_poll")),
        why=get("why"),
        error=get("error"),
        failures=get("failures", 0),
        moved_to=get("moved_to"),
        moved_seen=get("moved_seen", 0),
        log=get("log", ""),
    )
