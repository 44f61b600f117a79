"""Hiding, mutes, rules and what saved views have besides their query, in the reader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import Input, OptionList, Static

from newsterm.events import Arrived
from newsterm.model import Rule
from newsterm.settings import Notify, Settings
from newsterm.store import Store
from newsterm.ui.app import NewstermApp
from newsterm.ui.arrivals import terminal_notice
from newsterm.ui.screens.rule_list import RuleList
from newsterm.ui.widgets.prompt import Prompt

from .world import NOW, POST, TITLES, QuietBackstage, bring, entry, reader, screen_text, seen, settled, write

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.library import Library

ALL = len(TITLES)


async def type_command(pilot: Pilot[None], line: str) -> None:
    """What the command line does with a typed line: keys cost a test 60 ms each."""
    app = pilot.app
    assert isinstance(app, NewstermApp)
    app.main.answered("command-line", line)
    await pilot.pause()


def rows(app: NewstermApp) -> list[str]:
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


# -- hiding ------------------------------------------------------------------------------------------------------------


async def test_capital_z_hides_the_row_and_z_brings_it_back_under_the_cursor(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "Z")
        assert app.main.feed.count == ALL - 1
        assert app.main.status.message == "hid 1 item · z undoes it"
        hidden = library.listing("is:hidden").id_at(0)
        await pilot.press("G", "z")
        assert app.main.feed.count == ALL
        assert app.main.feed.cursor_id == hidden


async def test_marked_rows_are_hidden_together_and_where_all_are_hidden_shown_again(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "x", "Z")
        assert (app.main.feed.count, app.main.feed.marked) == (ALL - 2, 0)
        await pilot.press("/")
        await write(pilot, "is:hidden")
        await pilot.press("enter")
        assert app.main.feed.count == 2
        await pilot.press("Z")
        assert app.main.feed.count == 1
        assert library.count("is:hidden") == 1


# -- mutes -------------------------------------------------------------------------------------------------------------


async def test_the_exclamation_mark_mutes_the_feed_of_the_item_and_what_is_there_of_it(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("!")
        assert rows(app) == ["Feed  Harbour Post", "Words…"]
        await pilot.press("enter")
        await pilot.pause()
        assert 'Mute the feed "Harbour Post" from now on, and hide the 3 items' in " ".join(screen_text(app))
        await pilot.press("y")
        assert app.main.feed.count == ALL - 3
        assert app.main.status.message == "muted feed Harbour Post and hid 3 items · z undoes it"
        await pilot.press("z")
        assert app.main.feed.count == ALL
        assert library.mutes() == ()


async def test_a_word_is_muted_from_now_on_alone_and_ends_by_itself(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("!", "down", "enter")
        await write(pilot, "ferry for 30d")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("n")
        assert app.main.feed.count == ALL
        (mute,) = library.mutes()
        assert (mute.name, mute.until) == ("mute: word ferry", NOW + timedelta(days=30))
        await pilot.press("!")
        await write(pilot, "harb for 1w")
        assert rows(app) == ["Feed  Harbour Post  for 1w", "Words  “harb”  for 1w"]
        await pilot.press("ctrl+u")
        await write(pilot, "cup final for 1w")
        assert rows(app) == ["Words  “cup final”  for 1w"]
        await pilot.press("enter")
        assert library.mutes()[1].until == NOW + timedelta(days=7)
        library.undo()
        await type_command(pilot, "mute word nowhere")
        assert len(library.mutes()) == 2
        await type_command(pilot, "mute everything")
        assert app.main.status.message == '"everything" can\'t be muted; feed, author or word and what it is can.'
        await type_command(pilot, "mute author")
        assert app.main.status.message == "There is no author here; name one after it."


# -- rules -------------------------------------------------------------------------------------------------------------


async def test_a_rule_is_asked_for_step_by_step_and_tried_before_it_is_kept(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_command(pilot, "add-rule Ports")
        await write(pilot, "title:port")
        await pilot.press("enter")
        await write(pilot, "tag sea, star")
        await pilot.press("enter")
        await app.workers.wait_for_complete([w for w in app.workers if w.group == "rule"])
        await pilot.pause()
        shown = " ".join(" ".join(screen_text(app)).replace("│", " ").split())
        assert 'Keep the rule "Ports" (title:port → tag "sea", star)? It finds 2 items of the last 30 days.' in shown
        await pilot.press("y")
        assert library.rules() == (Rule(name="Ports", query="title:port", add=("sea",), star=True),)
        assert app.main.status.message == 'saved the rule "Ports" · z undoes it'
        await type_command(pilot, "add-rule Ports")
        assert app.main.status.message == 'There is a rule "Ports" already.'


async def test_what_no_rule_does_is_told_in_words(library: Library) -> None:
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_command(pilot, "rules")
        assert app.main.status.message == "There is no rule yet; :add-rule makes one."
        await type_command(pilot, "add-rule x")
        await write(pilot, "(port")
        await pilot.press("enter")
        assert app.main.status.message.startswith("At character 1: this ( is not closed")
        await write(pilot, ")")  # what was typed stands there still
        await pilot.press("enter")
        await write(pilot, "dance")
        await pilot.press("enter")
        assert app.main.status.message.startswith('"dance" is nothing that a rule does; there are tag NAME,')
        assert isinstance(app.main.prompt, Prompt)
        assert app.main.prompt.query_one(Input).value == "dance"


async def test_the_list_of_rules_turns_moves_and_removes_them(library: Library) -> None:
    for name in "abc":
        library.save_rule(Rule(name=name, query=name, star=True))
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_command(pilot, "rules")
        assert isinstance(app.screen, RuleList)
        assert [row.split()[:2] for row in rows(app)] == [["●", "a"], ["●", "b"], ["●", "c"]]
        await pilot.press("down", "enter")
        assert [row.split()[:2] for row in rows(app)] == [["●", "a"], ["○", "b"], ["●", "c"]]
        await pilot.press("shift+down")
        assert [rule.name for rule in library.rules()] == ["a", "c", "b"]
        await pilot.press("shift+up", "shift+up", "ctrl+r")
        assert [rule.name for rule in library.rules()] == ["a", "c"]
        assert str(app.screen.query_one("#detail", Static).content) == "a → star"
        await pilot.press("escape", "z")
        assert [rule.name for rule in library.rules()] == ["b", "a", "c"]


async def test_what_a_rule_tells_of_is_a_toast_and_where_wished_a_notice_of_the_terminal(library: Library) -> None:
    backstage = QuietBackstage()
    app = reader(library, backstage=backstage, settings=Settings(notify=Notify(terminal="bell")))
    sent: list[str] = []
    async with app.run_test(size=(120, 40)) as pilot:
        app.send = sent.append  # type: ignore[method-assign]
        backstage.tell(Arrived(rule="Ports", titles=("[/] The port (Post)",), count=3))
        while not app._notifications:
            await pilot.pause(0.01)
        (told,) = app._notifications
        assert (told.title, told.message) == ("Ports: 3 new", "[/] The port (Post)\nand 2 more")
        assert sent == ["\a"]


def test_a_terminal_is_sent_one_line_that_commands_nothing_else() -> None:
    assert terminal_notice("nothing", "a", "b") == ""
    assert terminal_notice("osc-9", "a", "b\n\x1b]0;x\x07c") == "\x1b]9;a: b ]0;xc\x1b\\"
    assert len(terminal_notice("osc-9", "a", "b" * 999)) < 300


# -- saved views -------------------------------------------------------------------------------------------------------


async def test_the_key_of_a_view_shows_it_from_any_pane(library: Library) -> None:
    library.save_view("The port", "title:port")
    library.key_view("The port", "f2")
    library.save_view("Ferries", "ferry")
    library.key_view("Ferries", "alt+1")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "f2")
        assert (app.main.showing.title, app.main.feed.count) == ("The port", 2)
        await pilot.press("alt+1")
        assert (app.main.showing.title, app.main.feed.count) == ("Ferries", 1)
        await pilot.press("f2")
        app.main.on_key(Key("inverted_exclamation_mark", "¡"))  # what textual takes Esc and 1 for
        assert (app.main.showing.title, app.main.feed.count) == ("Ferries", 1)
        await pilot.press("f3")
        assert "does nothing here" in app.main.status.message
        await pilot.press("/", "f2")
        assert app.main.showing.title == "Ferries"


async def test_the_view_that_is_shown_is_renamed_moved_coloured_and_given_a_key(library: Library) -> None:
    library.save_views({"a": "title:port", "b": "ferry"})
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_command(pilot, "view-key f2")
        assert app.main.status.message == "Show the saved view first that is meant."
        await type_command(pilot, "switcher b")
        await type_command(pilot, "rename-view B")
        await type_command(pilot, "move-view 1")
        await type_command(pilot, "view-colour tomato")
        await type_command(pilot, "view-key f2")
        assert [(v.name, v.colour, v.key) for v in library.views()] == [("B", "tomato", "f2"), ("a", None, None)]
        assert app.main.showing.title == "B"
        assert "/ B · 1" in screen_text(app)[0]
        await type_command(pilot, "view-key q")
        assert "can't be the key of a view" in app.main.status.message
        await type_command(pilot, "view-colour nothing")
        assert '"nothing" is no colour' in app.main.status.message
        await type_command(pilot, "move-view first")
        assert app.main.status.message == '"first" is no place; 1 is the first.'
        await type_command(pilot, "rename-view")
        await pilot.press("enter")
        assert app.main.status.message == "Nothing to change."


async def test_a_view_is_moved_in_the_switcher(library: Library) -> None:
    library.save_views({"a": "title:port", "b": "ferry"})
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("F", "shift+up")
        await pilot.press("down", "down", "down", "down", "shift+down")
        assert [view.name for view in library.views()] == ["b", "a"]
        assert [row.split()[1] for row in rows(app)[4:6]] == ["b", "a"]
        await pilot.press("enter")
        assert app.main.showing.title == "a"


async def test_what_came_since_a_view_was_left_is_marked_in_it_and_counted_in_the_switcher(
    library: Library, path: Path
) -> None:
    library.save_view("The port", "title:port")
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await type_command(pilot, "switcher The port")
        assert not any("◉" in line for line in screen_text(app))
        await type_command(pilot, "switcher All")
    with Store.open(path, now=NOW) as store:
        later = NOW + timedelta(hours=1)
        name = "Port strike"
        bring(store, POST, entry(name, -0.5))
        store._cache.entries.update({"first_seen": int(later.timestamp() * 1e6)}, doc_ids=[ALL + 1])
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert sum("◉" in line[:4] for line in screen_text(app)) == 1
        await pilot.press("F")
        assert await seen(pilot, lambda: "◉ 1" in rows(app)[4])
        await pilot.press("escape")
        await type_command(pilot, "switcher The port")
        assert sum("◉" in line[:4] for line in screen_text(app)) == 1
        await pilot.press("/")
        await write(pilot, "is:new")
        assert app.main.feed.count == 1


async def test_leaving_the_reader_is_remembered(library: Library) -> None:
    assert library.left() is None
    app = reader(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("Q")
    assert library.left() == NOW
