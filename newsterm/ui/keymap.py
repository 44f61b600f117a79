"""Which key does what: the defaults or a preset, the user's choices over them, and every clash told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from msgspec import Struct

from newsterm.errors import SettingsError
from newsterm.ui.actions import ACTIONS, BY_ID, KeyAction
from newsterm.ui.key_table import shown_key
from newsterm.ui.screen_actions import ON_MAIN, SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsterm.settings import KeyChoice, Settings

# newsboat's own keys where they mean something here; what they displace gets another key.
NEWSBOAT: Mapping[str, tuple[str, ...]] = {
    "find": ("ctrl+g",),
    "toggle-read": ("N",),
    "read": (),
    "unread": (),
    "follow": ("u", "f"),
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
    "rename-feed": ("e",),
    "tag-menu": ("t", "ctrl+t"),
}
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"newsterm": {}, "newsboat": NEWSBOAT}


class Keymap(Struct, frozen=True):
    """The keys of every action, none used twice on one screen."""

    keys: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The preset's keys with the user's choices over them.

        A key that the user gives to one action and the preset to another is refused unless that action is given other
        keys as well. Raises SettingsError naming file, line and key.
        """
        keys = dict(default_keymap(settings.preset).keys)
        for name, choice in settings.keys.items():
            _check(name, choice)
            keys[name] = choice.keys
        for screen in SCREENS:
            owner: dict[str, str] = {}
            for name in (action.id for action in screen):
                for key in keys[name]:
                    other = owner.setdefault(key, name)
                    if other != name:
                        raise _clash(settings, key, other, name)
        return cls(keys)

    def of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self.keys[action_id]

    def shown(self, action_id: str) -> str:
        """The first key of an action as a person reads it; empty where it has none."""
        keys = self.keys[action_id]
        return shown_key(keys[0]) if keys else ""

    def pairs(self, screen: Iterable[KeyAction] = ON_MAIN) -> Iterable[tuple[str, str]]:
        """Every key of a screen with its action."""
        return ((key, action.id) for action in screen for key in self.keys[action.id])


def default_keymap(preset: str = "newsterm") -> Keymap:
    """The keys of a preset."""
    changed = PRESETS[preset]
    return Keymap({action.id: changed.get(action.id, action.keys) for action in ACTIONS})


def wrong_key(settings: Settings) -> tuple[tuple[str, ...], str] | None:
    """What `from_settings` refuses first: the keys that lead to the setting, and why; None where nothing is wrong.

    The settings are such as know no line of a file: the sentence then begins with the setting.
    """
    try:
        Keymap.from_settings(settings)
    except SettingsError as error:
        return tuple(str(error).partition(":")[0].split(".")), str(error)
    return None


def _check(name: str, choice: KeyChoice) -> None:
    if name not in BY_ID:
        from newsterm.hints import did_you_mean  # noqa: PLC0415 - only an error needs it

        hint = did_you_mean(name, BY_ID) or " `newsterm keys` lists them."
        raise SettingsError(f'{_place(choice.where)}keys.{name}: there is no action "{name}".{hint}')


def _clash(settings: Settings, key: str, one: str, other: str) -> SettingsError:
    chosen, kept = (one, other) if one in settings.keys else (other, one)
    where = _place(settings.keys[chosen].where) if chosen in settings.keys else ""
    return SettingsError(
        f'{where}keys.{chosen}: "{key}" is the key of "{kept}" ({BY_ID[kept].title}); choose another, or give '
        f'"{kept}" other keys too.'
    )


def _place(where: str) -> str:
    return f"{where}: " if where else ""
