"""A setting by its name: which it is, what it accepts, and what stands there where nobody sets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.errors import SettingsError
from newsterm.hints import nearest
from newsterm.model.address import mask_credentials
from newsterm.settings.bindings import KeyTable
from newsterm.settings.kinds import Choice, Kind, Refused, Section, TableOf, Unknown, read_below
from newsterm.settings.lines import dotted, key_path
from newsterm.settings.read import told
from newsterm.settings.requests import HeaderName, Headers, SecretKind
from newsterm.settings.special import KeyList, SlotNumber, Slots, SlotTag
from newsterm.settings.values import PRESETS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Section(Settings)


class Named(Struct, frozen=True, kw_only=True):
    """A setting, or a table of settings."""

    path: tuple[str, ...]
    """The keys that lead to it."""
    kind: Kind
    generic: str
    """The key under which `describe` tells of it, where it is no table."""

    @property
    def key(self) -> str:
        """The key as a settings file has it, dotted."""
        return dotted(self.path)

    @property
    def shown(self) -> str:
        """The same without passwords in addresses."""
        return mask_credentials(self.key)

    @property
    def is_table(self) -> bool:
        """Whether it holds settings, and is none itself."""
        return isinstance(self.kind, (Section, TableOf, Slots, KeyTable))

    @property
    def is_private(self) -> bool:
        """Whether its value may not be shown: a login, or what is sent in headers."""
        return "login" in self.path[2:] or "headers" in self.path[2:]


def named(text: str) -> Named:
    """The setting that is meant; an address may stand in quotation marks, which a shell takes away, or not.

    SettingsError where there is none, naming what is near.
    """
    try:
        return _resolve(ROOT, text.strip(), (), ())
    except Refused as refused:
        raise SettingsError(told(refused)) from refused


def value_at(raw: object, path: tuple[str, ...]) -> Any:
    """What stands at a path of a parsed file; None where nothing does."""
    for part in path:
        if not isinstance(raw, dict) or part not in raw:
            return None
        raw = raw[part]
    return raw


def _resolve(kind: Kind, text: str, path: tuple[str, ...], generic: tuple[str, ...]) -> Named:
    """What `text` names under `path`; Refused where that is nothing."""
    if not text:
        return Named(path=path, kind=kind, generic=".".join(generic))
    failed: list[Refused] = []
    for name, rest in _splits(text, several=not isinstance(kind, Section)):
        try:
            inner, placeholder = _below(kind, name)
        except Refused as refused:
            failed.append(refused.below_all(path))
            continue
        try:
            return _resolve(inner, rest, (*path, name), (*generic, placeholder))
        except Refused as refused:
            failed.append(refused)
            if len(refused.at) > len(path) + 2 or _is_misspelt(refused):  # what follows the name begins as a setting
                break
    raise max(failed, key=lambda refused: len(refused.at))  # what got furthest tells best what is wrong


def _is_misspelt(refused: Refused) -> bool:
    """Whether a name is so near to a setting's that it was meant, and is no end of an address."""
    return isinstance(refused, Unknown) and nearest(refused.at[-1], refused.problem.split()) is not None


def _splits(text: str, *, several: bool) -> Iterator[tuple[str, str]]:
    """Readings of a dotted text as a name and the rest: quoted, or up to a dot, the longest name first."""
    quoted = re.match(r"""("(?:[^"\\]|\\.)*"|'[^']*')(?:\.|$)""", text)
    if quoted:
        path = key_path(f"{quoted[1]} = 0\n")
        if path:
            yield path[0], text[quoted.end() :]
            return
    if not several:
        name, _, rest = text.partition(".")
        yield name, rest
        return
    ends = [len(text), *(i for i in range(len(text) - 1, 0, -1) if text[i] == ".")]
    # An address that ends in the name of a setting means the setting.
    for end in [*ends[1:], ends[0]]:
        yield text[:end], text[end + 1 :]


def _below(kind: Kind, name: str) -> tuple[Kind, str]:
    """What a table has under a name, and how `describe` calls it there. Refused where it has nothing."""
    match kind:
        case Section():
            keys = kind.keys()
            if name not in keys:
                raise Unknown(" ".join(keys), (name,))
            return keys[name].kind, name
        case TableOf():
            read_below(kind.names, name, name)
            return kind.each, kind.placeholder
        case Slots():
            return SlotTag(), str(read_below(SlotNumber(), name, name))
        case KeyTable():
            return (Choice(PRESETS), name) if name == "preset" else (KeyList(), "ACTION")
        case Headers():
            return _Header(read_below(HeaderName(), name, name)), name
    raise Refused("has no settings below it", (name,))


class _Header:
    """One request header: a text, or where a secret is kept."""

    words = f"a line of text or {SecretKind.words}"
    example = '"text"'

    def __init__(self, name: str) -> None:
        self._name = name

    def read(self, value: object) -> Any:
        """What is sent."""
        return Headers().read({self._name: value})
