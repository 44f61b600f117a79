"""The key table: every action with its keys as a person reads them, for help, `newsterm keys` and the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.ui.action import EVERYWHERE, KeyAction
from newsterm.ui.actions import ACTIONS, BY_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.ui.keymap import Keymap


class KeyRow(Struct, frozen=True, kw_only=True):
    """A row of a key table."""

    id: str
    keys: tuple[str, ...]
    """As a person reads them."""
    title: str
    help: str
    group: str
    panes: str
    """The panes where it applies, empty for all."""


_SHOWN = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab", "shift+tab": "Shift-Tab", "home": "Home",
    "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "backspace": "Backspace", "delete": "Del", "insert": "Ins",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key as a person reads it: `Enter`, `Ctrl-d`, `F5`, characters as they are."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifiers, plus, base = key.rpartition("+")
    if plus and base:
        return f"{modifiers.replace('+', '-').title()}-{_SHOWN.get(base, base)}"
    return key.upper() if len(key) > 1 else key


def key_table(keymap: Keymap, actions: Sequence[KeyAction] = ACTIONS) -> tuple[KeyRow, ...]:
    """One row an action that has keys, in their order; the nine slots are one row."""
    shown = (action for action in actions if keymap.of(action.id) and action.id not in _LATER_SLOTS)
    return tuple(_slot_row(keymap) if action.id == "slot-1" else _row(action, keymap) for action in shown)


_LATER_SLOTS = frozenset(f"slot-{n}" for n in range(2, 10))


def _row(action: KeyAction, keymap: Keymap) -> KeyRow:
    keys = tuple(shown_key(key) for key in keymap.of(action.id))
    panes = "" if action.panes == EVERYWHERE else ", ".join(action.panes)
    return KeyRow(id=action.id, keys=keys, title=action.title, help=action.help, group=action.group, panes=panes)


def _slot_row(keymap: Keymap) -> KeyRow:
    """`1-9` where the slots have their digits, else all their keys."""
    keys = [key for n in range(1, 10) for key in keymap.of(f"slot-{n}")]
    shown = ("1-9",) if keys == list("123456789") else tuple(map(shown_key, keys))
    action = BY_ID["slot-1"]
    text = "Toggle the tag of that slot on the item, in CLAIMS on the claim."
    return KeyRow(id="slot-1..9", keys=shown, title="Tag slots", help=text, group=action.group, panes="")


def markdown_table(keymap: Keymap) -> str:
    """The key table as Markdown, for the README."""
    rows = ["| key | action | |", "| --- | --- | --- |"]
    for row in key_table(keymap):
        keys = " ".join(f"`{key}`" for key in row.keys).replace("|", "\\|")
        rows.append(f"| {keys} | {row.title} | {row.help}{f' ({row.panes})' if row.panes else ''} |")
    return "\n".join(rows) + "\n"
