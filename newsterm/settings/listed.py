"""Every setting with its value, and where that is from; what is private stays hidden."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.model.address import mask_credentials
from newsterm.settings.describe import Described, as_toml, describe
from newsterm.settings.lines import dotted, key_path
from newsterm.settings.named import Named, named, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsterm.settings.read import SettingsFile

HIDDEN = "(not shown)"
_PLACEHOLDERS = frozenset({"NAME", "URL", "ACTION"})


class Row(Struct, frozen=True, kw_only=True):
    """One setting and what it is."""

    path: tuple[str, ...]
    value: Any
    """As JSON has it; None where it is not set, HIDDEN where it may not be shown."""
    default: Any
    """The same of its default."""
    is_set: bool
    """Whether the file sets it."""
    line: int | None
    """Where, from 1."""
    meaning: str
    type: str
    """What it accepts, in words."""

    @property
    def key(self) -> str:
        """Dotted, as TOML; passwords in addresses are masked."""
        return mask_credentials(dotted(self.path))

    @property
    def shown(self) -> str:
        """The value as TOML."""
        if self.value == HIDDEN:
            return HIDDEN
        return "not set" if self.value is None else _toml(self.value)

    @property
    def where(self) -> str:
        """Where the value is from, in words."""
        return (f"line {self.line}" if self.line else "the file") if self.is_set else "default"

    def record(self) -> Mapping[str, Any]:
        """For JSON."""
        return {
            "key": self.key,
            "value": self.value,
            "default": self.default,
            "set": self.is_set,
            "line": self.line,
            "type": self.type,
            "meaning": self.meaning,
        }


def listed(file: SettingsFile | None) -> Iterator[Row]:
    """Every setting; of those that stand under names of the user's own, the ones that the file sets."""
    raw = file.raw if file else {}
    for described in describe():
        path = key_path(f"{described.key} = 0\n")
        for concrete in _concrete(raw, path):
            yield one(file, named(dotted(concrete)))


def one(file: SettingsFile | None, wanted: Named) -> Row:
    """One setting that is no table."""
    described, path = _described(wanted), wanted.path
    value = value_at(file.raw, path) if file else None
    default = _plain(described.default)
    is_set = value is not None
    shown = HIDDEN if is_set and wanted.is_private else value if is_set else default
    return Row(
        path=path,
        value=shown,
        default=default,
        is_set=is_set,
        line=file.line(path) if file and is_set else None,
        meaning=described.meaning,
        type=described.type,
    )


def _concrete(raw: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The path itself, or where it has a place for the user's own names, what the file has there."""
    place = next((i for i, part in enumerate(path) if part in _PLACEHOLDERS), None)
    if place is None:
        yield path
        return
    names = value_at(raw, path[:place])
    for name in names if isinstance(names, dict) else ():
        concrete = (*path[:place], name, *path[place + 1 :])
        if value_at(raw, concrete) is not None and (path[0], name) != ("keys", "preset"):
            yield concrete


def _described(wanted: Named) -> Described:
    """What is told of a setting, or of the one that holds it: a header is told of with all headers."""
    told = _by_path()
    path = key_path(f"{wanted.generic} = 0\n")
    return next(told[path[:length]] for length in range(len(path), 0, -1) if path[:length] in told)


@cache
def _by_path() -> Mapping[tuple[str, ...], Described]:
    return {key_path(f"{described.key} = 0\n"): described for described in describe()}


def _plain(toml: str) -> Any:
    import tomllib  # noqa: PLC0415 - only who looks settings up needs it

    return tomllib.loads(f"x = {toml}")["x"] if toml else None


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{dotted((name,))} = {_toml(inner)}' for name, inner in value.items())} }}"
    return as_toml(value)
