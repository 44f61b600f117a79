"""Entries and their bodies to documents and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsterm.model import Enclosure, Entry, EntryState
from newsterm.store.codec.plain import Document, kept, time_from, time_to

if TYPE_CHECKING:
    from collections.abc import Mapping


def entry_to(entry: Entry) -> Document:
    """Everything but summary and content, which live in a table of their own."""
    return kept(
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
        attached=sum(not e.is_picture for e in entry.enclosures),
    )


ENTRY_FIELDS = (
    "guid title link comments published updated authors categories enclosures media language lang attached".split()
)
"""The fields of an entry's document that the feed decides."""


def body_to(entry: Entry) -> Document:
    """Summary and content."""
    return kept(summary=entry.summary, content=entry.content)


def entry_from(doc: Mapping[str, Any], body: Mapping[str, Any] | None = None) -> Entry:
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


def entry_state_from(doc: Mapping[str, Any]) -> EntryState:
    """What the user did with an entry."""
    return EntryState(
        read=bool(doc["read"]),
        starred=bool(doc["starred"]),
        tags=tuple(doc.get("tags", ())),
        note=doc.get("note"),
        hidden=doc["shown"] > 1,  # see `newsterm.store.shown`
    )
