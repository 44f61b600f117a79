"""Highlights and notes of the user's own: kept beside claims, brought along to other texts, never lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.claims.by_hand import own_claim
from newsterm.errors import NotFound, UsageError
from newsterm.library import Library
from newsterm.model import BlockKind, FeedUpdate, FetchState, Kind, Retention, Span, Target
from newsterm.store import Store
from newsterm.store.retention import drop
from tests.store.test_opening import as_schema_1
from tests.store.world import NOW, SAID, A, B, article, entry, follow, ids, key, prepare, update
from tests.ui.panes.readings import article as of_blocks
from tests.ui.panes.readings import block

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.model import Article, MarkedClaim


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two items, one with a text."""
    store = Store.open(tmp_path / "c.db", now=NOW)
    follow(store, A)
    store.apply(update(A, entry("one"), entry("two", hours=2)), now=NOW)
    prepare(store, "one")
    return Library(store, clock=lambda: NOW)


def store_of(library: Library) -> Store:
    return library._store


def one(library: Library) -> str:
    return key(store_of(library), "one")


def span(words: str, text: str = SAID) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def own(library: Library, entry_id: str | None = None) -> list[MarkedClaim]:
    return [m for m in library.reading(entry_id or one(library)).claims if m.claim.own]


def keep(library: Library, words: str = "the port was safe", **fields: object) -> str:
    action = library.highlight(one(library), span(words), **fields)  # type: ignore[arg-type]
    return action.changes[0].id


def new_text(library: Library, made: Article) -> None:
    store_of(library).save_article(one(library), made, (), claims_extractor="x", replaced_at=NOW)


def found(library: Library, query: str) -> list[str]:
    return [m.claim.text for _, m in library.claims(query)]


def test_a_highlight_is_a_claim_of_the_users_own(library: Library) -> None:
    made = keep(library, note="ask her", tags=("check",))
    (marked,) = own(library)
    assert marked.claim.id == made
    assert (marked.claim.text, marked.claim.kind, marked.claim.extractor) == ("the port was safe", Kind.OWN, "own")
    assert (marked.claim.quote.exact, marked.claim.quote.prefix[-5:]) == ("the port was safe", "said ")
    assert (marked.state.note, marked.state.tags, marked.state.kept) == ("ask her", ("check",), NOW)
    assert made.startswith(f"{one(library)}.")


def test_it_is_taken_back_and_done_again(library: Library) -> None:
    keep(library, note="ask her")
    action = library.undo()
    assert action is not None
    assert action.label == "highlighted 4 words"
    assert own(library) == []
    library.redo()
    assert own(library)[0].state.note == "ask her"


def test_it_is_removed_as_a_claim_is_rejected_and_comes_back(library: Library) -> None:
    made = keep(library)
    (said, *_) = [m.claim.id for m in library.reading(one(library)).claims if not m.claim.own]
    action = library.reject([said, made])
    assert action is not None
    assert action.label == "rejected 1 claim and removed 1 highlight"
    assert made not in [m.claim.id for m in library.reading(one(library)).claims]
    assert [m.claim.id for _, m in library.claims(rejected=True)] == [said]
    library.undo()
    assert {said, made} <= {m.claim.id for m in library.reading(one(library)).claims}


def test_the_same_words_are_highlighted_once(library: Library) -> None:
    made = keep(library)
    with pytest.raises(UsageError, match="highlighted already"):
        keep(library)
    library.reject([made])
    assert keep(library) != made


def test_it_counts_as_no_claim_unless_somebody_is_said_to_say_it(library: Library) -> None:
    before = library.item(one(library))
    keep(library)
    keep(library, "tolls will rise")
    assert (library.item(one(library)).claims, library.item(one(library)).kinds) == (before.claims, before.kinds)
    keep(library, "Critics", source="Ana Sorel", kind=Kind.NAMED_PERSON)
    assert library.item(one(library)).claims == before.claims + 1
    assert library.check().problems == ()
    library.undo()
    assert library.item(one(library)).claims == before.claims


def test_queries_find_it(library: Library) -> None:
    keep(library, note="Ask HER", tags=("check",))
    assert found(library, "is:own") == found(library, "kind:own") == found(library, "note:her") == ["the port was safe"]
    assert found(library, "tag:check is:own") == found(library, "has:note") == ["the port was safe"]
    assert "the port was safe" not in found(library, "-is:own kind:none")
    assert ids(store_of(library), "has:highlight") == ids(store_of(library), "note:ask") == ["one"]
    assert ids(store_of(library), "-has:highlight") == ids(store_of(library), "-has:note") == ["two"]
    assert ids(store_of(library), "is:own -note:nothing") == ["one"]
    assert ids(store_of(library), "kind:none") == []
    library.undo()
    assert found(library, "is:own") == ids(store_of(library), "has:highlight or has:note") == []


@pytest.mark.parametrize("query", ["hedge:no", "quote:indirect", "act:asserts"])
def test_what_is_asked_of_claims_does_not_find_it(library: Library, query: str) -> None:
    keep(library, "Critics argue")
    assert "Critics argue" not in found(library, query)


def test_its_words_are_found_as_what_is_said(library: Library) -> None:
    assert ids(store_of(library), "said:transport") == []
    keep(library, "Transport Minister")
    assert ids(store_of(library), "said:transport") == ["one"]
    assert found(library, "said:transport") == ["Transport Minister"]
    library.undo()
    assert ids(store_of(library), "said:transport") == []


def test_an_item_has_a_note(library: Library) -> None:
    library.set_note(Target.ENTRY, [one(library)], " read again\n")
    assert library.item(one(library)).state.note == "read again"
    assert ids(store_of(library), "note:AGAIN") == ids(store_of(library), "has:note") == ["one"]
    library.set_note(Target.ENTRY, [one(library)], "")
    assert library.item(one(library)).state.note is None
    library.undo()
    assert library.item(one(library)).state.note == "read again"


def test_it_goes_to_where_another_text_has_its_words(library: Library) -> None:
    made = keep(library, note="ask her")
    text = "Late news. The port is shut, but the minister had said the  port\nwas safe."
    new_text(library, article(text))
    (marked,) = own(library)
    ((start, end),) = marked.claim.content
    assert (text[start:end], marked.claim.id, marked.state.note) == ("the  port\nwas safe", made, "ask her")


def test_it_stays_listed_where_another_text_lacks_its_words_and_comes_back_with_them(library: Library) -> None:
    keep(library, "tolls will rise", source="Ana Sorel")
    new_text(library, article("Tolls will fall."))
    (marked,) = own(library)
    assert (marked.claim.lost, marked.claim.content, marked.claim.text) == (True, (), "tolls will rise")
    assert found(library, "is:own") == ["tolls will rise"]
    assert library.item(one(library)).claims == 1
    new_text(library, article(SAID))
    assert own(library)[0].claim.content == (span("tolls will rise"),)


def test_one_that_was_taken_back_comes_again_in_another_text(library: Library) -> None:
    keep(library, "tolls will rise")
    library.undo()
    new_text(library, article("They fear that tolls will rise."))
    assert own(library) == []
    library.redo()
    assert own(library)[0].claim.content == (Span(15, 30),)


def test_it_stands_between_the_claims_of_the_text(library: Library) -> None:
    keep(library)
    keep(library, "tolls will rise")
    keep(library, "Critics")
    order = [m.claim.content[0].start for m in library.reading(one(library)).claims]
    assert order == sorted(order)
    listed = [m.claim.text for _, m in library.claims()]
    assert listed.index("the port was safe") < listed.index("Critics") < listed.index("tolls will rise")


def test_it_may_reach_over_paragraphs_and_never_into_what_stands_around_the_story() -> None:
    p = BlockKind.PARAGRAPH
    made = of_blocks(block(p, "One two."), block(BlockKind.FURNITURE, "Share", furniture=True), block(p, "Three four."))
    kept = own_claim(made, Span(4, 15), source=None, kind=Kind.OWN, outlet=None)
    assert kept is not None
    assert [made.text[s:e] for s, e in kept.content] == ["two.", "Three"]
    assert (kept.text, kept.quote.exact) == ("two. … Three", "two.\n\nThree")
    assert own_claim(made, Span(8, 10), source=None, kind=Kind.OWN, outlet=None) is None
    given = replace(made, blocks=tuple(replace(b, furniture=True) for b in made.blocks))
    assert own_claim(given, Span(0, 15), source=None, kind=Kind.OWN, outlet=None) is None


def test_paragraphs_that_became_one_still_hold_it(library: Library) -> None:
    p = BlockKind.PARAGRAPH
    two = of_blocks(block(p, "The port was safe."), block(p, "Tolls will rise."))
    new_text(library, two)
    library.highlight(one(library), Span(9, 25))
    new_text(library, of_blocks(block(p, "The port was safe. Tolls will rise.")))
    assert own(library)[0].claim.content == (Span(9, 24),)


def test_words_are_found_whatever_the_white_space_and_the_marks_that_are_typed(library: Library) -> None:
    new_text(library, article("“It’s safe,” she said – and it’s safe."))
    assert library.place_of_words(one(library), '"It\'s  safe," she said -') == Span(0, 23)
    with pytest.raises(UsageError, match="in 2 places"):
        library.place_of_words(one(library), "s safe")
    assert library.place_of_words(one(library), "s safe", nth=2) == Span(31, 37)
    assert library.place_of_words(one(library), "s safe", prefix="and it’") == Span(31, 37)
    with pytest.raises(NotFound, match=r"The nearest is: ….*she said"):
        library.place_of_words(one(library), "she said so")
    with pytest.raises(NotFound, match="1 place only"):
        library.place_of_words(one(library), "she said", nth=3)


@pytest.mark.parametrize("mark", ["highlight", "note on a claim", "note"])
def test_retention_keeps_what_the_user_highlighted_or_noted(library: Library, mark: str) -> None:
    library.set_read([one(library), key(store_of(library), "two")])
    match mark:
        case "highlight":
            keep(library)
        case "note":
            library.set_note(Target.ENTRY, [one(library)], "read again")
        case _:
            library.set_note(Target.CLAIM, [library.reading(one(library)).claims[0].claim.id], "ask her")
    cache = store_of(library)._cache
    list(drop(cache, Retention(age=timedelta(0), most=None, unread=timedelta(0)), now=NOW + timedelta(days=9)))
    assert ids(store_of(library)) == ["one"]
    library.undo()
    list(drop(cache, Retention(age=timedelta(0), most=None, unread=timedelta(0)), now=NOW + timedelta(days=9)))
    assert ids(store_of(library)) == []


def test_a_tinydb_file_carries_highlights_and_notes(library: Library, tmp_path: Path) -> None:
    keep(library, note="ask her", tags=("check",))
    library.set_note(Target.ENTRY, [one(library)], "read again")
    library.export_tinydb(tmp_path / "all.json")
    with Library.open(tmp_path / "other.db") as other:
        other.import_tinydb((tmp_path / "all.json").read_bytes())
        assert own(other, one(library)) == own(library)
        assert other.item(one(library)).state.note == "read again"
        other.undo()
        other.undo()
        assert own(other, one(library)) == []


def test_what_is_looked_for_among_notes_and_highlights_is_looked_up_in_an_index(library: Library) -> None:
    cache = store_of(library)._cache
    for query in ("note IS NOT NULL", "own = 1"):
        ((*_, how),) = cache.rows.rows(f"EXPLAIN QUERY PLAN SELECT id FROM claims WHERE {query}")
        assert "USING" in how
        assert f"claims_{query.split()[0]}" in how


def test_the_user_says_later_who_says_it_and_it_counts_from_then_on(library: Library) -> None:
    made = keep(library, "Critics argue")
    before = library.item(one(library)).claims
    action = library.set_source([made], "the audit", Kind.DOCUMENT)
    assert action is not None
    assert action.label == "named the source of 1 highlight"
    (marked,) = own(library)
    assert (marked.claim.kind, marked.claim.resolved, marked.claim.chain) == (
        Kind.DOCUMENT, "the audit", ("the audit", None),
    )  # fmt: skip
    assert library.item(one(library)).claims == before + 1
    assert found(library, "source:audit act:asserts hedge:no") == ["Critics argue"]
    library.set_source([made], "")
    assert own(library)[0].claim.kind is Kind.OWN
    library.undo()
    assert own(library)[0].claim.resolved == "the audit"
    library.undo()
    assert library.item(one(library)).claims == before
    said = library.reading(one(library)).claims[0].claim.id
    with pytest.raises(UsageError, match="highlight of yours"):
        library.set_source([said], "Ana Sorel")


def test_an_item_that_two_feeds_turn_out_to_bring_keeps_the_notes_and_highlights_of_both(library: Library) -> None:
    store = store_of(library)
    follow(store, B)
    store.apply(update(B, entry("one", hours=4)), now=NOW)
    twin = next(item for item in library.listing("feed:b.example").rows(0, 1))
    library.set_note(Target.ENTRY, [one(library)], "from a")
    library.set_note(Target.ENTRY, [twin.id], "from b")
    made = keep(library)
    moved = FeedUpdate(url=A, state=FetchState(), rewritten_url=B)
    store.apply(moved, now=NOW)
    assert [m.claim.id for _, m in library.claims("is:own")] == [made]
    (joined,) = library.listing("title:one").rows(0, 9)
    assert joined.state.note is not None
    assert set(joined.state.note.split("\n")) == {"from a", "from b"}


def test_notes_that_claims_of_an_earlier_cache_have_can_be_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    as_schema_1(path)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("""UPDATE claims SET doc = json_set(doc, '$.note', 'ask her') WHERE id = 1""")
    with Library.open(path) as library:
        assert len(library.claims("note:ask")) == 1
        assert library.claims("is:own") == ()
