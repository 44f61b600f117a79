"""Keys that show saved views: those that no action has by itself, so that a view never takes one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.settings.keys import UnusableKey, key_name

if TYPE_CHECKING:
    from newsterm.ui.keymap import Keymap

VIEW_KEYS = (*(f"f{n}" for n in range(1, 13)), *(f"alt+{n}" for n in range(1, 10)))
"""F1 to F12 and Alt with a digit."""
_AS_OPTION = {sign: f"alt+{n}" for n, sign in enumerate("¡™£¢∞§¶•ª", start=1)}
"""What textual takes Esc and a digit for, which is how most terminals send Alt with it: what Option types on a Mac."""


def pressed(key: str, character: str | None) -> str:
    """The key that was pressed, where it may be that of a view; else `key` as it is."""
    return _AS_OPTION.get(character or "", key)


def view_key(text: str, keymap: Keymap) -> str:
    """The key in one spelling. UsageError where it is none that a view can have, or an action has it."""
    try:
        key = key_name(text.strip())
    except UnusableKey:
        key = ""
    if key not in VIEW_KEYS:
        raise UsageError(f'"{text.strip()}" can\'t be the key of a view; f1 to f12 and alt+1 to alt+9 can.')
    owner = next((action for bound, action in keymap.pairs() if bound == key), None)
    if owner is not None:
        raise UsageError(
            f'{key} is the key of "{owner}" ({keymap.action(owner).title}) in the settings; choose another.'
        )
    return key
