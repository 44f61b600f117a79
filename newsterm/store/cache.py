"""The cache as a TinyDB database with its tables by name, and the feeds' labels kept at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from tinydb import TinyDB

from newsterm.store.connection import Sync
from newsterm.store.table import DocumentTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from newsterm.store.storage import SQLiteStorage


class FeedLabel(Struct, frozen=True, kw_only=True):
    """What rows show of a feed."""

    url: str
    name: str
    subscribed: bool
    folder: str | None


class Cache(TinyDB):
    """TinyDB over one `SQLiteStorage`."""

    table_class = DocumentTable

    def __init__(self, storage: SQLiteStorage) -> None:
        super().__init__(storage=lambda: storage)
        self.rows = storage
        self._labels: tuple[int, Mapping[int, FeedLabel]] | None = None
        self.feeds = self.documents("feeds")
        self.entries = self.documents("entries")
        self.bodies = self.documents("bodies")
        self.articles = self.documents("articles")
        self.revisions = self.documents("revisions")
        self.claims = self.documents("claims")
        self.sightings = self.documents("sightings")
        self.hosts = self.documents("hosts")
        self.actions = self.documents("actions")
        self.memos = self.documents("memos")
        self.views = self.documents("views")
        self.rules = self.documents("rules")
        self.rulings = self.documents("rulings")

    def documents(self, name: str) -> DocumentTable:
        """A table by name."""
        return cast("DocumentTable", self.table(name))

    def transaction(self, *, sync: Sync = Sync.FULL) -> AbstractContextManager[None]:
        """See `SQLiteStorage.transaction`."""
        return self.rows.transaction(sync=sync)

    def version(self) -> tuple[int, int, int]:
        """See `SQLiteStorage.version`."""
        return self.rows.version()

    def labels(self) -> Mapping[int, FeedLabel]:
        """Every feed's label by its number, unsubscribed ones included."""
        if self.rows.writing():  # what is there in the middle of a transaction may never be committed
            return self._read_labels()
        ((stamp,),) = self.rows.rows("SELECT number FROM stamps WHERE name = 'feeds'")
        kept = self._labels
        if kept is None or kept[0] != stamp:
            kept = self._labels = (stamp, self._read_labels())
        return kept[1]

    def _read_labels(self) -> Mapping[int, FeedLabel]:
        found: list[tuple[int, str, str, Any, str | None]] = self.feeds.select(
            ("id", "url", "name", "subscribed", "folder")
        )
        return {n: FeedLabel(url=u, name=t, subscribed=bool(s), folder=f) for n, u, t, s, f in found}
