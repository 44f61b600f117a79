"""`newsterm highlight` and `newsterm note`: words kept by their words, and what one has to say of them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_claims import claims_of, followed  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm


@pytest.fixture
def ferry(followed: Newsterm) -> str:  # noqa: F811 - the fixture
    (item,) = followed("list", "title:ferry", "--json").json
    return str(item["id"])


def test_words_are_highlighted_with_tags_and_a_note(newsterm: Newsterm, ferry: str) -> None:
    ran = newsterm("highlight", ferry, "late  again", "--note", "how late?", "--tag", "check", "--tag", "later")
    (own,) = claims_of(newsterm, "--own")
    assert (ran.status, ran.out) == (0, f"{own['id']}  highlighted 2 words\n")
    assert {name: own[name] for name in ("text", "kind", "own", "note", "tags", "chain", "resolved")} == {
        "text": "late again", "kind": "own", "own": True, "note": "how late?", "tags": ["check", "later"],
        "chain": [None, "Quay"], "resolved": None,
    }  # fmt: skip
    assert own["kept"].endswith("Z")
    assert {(c["own"], c["kept"]) for c in claims_of(newsterm, "not is:own")} == {(False, None)}
    assert own["id"] in newsterm("claims", "is:own").out
    assert "note: how late?" in newsterm("show", ferry).out
    assert "note how late?" in newsterm("claims", "--own", "--markdown").out
    (row,) = csv.DictReader(newsterm("claims", "--own", "--csv").out.splitlines())
    assert (row["own"], row["note"], row["text"]) == ("yes", "how late?", "late again")
    newsterm("undo")
    assert claims_of(newsterm, "--own") == []


def test_the_user_may_say_who_says_it_and_words_that_are_not_there_are_told(newsterm: Newsterm, ferry: str) -> None:
    (before,) = newsterm("list", "title:ferry", "--json").json
    newsterm("highlight", ferry, "The ferry was late again.", "--source", "the port's log", "--kind", "document")
    (own,) = claims_of(newsterm, "kind:document")
    assert (own["resolved"], own["chain"], own["own"]) == ("the port's log", ["the port's log", "Quay"], True)
    assert newsterm("list", "title:ferry", "--json").json[0]["claims"] == before["claims"] + 1
    assert newsterm("highlight", ferry, "ferry", "--kind", "document").status == 2
    wrong = newsterm("highlight", ferry, "ferry", "--source", "X", "--kind", "documnt")
    assert (wrong.status, 'Did you mean "document"?' in wrong.err) == (2, True)
    for words, status, said in (
        (("was late again today",), 1, "The nearest is: …The ferry was late again."),
        (("on",), 2, "places; --nth says which, or --prefix what stands before: 1. …"),
        (("on", "--nth", "99"), 1, "places only."),
        (("ferry", "--prefix", "A"), 1, "does not stand in the text after those words"),
        (("“”",), 1, "does not stand in the text."),
    ):
        ran = newsterm("highlight", ferry, *words)
        assert (ran.status, ran.out) == (status, "")
        assert said in ran.err


def test_a_note_is_written_shown_and_taken_away(newsterm: Newsterm, ferry: str) -> None:
    assert 'There is no item "nosuch"' in newsterm("highlight", "nosuch", "x").err
    assert newsterm("note", "nosuch", "x").status == newsterm("note", "no.such").status == 1
    claim = claims_of(newsterm)[0]["id"]
    for thing in (ferry, claim):
        assert newsterm("note", thing).err == "There is no note on it.\n"
        assert newsterm("note", thing, "ask", "her").out.startswith("noted on 1 ")
        assert newsterm("note", thing).out == "ask her\n"
    assert newsterm("list", "note:ask", "--json").json[0]["own_note"] == "ask her"
    assert newsterm("show", ferry, "--json").json["note"] is None
    assert "Note: ask her" in newsterm("show", ferry).out
    assert "Note: ask her" in newsterm("show", ferry, "--markdown").out
    assert [c["note"] for c in claims_of(newsterm, "note:her")] == ["ask her"]
    assert newsterm("note", claim, "").out == "took the note from 1 claim\n"
    assert newsterm("note", claim, "").out == "nothing to change\n"
    assert claims_of(newsterm, "has:note") == []
