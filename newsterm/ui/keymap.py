"""Which key does what: the defaults or a preset, the user's choices over them, and every clash told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from msgspec import Struct

from newsterm.errors import SettingsError
from newsterm.ui.action import BOOKMARK, EVERYWHERE, Group, KeyAction, Where
from newsterm.ui.actions import ACTIONS, BY_ID
from newsterm.ui.key_table import shown_key
from newsterm.ui.screen_actions import IN_FEEDS, ON_MAIN

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
_ON = {"item": "the item", "claim": "the claim", "items": "the marked items"}
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"newsterm": {}, "newsboat": NEWSBOAT}


class Keymap(Struct, frozen=True):
    """The keys of every action, none used twice on one screen."""

    keys: Mapping[str, tuple[str, ...]]
    own: tuple[KeyAction, ...] = ()
    """The commands of the settings."""

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
        own = own_actions(settings)
        keys |= {action.id: action.keys for action in own}
        for screen in ((*ON_MAIN, *own), IN_FEEDS):
            owner: dict[str, str] = {}
            for name in (action.id for action in screen):
                for key in keys[name]:
                    other = owner.setdefault(key, name)
                    if other != name:
                        raise _clash(settings, key, other, name)
        return cls(keys, own)

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        """Everything that can be done: the registry, and the user's own."""
        return (*ACTIONS, *self.own)

    @property
    def on_main(self) -> tuple[KeyAction, ...]:
        """What can be done on the main screen."""
        return (*ON_MAIN, *self.own)

    def action(self, action_id: str) -> KeyAction:
        """The action of an id."""
        return BY_ID.get(action_id) or next(action for action in self.own if action.id == action_id)

    def of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self.keys[action_id]

    def shown(self, action_id: str) -> str:
        """The first key of an action as a person reads it; empty where it has none."""
        keys = self.keys[action_id]
        return shown_key(keys[0]) if keys else ""

    def pairs(self, screen: Iterable[KeyAction] | None = None) -> Iterable[tuple[str, str]]:
        """Every key of a screen, of the main one where none is named, with its action."""
        return ((key, action.id) for action in screen or self.on_main for key in self.keys[action.id])


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


def own_actions(settings: Settings) -> tuple[KeyAction, ...]:
    """The commands of the settings as actions. SettingsError where one has the name of another action.

    `bookmark` is an action already, which runs the command of that name.
    """
    made = []
    for name, command in settings.commands.items():
        if name == BOOKMARK:
            if command.key:
                raise SettingsError(f"{_place(command.where)}commands.{name}.key: its key is set as keys.{name}.")
            continue
        if name in BY_ID:
            raise SettingsError(
                f'{_place(command.where)}commands.{name}: "{name}" is what newsterm itself can do '
                f"({BY_ID[name].title}); choose another name."
            )
        title = command.title or name
        made.append(
            KeyAction(
                id=name,
                keys=(command.key,) if command.key else (),
                title=title,
                help=f"Run {(command.run or ('nothing',))[0]} on {_ON[command.on]}.",
                group=Group.OWN,
                panes=(Where.CLAIMS,) if command.on == "claim" else EVERYWHERE,
                own=True,
            )
        )
    return tuple(made)


def _check(name: str, choice: KeyChoice) -> None:
    if name not in BY_ID:
        from newsterm.hints import did_you_mean  # noqa: PLC0415 - only an error needs it

        hint = did_you_mean(name, BY_ID) or " `newsterm keys` lists them."
        raise SettingsError(f'{_place(choice.where)}keys.{name}: there is no action "{name}".{hint}')


def _clash(settings: Settings, key: str, one: str, other: str) -> SettingsError:
    chosen, kept = (one, other) if one in settings.keys and other not in settings.commands else (other, one)
    if chosen in settings.commands and chosen not in BY_ID:
        where, table = _place(settings.commands[chosen].where), "commands"
    else:
        where, table = (_place(settings.keys[chosen].where) if chosen in settings.keys else ""), "keys"
    title = f" ({BY_ID[kept].title})" if kept in BY_ID else ""
    return SettingsError(
        f'{where}{table}.{chosen}: "{key}" is the key of "{kept}"{title}; choose another, or give "{kept}" other keys '
        "too."
    )


def _place(where: str) -> str:
    return f"{where}: " if where else ""
