"""The table of keys: which key does what, as far as the settings file alone can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.settings.kinds import Refused, read_below, shown, wrong
from newsterm.settings.special import KeyList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class KeyChoice(Struct, frozen=True, kw_only=True):
    """The keys that the user chose for an action."""

    keys: tuple[str, ...]
    """As `newsterm.settings.keys.key_name` spells them; none unbinds the action."""
    where: str = ""
    """File and line, for an error that is found later."""


class KeyTable:
    """Keys by action. Which actions exist the interface knows; here only two uses of one key are a clash."""

    words = "a table from an action to its keys"
    example = "{}"

    def read(self, value: object) -> Mapping[str, KeyChoice]:
        """The choices; a nested table is a dotted action."""
        if not isinstance(value, dict):
            raise wrong(self, value)
        choices: dict[str, KeyChoice] = {}
        users: dict[str, str] = {}
        for action, raw in _flat(value):
            if action in choices:
                raise Refused("is written twice, with dots and with quotation marks; keep one", (action,))
            keys = read_below(KeyList(), action, raw)
            for key in keys:
                if users.setdefault(key, action) != action:
                    raise Refused(f"is {shown(key)}, the key of {shown(users[key])} already; choose another", (action,))
            choices[action] = KeyChoice(keys=keys)
        return choices


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, raw in table.items():
        if isinstance(raw, dict):
            yield from _flat(raw, f"{before}{name}.")
        else:
            yield f"{before}{name}", raw
