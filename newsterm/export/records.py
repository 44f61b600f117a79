"""Values as JSON records: the one table of the names that the command line and the exports use.

Times are RFC 3339 UTC; what is absent is null, never missing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.events import FeedPolled, RoundEnded
    from newsterm.feeds.sites import Candidate
    from newsterm.model import (
        Article,
        Block,
        Claim,
        Difference,
        Entry,
        Feed,
        FeedInfo,
        Item,
        MarkedClaim,
        NextPoll,
        ParsedFeed,
        Polls,
        Reading,
        SavedView,
        Span,
        Version,
    )

Record = dict[str, Any]


def time_text(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second: 2026-11-23T23:55:03Z."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def info_record(info: FeedInfo) -> Record:
    """What a feed document says of itself."""
    return {
        "id": info.id,
        "title": info.title,
        "link": info.link,
        "feed_link": info.feed_link,
        "description": info.description,
        "language": info.language,
        "image": info.image,
        "authors": list(info.authors),
        "categories": list(info.categories),
        "published": time_text(info.published),
        "updated": time_text(info.updated),
    }


def feed_record(feed: Feed, following: NextPoll) -> Record:
    """A subscription: what it says, how it is filed, how fetching it went; `following` is when it is asked next."""
    state = feed.state
    return {
        "url": mask_credentials(feed.url),
        **info_record(feed.info),
        "title": feed.title,
        "folder": feed.subscription.folder,
        "tags": list(feed.subscription.tags),
        "status": state.status.value,
        "paused": feed.subscription.paused,
        "error": state.error,
        "failures": state.failures,
        "checked": time_text(state.checked),
        "next_poll": time_text(following.at),
        "why": following.why,
        "moved_to": state.moved_to and mask_credentials(state.moved_to),
        "polls": [_polls_record(polls) for polls in state.polls],
        "entries": feed.entries,
        "unread": feed.unread,
    }


def _polls_record(polls: Polls) -> Record:
    """What some polls in a row brought."""
    return {
        "since": time_text(datetime.fromtimestamp(polls.since, UTC)),
        "until": time_text(datetime.fromtimestamp(polls.until, UTC)),
        "times": polls.times,
        "new": polls.new,
        "changed": polls.changed,
        "error": polls.error,
    }


def view_record(view: SavedView, counts: tuple[int, int] | None, error: str | None) -> Record:
    """A saved view; `counts` are unread and all items, None where its query can't be read."""
    unread, entries = counts or (None, None)
    return {"name": view.name, "query": view.query, "entries": entries, "unread": unread, "error": error}


def entry_record(entry: Entry) -> Record:
    """What a feed said of one entry."""
    return {
        "id": entry.guid,
        "title": entry.title,
        "link": entry.link,
        "comments": entry.comments,
        "published": time_text(entry.published),
        "updated": time_text(entry.updated),
        "authors": list(entry.authors),
        "categories": list(entry.categories),
        "enclosures": [{"url": e.url, "type": e.type, "length": e.length} for e in entry.enclosures],
        "media": list(entry.media),
        "language": entry.language,
        "summary": entry.summary,
        "content": entry.content,
    }


def item_record(item: Item, *, full: bool) -> Record:
    """A row of a list; summary and content only if `full`.

    `own_note` is the user's: the `note` of an opened entry is what newsterm says of its text.
    """
    record = {
        **entry_record(item.entry),
        "id": item.id,
        "feed": mask_credentials(item.feed),
        "feeds": [mask_credentials(url) for url in item.feeds],
        "feed_title": item.feed_title,
        "first_seen": time_text(item.first_seen),
        "read": item.state.read,
        "starred": item.state.starred,
        "tags": list(item.state.tags),
        "own_note": item.state.note,
        "claims": item.claims,
    }
    if not full:
        del record["summary"], record["content"]
    return record


def parsed_record(parsed: ParsedFeed) -> Record:
    """A whole feed document, normalised."""
    return {"feed": info_record(parsed.info), "entries": [entry_record(e) for e in parsed.entries]}


def candidate_record(candidate: Candidate) -> Record:
    """A feed that a page offers."""
    return {"url": candidate.url, "title": candidate.title, "type": candidate.type}


def block_record(block: Block) -> Record:
    """A block of an article."""
    return {
        "kind": block.kind.value,
        "text": block.text,
        "start": block.start,
        "end": block.end,
        "furniture": block.furniture,
        "label": block.label,
        "marker": block.marker,
    }


def article_record(article: Article) -> Record:
    """An article; offsets count code points of `text`."""
    return {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "url": article.url,
        "published": time_text(article.published),
        "modified": time_text(article.modified),
        "language": article.language,
        "origin": article.origin,
        "text": article.text,
        "blocks": [block_record(b) for b in article.blocks],
        "extractor": article.extractor,
    }


def claim_record(claim: Claim) -> Record:
    """A claim as its definition names the parts; spans are [start, end) in code points of the article's text."""
    return {
        "id": claim.id,
        "entry": claim.entry,
        "content": _pairs(claim.content),
        "cue": _pairs(claim.cue),
        "source": _pairs(claim.source),
        "text": claim.text,
        "source_text": claim.source_text,
        "cue_text": claim.cue_text,
        "quote": {"exact": claim.quote.exact, "prefix": claim.quote.prefix, "suffix": claim.quote.suffix},
        "quote_type": claim.quote_type.value,
        "kind": claim.kind.value,
        "resolved": claim.resolved,
        "role": claim.role,
        "chain": list(claim.chain),
        "when": None if claim.when is None else {"text": claim.when.text, "date": claim.when.date},
        "hedges": _pairs(claim.hedges),
        "act": claim.act.value,
        "check_worthiness": claim.check_worthiness,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def marked_record(marked: MarkedClaim) -> Record:
    """A claim of the library with its marks; `own` tells what the user highlighted, `kept` when.

    The spans of an own one are empty where the article's text, another one now, no longer holds its words.
    """
    state = marked.state
    return {
        **claim_record(marked.claim),
        "tags": list(state.tags),
        "rejected": state.rejected,
        "note": state.note,
        "own": marked.claim.own,
        "kept": time_text(state.kept),
    }


def rejected_record(item: Item, marked: MarkedClaim, reading: Reading) -> Record:
    """A rejected claim as an example to learn from: with the paragraphs that it stands in.

    `paragraph` holds their text and where in the article it starts, from which the claim's spans count; it is null
    where the article no longer says so. `shared_cue` tells that its cue attributes something that was not rejected.
    """
    text = reading.article.text if reading.article else ""
    shared = any(other.claim.cue == marked.claim.cue for other in reading.claims)
    return {
        **claim_row_record(item, marked),
        "paragraph": _paragraph(marked.claim, text),
        "shared_cue": shared,
    }


def _paragraph(claim: Claim, text: str) -> Record | None:
    spans = sorted((*claim.content, *claim.cue, *claim.source))
    exact = claim.quote.exact
    if not spans or text[claim.content[0].start : claim.content[0].start + len(exact)] != exact:
        return None
    start = text.rfind("\n", 0, spans[0].start) + 1
    end = text.find("\n", max(span.end for span in spans))
    return {"start": start, "text": text[start:] if end < 0 else text[start:end]}


def claim_row_record(item: Item, marked: MarkedClaim) -> Record:
    """A claim in a list over many entries: with the entry's title, link and feed."""
    return {
        **marked_record(marked),
        "title": item.entry.title,
        "link": item.entry.link,
        "feed": mask_credentials(item.feed),
        "feed_title": item.feed_title,
        "published": time_text(item.entry.published),
    }


def reading_record(reading: Reading) -> Record:
    """An entry opened."""
    return {
        **item_record(reading.item, full=True),
        "note": reading.note,
        "article": None if reading.article is None else article_record(reading.article),
        "claims": [marked_record(m) for m in reading.claims],
    }


def difference_record(item: Item, versions: Sequence[Version], difference: Difference | None) -> Record:
    """The versions of an entry, and how one became another; `passages` is null where it never changed."""
    passages = None
    if difference is not None:
        passages = [
            {"heading": p.heading, "stretches": [{"edit": s.edit.value, "text": s.text} for s in p.stretches]}
            for p in difference.passages
        ]
    return {
        "id": item.id,
        "title": item.entry.title,
        "link": item.entry.link,
        "versions": [{"title": v.title, "until": time_text(v.until)} for v in versions],
        "before": None if difference is None else versions.index(difference.before),
        "after": None if difference is None else versions.index(difference.after),
        "added": difference.added if difference else 0,
        "removed": difference.removed if difference else 0,
        "passages": passages,
    }


def poll_record(polled: Sequence[FeedPolled], ended: RoundEnded) -> Record:
    """What a round did, feed by feed and in all."""
    feeds = [
        {
            "feed": mask_credentials(p.feed),
            "outcome": p.outcome.value,
            "new": p.new,
            "changed": p.changed,
            "reason": p.reason,
        }
        for p in polled
    ]
    return {
        "feeds": feeds,
        "new": ended.new,
        "changed": ended.changed,
        "unchanged": ended.unchanged,
        "not_due": ended.not_due,
        "failed": ended.failed,
        "next_due": ended.next_due,
        "interrupted": ended.interrupted,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
