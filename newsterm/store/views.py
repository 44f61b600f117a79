"""The views that the user saved: a document each, which keeps its place when the view is removed and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import SavedView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinydb.table import Document

    from newsterm.store.cache import Cache


_PLACES = range(2**53)
"""Where a view can stand: a place beyond them would leave none for the next view."""


def all_views(cache: Cache) -> tuple[SavedView, ...]:
    """The views in the order of their places; KeyError, TypeError or ValueError where a document is none."""
    docs = [(_place(doc), _view(doc)) for doc in cache.views.all()]
    return tuple(view for _, view in sorted(docs, key=lambda pair: pair[0]) if view is not None)


def _view(doc: Mapping[str, Any]) -> SavedView | None:
    """The view, None for one that was removed; KeyError or TypeError where the document is none."""
    name, query = doc["name"], doc.get("query", "")
    if not isinstance(name, str) or not isinstance(query, str):
        raise TypeError("a view's name and query are texts")
    return SavedView(name=name, query=query) if "query" in doc else None


def _place(doc: Mapping[str, Any]) -> int:
    place = doc["position"]
    if type(place) is not int or place not in _PLACES:
        raise ValueError(f"a view's position is a whole number, not {place!r}")
    return place


def view_docs(cache: Cache, names: Iterable[str], *, make: bool) -> list[Document]:
    """The documents of views, those that were removed included; `make` gives a new name the last place."""
    found = []
    for name in names:
        doc: Document | None = cache.views.get(where("name") == name)
        if doc is None and make:
            last = cache.views.select(("position",), order="position DESC", limit=1)
            cache.views.insert({"name": name, "position": last[0][0] + 1 if last else 1})
            doc = cache.views.get(where("name") == name)
        if doc is not None:
            found.append(doc)
    return found
