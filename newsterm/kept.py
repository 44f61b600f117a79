"""A library as a whole: opened and given back, looked after, handed out and taken in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from newsterm.model import Target, counted
from newsterm.store import Report, Store, Tell, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from newsterm.model import Action
    from newsterm.query.tree import Tree


def utc_now() -> datetime:
    """The present moment; everything that decides by time takes it as an argument instead of calling this."""
    return datetime.now(UTC)


class Kept:
    """What a library is kept in, and the clock that it goes by."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        set_aside: bool = False,
        clock: Callable[[], datetime] = utc_now,
        tell: Tell = quiet,
    ) -> Self:
        """Open the cache file at `path`; with `set_aside` a damaged one is renamed and a new one begun."""
        store = Store.open(path, read_only=read_only, set_aside=set_aside, now=clock(), tell=tell)
        return cls(store, clock=clock)

    def beside(self) -> Self:
        """The same cache, opened once more to read: for a thread that may outlive this library."""
        return type(self).open(self._store.path, read_only=True, clock=self._clock)

    def now(self) -> datetime:
        """The moment by this library's clock."""
        return self._clock()

    def watch(self, tell: Tell | None) -> None:
        """Have `tell` hear of this thread's questions where they take more than half a second, for as long as they do.

        Ctrl-C then ends one with KeyboardInterrupt. None: nobody hears of them any more.
        """
        self._store.watch(tell)

    def interrupt(self) -> None:
        """End what another thread is reading here: a StoreError is raised there."""
        self._store.interrupt()

    def close(self) -> None:
        """Give back the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening had to do that the user should know, in words."""
        return self._store.notices

    @property
    def folder(self) -> Path:
        """The folder that the cache lies in."""
        return self._store.path.parent

    def version(self) -> int:
        """A number that changes when another process has written."""
        return self._store.data_version()

    # -- care --------------------------------------------------------------------------------------------------------

    def check(self, *, tell: Tell = quiet) -> Report:
        """Whether the cache is whole, and how large it is; `tell` hears how far it is."""
        return self._store.check(tell=tell)

    def compact(self, *, tell: Tell = quiet) -> None:
        """Give unused space back to the disk."""
        self._store.compact(tell=tell)

    def repair(self, *, tell: Tell = quiet) -> None:
        """Take away what belongs to no entry; make counts and indexes anew."""
        self._store.repair(tell=tell)

    def export_tinydb(self, path: Path, *, tell: Tell = quiet) -> int:
        """Write every document to a file that plain TinyDB opens; how many."""
        return self._store.export_tinydb(path, tell=tell)

    def import_tinydb(self, data: bytes, *, tell: Tell = quiet) -> int:
        """Take in what `export_tinydb` wrote, into an empty cache; how many documents."""
        return self._store.import_tinydb(data, tell=tell)

    # -- for those who stand on this ---------------------------------------------------------------------------------

    def tree(self, query: str) -> Tree:
        """The query's meaning today. QueryError where it can't be read."""
        from newsterm.query.parse import parse  # noqa: PLC0415 - 3 ms that nobody needs who only polls or tags

        return parse(query, today=self._clock().astimezone().date())

    def _meant(self, query: str | Tree) -> Tree:
        return self.tree(query) if isinstance(query, str) else query

    def _edit(
        self,
        target: Target,
        ids: Iterable[str],
        field: str,
        after: Callable[[Any], Any] | Mapping[str, Any] | bool | str | None,
        label: Callable[[str], str],
    ) -> Action | None:
        """Change a field of each of these things; `label` tells of it, given "3 items"."""
        noun = {Target.ENTRY: "item"}.get(target, target.value)

        def told(count: int) -> str:
            return label(counted(count, noun))

        return self._store.edit(target, ids, field, after, label=told, at=self._clock())
