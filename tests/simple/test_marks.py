"""Marks, feeds and everything else that changes something, each answered by the interface's own sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.shell.world import COAST, FIRST, TITLES, key_of

from .script import last, talk

if TYPE_CHECKING:
    from newsterm.library import Library

SECOND = key_of(TITLES[1][1])


def test_a_verb_acts_on_the_item_at_hand_or_on_numbers(library: Library) -> None:
    assert last(library, "s") == ["starred 1 item: Ministers weigh port reopening as talks resume; z undoes it."]
    assert last(library, "read 2 4-5") == ["marked 3 items read; z undoes it."]
    assert library.item(SECOND).state.read


def test_a_verb_acts_on_what_is_marked(library: Library) -> None:
    heard = talk(library, "x 1-3", "r", "X").answers()
    assert heard[1] == ["3 marked; verbs act on what is marked."]
    assert heard[2] == ["marked 3 items read; z undoes it."]


def test_tags_are_added_and_taken_in_one_line(library: Library) -> None:
    assert last(library, "+check, to read")[0].startswith('tagged 1 item "check", "to read"')
    assert last(library, "+later -check")[0].startswith('tagged 1 item "later" and took "check" from 1 item')
    assert library.item(FIRST).state.tags == ("to read", "later")
    assert last(library, ".")[0] == "No tag action to repeat yet."
    assert last(library, "tag x", "j", ".")[0].startswith('tagged 1 item "x": Port may reopen')


def test_an_empty_slot_says_so(library: Library) -> None:
    assert last(library, "1", "9") == ["Slot 9 is empty for items; settings give it a tag: slots.items.9."]


def test_all_read_asks_first(library: Library) -> None:
    assert last(library, "A", "n")[0:] == ["Nothing was marked."]
    script = talk(library, "A", "y", "z")
    assert 'Mark 8 items of "All" read?' in script.said
    assert script.prompts[1] == "y or n: "
    assert "marked 8 items read; z undoes it." in script.said
    assert script.answers()[3][0] == "undid: marked 8 items read."


def test_undo_and_redo_go_many_steps(library: Library) -> None:
    heard = talk(library, "s", "r", "z", "z", "z", "ctrl+y").answers()
    assert heard[3] == ["undid: marked 1 item read; z again: starred 1 item."]
    assert heard[4] == ["undid: starred 1 item."]
    assert heard[5] == ["There is nothing to undo."]
    assert heard[6] == ["redid: starred 1 item."]


def test_a_feed_is_removed_after_a_question_and_comes_back(library: Library) -> None:
    heard = talk(library, "remove-feed coastal", "y", "list", "z", "list").answers()
    assert heard[2] == ['removed "Coastal"; z undoes it.']
    assert heard[3][0] == "All: 6 items, 6 unread."
    assert heard[5][0] == "All: 8 items, 8 unread."


def test_a_feed_is_renamed(library: Library) -> None:
    assert last(library, "rename-feed coastal", "The Coast") == ['renamed "Coastal"; z undoes it.']
    assert library.feed(COAST).title == "The Coast"


def test_a_link_that_is_no_address_is_not_opened(library: Library) -> None:
    assert last(library, "open 99") == ["There is no item 99: the list has 8."]
    assert last(library, "star x") == ['"x" is no number; numbers are written as 3, or 5-7.']


def test_a_command_that_is_none_is_answered_with_the_nearest(library: Library) -> None:
    assert last(library, "clams") == ['There is no command "clams". Did you mean "claims"?']
    assert last(library, "§§") == ['There is no command "§§". help lists them.']


def test_reject_is_for_claims_alone(library: Library) -> None:
    assert last(library, "d") == ["Not a claim: only at a claim."]


def test_where_one_is_is_said_when_asked(library: Library) -> None:
    heard = last(library, "1", "claim 3", "where")
    assert heard[2] == "Open: Ministers weigh port reopening as talks resume, paragraph 2 of 12."
    assert heard[3] == "At claim 3; 10 claims in all."


def test_the_last_answer_is_said_again(library: Library) -> None:
    heard = talk(library, "j", "again").answers()
    assert heard[2] == heard[1]


def test_help_finds_what_has_to_do_with_a_word(library: Library) -> None:
    heard = last(library, "help undo")
    assert any(line.startswith("undo, z: ") for line in heard)
    assert last(library, "help xyzzy") == ['No command has to do with "xyzzy".']
    assert last(library, "?")[0].startswith("A number opens the item")
