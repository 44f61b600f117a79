"""Hiding, mutes, rules and saved views, line by line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsterm.events import Arrived
from newsterm.model import Rule
from newsterm.settings import Settings
from newsterm.simple.talk import Talk
from newsterm.ui.keymap import Keymap
from tests.simple.script import Script, last, talk
from tests.ui.shell.world import NOW, TITLES

if TYPE_CHECKING:
    from newsterm.library import Library

ALL = len(TITLES)


def test_items_are_hidden_by_number_and_come_back(library: Library) -> None:
    assert last(library, "hide 1 2") == ["hid 2 items; z undoes it."]
    assert library.count("*") == ALL - 2
    assert "hid 1 item" in last(library, "Z")[0]
    assert "took out of hiding" in last(library, "/is:hidden", "hide 1")[0]
    assert library.count("is:hidden") == 2


def test_something_is_muted_after_a_question(library: Library) -> None:
    said = last(library, "mute", "feed", "y")
    assert "muted feed Harbour Post and hid 3 items" in said[-1]
    assert library.count("*") == ALL - 3
    assert last(library, "mute", "") == []
    assert "can't be muted" in last(library, "mute everything")[0]
    assert "muted word nowhere" in last(library, "mute word nowhere")[0]


def test_a_rule_is_made_listed_and_turned_off(library: Library) -> None:
    assert last(library, "rules") == ["There is no rule yet; add-rule makes one."]
    said = last(library, "add-rule Ports", "title:port", "tag sea, star", "y")
    assert said == ['saved the rule "Ports"; z undoes it.']
    heard = last(library, "rules")
    assert heard == [
        '1. Ports: tag "sea", star what title:port finds; on; applied 0 times.',
        "rules and a number turns one on or off.",
    ]
    assert last(library, "rules", "1") == ['turned off the rule "Ports"; z undoes it.']
    assert last(library, "rules ports") == ['turned on the rule "Ports"; z undoes it.']
    assert "no rule 9" in last(library, "rules 9")[0]
    assert "already" in last(library, "add-rule Ports")[0]
    assert last(library, "add-rule Other", "port", "star", "n") == ["No rule was kept."]
    assert last(library, "add-rule", "") == []
    assert last(library, "add-rule Other", "") == []
    assert last(library, "add-rule Other", "port", "") == []
    assert [rule.name for rule in library.rules()] == ["Ports"]


def test_a_rule_that_can_not_be_read_says_so(library: Library) -> None:
    library.save_rule(Rule(name="x", query="port", star=True))
    doc = library._store._cache.rules.get(doc_id=1)
    library._store._cache.rules.update({"rule": doc["rule"].replace("port", "gone:port")})
    assert "can't be read" in last(library, "rules")[0]


def test_the_view_that_is_listed_is_renamed_moved_coloured_and_given_a_key(library: Library) -> None:
    library.save_views({"a": "title:port", "b": "ferry"})
    assert "Show the saved view first" in last(library, "rename-view B")[0]
    talk(library, "views b", "rename-view B", "move-view 1", "view-colour tomato", "view-key f2")
    assert [(v.name, v.colour, v.key) for v in library.views()] == [("B", "tomato", "f2"), ("a", None, None)]
    talk(library, "views B", "view-colour", "view-key", "move-view", "2", "rename-view", "b")
    assert [(v.name, v.colour, v.key) for v in library.views()] == [("a", None, None), ("b", None, None)]
    assert "no place" in last(library, "views b", "move-view last")[0]


def test_leaving_is_remembered(library: Library) -> None:
    library.save_view("a", "port")
    talk(library, "views a", "views all")
    assert library.view("a").visited == NOW
    assert library.left() == NOW


def test_what_a_rule_tells_of_is_said(library: Library) -> None:
    script = Script()
    told = Talk(library, None, Settings(), Keymap.from_settings(Settings()), script)
    told.hear(Arrived(rule="Ports", titles=("The port (Post)",), count=2))
    assert script.said == ["Ports: 2 new.", "The port (Post).", "and 1 more."]


def test_what_came_since_the_last_visit_is_called_new(library: Library) -> None:
    assert last(library, "list")[1].startswith("1. unread, ")
    library._store.note_left(NOW - timedelta(hours=1))
    assert last(library, "list")[1].startswith("1. new, ")
    library.save_view("all", "*")
    assert last(library, "views 5")[-8].startswith("1. unread, ")
