"""What the search index holds of each entry, read from the tables that hold its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tinydb import where

from newsterm.model import html_words
from newsterm.query.tree import TextField
from newsterm.store import search
from newsterm.store.search import Indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tinydb.table import Document

    from newsterm.store.cache import Cache

T = TypeVar("T")

_TELL_EVERY = 250
"""Entries."""


def words(doc: Mapping[str, Any], text: str, claims: Iterable[Document] = ()) -> Indexed:
    """The words of an entry, given its document, its text and its claims."""
    counted = sorted((c for c in claims if c["live"] and not c["rejected"]), key=lambda claim: claim.doc_id)
    return Indexed(
        title=doc.get("title", ""),
        authors="\n".join(doc.get("authors", ())),
        outlet=doc.get("outlet", ""),
        text=text,
        said=tuple((claim.doc_id, claim["text"]) for claim in counted),
        **{name: "\n".join(dict.fromkeys(c[name] for c in counted if c[name])) for name in ("source", "via", "cue")},
    )


def body_text(body: Mapping[str, Any] | None) -> str:
    """The words of what the feed brought."""
    return html_words(body.get("content") or body.get("summary") or "") if body else ""


def stored_words(cache: Cache, number: int, doc: Mapping[str, Any]) -> Indexed:
    """The words of an entry as the tables hold them."""
    return words(doc, _text(cache, number, doc), cache.claims.search(where("entry") == number))


def stored_text(cache: Cache, number: int) -> str:
    """The text of an entry as the tables hold it; empty where the entry is gone."""
    doc = cache.entries.get(doc_id=number)
    return "" if doc is None else _text(cache, number, doc)


def _text(cache: Cache, number: int, doc: Mapping[str, Any]) -> str:
    """The article's text; the feed's where there is none, or only one made of earlier words."""
    article = cache.articles.get(doc_id=number) if doc.get("made") else None
    return str(article["text"]) if article else body_text(cache.bodies.get(doc_id=number))


def entries_matching(cache: Cache, found: Callable[[str], bool], field: TextField, shown: str) -> Iterator[int]:
    """Numbers of the entries in whose title or text, or in the part that is named, something is found.

    `shown` is what is looked for, in words.
    """
    if field is TextField.TITLE:
        yield from entries_whose(cache, "title", found, shown)
        return
    for doc in _told(cache, cache.entries.stream(), shown):
        if any(map(found, _parts(cache, doc, field))):
            yield doc.doc_id


def found_in(cache: Cache, doc: Document, found: Callable[[str], bool], field: TextField) -> bool:
    """Whether something is found in an entry, as `entries_matching` looks for it."""
    if field is TextField.TITLE:
        return found(doc.get("title", ""))
    return any(map(found, _parts(cache, doc, field)))


def entries_whose(cache: Cache, member: str, found: Callable[[str], bool], shown: str) -> Iterator[int]:
    """Numbers of the entries in one of whose texts something is found.

    SQLite takes the text out of the documents (at 30,000 entries: 0.10 s, where decoding them takes 0.26).
    """
    rows = cache.rows.stream(f"SELECT id, json_extract(doc, '$.{member}') FROM entries")  # noqa: S608
    for number, text in _told(cache, rows, shown):
        if found(text or ""):
            yield number


def _told(cache: Cache, things: Iterable[T], shown: str) -> Iterator[T]:
    """The things, saying now and then how many of all entries it were."""
    total = len(cache.entries)
    try:
        for place, thing in enumerate(things):
            if place % _TELL_EVERY == 0:
                cache.rows.through(f"{place:,} of {total:,} items for {shown}")
            yield thing
    finally:
        cache.rows.through("")


def _parts(cache: Cache, doc: Document, field: TextField) -> Iterator[str]:
    """Where to look, one after the other: a text is unpacked only where nothing was found before."""
    if field is TextField.AUTHOR:
        yield from doc.get("authors", ())
    if field is TextField.ANY:
        yield doc.get("title", "")
    if field in {TextField.ANY, TextField.TEXT}:
        yield _text(cache, doc.doc_id, doc)


def rebuild(cache: Cache, *, tell: Callable[[str], None]) -> int:
    """Make the whole index anew, in one transaction; returns how many entries it holds."""
    with cache.transaction():
        search.renew(cache.rows)
        numbers = [number for (number,) in cache.entries.select(("id",))]
        for place, number in enumerate(numbers):
            doc = cache.entries.get(doc_id=number)
            search.add(cache.rows, number, stored_words(cache, number, doc))
            if place % 1000 == 0:
                tell(f"full-text index: {place:,} of {len(numbers):,}")
        search.optimize(cache.rows)
    return len(numbers)
