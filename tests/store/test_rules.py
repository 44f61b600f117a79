"""Rules: what they do to what arrives and to what is there, and that each costs only itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.errors import NotFound, QueryError, UsageError
from newsterm.library import Library
from newsterm.model import EntryState, Rule
from newsterm.model.rule import Muted, decide
from newsterm.store import Store
from newsterm.store.rules import KEPT
from tests.store.world import NOW, SAID, A, B, article, entry, follow, ids, key, update

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(store: Store) -> Library:
    follow(store, A, B)
    return Library(store, clock=lambda: NOW)


def save(library: Library, name: str, query: str, **does: object) -> None:
    assert library.save_rule(Rule(name=name, query=query, **does)) is not None  # type: ignore[arg-type]


def states(library: Library) -> dict[str, EntryState]:
    """The marks of all items, hidden ones too, by guid."""
    listing = library.listing("is:hidden or -is:hidden")
    return {item.entry.guid: item.state for item in listing.rows(0, len(listing))}


# -- decided -----------------------------------------------------------------------------------------------------------


def test_rules_act_in_their_order_and_stop_keeps_later_ones_away() -> None:
    rules = [
        Rule(name="a", query="", add=("x",), stop=True),
        Rule(name="b", query="", add=("y",), remove=("x",), star=True),
    ]
    met = {"a": ["1"], "b": ["1", "2"]}
    ruling = decide(rules, met, {"1": EntryState(), "2": EntryState(tags=("x",), starred=True)})
    assert [(deed.rule, deed.entry, deed.did) for deed in ruling.deeds] == [
        ("a", "1", ('tagged "x"',)),
        ("b", "2", ('tagged "y"', 'untagged "x"')),
    ]
    assert ruling.after == {"1": EntryState(tags=("x",)), "2": EntryState(tags=("y",), starred=True)}
    assert ruling.label == "rules: tagged 2 items"


def test_the_label_tells_of_each_kind_of_change() -> None:
    rule = Rule(name="a", query="", add=("x",), star=True, read=True, hide=True)
    assert (
        decide([rule], {"a": ["1"]}, {"1": EntryState()}).label
        == "rules: tagged 1, starred 1, marked read 1, hid 1 item"
    )
    assert decide([rule], {}, {}).label == "rules: nothing to change"


# -- on arrival --------------------------------------------------------------------------------------------------------


def test_what_arrives_comes_as_the_rules_have_it(library: Library, store: Store) -> None:
    save(library, "port", "title:port", add=("port",), star=True)
    save(library, "sport", "author:nobody or text:football", hide=True)
    save(library, "rest", "/ferr(y|ies)/", read=True)
    applied = store.apply(
        update(A, entry("port"), entry("cup", text="Football again"), entry("boat", text="The ferries"), entry("else")),
        now=NOW,
    )
    assert states(library) == {
        "port": EntryState(starred=True, tags=("port",)),
        "cup": EntryState(hidden=True),
        "boat": EntryState(read=True),
        "else": EntryState(),
    }
    assert len(applied.new) == 3
    assert {(deed.rule, deed.did) for deed in applied.deeds} == {
        ("port", ('tagged "port"', "starred")), ("sport", ("hidden",)), ("rest", ("marked read",)),
    }  # fmt: skip
    assert {name: known.count for name, known in library.applications().items()} == {"port": 1, "sport": 1, "rest": 1}


def test_what_rules_did_on_arrival_is_told_in_the_log_and_not_undone(library: Library, store: Store) -> None:
    save(library, "port", "port", star=True)
    store.apply(update(A, entry("port")), now=NOW)
    assert library.next_undo().label == 'saved the rule "port"'
    (note,) = library.rule_notes()
    assert (note.at, note.rule, note.entry, note.did) == (NOW, "port", key(store, "port"), ("starred",))


def test_a_rule_touches_only_what_is_new(library: Library, store: Store) -> None:
    store.apply(update(A, entry("port")), now=NOW)
    save(library, "port", "port", star=True)
    store.apply(update(A, entry("port", title="port again"), new=False), now=NOW)
    store.apply(update(B, entry("port two")), now=NOW)
    assert {guid: state.starred for guid, state in states(library).items()} == {"port": False, "port two": True}


def test_rules_know_the_feed_the_age_and_the_link_of_what_arrives(library: Library, store: Store) -> None:
    save(library, "feed", f'feed:"{B}"', add=("b",))
    save(library, "old", "age:>5d", add=("old",))
    save(library, "link", "link:a.example/new", add=("new",))
    save(library, "none", "-is:read", add=("unread",))
    store.apply(update(A, entry("new"), entry("past", hours=240)), now=NOW)
    store.apply(update(B, entry("other")), now=NOW)
    assert {guid: state.tags for guid, state in states(library).items()} == {
        "new": ("new", "unread"), "past": ("old", "unread"), "other": ("b", "unread"),
    }  # fmt: skip


def test_a_feed_that_is_renamed_or_tagged_is_found_by_its_rules_at_once(library: Library, store: Store) -> None:
    save(library, "mine", "feedtitle:mine", star=True)
    store.apply(update(A, entry("one")), now=NOW)
    library.rename(library.feed(A), "Mine")
    store.apply(update(A, entry("two")), now=NOW)
    assert {guid: state.starred for guid, state in states(library).items()} == {"one": False, "two": True}


def test_more_rules_than_one_statement_takes_all_apply(library: Library, store: Store) -> None:
    for number in range(90):
        save(library, f"r{number}", f"word{number}", add=(f"t{number}",))
    store.apply(update(A, entry("x", text="word3 word41 word89")), now=NOW)
    assert set(states(library)["x"].tags) == {"t3", "t4", "t41", "t8", "t89"}


def test_a_rule_of_claims_applies_when_the_claims_are_there_and_once(library: Library, store: Store) -> None:
    from newsterm.claims import EXTRACTOR, find_claims

    save(library, "sorel", "source:sorel", add=("minister",), hide=True)
    store.apply(update(A, entry("one"), entry("two")), now=NOW)
    assert states(library)["one"].tags == ()
    made = article(SAID)
    claims = find_claims(made, published=NOW, outlet="A")
    one = key(store, "one")
    ruling = store.save_article(one, made, claims, claims_extractor=EXTRACTOR, arrives=NOW)
    assert [deed.did for deed in ruling.deeds] == [('tagged "minister"', "hidden")]
    assert ids(store) == ["two"]
    library.set_hidden([one], hidden=False)
    assert store.save_article(one, made, claims, claims_extractor="another", arrives=NOW).deeds == ()
    assert sorted(ids(store)) == ["one", "two"]


def test_a_rule_whose_query_can_not_be_read_any_more_costs_itself_alone(library: Library, store: Store) -> None:
    save(library, "gone", "port", star=True)
    save(library, "port", "port", read=True)
    doc = store._cache.rules.get(doc_id=1)
    doc["rule"] = doc["rule"].replace("port", "gone:port")
    store._cache.rules.save([doc])
    store.apply(update(A, entry("port")), now=NOW)
    assert states(library)["port"] == EntryState(read=True)
    gone, port = library.rules()
    assert 'no field "gone:"' in (library.rule_problem(gone) or "")
    assert library.rule_problem(port) is None


def test_rules_that_are_off_or_have_expired_do_nothing(library: Library, store: Store) -> None:
    save(library, "off", "*", star=True)
    library.turn_rules("off", on=False)
    save(library, "over", "*", read=True, until=NOW)
    store.apply(update(A, entry("one")), now=NOW)
    assert states(library)["one"] == EntryState()


def test_the_log_keeps_a_bounded_number_of_notes(store: Store) -> None:
    for number in range(KEPT + 200):
        store.note_problem("x", str(number), at=NOW)
    kept = store.rule_notes(None)
    assert KEPT <= len(kept) < KEPT + 100
    assert kept[0].problem == str(KEPT + 199)
    assert len(store.rule_notes(3)) == 3


# -- over the past -----------------------------------------------------------------------------------------------------


def test_a_run_over_the_past_is_decided_first_and_one_action_then(library: Library, store: Store) -> None:
    store.apply(update(A, entry("port"), entry("ferry"), entry("else")), now=NOW)
    save(library, "port", "port", add=("port",))
    save(library, "both", "port or ferry", star=True, hide=True)
    before = states(library)
    ruling = library.ruling(library.rules())
    assert states(library) == before
    assert [(deed.rule, deed.did) for deed in ruling.deeds] == [
        ("port", ('tagged "port"',)), ("both", ("starred", "hidden")), ("both", ("starred", "hidden")),
    ]  # fmt: skip
    action = library.carry_out(ruling)
    assert action is not None
    assert action.label == "rules: tagged 1, starred 2, hid 2 items"
    assert ids(store) == ["else"]
    library.undo()
    assert states(library) == before
    assert library.carry_out(library.ruling(library.rules(), "title:nothing")) is None


def test_a_query_narrows_the_run(library: Library, store: Store) -> None:
    store.apply(update(A, entry("port", hours=2), entry("port old", hours=300)), now=NOW)
    save(library, "port", "port", star=True)
    library.carry_out(library.ruling(library.rules(), "age:<1d"))
    assert {guid: state.starred for guid, state in states(library).items()} == {"port": True, "port old": False}


# -- kept --------------------------------------------------------------------------------------------------------------


def test_rules_are_ordered_changed_removed_and_all_of_it_is_undone(library: Library) -> None:
    for name in "abc":
        save(library, name, name, star=True)
    library.save_rule(Rule(name="d", query="d", star=True), before="b")
    assert [rule.name for rule in library.rules()] == ["a", "d", "b", "c"]
    library.undo()
    assert [rule.name for rule in library.rules()] == ["a", "b", "c"]
    library.move_rule("c", 1)
    assert [rule.name for rule in library.rules()] == ["c", "a", "b"]
    library.undo()
    library.remove_rules("a", "b")
    assert [rule.name for rule in library.rules()] == ["c"]
    library.undo()
    library.turn_rules("b", on=False)
    assert [rule.on for rule in library.rules()] == [True, False, True]
    library.undo()
    assert [(rule.name, rule.on) for rule in library.rules()] == [("a", True), ("b", True), ("c", True)]


def test_what_can_not_be_kept_says_why(library: Library) -> None:
    with pytest.raises(QueryError):
        library.save_rule(Rule(name="x", query="(port", star=True))
    with pytest.raises(UsageError, match="does nothing"):
        library.save_rule(Rule(name="x", query="port"))
    with pytest.raises(UsageError, match="name"):
        library.save_rule(Rule(name="\x1b", query="port", star=True))
    with pytest.raises(NotFound):
        library.save_rule(Rule(name="x", query="port", star=True), before="y")
    with pytest.raises(NotFound):
        library.remove_rules("x")
    assert library.rules() == ()


def test_rules_go_with_an_export_and_come_back(library: Library, store: Store, tmp_path: Path) -> None:
    save(library, "port", "port", star=True, until=NOW + timedelta(days=1))
    store.apply(update(A, entry("port")), now=NOW)
    store.export_tinydb(tmp_path / "out.json")
    with Store.open(tmp_path / "other.db", now=NOW) as other:
        other.import_tinydb((tmp_path / "out.json").read_bytes())
        assert other.rules() == store.rules()
        assert other.rule_notes(None) == store.rule_notes(None)
        assert other.applications() == store.applications()


# -- mutes -------------------------------------------------------------------------------------------------------------


def test_a_mute_hides_what_arrives_and_the_past_where_that_is_wished(library: Library, store: Store) -> None:
    store.apply(update(A, entry("cup final"), entry("port")), now=NOW)
    rule = library.mute_rule(Muted.WORD, "cup final", lasting=timedelta(days=30))
    assert rule.until == NOW + timedelta(days=30)
    action = library.mute(rule, past=True)
    assert action is not None
    assert action.label == "muted word cup final and hid 1 item"
    store.apply(update(A, entry("next cup final"), entry("final of the cup")), now=NOW)
    assert sorted(ids(store)) == ["final of the cup", "port"]
    assert [mute.name for mute in library.mutes()] == ["mute: word cup final"]
    library.undo()
    assert library.mutes() == ()
    assert sorted(ids(store)) == ["cup final", "final of the cup", "port"]


def test_a_password_in_a_feeds_address_is_not_shown(library: Library) -> None:
    rule = library.mute_rule(Muted.FEED, "http://ana:secret@a.example/feed", name="A")
    assert "secret" in rule.query
    assert "secret" not in rule.shown_query


def test_a_feed_and_an_author_are_muted(library: Library, store: Store) -> None:
    from msgspec.structs import replace

    library.mute(library.mute_rule(Muted.FEED, B, name="B"))
    library.mute(library.mute_rule(Muted.AUTHOR, "Ana Sorel"))
    store.apply(update(B, entry("one")), now=NOW)
    store.apply(
        update(A, replace(entry("two"), authors=("Ana Sorel",)), replace(entry("three"), authors=("Ana",))), now=NOW
    )
    assert ids(store) == ["three"]
    with pytest.raises(UsageError, match="no word"):
        library.mute_rule(Muted.WORD, "!!")
