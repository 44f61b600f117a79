"""Everything that is wrong in a settings file, not only what is met first."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.model.address import mask_credentials
from newsterm.settings.kinds import Refused, Sentence
from newsterm.settings.lines import dotted
from newsterm.settings.read import settings_of, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.settings.read import SettingsFile
    from newsterm.settings.values import Settings

    WrongKey = Callable[[Settings], tuple[tuple[str, ...], str] | None]

_MOST = 1000


class Problem(Struct, frozen=True):
    """Something that is wrong in a settings file."""

    key: tuple[str, ...]
    """The keys that lead to it."""
    line: int | None
    """Where it stands, from 1."""
    text: str
    """A sentence that names the key."""

    @property
    def shown(self) -> str:
        """The key, dotted, without passwords in addresses."""
        return mask_credentials(dotted(self.key))


def problems(file: SettingsFile, wrong_key: WrongKey) -> tuple[Problem, ...]:
    """What is wrong in a file, from top to bottom; `wrong_key` as in `refusals`."""
    found, _ = refusals(file.raw, wrong_key)
    told_of = (Problem(refused.at, file.line(refused.at), told(refused)) for refused in found)
    return tuple(sorted(told_of, key=lambda problem: problem.line or 0))


def refusals(raw: dict[str, Any], wrong_key: WrongKey | None = None) -> tuple[list[Refused], Settings]:
    """What is refused in a parsed file; and the settings that it means without what is.

    What reads the file stops at the first thing that is wrong: that is taken out, and the rest read again. Which
    actions have keys only the interface knows: `wrong_key` tells the first setting whose key can't be used, and why.
    """
    raw = deepcopy(raw)
    found: list[Refused] = []
    while len(found) < _MOST and len({refused.at for refused in found}) == len(found):
        try:
            settings = settings_of(raw)
        except Refused as refused:
            found.append(refused)
        else:
            wrong = wrong_key(settings) if wrong_key else None
            if wrong is None:
                return found, settings
            found.append(Sentence(wrong[1], wrong[0]))
        _take_out(raw, found[-1].at)
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
