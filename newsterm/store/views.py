"""The views that the user saved: a document each, which keeps its place when the view is removed and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import SavedView
from newsterm.store.codec import time_from, time_to
from newsterm.store.connection import Sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from tinydb.table import Document

    from newsterm.store.cache import Cache
    from newsterm.store.table import DocumentTable


_PLACES = range(2**53)
"""Where a view can stand: a place beyond them would leave none for the next view."""


def all_views(cache: Cache) -> tuple[SavedView, ...]:
    """The views in the order of their places; KeyError, TypeError or ValueError where a document is none."""
    docs = [(place_of(doc), _view(doc)) for doc in cache.views.all()]
    return tuple(view for _, view in sorted(docs, key=lambda pair: pair[0]) if view is not None)


def _view(doc: Mapping[str, Any]) -> SavedView | None:
    """The view, None for one that was removed; KeyError or TypeError where the document is none."""
    name, query, colour, key = doc["name"], doc.get("query", ""), doc.get("colour"), doc.get("key")
    if not isinstance(name, str) or not isinstance(query, str):
        raise TypeError("a view's name and query are texts")
    if not all(isinstance(text, str | None) for text in (colour, key)):
        raise TypeError("a view's colour and key are texts")
    visited = time_from(doc.get("visited"))
    return SavedView(name=name, query=query, colour=colour, key=key, visited=visited) if "query" in doc else None


def place_of(doc: Mapping[str, Any]) -> int:
    """Where a view or a rule stands among the others; ValueError where that is no place."""
    place = doc["position"]
    if type(place) is not int or place not in _PLACES:
        raise ValueError(f"a position is a whole number, not {place!r}")
    return place


def named_docs(table: DocumentTable, names: Iterable[str], *, make: bool) -> list[Document]:
    """The documents of views or rules, those that were removed included; `make` gives a new name the last place."""
    found = []
    for name in names:
        doc: Document | None = table.get(where("name") == name)
        if doc is None and make:
            last = table.select(("position",), order="position DESC", limit=1)
            table.insert({"name": name, "position": last[0][0] + 1 if last else 1})
            doc = table.get(where("name") == name)
        if doc is not None:
            found.append(doc)
    return found


def places(table: DocumentTable, order: list[str]) -> dict[str, int]:
    """The places that put these names in this order; those of others stay."""
    docs = [doc for name in order for doc in named_docs(table, [name], make=False)]
    return dict(zip((doc["name"] for doc in docs), _rising(sorted(map(place_of, docs))), strict=True))


def _rising(taken: Iterable[int]) -> list[int]:
    """The same places, none twice: what was taken in may have had equal ones."""
    rising: list[int] = []
    for place in taken:
        rising.append(max(place, rising[-1] + 1) if rising else place)
    return rising


def note_visit(cache: Cache, name: str, at: datetime) -> None:
    """Remember when a view was left; one that is not there any more is passed over."""
    with cache.transaction(sync=Sync.NORMAL):
        cache.views.update({"visited": time_to(at)}, where("name") == name)


def take_over(cache: Cache, old: str, new: str) -> None:
    """Give a view the place and the visits of another, inside a transaction."""
    (before,) = named_docs(cache.views, [old], make=False)
    (after,) = named_docs(cache.views, [new], make=True)
    after["position"] = before["position"]
    if "visited" in before:
        after["visited"] = before["visited"]
    cache.views.save([after])
