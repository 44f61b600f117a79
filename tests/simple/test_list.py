"""The list, line by line: its pages, the way through it, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.model import TagEdit, Target
from newsterm.store import Store
from tests.ui.shell.world import COAST, FIRST, NOW, TITLES, bring, entry, key_of

from .script import Script, last, talk, with_keys

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Library

SECOND = "2. unread, Daily Ledger: Port may reopen within weeks, 3 hours ago."


def test_it_begins_with_what_there_is_and_the_items_by_number(library: Library) -> None:
    heard = talk(library).answers()[0]
    assert heard[1] == "All: 8 items, 8 unread."
    assert heard[2].startswith(
        "1. unread, Harbour Post: Ministers weigh port reopening as talks resume, 2 hours ago, 10"
    )
    assert heard[3] == SECOND


def test_an_item_tells_its_marks(library: Library) -> None:
    library.edit_tags(Target.ENTRY, [FIRST], TagEdit(add=("check", "doubt")))
    library.set_starred([FIRST])
    library.set_read([FIRST])
    heard = talk(library).answers()[0][2]
    assert heard.startswith("1. starred, Harbour Post: ")
    assert heard.endswith(", 10 claims, tags check, doubt.")


def test_a_page_fits_the_terminal_and_an_empty_line_turns_it(library: Library) -> None:
    script = talk(library, script=Script("", "", "", height=6))
    first, second, third, end = script.answers()[:4]
    assert first[2:] == ["Items 1 to 3 of 8.", *first[3:6]]
    assert second[0] == "Items 4 to 6 of 8."
    assert third[0] == "Items 7 to 8 of 8."
    assert end == ["This is the end of the list."]


def test_items_that_need_two_lines_count_twice(library: Library) -> None:
    script = talk(library, script=Script("", height=8, width=40))
    assert all(len(part) <= 7 for part in script.answers()[1:])
    assert script.answers()[1][0] == "Items 3 to 4 of 8."


def test_the_page_before_comes_back(library: Library) -> None:
    script = talk(library, script=Script("", "pageup", "page-up", height=6))
    assert script.answers()[2][0] == "Items 1 to 3 of 8."
    assert script.answers()[3] == ["This is the beginning of the list."]


def test_n_goes_from_unread_to_unread(library: Library) -> None:
    library.set_read([key_of(TITLES[1][1])])
    heard = talk(library, "n", "p", "G", "n").answers()
    assert heard[1][0].startswith("3. unread, Coastal: Ferry")
    assert heard[2][0].startswith("1. unread")
    assert heard[4] == ["No unread item below."]


def test_capital_n_goes_to_another_feed(library: Library) -> None:
    assert last(library, "j", "N")[0].startswith("3. unread, Coastal")


def test_j_and_k_go_item_by_item(library: Library) -> None:
    heard = talk(library, "j", "k", "k").answers()
    assert heard[1] == [SECOND]
    assert heard[2][0].startswith("1. ")
    assert heard[3] == ["This is the first item."]


def test_a_filter_follows_its_sign_or_its_name(library: Library) -> None:
    for line in ("/port", "filter port", "/ port"):
        assert last(library, line)[0] == "All, filter port: 2 items, 2 unread."


def test_a_filter_that_can_not_be_read_changes_nothing(library: Library) -> None:
    heard = talk(library, "/is:purple", "where").answers()
    assert "purple" in heard[1][0]
    assert heard[2][0] == "All: 8 items, 8 unread."


def test_back_leaves_the_filter_then_the_view_then_newsterm(library: Library) -> None:
    script = talk(library, "feed coastal", "/ferry", "q", "q", "q", "never said")
    heard = script.answers()
    assert heard[3][0] == "Coastal: 2 items, 2 unread."
    assert heard[4][0] == "All: 8 items, 8 unread."
    assert script.typed == ["never said"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("view unread", "Unread: 8 items, 8 unread."),
        ("feed ledger", "Daily Ledger: 3 items, 3 unread."),
        ("folder papers", "Papers: 6 items, 6 unread."),
        ("F starred", "Starred: nothing."),
        ("F ports", "Ports: 2 items, 2 unread."),
        ("tagged check", "check: 1 item, 1 unread."),
    ],
)
def test_views_feeds_folders_and_tags_are_shown_by_name(library: Library, line: str, heading: str) -> None:
    library.save_view("Ports", "port")
    library.edit_tags(Target.ENTRY, [FIRST], TagEdit(add=("check",)))
    assert last(library, line)[0] == heading


def test_a_number_after_a_listing_chooses_from_it(library: Library) -> None:
    script = talk(library, "feeds", "2", "1")
    assert script.prompts[1:4] == ["number: ", "list: ", "article: "]
    assert script.answers()[2][0] == "Daily Ledger: 3 items, 3 unread."


def test_feeds_tell_their_state(library: Library) -> None:
    heard = last(library, "feeds")
    assert heard[0].startswith("1. Coastal, 2 unread of 2. ")
    assert heard[1].startswith("2. Daily Ledger, in Papers, 3 unread of 3. ")


def test_a_name_that_is_none_is_answered_with_the_nearest(library: Library) -> None:
    assert last(library, "feed Coastel") == ['There is no "Coastel". Did you mean "Coastal"?']


def test_a_name_that_may_be_several_names_them(library: Library) -> None:
    assert last(library, "feed a") == ['"a" may be several: Coastal; Daily Ledger; Harbour Post. Say more of it.']


def test_orders_go_round_or_are_named(library: Library) -> None:
    assert last(library, "S")[0] == "All, oldest first: 8 items, 8 unread."
    assert last(library, "sort title")[1].startswith("1. unread, Harbour Post: Council")


def test_unread_only_keeps_what_is_read_now_until_the_list_is_said_anew(library: Library) -> None:
    heard = talk(library, "U", "1", "q", "k", "list").answers()
    assert heard[3][0].startswith("1. Harbour Post: Ministers")
    assert heard[5][0] == "All, unread only: 7 items, 7 unread."


def test_numbers_keep_their_items_while_news_come(library: Library, path: Path) -> None:
    script = Script("open 2")

    def arrive(prompt: str) -> str:
        if len(script.prompts) == 0:
            with Store.open(path, now=NOW) as other:
                bring(other, COAST, entry("Storm in the night", 0.1))
        return Script.ask(script, prompt)

    script.ask = arrive  # type: ignore[method-assign]
    heard = talk(library, script=script).answers()
    assert heard[1][0] == "Port may reopen within weeks."


def test_news_are_one_line_at_the_next_prompt(library: Library, path: Path) -> None:
    script = Script("where", "list")

    def arrive(prompt: str) -> str:
        if len(script.prompts) == 0:
            with Store.open(path, now=NOW) as other:
                bring(other, COAST, entry("Storm in the night", 0.1), entry("Calm in the morning", 0.05))
        return Script.ask(script, prompt)

    script.ask = arrive  # type: ignore[method-assign]
    heard = talk(library, script=script).answers()
    assert heard[1][-1] == "2 new items; list says the list anew."
    assert "Calm in the morning" in heard[2][1]


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    from newsterm.library import Library

    with Library.open(tmp_path / "new.db") as empty:
        heard = talk(empty).answers()[0]
    assert heard[1] == "All: nothing."
    assert "a and an address adds one" in heard[2]


def test_keys_are_those_of_the_settings(library: Library) -> None:
    settings = with_keys(filter=["%"], star=["S"], sort=[])
    assert last(library, "%port", settings=settings)[0].startswith("All, filter port")
    assert last(library, "S", settings=settings)[0].startswith("starred 1 item")


def test_a_scan_is_said_and_broken_off_and_the_list_stays(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsterm.store.scanning._PATIENCE", 0.0)
    script = Script("filter /nobody/", "list")
    script.breaks_at = "Scanning"
    heard = talk(library, script=script).answers()
    assert heard[1] == [f"Scanning 0 of {len(library.listing())} items for /nobody/; Ctrl-C stops.", "Broken off."]
    assert "nobody" not in "".join(heard[2])
