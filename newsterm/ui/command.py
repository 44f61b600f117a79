"""The command line: the name of an action, shortened as far as it stays clear, and what the action takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import UsageError
from newsterm.hints import did_you_mean
from newsterm.ui.completing import Completion, of_names, within
from newsterm.ui.screen_actions import ON_MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsterm.ui.action import KeyAction, Takes
    from newsterm.ui.completing import Completer

_BY_ID = {action.id: action for action in ON_MAIN}
_NAMES = sorted(_BY_ID, key=lambda name: _BY_ID[name].digit is not None)
"""Nine slots would hide what else begins like them."""


class Command(Struct, frozen=True):
    """An action and what it is given; empty where it is given nothing."""

    action: KeyAction
    argument: str = ""


def read_command(text: str, own: Sequence[KeyAction] = ()) -> Command:
    """The command of a line: `star`, `add-tag budget`, `add tag budget`, `sw harbour`.

    `own` are the user's. UsageError where no action, or more than one, has that name, or where it takes nothing.
    """
    action, rest = _action_of(text, own)
    if rest and action.takes is None:
        raise UsageError(f'"{action.id}" takes nothing after it.')
    return Command(action, rest)


def _action_of(text: str, own: Sequence[KeyAction]) -> tuple[KeyAction, str]:
    """The action with the longest name that begins the line, and what follows it."""
    pieces = text.split()
    known = _named(own)
    for count in range(min(max(name.count("-") for name in known) + 1, len(pieces)), 0, -1):
        action = known.get("-".join(pieces[:count]).casefold())
        if action is not None:
            return action, _after(text, count)
    meant = _begun(pieces[0], own)
    if len(meant) == 1:
        return meant[0], _after(text, 1)
    if meant:
        raise UsageError(f'"{pieces[0]}" may be {_either([action.id for action in meant])}.')
    name = text.strip().replace(" ", "-").casefold()
    raise UsageError(f'There is no action "{text.strip()}".{did_you_mean(name, known)}')


def _named(own: Sequence[KeyAction]) -> dict[str, KeyAction]:
    return {**_BY_ID, **{action.id.casefold(): action for action in own}} if own else _BY_ID


def _begun(name: str, own: Sequence[KeyAction]) -> list[KeyAction]:
    """The actions whose names begin so."""
    return [action for action in (*ON_MAIN, *own) if action.id.casefold().startswith(name.casefold())]


def _after(text: str, words: int) -> str:
    pieces = text.split(maxsplit=words)
    return pieces[words].strip() if len(pieces) > words else ""


def _either(names: list[str]) -> str:
    most = 6
    some = [*names[:most], "others"] if len(names) > most else names
    return f"{', '.join(some[:-1])} or {some[-1]}"


def complete_command(
    text: str, *, argument: Callable[[Takes], Completer | None], own: Sequence[KeyAction] = ()
) -> Completion:
    """The name of an action, or what that action takes, as `argument` completes it, where something can."""
    name, space, rest = text.partition(" ")
    known = _named(own)
    meant = [known[name.casefold()]] if name.casefold() in known else _begun(name, own)
    if not space or len(meant) != 1:
        return of_names(text, names=[*(action.id for action in own), *_NAMES])
    (action,) = meant
    completer = argument(action.takes) if action.takes is not None else None
    return within(len(text) - len(rest.lstrip()), completer, text) if completer is not None else Completion(len(text))
