"""The registry of actions and everything that is made from it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsterm.errors import SettingsError
from newsterm.settings import KeyChoice, Settings
from newsterm.settings.keys import key_name
from newsterm.ui.actions import ACTIONS
from newsterm.ui.key_table import key_table, markdown_table, shown_key
from newsterm.ui.keymap import PRESETS, Keymap, default_keymap
from newsterm.ui.screen_actions import IN_FEEDS, ON_MAIN, SCREENS
from newsterm.ui.screens.feed_verbs import Feeds
from newsterm.ui.screens.main import MainScreen

if TYPE_CHECKING:
    from newsterm.ui.action import KeyAction


def with_keys(**choices: tuple[str, ...]) -> Settings:
    named = {
        name.replace("_", "-"): KeyChoice(keys=keys, where="config.toml, line 7") for name, keys in choices.items()
    }
    return replace(Settings(), keys=named)


@pytest.mark.parametrize(("screen", "actions"), [(MainScreen, ON_MAIN), (Feeds, IN_FEEDS)])
def test_no_action_and_no_method_of_a_screen_goes_without_the_other(
    screen: type, actions: tuple[KeyAction, ...]
) -> None:
    methods = {name for name in dir(screen) if name.startswith("do_")}
    assert methods == {action.method for action in actions}
    assert all(callable(getattr(screen, name)) for name in methods)


def test_every_action_has_a_screen() -> None:
    assert {action.id for screen in SCREENS for action in screen} == {action.id for action in ACTIONS}


def test_no_id_is_used_twice() -> None:
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_uses_no_key_twice_on_a_screen_and_only_keys_that_terminals_send(
    preset: str, screen: tuple[KeyAction, ...]
) -> None:
    pairs = list(default_keymap(preset).pairs(screen))
    assert [key for key, count in Counter(key for key, _ in pairs).items() if count > 1] == []
    assert [key for key, _ in pairs if key not in {"ctrl+z", key_name(key) if key != "ctrl+z" else key}] == []


def test_the_newsboat_preset_keeps_newsboats_own_keys() -> None:
    keymap = Keymap.from_settings(replace(Settings(), preset="newsboat"))
    of = dict(keymap.pairs())
    assert (of["N"], of["A"], of["R"], of["o"], of["/"]) == ("toggle-read", "all-read", "refresh", "browse", "filter")


def test_the_users_keys_replace_the_presets() -> None:
    keymap = Keymap.from_settings(with_keys(star=("f5", "*")))
    assert keymap.of("star") == ("f5", "*")
    assert "s" not in dict(keymap.pairs())


def test_no_keys_at_all_unbind_an_action() -> None:
    assert Keymap.from_settings(with_keys(all_read=())).of("all-read") == ()


def test_a_key_of_another_action_is_refused_with_file_and_key() -> None:
    with pytest.raises(SettingsError, match=r'config\.toml, line 7: keys\.star: "u" is the key of "unread"'):
        Keymap.from_settings(with_keys(star=("u",)))


def test_a_key_may_mean_one_thing_on_the_main_screen_and_another_in_the_list_of_feeds() -> None:
    keymap = Keymap.from_settings(with_keys(rename_feed=("s",)))
    assert (dict(keymap.pairs())["s"], dict(keymap.pairs(IN_FEEDS))["s"]) == ("star", "rename-feed")
    with pytest.raises(SettingsError, match='"x" is the key of "mark"'):
        Keymap.from_settings(with_keys(rename_feed=("x",)))


def test_a_key_may_move_if_its_first_owner_gets_another() -> None:
    keymap = Keymap.from_settings(with_keys(star=("u",), unread=("s",)))
    assert (keymap.shown("star"), keymap.shown("unread")) == ("u", "s")


def test_an_unknown_action_is_refused_with_what_was_probably_meant() -> None:
    with pytest.raises(SettingsError, match=r'line 7: keys\.sttar: there is no action "sttar"\. Did you mean "star"'):
        Keymap.from_settings(with_keys(sttar=("f5",)))


def test_keys_are_shown_as_a_person_reads_them() -> None:
    shown = [shown_key(key) for key in ("j", "enter", "shift+tab", "ctrl+d", "alt+x", "f5", "space", "+")]
    assert shown == ["j", "Enter", "Shift-Tab", "Ctrl-d", "Alt-x", "F5", "Space", "+"]


def test_the_key_table_has_every_bound_action_and_one_row_for_the_slots() -> None:
    keymap = default_keymap()
    ids = {row.id for row in key_table(keymap)}
    bound = {action.id for action in ACTIONS if keymap.of(action.id) and action.digit is None}
    assert ids == bound | {"slot-1..9"}
    assert next(row.keys for row in key_table(keymap) if row.id == "slot-1..9") == ("1-9",)


def test_the_markdown_table_has_three_cells_a_row() -> None:
    lines = markdown_table(default_keymap()).splitlines()
    assert len(lines) == len(key_table(default_keymap())) + 2
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 4 for line in lines)


def test_every_row_of_the_key_table_is_pressed_in_a_test() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    pressed = {_NAMED.get(key, key) for keys in re.findall(r"press\(([^)]*)\)", sources) for key in _KEY.findall(keys)}
    unpressed = {action.id for action in ACTIONS if action.keys and not action.digit and not set(action.keys) & pressed}
    assert not unpressed


_KEY = re.compile(r'"([^"]+)"')
_NAMED = {"left_square_bracket": "[", "right_square_bracket": "]", "comma": ","}
