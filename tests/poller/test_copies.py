"""Items of another newsterm taken in: the same reading state, whatever was there and whatever came first."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator  # noqa: TC003 - pytest looks at it
from pathlib import Path  # noqa: TC003 - as above
from typing import Any

import pytest

from newsterm.export.whole import copy_record
from newsterm.feeds.opml import read_opml, write_opml
from newsterm.feeds.plan import digest, text_digest
from newsterm.library import Library
from newsterm.model import Subscription, Target
from newsterm.poller.copies import TakenCopies, take_in_lines
from newsterm.poller.lists import take_in_list
from newsterm.store import Store
from tests.store.world import NOW, A, B, do, entry, follow, key, prepare, tag, update


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Store]:
    """A cache with two feeds, one story of both, things read, starred, tagged, noted and rejected."""
    with Store.open(tmp_path / "there.db", now=NOW) as store:
        follow(store, A, B)
        store.apply(update(A, entry("one"), entry("two", hours=2, text="<p>Two &amp; more</p>"), stories=True), now=NOW)
        store.apply(update(B, entry("one", hours=1), entry("three", hours=3), stories=True), now=NOW)
        prepare(store, "one")
        prepare(store, "two")
        do(store, "read", Target.ENTRY, key(store, "one"), "read", True)
        do(store, "star", Target.ENTRY, key(store, "three"), "starred", True)
        tag(store, Target.ENTRY, key(store, "two"), "later", "port")
        first, second = (m.claim.id for m in claims(store, "one")[:2])
        tag(store, Target.CLAIM, first, "check")
        do(store, "note", Target.CLAIM, first, "note", "ask them")
        do(store, "reject", Target.CLAIM, second, "rejected", True)
        yield store


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "here.db", now=NOW) as store:
        yield store


def claims(store: Store, guid: str) -> tuple[Any, ...]:
    found = store.copy(key(store, guid))
    return found.claims if found else ()


def lines(store: Store) -> list[bytes]:
    copies = (store.copy(item) for item in store.listing(None, now=NOW).ids()[::-1])
    return [json.dumps(copy_record(copy)).encode() + b"\n" for copy in copies if copy]


def taken(store: Store, given: list[bytes], *, follow: bool = False) -> TakenCopies:
    return take_in_lines(store, io.BytesIO(b"".join(given)), follow=follow, clock=lambda: NOW, tell=lambda _: None)


def opml(there: Store, here: Store) -> None:
    take_in_list(Library(here, clock=lambda: NOW), read_opml(write_opml(there.feeds()).encode()), NOW)


@pytest.mark.parametrize("feeds_first", [True, False])
def test_feeds_and_items_in_either_order_give_the_same_reading_state(
    there: Store, here: Store, feeds_first: bool
) -> None:
    given = lines(there)
    if feeds_first:
        opml(there, here)
    done = taken(here, given)
    assert (done.items, done.there, done.refused) == (3, 0, ())
    assert done.unseen == (0 if feeds_first else 2)
    if not feeds_first:
        assert lines(here) == []
        opml(there, here)
    assert lines(here) == given
    assert here.check().problems == ()


def test_items_are_seen_at_once_where_their_feeds_are_to_be_followed(there: Store, here: Store) -> None:
    done = taken(here, lines(there), follow=True)
    assert (done.unseen, lines(here)) == (0, lines(there))


def test_what_is_taken_in_is_found_by_its_words(there: Store, here: Store) -> None:
    from newsterm.query.parse import parse

    taken(here, lines(there), follow=True)
    for query in ("minister", "said:tolls", "tag:later", "claims:>0"):
        tree = parse(query, today=NOW.date())
        assert here.count(tree, now=NOW) == there.count(tree, now=NOW), query


def test_a_second_time_changes_nothing(there: Store, here: Store) -> None:
    taken(here, lines(there), follow=True)
    done = taken(here, lines(there))
    assert (done.items, done.there, done.marked) == (0, 3, 0)
    assert lines(here) == lines(there)


def test_marks_of_both_are_joined(there: Store, here: Store) -> None:
    given = lines(there)
    follow(here, A)
    here.apply(update(A, entry("one"), entry("two", text="<p>Two &amp; more</p>")), now=NOW)
    prepare(here, "one")
    tag(here, Target.ENTRY, key(here, "two"), "own")
    do(here, "star", Target.ENTRY, key(here, "one"), "starred", True)
    taken(here, given)
    one, two = (here.item(key(here, guid)) for guid in ("one", "two"))
    assert one is not None
    assert two is not None
    assert (one.state.read, one.state.starred) == (True, True)
    assert two.state.tags == ("own", "later", "port")
    first = claims(here, "one")[0].state
    assert (first.tags, first.note) == (("check",), "ask them")
    assert here.check().problems == ()


def test_marks_find_their_claims_where_the_article_was_read_anew(there: Store, here: Store) -> None:
    given = lines(there)
    follow(here, A)
    here.apply(update(A, entry("one")), now=NOW)
    prepare(here, "one", "News of today. " + "Transport Minister Ana Sorel said the port was safe.")
    taken(here, given)
    kept = claims(here, "one")
    assert [m.state.tags for m in kept] == [("check",)]
    copy = here.copy(key(here, "one"))
    assert copy is not None
    assert [m.state.rejected for m in copy.lost] == [True]


def test_an_item_that_waits_for_its_article_gets_the_one_of_the_file(there: Store, here: Store) -> None:
    given = lines(there)
    follow(here, A, B)
    for url, entries in ((A, [entry("one"), entry("two", hours=2, text="<p>Two &amp; more</p>")]), (B, [entry("one")])):
        here.apply(update(url, *entries, stories=True), now=NOW)
    before = here.known(A, ["one"])["one"]
    here._cache.sightings.update({"text_digest": text_digest(entry("one"))})
    taken(here, given)
    assert before.text_digest != text_digest(entry("one"))
    assert [m.state for m in claims(here, "one")] == [m.state for m in claims(there, "one")]
    assert here.check().problems == ()


def test_marks_wait_for_the_article_of_an_item_whose_words_have_changed(there: Store, here: Store) -> None:
    given = lines(there)
    follow(here, A)
    here.apply(update(A, entry("one", text="Quite other words")), now=NOW)
    taken(here, given)
    assert claims(here, "one") == ()
    prepare(here, "one")
    assert [m.state for m in claims(here, "one")] == [m.state for m in claims(there, "one")]
    assert here.check().problems == ()


def test_claims_that_wait_to_be_read_again_are_replaced_with_their_marks(there: Store, here: Store) -> None:
    given = lines(there)
    taken(here, given, follow=True)
    tag(here, Target.CLAIM, claims(here, "one")[0].claim.id, "own")
    for doc in here._cache.entries.all():
        doc.pop("made", None)
        here._cache.entries.save([doc])
    taken(here, given)
    assert claims(here, "one")[0].state.tags == ("check", "own")
    assert here.check().problems == ()


def test_an_item_that_stands_twice_in_a_file_comes_once(there: Store, here: Store) -> None:
    record = json.loads(lines(there)[0])
    record["carried"] *= 2
    twice = [json.dumps(record).encode() + b"\n"] * 2
    done = taken(here, twice, follow=True)
    assert (done.items, done.there, done.refused) == (1, 1, ())
    assert here.check().problems == ()


def test_all_marks_are_taken_back_as_one_action(there: Store, here: Store) -> None:
    taken(here, lines(there), follow=True)
    action = here.undo()
    assert action is not None
    assert action.label == "took in the marks of 5 items and claims"
    assert not any(s.read or s.starred or s.tags for s in here.entry_states(here.listing(None, now=NOW).ids()).values())
    assert len(here.listing(None, now=NOW)) == 3
    here.redo()
    assert lines(here) == lines(there)


def test_the_next_poll_finds_nothing_new_in_what_was_taken_in(there: Store, here: Store) -> None:
    taken(here, lines(there), follow=True)
    known = here.known(A, ["one"])["one"]
    assert (known.digest, known.text_digest) == (digest(entry("one")), text_digest(entry("one")))
    here.apply(update(B, entry("one"), new=False, stories=True), now=NOW)
    assert len(here.listing(None, now=NOW)) == 3


def test_a_bad_line_costs_itself_and_is_told_with_its_number(there: Store, here: Store) -> None:
    given = lines(there)
    done = taken(here, [given[0], b"\n", b"junk\n", given[1], b'{"newsterm": 1}\n', given[2]], follow=True)
    assert (done.items, len(done.refused)) == (3, 2)
    assert done.refused[0].startswith("line 3: ")
    assert done.refused[1].startswith("line 5: ")


def test_a_line_without_end_is_not_kept_in_memory(there: Store, here: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    given = lines(there)
    longest = max(map(len, given))
    monkeypatch.setattr("newsterm.poller.copies.MAX_LINE", longest)
    done = taken(here, [b"x" * 3 * longest + b"\n", *given], follow=True)
    assert (done.items, done.refused) == (3, (f"line 1: It is longer than {longest:,} bytes.",))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("exec:mail", "runs a command"),
        ("file:///etc/passwd", "is no http or https address"),
        ("https://***@secret.example/feed", "has a password that is in no such file"),
    ],
)
def test_a_feed_that_can_not_be_one_is_refused(there: Store, here: Store, url: str, words: str) -> None:
    record = json.loads(lines(there)[0])
    record["carried"] = [{"feed": url, "guid": "1"}]
    (refused,) = taken(here, [json.dumps(record).encode()], follow=True).refused
    assert words in refused
    assert here.feeds() == ()


def test_a_feed_with_a_password_is_found_by_the_address_that_is_shown(here: Store, there: Store) -> None:
    secret = "https://ana:hunter2@secret.example/feed"
    there.subscribe([Subscription(url=secret, added=NOW)])
    there.apply(update(secret, entry("members")), now=NOW)
    given = lines(there)
    assert all(b"hunter2" not in line for line in given)
    opml(there, here)
    assert taken(here, given).refused == ()
    assert lines(here) == given


def test_what_a_file_says_is_cleaned_as_what_a_feed_says(there: Store, here: Store) -> None:
    record = json.loads(lines(there)[0]) | {
        "link": "javascript:alert(1)",
        "content": "<p onclick=x>a<script>b</script>",
    }
    taken(here, [json.dumps(record).encode()], follow=True)
    (found,) = (here.copy(i) for i in here.listing(None, now=NOW).ids())
    assert found is not None
    assert (found.item.entry.link, found.item.entry.content) == (None, "<p>a</p>")


def test_an_id_that_another_item_has_is_not_taken_from_it(there: Store, here: Store) -> None:
    first, second = (json.loads(line) for line in lines(there)[:2])
    second["id"] = first["id"]
    taken(here, [json.dumps(first).encode() + b"\n", json.dumps(second).encode()], follow=True)
    ids = here.listing(None, now=NOW).ids()
    assert len(set(ids)) == 2
    assert here.check().problems == ()


def test_what_retention_has_dropped_comes_back(there: Store, here: Store) -> None:
    from newsterm.store.retention import take_away

    taken(here, lines(there), follow=True)
    number = here._cache.rows.rows("SELECT id FROM entries WHERE key = ?", (key(here, "three"),))[0][0]
    with here._cache.transaction():
        take_away(here._cache, here._cache.entries.documents([number]))
        here._cache.sightings.update({"dropped": 1}, doc_ids=[
            n for (n,) in here._cache.rows.rows("SELECT id FROM sightings WHERE entry = ?", (number,))
        ])  # fmt: skip
    assert taken(here, lines(there)).items == 1
    assert lines(here) == lines(there)
