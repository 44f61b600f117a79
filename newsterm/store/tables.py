"""What TinyDB reads from a storage: the tables as a lazy mapping."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsterm.store.storage import SQLiteStorage


class Tables(MutableMapping[str, Any]):
    """The tables by name; a table is loaded when it is looked at, and changes wait for `save`."""

    def __init__(self, storage: SQLiteStorage) -> None:
        self._storage = storage
        self._changed: dict[str, Any] = {}
        self._dropped: set[str] = set()

    def _names(self) -> list[str]:
        return [n for (n,) in self._storage.rows("SELECT name FROM catalogue WHERE present ORDER BY rowid")]

    def __getitem__(self, name: str) -> Any:
        if name in self._changed:
            return self._changed[name]
        if name in self._dropped or not self._storage.facts(name).present:
            raise KeyError(name)
        return self._storage.load(name)

    def __setitem__(self, name: str, documents: Any) -> None:
        self._changed[name] = documents
        self._dropped.discard(name)

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._changed.pop(name, None)
        self._dropped.add(name)

    def __contains__(self, name: object) -> bool:
        return name in set(self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*(n for n in self._names() if n not in self._dropped), *self._changed]))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def save(self) -> None:
        """Write what was assigned and deleted, in one transaction."""
        with self._storage.transaction():
            for name in self._dropped:
                self._storage.drop(name)
            for name, documents in self._changed.items():
                self._storage.replace(name, documents)
        self._changed.clear()
        self._dropped.clear()
