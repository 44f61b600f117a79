"""A library looked at as a whole: who is quoted, what words describe best, what came since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import NotFound, UsageError
from newsterm.kept import Kept
from newsterm.model import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from newsterm.model import Item, MarkedClaim, QuotedSource
    from newsterm.query.tree import Tree


class Overview(Kept):
    """What is kept, with the questions that go over everything in it."""

    def sources(self, *, limit: int | None = None) -> Iterator[QuotedSource]:
        """Who is quoted, most often first, then by name."""
        return self._store.sources(limit)

    def said_by(self, name: str, *, limit: int | None = None) -> Iterator[tuple[Item, MarkedClaim]]:
        """What sources of that name said, newest item first.

        Those who are called so, in whatever case; else those whose names have words that begin so. NotFound where
        there is none.
        """
        names = self._store.sources_like(name)
        if not names:
            raise NotFound(
                f'Nobody called "{clean_line(name)}" is quoted; `newsterm sources` lists who is, '
                "and `newsterm claims source:~NAME` finds names that are nearly so."
            )
        return self._store.said_by(names, limit)

    def best_matches(self, query: str, *, limit: int) -> tuple[list[tuple[Item, float, str]], int]:
        """Items by how well the query's words describe them, each with a score and its text; how many there are.

        UsageError where the query has no words to go by.
        """
        from newsterm.store.ranking import words_in  # noqa: PLC0415 - only a search ranks

        tree = self.tree(query)
        if not any(words_in(tree)):
            raise UsageError("A search goes by words, and there are none here; `newsterm list` takes other queries.")
        return self._store.best_matches(tree, limit=limit, now=self._clock())

    def words_of(self, query: str) -> tuple[Callable[[str], bool], ...]:
        """Of each single word that a search goes by, whether a word of a text is one of its forms."""
        from newsterm.store.ranking import words_in  # noqa: PLC0415 - as above
        from newsterm.store.stems import meaning  # noqa: PLC0415 - as above

        return tuple(meaning(word) for leaf in words_in(self.tree(query)) for word in leaf.text.split())

    # -- what came since ---------------------------------------------------------------------------------------------

    def latest(self) -> tuple[int, int]:
        """The highest numbers of an item and of a claim: what comes later has higher ones."""
        return self._store.latest()

    def before(self, since: str | datetime) -> int:
        """The number of an item, or the one below the first that was first seen then or later. NotFound for no item."""
        number = self._store.before(since)
        if number is None:
            raise NotFound(f'There is no item "{clean_line(str(since))}" any more; begin from a moment instead.')
        return number

    def unprepared_numbers(self) -> frozenset[int]:
        """Numbers of items whose claims nobody has looked for yet."""
        return self._store.unprepared_numbers()

    def items_since(self, query: str | Tree, after: int) -> tuple[tuple[int, Item], ...]:
        """Items above a number that satisfy the query, with their numbers, in the order in which they came."""
        return self._store.items_since(self._meant(query), after, now=self._clock())

    def claims_since(
        self, query: str | Tree, after: int, *, above: int, others: Collection[int]
    ) -> tuple[tuple[Item, MarkedClaim], ...]:
        """Claims above a number that satisfy the query, of items above one or among `others`, as they were found."""
        return self._store.claims_since(self._meant(query), after, above=above, others=others, now=self._clock())
