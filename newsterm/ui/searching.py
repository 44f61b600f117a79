"""Looking items up beside the loop: keys never wait for a query, however long it takes."""

from __future__ import annotations

from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.library import Library, Sort
    from newsterm.query.tree import Tree

    Wish = tuple[Tree, Sort, Future[Sequence[int]]]


PATIENCE = 0.04
"""Seconds that a key waits for an answer: what is there by then is painted with it, without a flicker."""


class Searcher:
    """One thread with a library of its own, which looks up what was asked for last.

    The thread is a daemon: leaving newsterm does not wait for what it has begun.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wishes: SimpleQueue[Wish | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._beside: Library | None = None
        self._wanted: Future[Sequence[int]] | None = None

    def prepare(self) -> None:
        """Open the library: the first question waits less."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="searching", daemon=True)
            self._thread.start()

    def find(self, tree: Tree, sort: Sort) -> Future[Sequence[int]]:
        """The numbers of the items, in order; what was asked for before is given up.

        The answer may be a NewstermError: the query can't be used, or the cache can't be read.
        """
        self.prepare()
        found: Future[Sequence[int]] = Future()
        self.give_up()
        self._wanted = found
        self._wishes.put((tree, sort, found))
        return found

    def close(self) -> None:
        """Give up, and end the thread."""
        self.give_up()
        self._wishes.put(None)

    def give_up(self) -> None:
        """What is being looked up is not wanted any more."""
        if self._wanted is not None and not self._wanted.cancel() and not self._wanted.done():
            with self._lock:
                if self._beside is not None:
                    self._beside.interrupt()

    def _work(self) -> None:
        try:
            library = self._library.beside()
        except NewstermError as error:
            self._refuse(error)
            return
        with library:
            with self._lock:
                self._beside = library
            while (wish := self._wishes.get()) is not None:
                _answer(library, *wish)
            with self._lock:
                self._beside = None

    def _refuse(self, error: NewstermError) -> None:
        """The cache can't be opened: that is the answer to everything."""
        while (wish := self._wishes.get()) is not None:
            if wish[2].set_running_or_notify_cancel():
                wish[2].set_exception(error)


def _answer(library: Library, tree: Tree, sort: Sort, found: Future[Sequence[int]]) -> None:
    if not found.set_running_or_notify_cancel():
        return
    try:
        found.set_result(library.numbers(tree, sort=sort))
    except NewstermError as error:
        found.set_exception(error)
