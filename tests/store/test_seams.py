"""What is hidden, highlighted, ruled or taken back, seen by everything that counts, lists and watches."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.claims import find_claims
from newsterm.cli.watch import FoundClaims
from newsterm.errors import ParseError
from newsterm.library import Library
from newsterm.model import Rule, Span, TagEdit, Target
from newsterm.store import Store, ruling
from tests.store.world import NOW, SAID, A, B, article, entry, follow, ids, key, update

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(store: Store) -> Library:
    follow(store, A, B)
    return Library(store, clock=lambda: NOW)


def prepare(store: Store, guid: str, text: str = SAID) -> str:
    """Read an entry's article and find its claims; its id."""
    made, entry_id = article(text), key(store, guid)
    claims = find_claims(made, published=NOW, outlet="A")
    store.save_article(entry_id, made, claims, claims_extractor="c", arrives=NOW)
    return entry_id


def place(words: str, text: str = SAID) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


# -- rules -------------------------------------------------------------------------------------------------------------


def test_a_pattern_that_takes_too_long_costs_its_rule_alone(library: Library, store: Store) -> None:
    library.save_rule(Rule(name="slow", query="text:/(x+x+)+y/", star=True))
    library.save_rule(Rule(name="slow of claims", query="claims:0 text:/(x+x+)+y/", star=True))
    library.save_rule(Rule(name="tag", query="feed:a", add=("seen",)))
    store.apply(update(A, entry("ok"), entry("bad", text="x" * 3000)), now=NOW)
    assert sorted(ids(store, "tag:seen")) == ["bad", "ok"]
    prepare(store, "bad", "x" * 3000)
    assert store.reading(key(store, "bad")).article is not None  # type: ignore[union-attr]
    assert {note.rule for note in library.rule_notes() if "takes too long" in (note.problem or "")} == {
        "slow",
        "slow of claims",
    }


def test_what_is_taken_back_leaves_no_answer_behind(
    library: Library, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save_rule(Rule(name="near", query="author:~Kantt", add=("n",)))
    written = replace(entry("one"), authors=("Ivo Kant",))
    with monkeypatch.context() as patched, suppress(ZeroDivisionError):
        patched.setattr(ruling, "note_ruling", lambda *_: 1 // 0)
        store.apply(update(A, written), now=NOW)
    assert ids(store, "author:~Kantt") == []
    store.apply(update(A, written), now=NOW)
    assert ids(store, "author:~Kantt tag:n") == ["one"]


def test_nobody_is_told_of_what_another_rule_hides(library: Library, store: Store) -> None:
    library.save_rule(Rule(name="tell", query="*", notify=True))
    library.save_rule(Rule(name="mute", query="feed:a", hide=True))
    store.apply(update(A, entry("one")), now=NOW)
    assert [note.did for note in library.rule_notes()] == [(), ("hidden",)]


def test_a_rule_of_claims_reaches_what_was_revised_before_it_was_prepared(library: Library, store: Store) -> None:
    library.save_rule(Rule(name="sorel", query="source:sorel", star=True))
    store.apply(update(A, entry("one", text="before")), now=NOW)
    store.apply(update(A, entry("one", text="after"), new=False, revised=True), now=NOW)
    prepare(store, "one")
    assert ids(store, "is:starred") == ["one"]


@pytest.mark.parametrize("query", ["source:~sorell", "~sorell", "-source:~sorell or source:sorel"])
def test_a_rule_of_names_that_are_spelled_nearly_so_waits_for_the_claims(
    library: Library, store: Store, query: str
) -> None:
    library.save_rule(Rule(name="near", query=query, star=True))
    store.apply(update(A, entry("one")), now=NOW)
    assert ids(store, "is:starred") == []
    prepare(store, "one")
    assert ids(store, "is:starred") == ["one"]


def test_a_rule_that_ends_at_no_certain_moment_is_not_taken_in(store: Store, tmp_path: Path) -> None:
    library = Library(store)
    library.save_rule(Rule(name="r", query="*", star=True, until=NOW))
    written = tmp_path / "all.json"
    store.export_tinydb(written)
    naive = written.read_text().replace(r"09:00:00Z\"", r"09:00:00\"")
    assert naive != written.read_text()
    with Store.open(tmp_path / "other.db", now=NOW) as other, pytest.raises(ParseError, match="until"):
        other.import_tinydb(naive.encode())


# -- what is hidden ----------------------------------------------------------------------------------------------------


def test_what_is_hidden_is_in_no_count_of_sources_or_days(library: Library, store: Store) -> None:
    store.apply(update(A, entry("one"), entry("two")), now=NOW)
    library.set_hidden([prepare(store, "one")])
    assert list(library.sources()) == []
    (feed,) = [feed for feed in library.feeds() if feed.url == A]
    daily = store.activity(NOW.replace(hour=0), 1)[A].daily
    assert (feed.entries, sum(daily)) == (1, 1)


def test_claims_of_hidden_items_are_found_anew_too(library: Library, store: Store) -> None:
    store.apply(update(A, entry("one")), now=NOW)
    hidden = prepare(store, "one")
    library.set_hidden([hidden])
    assert library.make_anew("is:hidden", tell=lambda _: None) == 1
    assert store.to_make_anew(9) == (hidden,)


# -- highlights --------------------------------------------------------------------------------------------------------


def test_tags_of_a_highlight_that_was_taken_away_are_not_in_use(library: Library, store: Store) -> None:
    store.apply(update(A, entry("one")), now=NOW)
    entry_id = prepare(store, "one")
    change = library.highlight(entry_id, place("port")).changes[0]
    library.edit_tags(Target.CLAIM, [change.id], TagEdit(add=("mine",)))
    assert library.tags(Target.CLAIM) == (("mine", 1),)
    library.reject([change.id])
    assert library.tags(Target.CLAIM) == ()


def test_highlights_that_begin_together_are_all_listed_however_many_there_are(library: Library, store: Store) -> None:
    text = " ".join(f"word{n}" for n in range(200))
    store.apply(update(A, entry("one")), now=NOW)
    entry_id = prepare(store, "one", text)
    for n in range(49):
        library.highlight(entry_id, place(f"word{n} ", text))
    for words in ("word60 word61 word62", "word60 word61", "word70"):
        library.highlight(entry_id, place(words, text))
    listed = [marked.claim.id for _, marked in chain.from_iterable(library.claim_pieces(library.tree("")))]
    assert listed == [marked.claim.id for marked in library.reading(entry_id).claims]
    assert len(set(listed)) == 52


def test_claims_that_are_found_anew_elsewhere_are_told_to_whoever_watches(library: Library, store: Store) -> None:
    watched = FoundClaims(library, library.tree(""), None)
    store.apply(update(A, entry("one")), now=NOW)
    prepare(store, "one")
    before = watched.fresh()
    with Store.open(store.path, now=NOW) as other:
        prepare(other, "one", f"Port chief Ivo Kant said the crane fell. Mayor Lea Tam said the road was shut. {SAID}")
    assert before
    assert len([record for _, record in watched.fresh()]) == 2


# -- queries -----------------------------------------------------------------------------------------------------------


def test_a_query_of_many_parts_is_answered(library: Library, store: Store) -> None:
    store.apply(update(A, entry("port")), now=NOW)
    assert ids(store, " or ".join(f'"word{n}"' for n in range(300)) + " or port") == ["port"]
