"""What the user highlights is kept: as a claim beside those that are found, made and taken away as an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from tinydb import where
from tinydb.table import Document

from newsterm.model import Target
from newsterm.store import actions, codec
from newsterm.store.anchors import anchored_in
from newsterm.store.items import number_of
from newsterm.store.readings import claim_doc, nth_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsterm.model import Action, Claim, Copy
    from newsterm.store.cache import Cache


def add(
    cache: Cache, entry: str, claim: Claim, *, tags: Sequence[str], note: str | None, label: str, at: datetime
) -> Action | None:
    """Highlight the content of a claim of the user's own; None where it is highlighted, or the entry is gone.

    Its id is the claim's, or one like it where another has that one; the change of the action names it.
    """
    with cache.transaction():
        number = number_of(cache, entry)
        if number is None:
            return None
        there = cache.claims.search(where("entry") == number)
        content = codec.spans_to(claim.content)
        if any(other.get("kept") and other["content"] == content for other in there):
            return None
        made = _made(number, cache.entries.get(doc_id=number), claim, there, near=content[0][0], at=at)
        made |= {name: value for name, value in (("tags", list(tags)), ("note", note)) if value}
        cache.claims.insert(made)
        return actions.edit(cache, Target.HIGHLIGHT, [made["key"]], "kept", True, label=lambda _: label, at=at)


def bring(cache: Cache, number: int, doc: Mapping[str, Any], copy: Copy) -> dict[str, str]:
    """Let an entry have the highlights of a copy, out of sight until an action keeps them; inside a transaction.

    Their ids here by those that they had: one that is here is not made again. Where the article here is another, they
    go to where it has their words, or have no place.
    """
    if not any(marked.claim.own for marked in (*copy.claims, *copy.lost)):
        return {}
    there = cache.claims.search(where("entry") == number)
    kept = cache.articles.get(doc_id=number)
    article = codec.article_from(kept) if kept else None
    is_same = article is not None and copy.article is not None and article.text == copy.article.text
    made: list[Document] = []
    ids: dict[str, str] = {}
    near = 0
    for marked in (*copy.claims, *copy.lost):
        claim = marked.claim
        near = claim.content[0].start if claim.content else near + 1  # one without a place keeps the order of the file
        if not claim.own:
            continue
        if not is_same:
            claim = replace(claim, content=anchored_in(article, claim.quote, near=near) if article else ())
        here = _alike(there, doc["key"], claim)
        if here is None:
            at = marked.state.kept or copy.item.first_seen
            place = claim.content[0].start if claim.content else near
            here = Document(_made(number, doc, claim, there, near=place, at=at), 0)
            there.append(here)
            made.append(here)
        ids[marked.claim.id] = here["key"]
    cache.claims.add_own(map(dict, made))
    return ids


def source_of(claim: Claim) -> str | None:
    """Who says what is highlighted, as a change names it: kind first; None for nobody."""
    return f"{claim.kind.value}:{claim.resolved}" if claim.resolved else None


def _alike(there: Iterable[Document], entry: str, claim: Claim) -> Document | None:
    """The highlight among an entry's claims that has the same id and words, or else is kept at the same place."""
    key, content = f"{entry}.{claim.id.rpartition('.')[2]}", codec.spans_to(claim.content)
    placed = None
    for other in there:
        if other.get("own") and (other["key"] == key or (other.get("kept") and other["content"] == content)):
            same_words = codec.claim_from(other, entry).quote.exact == claim.quote.exact
            if same_words and other["key"] == key:
                return other
            if other.get("kept") and other["content"] == content and (content or same_words):
                placed = other
    return placed


def _made(
    number: int, doc: Mapping[str, Any], claim: Claim, there: Iterable[Mapping[str, Any]], *, near: int, at: datetime
) -> dict[str, Any]:
    """The document of a highlight, which no other claim of the entry's has the id of, and which is not kept yet."""
    made = claim_doc(number, doc, nth_among(there, near), claim)
    taken = {other["key"] for other in there}
    while made["key"] in taken:
        made["key"] += "0"
    made |= {"own": True, "live": False, "since": codec.time_to(at), "was": near, "quoted": claim.quote_type.value}
    codec.say_by(made, source_of(claim))
    return made
