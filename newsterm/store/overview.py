"""What is asked across all of the cache: who is quoted, what words describe best, what came since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.store import arrivals, codec, indexing, sources
from newsterm.store.cachefile import CacheFile
from newsterm.store.compile import Compiler
from newsterm.store.items import item_from, items_of, number_of
from newsterm.store.ranking import best_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from newsterm.model import Item, MarkedClaim, QuotedSource
    from newsterm.query.tree import Tree


class Overview(CacheFile):
    """A cache's file with the questions that go over everything in it."""

    def sources(self, limit: int | None) -> Iterator[QuotedSource]:
        """Who is quoted, most often first."""
        return sources.sources(self._cache, limit)

    def sources_like(self, name: str) -> tuple[str, ...]:
        """Names of sources that are called so; see `sources.names_like`."""
        return sources.names_like(self._cache, name)

    def said_by(self, names: Sequence[str], limit: int | None) -> Iterator[tuple[Item, MarkedClaim]]:
        """What sources of these names said, newest item first."""
        return sources.said_by(self._cache, names, limit)

    def best_matches(self, tree: Tree, *, limit: int, now: datetime) -> tuple[list[tuple[Item, float, str]], int]:
        """Items by how well the query's words describe them, each with its score and its text; how many there are."""
        cache = self._cache
        found, number = best_matches(cache, Compiler(cache, now).entries(tree), tree, limit)
        items = items_of(cache, [n for n, _ in found])
        texts = [indexing.stored_text(cache, n) for n, _ in found]
        return [(item, score, text) for item, (_, score), text in zip(items, found, texts, strict=True)], number

    # -- what came since ---------------------------------------------------------------------------------------------

    def latest(self) -> tuple[int, int]:
        """The highest numbers of an item and of a claim."""
        return arrivals.latest_entry(self._cache), arrivals.latest_claim(self._cache)

    def before(self, since: str | datetime) -> int | None:
        """The number of an item, or the one below the first that was first seen at that moment or later."""
        if isinstance(since, str):
            return number_of(self._cache, since)
        return arrivals.before_moment(self._cache, codec.time_to(since) or 0)

    def unprepared_numbers(self) -> frozenset[int]:
        """Numbers of items whose claims nobody has looked for."""
        return arrivals.unprepared(self._cache)

    def items_since(self, tree: Tree | None, after: int, *, now: datetime) -> tuple[tuple[int, Item], ...]:
        """Items above a number that satisfy the query, as they came."""
        docs = arrivals.entries_since(self._cache, Compiler(self._cache, now).entries(tree), after)
        labels = self._cache.labels()
        return tuple((doc.doc_id, item_from(doc, labels)) for doc in docs)

    def claims_since(
        self, tree: Tree | None, after: int, *, above: int, others: Collection[int], now: datetime
    ) -> tuple[tuple[Item, MarkedClaim], ...]:
        """Claims that were found since; see `arrivals.claims_since`."""
        query = Compiler(self._cache, now).claims(tree, rejected=False)
        return arrivals.claims_since(self._cache, query, after, above=above, others=others)
