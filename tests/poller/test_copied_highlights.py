"""What the user highlighted and noted goes along to another cache, and is taken back there as one action."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from newsterm.export.whole import copy_record
from newsterm.library import Library
from newsterm.model import Carried, Kind, Span, Target
from tests.store.world import NOW, SAID, A, article, entry, follow, key, prepare, update

from .test_copies import here, lines, taken, there  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from newsterm.model import MarkedClaim
    from newsterm.store import Store

LATER = "The port is shut. Critics argue that tolls will rise, she said."


def library(store: Store) -> Library:
    return Library(store, clock=lambda: NOW)


def keep(store: Store, guid: str, words: str, text: str = SAID, **more: Any) -> str:
    start = text.index(words)
    return library(store).highlight(key(store, guid), Span(start, start + len(words)), **more).changes[0].id


@pytest.fixture
def full(there: Store) -> Store:  # noqa: F811 - the fixture
    """The same with highlights - one with a source, one whose words are gone, one taken away - and items with notes."""
    keep(there, "one", "port was safe", note="gone soon", tags=("check",))
    keep(there, "one", "tolls will rise", source="Ana Sorel")
    keep(there, "two", "Critics argue", note="who?", tags=("a", "b"))
    library(there).reject([keep(there, "two", "the port")])
    library(there).set_note(Target.ENTRY, [key(there, "one"), key(there, "three")], "read again")
    prepare(there, "one", LATER)
    return there


def own(store: Store, guid: str) -> list[MarkedClaim]:
    return [m for m in library(store).reading(key(store, guid)).claims if m.claim.own]


def told(store: Store, guid: str) -> list[tuple[Any, ...]]:
    return [(m.claim.text, m.claim.content, m.claim.resolved, m.claim.kind, m.state) for m in own(store, guid)]


def changed(line: bytes, **more: Any) -> bytes:
    """The line with other members in its highlights."""
    record = json.loads(line)
    record["claims"] = [claim | more if claim["own"] else claim for claim in record["claims"]]
    return json.dumps(record).encode() + b"\n"


def test_highlights_and_notes_are_the_same_there_and_here(full: Store, here: Store) -> None:  # noqa: F811
    given = lines(full)
    done = taken(here, given, follow=True)
    assert (done.items, done.refused) == (3, ())
    assert lines(here) == given
    assert [m.claim.lost for m in own(here, "one")] == [False, True]
    assert [told(here, guid) for guid in ("one", "two")] == [told(full, guid) for guid in ("one", "two")]
    assert library(here).item(key(here, "three")).state.note == "read again"
    assert library(here).item(key(here, "one")).claims == library(full).item(key(full, "one")).claims
    assert here.check().problems == ()
    assert taken(here, given).marked == 0
    assert lines(here) == given


def test_they_are_taken_back_with_all_other_marks_and_come_again(full: Store, here: Store) -> None:  # noqa: F811
    given = lines(full)
    taken(here, given, follow=True)
    here.undo()
    assert own(here, "one") == own(here, "two") == []
    assert library(here).item(key(here, "one")).state.note is None
    assert here.check().problems == ()
    taken(here, given)
    assert lines(here) == given


def test_one_that_was_lost_there_is_found_again_in_the_words_here(full: Store, here: Store) -> None:  # noqa: F811
    follow(here, A)
    here.apply(update(A, entry("one")), now=NOW)
    text = f"Late news. {SAID}"
    prepare(here, "one", text)
    taken(here, lines(full))
    places = [[text[start:end] for start, end in m.claim.content] for m in own(here, "one")]
    assert places == [["port was safe"], ["tolls will rise"]]
    here.save_article(key(here, "one"), article("Nothing."), (), claims_extractor="x", replaced_at=NOW)
    assert [m.claim.lost for m in own(here, "one")] == [True, True]


def test_what_is_highlighted_in_both_is_so_once_and_keeps_what_it_has(full: Store, here: Store) -> None:  # noqa: F811
    follow(here, A)
    here.apply(update(A, entry("one"), entry("two")), now=NOW)
    prepare(here, "two")
    prepare(here, "one", LATER)
    made = keep(here, "two", "Critics argue", note="mine", tags=("c",))
    keep(here, "one", "tolls will rise", LATER, source="the audit", kind=Kind.DOCUMENT)
    library(here).set_note(Target.ENTRY, [key(here, "one")], "mine")
    taken(here, [line.replace(b".0", b".00") for line in lines(full)])  # as if their ids were others there
    (both,) = own(here, "two")
    assert (both.claim.id, both.state.note, both.state.tags) == (made, "mine", ("c", "a", "b"))
    assert [m.claim.resolved for m in own(here, "one")] == ["the audit", None]
    assert library(here).item(key(here, "one")).state.note == "mine"


def test_those_of_an_item_without_a_text_wait_for_one(full: Store, here: Store) -> None:  # noqa: F811
    (line,) = (line for line in lines(full) if b"who?" in line)
    taken(here, [json.dumps(json.loads(line) | {"made": None}).encode()], follow=True)
    assert library(here).reading(key(here, "two")).article is None
    prepare(here, "two")
    assert told(here, "two") == told(full, "two")
    assert here.check().problems == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"content": [[5, 2000]]}, "stands outside the text"),
        ({"content": [[9, 5]]}, "stands outside the text"),
        ({"text": " "}, "has no words"),
        ({"quote": {"exact": ""}}, "has no words"),
        ({"kept": "yesterday"}, "kept"),
        ({"extractor": "mine"}, "is no highlight"),
        ({"id": "../x"}, "no id of a claim"),
    ],
)
def test_a_broken_highlight_costs_its_line(full: Store, here: Store, wrong: dict[str, Any], words: str) -> None:  # noqa: F811
    given = lines(full)
    nth = next(n for n, line in enumerate(given) if b"who?" in line)
    done = taken(here, [changed(line, **wrong) if n == nth else line for n, line in enumerate(given)], follow=True)
    assert done.items == 2
    assert words in done.refused[0]


def test_a_highlight_has_no_more_than_its_words_and_who_says_them(full: Store, here: Store) -> None:  # noqa: F811
    strange = {"kind": "group", "resolved": " ", "chain": [], "cue": [[0, 3]], "source_text": "Nobody", "kept": None,
               "rejected": True, "hedges": [[0, 3]], "role": "x", "note": "\x1b[31m", "tags": ["\u202e"]}  # fmt: skip
    given = [changed(line, **strange) for line in lines(full)]
    assert taken(here, given, follow=True).refused == ()
    (one,) = own(here, "two")
    assert (one.claim.kind, one.claim.chain, one.claim.source_text, one.claim.role) == (
        Kind.OWN,
        (None, None),
        None,
        None,
    )
    assert (one.state.rejected, one.state.tags, one.state.note) == (False, (), "[31m")
    assert one.state.kept is not None
    assert here.check().problems == ()
    library(here).set_source([one.claim.id], "Ana Sorel")
    assert own(here, "two")[0].claim.resolved == "Ana Sorel"


def test_what_is_hidden_here_stays_so_and_what_is_hidden_there_becomes_so(full: Store, here: Store) -> None:  # noqa: F811
    given, two, three = lines(full), key(full, "two"), key(full, "three")
    taken(here, given, follow=True)
    library(here).set_hidden([key(here, "two")])
    library(full).set_hidden([three])
    copies = [full.copy(entry_id) for entry_id in (key(full, "one"), two, three)]
    follow(here, "http://c.example/feed")
    more = [replace(c, carried=(*c.carried, Carried(feed="http://c.example/feed", guid="x"))) for c in copies if c]
    taken(here, [json.dumps(copy_record(copy)).encode() + b"\n" for copy in more])
    assert [here.entry_states([thing])[thing].hidden for thing in (two, three)] == [True, True]
    here.undo()
    assert [here.entry_states([thing])[thing].hidden for thing in (two, three)] == [True, False]
