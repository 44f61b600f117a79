"""Values as JSON records: the one table of the names that the command line and the exports use.

Times are RFC 3339 UTC; what is absent is null, never missing. What a record has stands in `newsterm.export.shapes`, and
the type checker holds both together.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsterm.export.claim_records import claim_shape, marked_record
from newsterm.export.record import Record, as_record, time_text
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.export import shapes
    from newsterm.feeds.sites import Candidate
    from newsterm.model import (
        Article,
        Block,
        Claim,
        Difference,
        Enclosure,
        Entry,
        Feed,
        FeedInfo,
        Found,
        Item,
        NextPoll,
        ParsedFeed,
        Polls,
        QuotedSource,
        Reading,
        SavedView,
        Version,
        ViewCounts,
    )


def info_record(info: FeedInfo) -> Record:
    """What a feed document says of itself."""
    return as_record(_info(info))


def _info(info: FeedInfo) -> shapes.FeedInfo:
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
    made: shapes.Feed = {
        **_info(feed.info),
        "url": mask_credentials(feed.url),
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
        "polls": [_polls(polls) for polls in state.polls],
        "entries": feed.entries,
        "unread": feed.unread,
    }
    return as_record(made)


def _polls(polls: Polls) -> shapes.Polls:
    """What some polls in a row brought."""
    return {
        "since": time_text(datetime.fromtimestamp(polls.since, UTC)),
        "until": time_text(datetime.fromtimestamp(polls.until, UTC)),
        "times": polls.times,
        "new": polls.new,
        "changed": polls.changed,
        "error": polls.error,
    }


def view_record(view: SavedView, counts: ViewCounts | None, error: str | None) -> Record:
    """A saved view; `counts` is None where its query can't be read."""
    made: shapes.View = {
        "name": view.name,
        "query": view.query,
        "entries": counts.entries if counts else None,
        "unread": counts.unread if counts else None,
        "new": counts.new if counts else None,
        "colour": view.colour,
        "key": view.key,
        "visited": time_text(view.visited),
        "error": error,
    }
    return as_record(made)


def enclosure_record(nth: int, file: Enclosure) -> Record:
    """A file that comes with an item, with its number."""
    made: shapes.NumberedEnclosure = {"nth": nth, **_enclosure(file)}
    return as_record(made)


def _enclosure(file: Enclosure) -> shapes.Enclosure:
    return {"url": file.url, "type": file.type, "length": file.length}


def entry_record(entry: Entry) -> Record:
    """What a feed said of one entry."""
    return as_record(_entry(entry))


def _entry(entry: Entry) -> shapes.Entry:
    return {
        "id": entry.guid,
        "title": entry.title,
        "link": entry.link,
        "comments": entry.comments,
        "published": time_text(entry.published),
        "updated": time_text(entry.updated),
        "authors": list(entry.authors),
        "categories": list(entry.categories),
        "enclosures": [_enclosure(file) for file in entry.enclosures],
        "media": list(entry.media),
        "language": entry.language,
        "summary": entry.summary,
        "content": entry.content,
    }


def item_record(item: Item, *, full: bool) -> Record:
    """A row of a list; summary and content only if `full`.

    `own_note` is the user's: the `note` of an opened entry is what newsterm says of its text.
    """
    record = as_record(_full_item(item))
    if not full:
        del record["summary"], record["content"]
    return record


def _full_item(item: Item) -> shapes.FullItem:
    return {
        **_entry(item.entry),
        "id": item.id,
        "feed": mask_credentials(item.feed),
        "feeds": [mask_credentials(url) for url in item.feeds],
        "feed_title": item.feed_title,
        "first_seen": time_text(item.first_seen),
        "read": item.state.read,
        "starred": item.state.starred,
        "tags": list(item.state.tags),
        "hidden": item.state.hidden,
        "own_note": item.state.note,
        "claims": item.claims,
    }


def hit_record(item: Item, score: float, found: Found) -> Record:
    """An item that a search found, with the place in its text."""
    return {
        **item_record(item, full=False),
        "score": float(f"{score:.6g}"),
        "snippet": found.snippet,
        "places": [list(place) for place in found.places],
    }


def parsed_record(parsed: ParsedFeed) -> Record:
    """A whole feed document, normalised."""
    made: shapes.Parsed = {"feed": _info(parsed.info), "entries": [_entry(e) for e in parsed.entries]}
    return as_record(made)


def candidate_record(candidate: Candidate) -> Record:
    """A feed that a page offers."""
    made: shapes.Candidate = {"url": candidate.url, "title": candidate.title, "type": candidate.type}
    return as_record(made)


def block_record(block: Block) -> Record:
    """A block of an article."""
    return as_record(_block(block))


def _block(block: Block) -> shapes.Block:
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
    return as_record(_article(article))


def _article(article: Article) -> shapes.Article:
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
        "blocks": [_block(b) for b in article.blocks],
        "extractor": article.extractor,
    }


def extracted_record(article: Article, claims: Sequence[Claim]) -> Record:
    """An article that was made just now, and its claims."""
    made: shapes.Extracted = {**_article(article), "claims": [claim_shape(c) for c in claims]}
    return as_record(made)


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
    passages: list[shapes.Passage] | None = None
    if difference is not None:
        passages = [
            {"heading": p.heading, "stretches": [{"edit": s.edit.value, "text": s.text} for s in p.stretches]}
            for p in difference.passages
        ]
    made: shapes.Difference = {
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
    return as_record(made)


def source_record(source: QuotedSource) -> Record:
    """Somebody who is quoted."""
    made: shapes.Source = {
        "name": source.name,
        "claims": source.claims,
        "kinds": [{"kind": kind.value, "claims": count} for kind, count in source.kinds],
        "items": source.items,
        "outlets": source.outlets,
        "first": time_text(source.first),
        "last": time_text(source.last),
    }
    return as_record(made)


def tag_record(tag: str, items: int, claims: int) -> Record:
    """A tag in use."""
    made: shapes.Tag = {"tag": tag, "items": items, "claims": claims}
    return as_record(made)
