"""Which feeds a query's leaf is about: a handful of labels, so that Python goes through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.near import is_near
from newsterm.query.pattern import finder
from newsterm.query.tree import FeedHas, FeedPart, InFeed, InFolder, Near
from newsterm.store.texts import host, is_below

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.store.cache import Cache, FeedLabel


def feeds_meant(cache: Cache, leaf: InFeed | InFolder | FeedHas | Near) -> list[int]:
    """The numbers of the subscribed feeds of which the leaf holds."""
    tagged = _tagged(cache, leaf) if isinstance(leaf, FeedHas) and leaf.part is FeedPart.TAG else frozenset()
    holds = _test(leaf)
    return [n for n, label in cache.labels().items() if label.subscribed and (n in tagged or holds(label))]


def _test(leaf: InFeed | InFolder | FeedHas | Near) -> Callable[[FeedLabel], bool]:
    if isinstance(leaf, Near):
        return lambda f: is_near(f.name, leaf.name)
    value = leaf.value
    wanted = value.casefold()
    match leaf:
        case InFeed():
            return lambda f: wanted == f.url.casefold() or wanted in f.name.casefold() or wanted in host(f.url)
        case InFolder():
            return lambda f: is_below(f.folder, value)
        case FeedHas(part=FeedPart.TAG):
            return lambda _: False
        case FeedHas(pattern=True):
            found = finder(value)
            return lambda f: found(_part(f, leaf.part))
    return lambda f: wanted in _part(f, leaf.part).casefold()


def _part(feed: FeedLabel, part: FeedPart) -> str:
    return feed.name if part is FeedPart.TITLE else feed.url


def _tagged(cache: Cache, leaf: FeedHas) -> frozenset[int]:
    """Feeds with such a tag; the tags' own table says so, no document is decoded."""
    if not leaf.pattern:
        return frozenset(n for (n,) in cache.rows.rows("SELECT id FROM feeds__tags WHERE value = ?", (leaf.value,)))
    found = finder(leaf.value)
    return frozenset(n for tag, n in cache.rows.rows("SELECT value, id FROM feeds__tags") if found(str(tag)))
