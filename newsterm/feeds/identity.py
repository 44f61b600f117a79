"""Which entries are the same: every entry of a document has one identity, and no two share it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import clean_line

if TYPE_CHECKING:
    from newsterm.model import Entry

_MAX_GUID = 2_000


def guid_of(text: str | None) -> str | None:
    """An id as it is kept: one clean line, a very long one as its hash; None for none."""
    guid = clean_line(text or "")
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest() if len(guid) > _MAX_GUID else guid or None


def invented(entry: Entry) -> str:
    """An identity for an entry that has none: the same words on the same date are the same entry."""
    if entry.title or entry.content or entry.summary:
        said: object = (entry.title, entry.published and entry.published.isoformat(), entry.content or entry.summary)
    else:
        said = entry
    return "sha256:" + hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def told_apart(entries: list[Entry], unnamed: set[str]) -> tuple[Entry, ...]:
    """One entry for each identity, whatever their order: repetitions are left out.

    A guid that leads to different pages names none of its entries: they are told apart by their links and, where these
    are the same, by their titles. So are entries that are `unnamed`, known by their link for want of a guid.
    """
    if len({entry.guid for entry in entries}) == len(entries):  # as in nearly every document
        return tuple(entries)
    places: dict[str, set[str]] = defaultdict(set)
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        place = entry.link or entry.title or ""
        places[entry.guid].add(place)
        titles[entry.guid, place].add(entry.title or "")
    kept: dict[str, Entry] = {}
    for entry in entries:
        guid, place = entry.guid, entry.link or entry.title or ""
        shared = len(places[guid]) > 1
        parts = [place] if shared else []
        if (shared or guid in unnamed) and len(titles[guid, place]) > 1:
            parts.append(entry.title or "")
        if parts:
            guid += "#" + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
        kept.setdefault(guid, replace(entry, guid=guid) if parts else entry)
    return tuple(kept.values())
