"""The settings in words: a table of all keys, and a file that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsterm.settings.bindings import KeyTable
from newsterm.settings.kinds import Choice, Kind, Section, TableOf
from newsterm.settings.special import KeyList, Slots, SlotTag
from newsterm.settings.values import PRESETS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


class Described(NamedTuple):
    """One setting."""

    key: str
    """Dotted, as TOML; NAME, "URL" and ACTION stand for the user's own."""
    type: str
    """What it accepts, in words."""
    default: str
    """As TOML; empty where it is not set by default."""
    meaning: str
    example: str
    """A value that is accepted, as TOML; the default where there is one."""


def describe() -> tuple[Described, ...]:
    """Every setting, in the order of the classes that hold them."""
    return tuple(_described(Section(Settings), "", "", None))


def example_toml() -> str:
    """A settings file in which everything is explained, and commented out so that it changes nothing."""
    lines = [
        "# Settings of newsterm. Whatever is left out keeps its default; lines that begin with #KEY show it.",
        "# What stands under NAME or an address is an example.",
    ]
    table = None
    for d in describe():
        above, _, name = d.key.rpartition(".")
        if above != table:
            table = above
            lines += ["", f"[{above}]" if "NAME" not in above and "URL" not in above else f"#[{_sample(above)}]"]
        lines.append(f"# {d.meaning}: {d.type}" + ("" if d.default else "; not set"))
        lines.append(f"#{_sample(name)} = {d.example}")
    return "\n".join(lines) + "\n"


def as_toml(value: object) -> str:
    """A plain value as TOML."""
    match value:
        case None | dict():  # a table is described by its own keys
            return ""
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return f"[{', '.join(as_toml(v) for v in value)}]"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case _:
            return str(value)


def _sample(key: str) -> str:
    return key.replace("NAME", "check").replace('"URL"', '"https://example.org/feed.xml"').replace("ACTION", "refresh")


def _described(kind: Kind, key: str, meaning: str, default: object) -> Iterator[Described]:
    match kind:
        case Section():
            usual = kind.values()
            for name, told in kind.keys().items():
                inner = f"{key}.{name}" if key else name
                yield from _described(told.kind, inner, told.meaning, getattr(usual, name))
        case TableOf():
            yield from _described(kind.each, f"{key}.{kind.placeholder}", meaning, None)
        case Slots():
            for number, tag in enumerate(kind.defaults, start=1):
                yield _leaf(SlotTag(), f"{key}.{number}", meaning, tag)
        case KeyTable():
            yield _leaf(Choice(PRESETS), f"{key}.preset", "which set of keys the others depart from", PRESETS[0])
            yield _leaf(KeyList(), f"{key}.ACTION", meaning, None)
        case _:
            yield _leaf(kind, key, meaning, default)


def _leaf(kind: Kind, key: str, meaning: str, default: object) -> Described:
    text = as_toml(default)
    return Described(key=key, type=kind.words, default=text, meaning=meaning, example=text or kind.example)
