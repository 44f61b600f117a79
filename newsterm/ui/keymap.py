"""Which key does what: the defaults or a preset, the user's choices over them, and every clash told in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsterm.errors import SettingsError
from newsterm.ui.actions import ACTIONS, BY_ID, EVERYWHERE, KeyAction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsterm.settings import Settings

# newsboat's own keys where they mean something here; what they displace gets another key.
NEWSBOAT: Mapping[str, tuple[str, ...]] = {
    "toggle-read": ("N",),
    "read": (),
    "unread": ("ctrl+r",),
    "next-feed": ("ctrl+n",),
    "previous-feed": ("ctrl+p",),
    "palette": ("ctrl+o",),
    "all-read": ("A", "C"),
    "refresh": ("r", "R"),
    "unread-only": ("l", "U"),
    "pane-left": ("left", "shift+tab", "h"),
    "pane-right": ("right", "tab"),
    "sort": ("g", "S"),
    "top": ("home",),
    "bottom": ("end",),
    "clear-filter": ("escape", "ctrl+f"),
    "page-back": ("b",),
    "down": ("j", "down"),
    "up": ("k", "up"),
    "switcher": ("T", "F"),
    "tag-menu": ("t", "ctrl+t"),
}
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"newsterm": {}, "newsboat": NEWSBOAT}

_FIXED = {"ctrl+z": "suspend"}
"""Keys that always do the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A row of a key table."""

    keys: str
    title: str
    help: str
    group: str
    panes: str
    """The panes where it applies, empty for all."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every action, none used twice."""

    keys: Mapping[str, tuple[str, ...]]

    def of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self.keys[action_id]

    def shown(self, action_id: str) -> str:
        """The first key of an action as a person reads it; empty where it has none."""
        keys = self.keys[action_id]
        return shown_key(keys[0]) if keys else ""

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Every key with its action."""
        return ((key, action.id) for action in ACTIONS for key in self.keys[action.id])


def default_keymap(preset: str = "newsterm") -> Keymap:
    """The keys of a preset."""
    changed = PRESETS[preset]
    return Keymap({action.id: changed.get(action.id, action.keys) for action in ACTIONS})


def keymap(settings: Settings) -> Keymap:
    """The preset's keys with the user's choices over them.

    A key that the user gives to one action and the preset to another is refused unless that action is given other keys
    as well. Raises SettingsError naming file, line and key.
    """
    keys = dict(default_keymap(settings.preset).keys)
    for name, choice in settings.keys.items():
        _check_known(name, choice.where)
        if fixed := [key for key in choice.keys if _FIXED.get(key, name) != name]:
            raise SettingsError(
                f'{_place(choice.where)}keys.{name}: "{fixed[0]}" suspends, as in every terminal program.'
            )
        keys[name] = choice.keys
    owner: dict[str, str] = {}
    for name, choices in keys.items():
        for key in choices:
            other = owner.setdefault(key, name)
            if other != name:
                raise _clash(settings, key, other, name)
    return Keymap(keys)


def _check_known(name: str, where: str) -> None:
    if name not in BY_ID:
        from newsterm.hints import did_you_mean  # noqa: PLC0415 - only an error needs it

        hint = did_you_mean(name, BY_ID) or " `newsterm keys` lists them."
        raise SettingsError(f'{_place(where)}keys.{name}: there is no action "{name}".{hint}')


def _clash(settings: Settings, key: str, one: str, other: str) -> SettingsError:
    chosen, kept = (one, other) if one in settings.keys else (other, one)
    where = _place(settings.keys[chosen].where) if chosen in settings.keys else ""
    return SettingsError(
        f'{where}keys.{chosen}: "{key}" is the key of "{kept}" ({BY_ID[kept].title}); choose another, or give '
        f'"{kept}" other keys too.'
    )


def _place(where: str) -> str:
    return f"{where}: " if where else ""


_SHOWN = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab", "shift+tab": "Shift-Tab", "home": "Home",
    "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "backspace": "Backspace", "delete": "Del", "insert": "Ins",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key as a person reads it: `Enter`, `Ctrl-D` as `^D` would be read, characters as they are."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifiers, plus, base = key.rpartition("+")
    if plus and base:
        return f"{modifiers.replace('+', '-').title()}-{_SHOWN.get(base, base)}"
    return key.upper() if len(key) > 1 else key


def key_table(keymap: Keymap) -> tuple[KeyRow, ...]:
    """One row an action that has keys, in the order of the registry; the nine slots are one row."""
    rows = []
    for action in ACTIONS:
        if not keymap.of(action.id) or action.id in _LATER_SLOTS:
            continue
        rows.append(_slot_row(keymap) if action.id == "slot-1" else _row(action, keymap))
    return tuple(rows)


_LATER_SLOTS = frozenset(f"slot-{n}" for n in range(2, 10))


def _row(action: KeyAction, keymap: Keymap) -> KeyRow:
    keys = " ".join(shown_key(key) for key in keymap.of(action.id))
    panes = "" if action.panes == EVERYWHERE else ", ".join(action.panes)
    return KeyRow(keys=keys, title=action.title, help=action.help, group=action.group, panes=panes)


def _slot_row(keymap: Keymap) -> KeyRow:
    """`1-9` where the slots have their digits, else all their keys."""
    keys = [key for n in range(1, 10) for key in keymap.of(f"slot-{n}")]
    shown = "1-9" if keys == list("123456789") else " ".join(map(shown_key, keys))
    action = BY_ID["slot-1"]
    text = "Toggle the tag of that slot on the item, in CLAIMS on the claim."
    return KeyRow(keys=shown, title="Tag slots", help=text, group=action.group, panes="")


def markdown_table(keymap: Keymap | None = None) -> str:
    """The key table as Markdown, for the README."""
    rows = ["| key | action | |", "| --- | --- | --- |"]
    for row in key_table(keymap or default_keymap()):
        keys = " ".join(f"`{key}`" for key in row.keys.replace("|", "\\|").split())
        rows.append(f"| {keys} | {row.title} | {row.help}{f' ({row.panes})' if row.panes else ''} |")
    return "\n".join(rows) + "\n"
