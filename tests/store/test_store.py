"""The store: what a call has written is there, whole, for every process, and can be taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.claims import EXTRACTOR, find_claims
from newsterm.errors import DamagedStore, ForeignStore, NewerStore, StoreUnavailable
from newsterm.model import (
    Action,
    Article,
    Block,
    BlockKind,
    Entry,
    EntryUpdate,
    FeedInfo,
    FeedStatus,
    FeedUpdate,
    FetchState,
    Subscription,
    TagEdit,
    Target,
)  # fmt: skip
from newsterm.query import parse
from newsterm.store import Sort, Store

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
A, B = "http://a.example/feed", "http://b.example/feed"
SAID = "Transport Minister Ana Sorel said the port was safe. Critics argue that tolls will rise."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "newsterm.db"


@pytest.fixture
def store(path: Path):
    with Store.open(path, now=NOW) as opened:
        yield opened


def entry(guid: str, *, hours: int = 1, title: str | None = None, text: str = "") -> Entry:
    published = NOW - timedelta(hours=hours)
    return Entry(
        guid=guid, title=title or guid.title(), link=f"http://a.example/{guid}", published=published, summary=text
    )


def update(url: str, *entries: Entry, new: bool = True, revised: bool = False, stories: bool = False) -> FeedUpdate:
    return FeedUpdate(
        url=url,
        state=FetchState(status=FeedStatus.OK, checked=NOW),
        info=FeedInfo(title=url[7].upper()),
        entries=tuple(
            EntryUpdate(entry=e, digest=repr(e), text_digest=repr((e.title, e.summary)), new=new, revised=revised,
                        story=e.link if stories else None)
            for e in entries
        ),
    )  # fmt: skip


def follow(store: Store, *urls: str) -> None:
    store.subscribe([Subscription(url=u, added=NOW) for u in urls])


def ids(store: Store, query: str = "", sort: Sort = Sort.NEWEST) -> list[str]:
    listing = store.listing(parse(query, today=NOW.date()), sort=sort, now=NOW)
    return [item.entry.guid for item in listing.rows(0, len(listing))]


def key(store: Store, guid: str) -> str:
    listing = store.listing(None, now=NOW)
    return next(item.id for item in listing.rows(0, len(listing)) if item.entry.guid == guid)


def article(text: str) -> Article:
    block = Block(kind=BlockKind.PARAGRAPH, text=text, start=0, end=len(text))
    return Article(text=text, blocks=(block,), extractor="articles 1")


def prepare(store: Store, guid: str, text: str = SAID) -> None:
    made = article(text)
    found = find_claims(made, published=NOW, outlet="A")
    store.save_article(key(store, guid), made, found, claims_extractor=EXTRACTOR)


def do(store: Store, label: str, target: Target, thing: str, field: str, after: object) -> Action | None:
    """What a user does to one thing: `after` is the value, or what makes it of the value before."""
    change = after if callable(after) else lambda _: after
    return store.edit(target, [thing], field, change, label=lambda _: label, at=NOW)


def tag(store: Store, target: Target, thing: str, *names: str) -> Action | None:
    return do(store, "tag", target, thing, "tags", TagEdit(add=names).apply)


# -- entries ---------------------------------------------------------------------------------------------------------


def test_entries_are_listed_newest_first_without_bodies(store: Store) -> None:
    follow(store, A)
    applied = store.apply(update(A, entry("old", hours=9, text="x"), entry("young")), now=NOW)
    assert len(applied.new) == 2
    assert ids(store) == ["young", "old"]
    assert ids(store, sort=Sort.OLDEST) == ["old", "young"]
    listing = store.listing(None, now=NOW)
    assert listing.rows(1, 2)[0].entry.summary is None
    assert store.item(listing.id_at(1), body=True).entry.summary == "x"
    assert listing.index(listing.id_at(1)) == 1
    assert listing.index("nothing") is None


def test_an_impossible_date_sorts_by_when_it_was_first_seen(store: Store) -> None:
    follow(store, A)
    future = Entry(guid="f", published=NOW + timedelta(days=400))
    store.apply(update(A, future, entry("past", hours=1)), now=NOW)
    (first, _) = store.listing(None, now=NOW).rows(0, 2)
    assert (first.entry.guid, first.sort_time) == ("f", NOW)
    assert first.entry.published == future.published


def test_another_text_is_a_revision_and_marks_stay(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="before")), now=NOW)
    prepare(store, "one")
    do(store, "star", Target.ENTRY, key(store, "one"), "starred", True)
    applied = store.apply(update(A, entry("one", text="after"), new=False, revised=True), now=NOW)
    assert applied.changed == (key(store, "one"),)
    item = store.item(key(store, "one"), body=True)
    assert (item.state.starred, item.revisions, item.entry.summary) == (True, 1, "after")
    assert store.unprepared("articles 1", EXTRACTOR, 9) == (item.id,)


def test_one_story_in_two_feeds_is_one_item_of_both(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one"), stories=True), now=NOW)
    store.apply(update(B, entry("one"), stories=True), now=NOW)
    (item,) = store.listing(None, now=NOW).rows(0, 9)
    assert item.feeds == (A, B)
    assert [f.entries for f in store.feeds()] == [1, 1]
    assert store.known(B).keys() == {"one"}


def test_a_moved_feed_keeps_its_entries_and_two_that_become_one_join_their_marks(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one"), entry("two")), now=NOW)
    store.apply(update(B, entry("two", title="Two again")), now=NOW)
    other = next(i for i in store.listing(None, now=NOW).rows(0, 9) if i.feed == A and i.entry.guid == "two")
    tag(store, Target.ENTRY, other.id, "check")
    moved = FeedUpdate(url=A, state=FetchState(), rewritten_url=B)
    store.apply(moved, now=NOW)
    assert [f.url for f in store.feeds()] == [B]
    items = store.listing(None, now=NOW).rows(0, 9)
    assert sorted(i.entry.guid for i in items) == ["one", "two"]
    assert [i.state.tags for i in items if i.entry.guid == "two"] == [("check",)]


# -- claims ----------------------------------------------------------------------------------------------------------


def test_marks_of_claims_outlive_a_new_extraction(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    prepare(store, "one")
    first, second = store.reading(key(store, "one")).claims
    tag(store, Target.CLAIM, first.claim.id, "check")
    prepare(store, "one", "Much later. " + SAID)
    again = store.reading(key(store, "one")).claims
    assert [(c.claim.id, c.state.tags) for c in again] == [(first.claim.id, ("check",)), (second.claim.id, ())]
    prepare(store, "one", "The sea was calm.")
    assert store.reading(key(store, "one")).claims == ()
    prepare(store, "one")
    assert store.claim(first.claim.id)[1].state.tags == ("check",)


def test_a_rejected_claim_is_hidden_and_kept_out_of_counts(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    prepare(store, "one")
    claim = store.reading(key(store, "one")).claims[0].claim
    do(store, "reject", Target.CLAIM, claim.id, "rejected", True)
    item = store.item(key(store, "one"))
    assert (item.claims, len(store.reading(item.id).claims), len(store.claims(None, now=NOW))) == (1, 1, 1)
    assert len(store.claims(None, include_rejected=True, now=NOW)) == 2
    assert ids(store, "said:safe") == []
    store.undo()
    assert store.item(key(store, "one")).claims == 2
    assert ids(store, "said:safe") == ["one"]


def test_claims_are_found_by_source_kind_and_words(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one"), entry("two", text="Nothing here.")), now=NOW)
    prepare(store, "one")
    for query in (
        "source:sorel",
        "kind:named",
        "kind:group",
        "said:tolls",
        "claims:2",
        "has:claims",
        "cue:argue",
        "sorel",
    ):
        assert ids(store, query) == ["one"], query
    assert ids(store, "-has:claims") == ["two"]
    claims = store.claims(parse("kind:group", today=NOW.date()), now=NOW)
    assert [m.claim.text for _, m in claims] == ["tolls will rise"]


# -- marks -----------------------------------------------------------------------------------------------------------


def test_actions_are_undone_and_done_again_over_restarts(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.apply(update(A, entry("one"), entry("two")), now=NOW)
        one = key(store, "one")
        do(store, "read", Target.ENTRY, one, "read", True)
        tag(store, Target.ENTRY, one, "a", "b")
    with Store.open(path, now=NOW) as store:
        assert store.next_undo().label == "tag"
        assert [store.undo().label, store.undo().label, store.undo()] == ["tag", "read", None]
        assert store.item(one).state.tags == ()
        assert [store.redo().label, store.redo().label, store.redo()] == ["read", "tag", None]
        assert (store.item(one).state.read, store.item(one).state.tags) == (True, ("a", "b"))
        assert store.tag_counts(Target.ENTRY) == (("a", 1), ("b", 1))


def test_undo_leaves_what_another_process_tagged_in_between(path: Path) -> None:
    with Store.open(path, now=NOW) as store, Store.open(path, now=NOW) as other:
        follow(store, A)
        store.apply(update(A, entry("one")), now=NOW)
        one = key(store, "one")
        tag(store, Target.ENTRY, one, "mine")
        tag(other, Target.ENTRY, one, "theirs")
        store.undo()
        assert store.item(one).state.tags == ("mine",)
        other.undo()
        assert store.item(one).state.tags == ()
        store.redo()
        tag(other, Target.ENTRY, one, "late")
        store.undo()
        store.undo()
        assert other.item(one).state.tags == ()


def test_what_is_so_already_is_no_change(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    assert do(store, "unread", Target.ENTRY, key(store, "one"), "read", False) is None
    assert store.next_undo() is None


def test_the_last_200_actions_are_kept(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    one = key(store, "one")
    for n in range(225):
        do(store, str(n), Target.ENTRY, one, "read", not n % 2)
    undone = 0
    while store.undo():
        undone += 1
    assert 200 <= undone <= 220


def test_removing_a_feed_hides_its_items_and_undo_brings_them_back(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(A, entry("one"), stories=True), now=NOW)
    store.apply(update(B, entry("one"), entry("two"), stories=True), now=NOW)
    do(store, "remove", Target.FEED, B, "subscribed", False)
    assert ids(store) == ["one"]
    assert [f.url for f in store.feeds()] == [A]
    store.undo()
    assert sorted(ids(store)) == ["one", "two"]


def test_memos_and_host_waits_are_remembered(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        store.remember("place", {"entry": "x", "line": 3})
        store.remember("place", {"entry": "y", "line": 4})
        store.save_host_wait("a.example", NOW)
    with Store.open(path, now=NOW) as store:
        assert store.memo("place") == {"entry": "y", "line": 4}
        assert store.memo("nothing") is None
        assert store.host_waits() == {"a.example": NOW}


def test_another_process_is_noticed(path: Path) -> None:
    with Store.open(path, now=NOW) as store, Store.open(path, now=NOW) as other:
        before = store.data_version()
        follow(other, A)
        assert store.data_version() != before
        assert [f.url for f in store.feeds()] == [A]


def test_threads_write_side_by_side(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, *(entry(f"e{n}") for n in range(8))), now=NOW)
    keys = [key(store, f"e{n}") for n in range(8)]

    def write(one: str) -> None:
        for n in range(5):
            tag(store, Target.ENTRY, one, f"t{n}")

    threads = [threading.Thread(target=write, args=(k,)) for k in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {len(i.state.tags) for i in store.items(keys)} == {5}


# -- care ------------------------------------------------------------------------------------------------------------


def test_a_whole_cache_is_found_whole_also_after_repair_and_compaction(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="grain")), now=NOW)
    prepare(store, "one")
    store.repair()
    store.compact()
    report = store.check()
    assert report.problems == ()
    assert dict(report.counts)["claims"] == 2
    assert ids(store, "sorel") == ["one"]


def test_orphans_are_found_and_taken_away(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="grain")), now=NOW)
    store._cache.entries.remove(doc_ids=[1])
    assert any("bodies" in p for p in store.check().problems)
    store.repair()
    assert store.check().problems == ()


# -- opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"not a database" * 200, b"SQLite format 3\0" + b"\0" * 400, b"{}"])
def test_a_damaged_file_is_refused_or_set_aside_never_overwritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedStore, match="damaged"):
        Store.open(path, now=NOW)
    assert path.read_bytes() == content
    with Store.open(path, set_aside=True, now=NOW) as store:
        (notice,) = store.notices
        assert store.feeds() == ()
    (kept,) = path.parent.glob("*.damaged-20261124-090000")
    assert kept.read_bytes() == content
    assert str(kept) in notice


def test_a_truncated_cache_is_damaged(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.compact()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedStore):
        Store.open(path, now=NOW)


def test_a_foreign_database_is_told_from_ours(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs(x)")
    connection.close()
    with pytest.raises(ForeignStore, match="another program"):
        Store.open(path, now=NOW)


def test_a_later_schema_is_refused_in_words(path: Path) -> None:
    import sqlite3

    Store.open(path, now=NOW).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerStore, match="later"):
        Store.open(path, now=NOW)


def test_a_folder_in_the_way_or_a_missing_cache_says_so(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no cache"):
        Store.open(path, read_only=True, now=NOW)
    path.mkdir()
    with pytest.raises(StoreUnavailable, match="folder"):
        Store.open(path, now=NOW)


def test_a_cache_opened_to_read_refuses_to_write(path: Path) -> None:
    Store.open(path, now=NOW).close()
    with Store.open(path, read_only=True, now=NOW) as store:
        assert store.feeds() == ()
        with pytest.raises(StoreUnavailable):
            follow(store, A)


# -- crashes ---------------------------------------------------------------------------------------------------------

TAGGER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from newsterm.model import TagEdit, Target
from newsterm.store import Store
path, key, who = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
now = datetime(2026, 11, 24, tzinfo=UTC)
store = Store.open(path, now=now)
for n in range(10_000):
    store.edit(Target.ENTRY, [key], "tags", TagEdit(add=(f"{who}{n}",)).apply, label=lambda _: "t", at=now)
    print(n, flush=True)
"""


def killed_after(path: Path, one: str, counts: tuple[int, ...]) -> list[int]:
    """Let processes tag one entry at the same time and kill each after so many; how many each acknowledged."""
    processes = [
        subprocess.Popen([sys.executable, "-c", TAGGER, str(path), one, f"p{n}-"], stdout=subprocess.PIPE)
        for n in range(len(counts))
    ]
    acknowledged = []
    for process, count in zip(processes, counts, strict=True):
        lines = [process.stdout.readline() for _ in range(count)]
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.readlines()
        process.stdout.close()
        process.wait()
        acknowledged.append(len([line for line in lines if line.endswith(b"\n")]))
    return acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("counts", [(3, 9), (14, 6), (1, 1)])
def test_a_killed_process_loses_nothing_that_it_acknowledged(path: Path, counts: tuple[int, ...]) -> None:
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        store.apply(update(A, entry("one")), now=NOW)
        one = key(store, "one")
    acknowledged = killed_after(path, one, counts)
    with Store.open(path, now=NOW) as store:
        tags = set(store.item(one).state.tags)
        assert store.check().problems == ()
    for n, count in enumerate(acknowledged):
        assert {f"p{n}-{i}" for i in range(count)} <= tags
