"""The full-text index, the counts and the tags' tables say what the documents say, whatever was done before."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newsterm.model import FeedStatus, FeedUpdate, FetchState, Retention, Target
from newsterm.store import Store
from newsterm.store.documents import columns, decode
from newsterm.store.schema import SCHEMAS
from tests.store.world import NOW, A, B, do, entry, follow, prepare, tag, update

GUIDS = st.sampled_from(["one", "two", "three"])
FEEDS = st.sampled_from([A, B])
TEXTS = st.sampled_from(["", "Grain <b>rose</b>.", "Analysts said that quartz &amp; granite fell. Naïve öl."])
SAID = st.sampled_from(["Ana Sorel said the port was safe.", "Nothing.", "Critics argue tolls rise, officials said."])


class _TakenBack(Exception):
    pass


class InStep(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name, "cache.db"), now=NOW)
        follow(self.store, A, B)

    def items(self) -> list[str]:
        return [item.id for item in self.store.listing(None, now=NOW).rows(0, 99)]

    @rule(feed=FEEDS, guid=GUIDS, text=TEXTS, hours=st.integers(1, 900), stories=st.booleans())
    def poll(self, feed: str, guid: str, text: str, hours: int, stories: bool) -> None:
        one = entry(guid, hours=hours, text=text)
        known = guid in self.store.known(feed)
        self.store.apply(update(feed, one, new=not known, revised=known, stories=stories), now=NOW)

    @rule(nth=st.integers(0, 5), text=SAID)
    def extract(self, nth: int, text: str) -> None:
        for item in self.store.listing(None, now=NOW).rows(nth, nth + 1):
            prepare(self.store, item.entry.guid, text)

    @rule(nth=st.integers(0, 5), field=st.sampled_from(["read", "starred"]), value=st.booleans())
    def mark(self, nth: int, field: str, value: bool) -> None:
        for item in self.items()[nth : nth + 1]:
            do(self.store, "mark", Target.ENTRY, item, field, value)

    @rule(nth=st.integers(0, 5), name=st.sampled_from(["a", "b"]))
    def tag(self, nth: int, name: str) -> None:
        for item in self.items()[nth : nth + 1]:
            tag(self.store, Target.ENTRY, item, name)

    @rule(nth=st.integers(0, 3), rejected=st.booleans())
    def reject(self, nth: int, rejected: bool) -> None:
        both = [row for which in (False, True) for row in self.store.claims(None, rejected=which, now=NOW)]
        for _, marked in both[nth : nth + 1]:
            do(self.store, "reject", Target.CLAIM, marked.claim.id, "rejected", rejected)

    @rule(feed=FEEDS, followed=st.booleans())
    def turn(self, feed: str, followed: bool) -> None:
        do(self.store, "turn", Target.FEED, feed, "subscribed", followed)

    @rule(name=st.sampled_from(["a", "b"]), query=st.sampled_from([None, "port", "quay"]))
    def view(self, name: str, query: str | None) -> None:
        do(self.store, "view", Target.VIEW, name, "query", query)

    @rule(back=st.booleans())
    def undo(self, back: bool) -> None:
        _ = self.store.undo() if back else self.store.redo()

    @rule(days=st.integers(0, 40))
    def drop(self, days: int) -> None:
        sum(self.store.drop(Retention(age=timedelta(days=days), unread=timedelta(days=1)), now=NOW))

    @rule()
    def merge(self) -> None:
        if self.store.feed(A) is not None:
            self.store.apply(FeedUpdate(url=A, state=FetchState(status=FeedStatus.OK), rewritten_url=B), now=NOW)
            follow(self.store, A)

    @invariant()
    def every_index_says_what_the_documents_say(self) -> None:
        assert self.store.check().problems == ()
        assert self.words() == self.words(anew=True)
        for schema in SCHEMAS:
            names = [name for name, _ in schema.columns]
            sql = f"SELECT {', '.join(['doc', 'odd', *names])} FROM {schema.name}"
            for doc, odd, *stored in self.store._cache.rows.rows(sql):
                assert (odd, stored) == columns(decode(doc), schema.columns)[:2]

    def words(self, *, anew: bool = False) -> list[tuple[object, ...]]:
        """Every word of the full-text index with its place, or those of an index that is made anew for that."""
        rows = self.store._cache.rows
        rows.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab(main, search, instance)")
        found: list[tuple[object, ...]] = []
        with suppress(_TakenBack), rows.transaction():
            if anew:
                self.store.repair()
            found += sorted(rows.rows("SELECT term, doc, col, offset FROM temp.places"))
            raise _TakenBack
        return found

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestInStep = InStep.TestCase
TestInStep.settings = settings(max_examples=25, stateful_step_count=12, deadline=None, database=None)
