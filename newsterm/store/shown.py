"""Which entries are shown: those that at least one subscribed feed carries, unless the user has hidden them.

Both are one number, so that a list needs one condition and one index: 0 and 1 say whether a subscribed feed carries
the entry; what is hidden has 3 less that, 3 or 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import where

from newsterm.store.reader import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsterm.store.cache import Cache

SHOWN = where("shown") == True  # noqa: E712 - TinyDB overloads ==
"""Entries that a subscribed feed carries and that are not hidden."""
CARRIED_HIDDEN = where("shown") == 2
"""Entries that a subscribed feed carries and that are hidden."""
HIDDEN = where("shown") > 1
"""Entries that are hidden, whether a feed carries them or not."""


def is_hidden(doc: Mapping[str, Any]) -> bool:
    """Whether an entry is hidden, by its document."""
    return bool(doc["shown"] > 1)


def shown_as(*, carried: bool, hidden: bool) -> bool | int:
    """What stands in an entry's document."""
    return 3 - carried if hidden else carried


def is_carried(doc: Mapping[str, Any]) -> bool:
    """Whether a subscribed feed carries an entry, by its document."""
    return doc["shown"] in {1, 2}


def set_hidden(cache: Cache, keys: Iterable[str], hidden: bool) -> list[str]:
    """Hide entries, or show them again, inside a transaction; the keys of those that changed. None is decoded."""
    other = "+shown < 2" if hidden else "+shown > 1"  # found by key
    changed: list[str] = []
    for some in batches(keys):
        its = f"WHERE key IN ({','.join('?' * len(some))}) AND {other}"
        rows = cache.rows.rows(f"SELECT key FROM entries {its} ORDER BY id", some)  # noqa: S608 - SQL of ours
        changed += [key for (key,) in rows]
        flipped = "doc = json_set(doc, '$.shown', 3 - shown), shown = 3 - shown"
        cache.rows.run(f"UPDATE entries SET {flipped} {its}", some)  # noqa: S608 - as above
    return changed


def refresh_shown(cache: Cache, feeds: Iterable[int]) -> None:
    """Show or take out of sight the entries of feeds whose subscription has changed; what is hidden stays so."""
    numbers = list(feeds)
    subscribed = {n for (n,) in cache.feeds.select(("id",), where("subscribed") == True)}  # noqa: E712

    def change(doc: dict[str, Any]) -> None:
        doc["shown"] = shown_as(carried=not subscribed.isdisjoint(doc["feeds"]), hidden=is_hidden(doc))

    entries = cache.sightings.select(("entry",), where("feed").one_of(numbers) & where("entry").exists())
    cache.entries.update(change, doc_ids=sorted({e for (e,) in entries}))
