"""Everything that is wrong in a settings file, not only what is met first."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.settings.kinds import Refused
from newsterm.settings.read import settings_of, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsterm.settings.read import SettingsFile
    from newsterm.settings.values import Settings

_MOST = 1000


class Problem(Struct, frozen=True):
    """Something that is wrong in a settings file."""

    key: tuple[str, ...]
    """The keys that lead to it."""
    line: int | None
    """Where it stands, from 1."""
    text: str
    """A sentence that names the key."""


def problems(file: SettingsFile, wrong_keys: Callable[[Settings], Iterable[tuple[str, str]]]) -> tuple[Problem, ...]:
    """What is wrong in a file, from top to bottom.

    Which actions there are the interface knows: `wrong_keys` gives those whose keys can't be used, each with why.
    """
    found, settings = refusals(file.raw)
    told_of = [Problem(refused.at, file.line(refused.at), told(refused)) for refused in found]
    for action, why in wrong_keys(settings):
        told_of.append(Problem(("keys", action), file.line(("keys", action)), why))
    return tuple(sorted(told_of, key=lambda problem: problem.line or 0))


def refusals(raw: dict[str, Any]) -> tuple[list[Refused], Settings]:
    """What is refused in a parsed file; and the settings that it means without what is.

    What reads the file stops at the first thing that is wrong. That is taken out, and the rest read again.
    """
    raw = deepcopy(raw)
    found: list[Refused] = []
    while len(found) < _MOST:
        try:
            return found, settings_of(raw)
        except Refused as refused:
            found.append(refused)
            _take_out(raw, refused.at)
    return found, settings_of({})


def _take_out(table: dict[str, Any], key: tuple[str, ...]) -> None:
    """Take a key out of a table; what is found no further is taken out as far as it is found."""
    name, *rest = key
    if name not in table:  # a dotted action, which the file may nest
        name, _, below = name.partition(".")
        rest = [below] if below else rest
    inner = table.get(name)
    if rest and isinstance(inner, dict) and (rest[0] in inner or rest[0].partition(".")[0] in inner):
        _take_out(inner, tuple(rest))
    else:
        table.pop(name, None)
