"""Which entries are shown: those that at least one subscribed feed carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.store.cache import Cache


def refresh_shown(cache: Cache, feeds: Iterable[int]) -> None:
    """Show or hide the entries of feeds whose subscription has changed."""
    numbers = list(feeds)
    subscribed = {n for (n,) in cache.feeds.select(("id",), where("subscribed") == True)}  # noqa: E712

    def change(doc: dict[str, Any]) -> None:
        doc["shown"] = not subscribed.isdisjoint(doc["feeds"])

    entries = cache.sightings.select(("entry",), where("feed").one_of(numbers) & where("entry").exists())
    cache.entries.update(change, doc_ids=sorted({e for (e,) in entries}))
