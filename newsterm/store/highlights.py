"""What the user highlights is kept: as a claim beside those that are found, made and taken away as an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from tinydb import where

from newsterm.model import Target
from newsterm.store import actions, codec
from newsterm.store.anchors import anchored_in
from newsterm.store.items import number_of
from newsterm.store.readings import claim_doc, nth_among

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
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
        doc, place = cache.entries.get(doc_id=number), content[0][0]
        made = _made(number, doc, claim, nth=nth_among(there, place), near=place, at=at)
        _set_apart(made, {other["key"] for other in there})
        made |= {name: value for name, value in (("tags", list(tags)), ("note", note)) if value}
        cache.claims.insert(made)
        return actions.edit(cache, Target.HIGHLIGHT, [made["key"]], "kept", True, label=lambda _: label, at=at)


def bring(cache: Cache, number: int, doc: Mapping[str, Any], copy: Copy) -> dict[str, str]:
    """Let an entry have the highlights of a copy, out of sight until an action keeps them; inside a transaction.

    Their ids here by those that they had: one that is here, by its id and words or at the same place, is not made
    again. Where the article here is another, they go to where it has their words, or have no place.
    """
    if not any(marked.claim.own for marked in (*copy.claims, *copy.lost)):
        return {}
    there = cache.claims.search(where("entry") == number)
    found, taken = [c for c in there if not c.get("own")], {c["key"] for c in there}
    words = {c["key"]: _words(c) for c in there if c.get("own")}
    placed = {_place(c): c["key"] for c in there if c.get("own") and c.get("kept")}
    kept = cache.articles.get(doc_id=number)
    article = codec.article_from(kept) if kept else None
    is_same = article is not None and copy.article is not None and article.text == copy.article.text
    made: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    near = 0
    for marked in (*copy.claims, *copy.lost):
        claim = marked.claim
        near = claim.content[0].start if claim.content else near + 1  # one without a place keeps the order of the file
        if not claim.own:
            continue
        if not is_same:
            claim = replace(claim, content=anchored_in(article, claim.quote, near=near) if article else ())
        place = claim.content[0].start if claim.content else near
        at = marked.state.kept or copy.item.first_seen
        one = _made(number, doc, claim, nth=nth_among(found, place), near=place, at=at)
        if words.get(one["key"]) != _words(one):
            if (same := placed.get(_place(one))) is None:
                _set_apart(one, taken)
                taken.add(one["key"])
                placed[_place(one)] = one["key"]
                made.append(one)
            else:
                one = {"key": same}
        ids[marked.claim.id] = one["key"]
    cache.claims.add_own(made)
    return ids


def source_of(claim: Claim) -> str | None:
    """Who says what is highlighted, as a change names it: kind first; None for nobody."""
    return f"{claim.kind.value}:{claim.resolved}" if claim.resolved else None


def _words(own: Mapping[str, Any]) -> str:
    """The words of a highlight's document."""
    exact = own["quote"][0]
    return str(own["text"] if exact is None else exact)


def _place(own: Mapping[str, Any]) -> tuple[str, str]:
    """What no two kept highlights of an entry have in common; where one has no place, its words."""
    return str(own["content"]), "" if own["content"] else _words(own)


def _made(number: int, doc: Mapping[str, Any], claim: Claim, *, nth: float, near: int, at: datetime) -> dict[str, Any]:
    """The document of a highlight that is not kept yet."""
    made = claim_doc(number, doc, nth, claim)
    made |= {"own": True, "live": False, "since": codec.time_to(at), "was": near, "quoted": claim.quote_type.value}
    codec.say_by(made, source_of(claim))
    return made


def _set_apart(own: dict[str, Any], taken: Collection[str]) -> None:
    """Give a highlight an id that no other claim of its entry has."""
    while own["key"] in taken:
        own["key"] += "0"
