"""The command line: the name of an action, shortened as far as it stays clear, and what the action takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import UsageError
from newsterm.hints import did_you_mean
from newsterm.ui.completing import Completion, of_names, within
from newsterm.ui.screen_actions import ON_MAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.ui.actions import KeyAction, Takes
    from newsterm.ui.completing import Completer

_BY_ID = {action.id: action for action in ON_MAIN}
_NAMES = sorted(_BY_ID, key=lambda name: _BY_ID[name].digit is not None)
"""Nine slots would hide what else begins like them."""
_WORDS = max(name.count("-") for name in _BY_ID) + 1
"""How many words the name of an action has at most."""


class Command(Struct, frozen=True):
    """An action and what it is given; empty where it is given nothing."""

    action: KeyAction
    argument: str = ""


def read_command(text: str) -> Command:
    """The command of a line: `star`, `add-tag budget`, `add tag budget`, `sw harbour`.

    UsageError where no action, or more than one, has that name, or where the action takes nothing.
    """
    action, rest = _action_of(text)
    if rest and action.takes is None:
        raise UsageError(f'"{action.id}" takes nothing after it.')
    return Command(action, rest)


def _action_of(text: str) -> tuple[KeyAction, str]:
    """The action with the longest name that begins the line, and what follows it."""
    pieces = text.split()
    for count in range(min(_WORDS, len(pieces)), 0, -1):
        action = _BY_ID.get("-".join(pieces[:count]).casefold())
        if action is not None:
            return action, _after(text, count)
    meant = _begun(pieces[0])
    if len(meant) == 1:
        return meant[0], _after(text, 1)
    if meant:
        raise UsageError(f'"{pieces[0]}" may be {_either([action.id for action in meant])}.')
    name = text.strip().replace(" ", "-").casefold()
    raise UsageError(f'There is no action "{text.strip()}".{did_you_mean(name, _BY_ID)}')


def _begun(name: str) -> list[KeyAction]:
    """The actions whose names begin so."""
    return [action for action in ON_MAIN if action.id.startswith(name.casefold())]


def _after(text: str, words: int) -> str:
    pieces = text.split(maxsplit=words)
    return pieces[words].strip() if len(pieces) > words else ""


def _either(names: list[str]) -> str:
    most = 6
    some = [*names[:most], "others"] if len(names) > most else names
    return f"{', '.join(some[:-1])} or {some[-1]}"


def complete_command(text: str, *, argument: Callable[[Takes], Completer | None]) -> Completion:
    """The name of an action, or what that action takes, as `argument` completes it, where something can."""
    name, space, rest = text.partition(" ")
    meant = [_BY_ID[name.casefold()]] if name.casefold() in _BY_ID else _begun(name)
    if not space or len(meant) != 1:
        return of_names(text, names=_NAMES)
    (action,) = meant
    completer = argument(action.takes) if action.takes is not None else None
    return within(len(text) - len(rest.lstrip()), completer, text) if completer is not None else Completion(len(text))
