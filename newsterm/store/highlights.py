"""What the user highlights is kept: as a claim beside those that are found, made and taken away as an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import where

from newsterm.model import Target
from newsterm.store import actions, codec
from newsterm.store.items import number_of
from newsterm.store.readings import claim_doc, nth_among

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsterm.model import Action, Claim
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
        made = claim_doc(number, cache.entries.get(doc_id=number), nth_among(there, content[0][0]), claim)
        taken = {other["key"] for other in there}
        while made["key"] in taken:
            made["key"] += "0"
        made |= {"own": True, "live": False, "since": codec.time_to(at), "was": content[0][0]}
        made["quoted"] = claim.quote_type.value
        codec.say_by(made, f"{claim.kind.value}:{claim.resolved}" if claim.resolved else None)
        made |= {name: value for name, value in (("tags", list(tags)), ("note", note)) if value}
        cache.claims.insert(made)
        return actions.edit(cache, Target.HIGHLIGHT, [made["key"]], "kept", True, label=lambda _: label, at=at)
