"""The views that the user saved: a document each, which keeps its place when the view is removed and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.model import SavedView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tinydb.table import Document

    from newsterm.store.cache import Cache


def all_views(cache: Cache) -> tuple[SavedView, ...]:
    """The views in the order of their places."""
    docs = sorted(cache.views.all(), key=lambda doc: doc["position"])
    return tuple(view_from(doc) for doc in docs if "query" in doc)


def view_from(doc: Mapping[str, Any]) -> SavedView:
    """The view; KeyError or TypeError where the document is none."""
    name, query, _ = doc["name"], doc["query"], int(doc["position"])
    if not isinstance(name, str) or not isinstance(query, str):
        raise TypeError("a view's name and query are texts")
    return SavedView(name=name, query=query)


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
