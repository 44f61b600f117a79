"""Which entries and claims bear a note or a highlight of the user's: few, found through indexes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.tree import Has, Is, NoteHas, Part

if TYPE_CHECKING:
    from newsterm.store.cache import Cache

# No order is asked for: SQLite would go through a million claims for it, instead of the index of those with a note
# (measured at that size: 0.2 ms instead of 760).
_CLAIMS = "SELECT id, entry, live = 1 AND rejected = 0, note FROM claims WHERE note IS NOT NULL"
_ENTRIES = "SELECT id, note FROM entries WHERE note IS NOT NULL"
_HIGHLIGHTED = "SELECT entry FROM claims WHERE own = 1 AND live = 1 AND rejected = 0"


def claims_noted(cache: Cache, leaf: Has | NoteHas) -> set[int]:
    """Numbers of the claims whose note satisfies the leaf."""
    return {number for number, _, _, note in cache.rows.rows(_CLAIMS) if _has(note, leaf)}


def entries_marked(cache: Cache, leaf: Is | Has | NoteHas) -> set[int]:
    """Numbers of the entries in which something is highlighted, or that have a note or a claim with one."""
    if isinstance(leaf, Is) or leaf == Has(Part.HIGHLIGHT):
        return {entry for (entry,) in cache.rows.rows(_HIGHLIGHTED)}
    of_claims = {entry for _, entry, counts, note in cache.rows.rows(_CLAIMS) if counts and _has(note, leaf)}
    return of_claims | {number for number, note in cache.rows.rows(_ENTRIES) if _has(note, leaf)}


def _has(note: str, leaf: Has | NoteHas) -> bool:
    return isinstance(leaf, Has) or leaf.value.casefold() in note.casefold()
