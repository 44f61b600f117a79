"""What a poll brought is listed, searched and opened; claims keep their marks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from newsterm.claims import EXTRACTOR
from newsterm.model import (
    Entry,
    FeedUpdate,
    FetchState,
    Picture,
    Target,
    Validators,
)
from newsterm.query.parse import parse
from newsterm.store import Sort, Store
from newsterm.store.listing import HEAD
from tests.store.world import NOW, SAID, A, B, article, claim, do, entry, follow, ids, key, prepare, tag, update


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


@pytest.mark.parametrize("size", [HEAD - 1, HEAD, HEAD + 1, 2 * HEAD + 7])
@pytest.mark.parametrize("sort", list(Sort))
def test_a_listing_gives_the_same_rows_however_it_is_walked(store: Store, size: int, sort: Sort) -> None:
    follow(store, A)
    store.apply(update(A, *(entry(f"e{n:04}", hours=1 + n % 700) for n in range(size))), now=NOW)
    whole = store.listing(None, sort=sort, now=NOW).rows(0, size + 9)
    assert len({item.id for item in whole}) == size
    one_by_one = store.listing(None, sort=sort, now=NOW)
    assert len(one_by_one) == size
    assert [one_by_one.id_at(n) for n in range(size)] == [item.id for item in whole]
    assert store.listing(None, sort=sort, now=NOW).ids() == tuple(item.id for item in whole)
    fresh = store.listing(None, sort=sort, now=NOW)
    assert fresh.index(whole[-1].id) == size - 1
    assert [item.id for item in fresh.rows(size - 3, size + 3)] == [item.id for item in whole[-3:]]


def test_what_was_changed_meanwhile_stays_in_the_head_and_what_arrives_does_not_come_into_the_rest(
    store: Store,
) -> None:
    follow(store, A)
    store.apply(update(A, *(entry(f"e{n:04}", hours=1 + n) for n in range(HEAD + 20))), now=NOW)
    unread = parse("is:unread", today=NOW.date())
    listing = store.listing(unread, now=NOW)
    first = listing.id_at(0)
    do(store, "read", Target.ENTRY, first, "read", True)
    store.apply(update(A, entry("late", hours=0)), now=NOW)
    assert listing.index(first) == 0
    guids = [item.entry.guid for item in listing.rows(0, len(listing))]
    assert len(guids) == len(set(guids)) == HEAD + 20
    assert "late" not in guids


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


def test_what_comes_with_a_move_is_found_once_and_by_its_own_words(store: Store) -> None:
    follow(store, A, B)
    store.apply(update(B, entry("one", text="apple")), now=NOW)
    moved = update(A, entry("one", text="banana"), entry("two", text="apricot"))
    store.apply_all([replace(moved, rewritten_url=B), update(B, entry("three", text="cherry"))], now=NOW)
    store.apply(update(B, entry("four", text="damson")), now=NOW)
    assert store.check().problems == ()

    def found(word: str) -> list[str]:
        listing = store.listing(parse(word, today=NOW.date()), now=NOW)
        return [item.entry.guid for item in listing.rows(0, len(listing))]

    assert [len(found(word)) for word in ("apricot", "damson", "cherry")] == [1, 1, 1]
    assert len(found("apple")) + len(found("banana")) == 1


def test_a_feed_whose_entries_went_missing_is_read_anew_after_a_repair(store: Store) -> None:
    follow(store, A)
    state = FetchState(validators=Validators(etag='"1"'), body_hash="x", fingerprints=b"12345678")
    store.apply(replace(update(A, entry("one")), state=state), now=NOW)
    cache = store._cache
    cache.entries.remove(doc_ids=[cache.sightings.all()[0]["entry"]])
    store.repair()
    kept = store.feed(A).state
    assert (kept.validators, kept.body_hash, kept.fingerprints) == (Validators(), None, b"")


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


def test_the_pictures_of_an_article_are_kept_with_it(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    shown = (Picture(url="https://a.example/1.jpg", words="The quay"), Picture(url="https://a.example/2.jpg", at=9))
    store.save_article(key(store, "one"), replace(article(SAID), pictures=shown), (), claims_extractor=EXTRACTOR)
    assert store.reading(key(store, "one")).article.pictures == shown


def say(store: Store, *quoted: str) -> None:
    """An extraction that finds just these statements."""
    made = article("\n\n".join((SAID, "The mayor denied that the ferry is safe in winter.")))
    found = [claim(words, made.text) for words in quoted]
    store.save_article(key(store, "one"), made, found, claims_extractor=EXTRACTOR)


def test_a_mark_stays_with_a_claim_whose_borders_move_and_can_be_undone(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    say(store, "the ferry is safe in winter")
    (before,) = store.reading(key(store, "one")).claims
    tag(store, Target.CLAIM, before.claim.id, "check")
    say(store, "that the ferry is safe in winter")
    (after,) = store.reading(key(store, "one")).claims
    assert after.claim.text == "that the ferry is safe in winter"
    assert (after.claim.id, after.state.tags) == (before.claim.id, ("check",))
    store.undo()
    assert store.reading(key(store, "one")).claims[0].state.tags == ()


def test_a_rejection_never_goes_over_to_a_claim_that_was_there_before(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    say(store, "denied that the ferry is safe in winter", "the ferry is safe in winter")
    wrong = store.reading(key(store, "one")).claims[0].claim
    do(store, "reject", Target.CLAIM, wrong.id, "rejected", True)
    say(store, "the ferry is safe in winter")
    assert [c.claim.text for c in store.reading(key(store, "one")).claims] == ["the ferry is safe in winter"]
    assert [c.claim.id for _, c in store.claims(None, rejected=True, now=NOW)] == [wrong.id]


def test_a_rejected_claim_is_hidden_and_kept_out_of_counts(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    prepare(store, "one")
    claim = store.reading(key(store, "one")).claims[0].claim
    do(store, "reject", Target.CLAIM, claim.id, "rejected", True)
    item = store.item(key(store, "one"))
    assert (item.claims, len(store.reading(item.id).claims), len(store.claims(None, now=NOW))) == (1, 1, 1)
    assert [marked.claim.id for _, marked in store.claims(None, rejected=True, now=NOW)] == [claim.id]
    assert ids(store, "said:safe") == []
    safe, other = parse("said:safer", today=NOW.date()), parse("said:tolls", today=NOW.date())
    assert [len(store.claims(tree, rejected=True, now=NOW)) for tree in (safe, other)] == [0, 0]
    safe = parse("said:saf", today=NOW.date())
    assert [marked.claim.id for _, marked in store.claims(safe, rejected=True, now=NOW)] == [claim.id]
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
