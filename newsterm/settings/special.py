"""Kinds of setting that are newsterm's own: colours, tags, slots, keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsterm.hints import did_you_mean
from newsterm.model.text import clean_line, is_blank
from newsterm.settings.colours import as_colour, colour_names
from newsterm.settings.keys import UnusableKey, key_name, key_names
from newsterm.settings.kinds import Line, ListOf, Refused, read_below, shown, wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMAND = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
ARGV = ListOf(
    Line("a word of a command", '"firefox"'), 'a list of words such as ["firefox", "--new-tab"]', '["firefox"]', 1
)


class Colour:
    """A colour by name or in hexadecimal."""

    words = "a colour: #rrggbb, a CSS name such as tomato, or a terminal's own such as ansi_red"
    example = '"tomato"'

    def read(self, value: object) -> str:
        """The colour."""
        colour = as_colour(value) if isinstance(value, str) else None
        if colour is None:
            hint = did_you_mean(value, colour_names()) if isinstance(value, str) else ""
            raise Refused(f"is {shown(value)}; expected {self.words}.{hint}")
        return colour


class TagName:
    """The name of a tag."""

    words = "a tag: one line, at most 60 characters, not beginning with + or -"
    example = '"check"'

    def read(self, value: object) -> str:
        """The name."""
        if not isinstance(value, str) or clean_line(value) != value or is_blank(value):
            raise wrong(self, value)
        if len(value) > 60 or value[0] in "+-":
            raise wrong(self, value)
        return value


class Step:
    """What is done when a command went well."""

    words = "read, unread, star, unstar, tag:NAME or untag:NAME"
    example = '"tag:saved"'

    def read(self, value: object) -> str:
        """The step."""
        verb, colon, tag = value.partition(":") if isinstance(value, str) else ("", "", "")
        if verb in {"tag", "untag"} and colon:
            return f"{verb}:{read_below(TagName(), verb, tag)}"
        if colon or verb not in {"read", "unread", "star", "unstar"}:
            raise wrong(self, value)
        return verb


class OneKey:
    """One key."""

    words = "a key: a character, or a name such as f5 or ctrl+o"
    example = '"f5"'

    def read(self, value: object) -> str:
        """The key in one spelling."""
        if not isinstance(value, str):
            raise wrong(self, value)
        (key,) = KeyList().read(value)
        return key


class Clipboard:
    """How something is put on the clipboard."""

    words = 'auto, osc52, or a command that reads it, as a list of words such as ["wl-copy"]'
    example = '["wl-copy"]'

    def read(self, value: object) -> str | tuple[str, ...]:
        """The way."""
        if isinstance(value, str) and value in {"auto", "osc52"}:
            return value
        if not isinstance(value, list):
            raise wrong(self, value)
        words: tuple[str, ...] = ARGV.read(value)
        return words


class CommandName:
    """The name of a command of the user's: how `:` and `newsterm run` call it."""

    words = "a name of letters, digits and - that begins with a letter"
    example = '"bookmark"'

    def read(self, value: object) -> str:
        """The name."""
        if not isinstance(value, str) or not _COMMAND.fullmatch(value) or len(value) > 40:
            raise wrong(self, value)
        return value


class SlotTag:
    """The tag of a slot; empty for none."""

    words = 'a tag, or "" for none'
    example = '"check"'

    def read(self, value: object) -> str:
        """The name."""
        return "" if value == "" else TagName().read(value)


class SlotNumber:
    """The digit of a slot, as a key of TOML."""

    words = "a digit from 1 to 9"
    example = "1"

    def read(self, value: object) -> int:
        """The digit."""
        if not isinstance(value, str) or value not in set("123456789"):
            raise Refused(f"is no slot; expected {self.words}")
        return int(value)


class Slots(NamedTuple):
    """Tags by digit; digits that the table leaves out keep their default."""

    defaults: tuple[str, ...]
    words: str = "a table from a digit, 1 to 9, to a tag"
    example: str = "{}"

    def read(self, value: object) -> Mapping[int, str]:
        """The slots that have a tag."""
        if not isinstance(value, dict):
            raise wrong(self, value)
        slots = dict(enumerate(self.defaults, start=1))
        for name, raw in value.items():
            try:
                slots[SlotNumber().read(name)] = SlotTag().read(raw)
            except Refused as refused:
                raise refused.below(name) from refused
        return {number: tag for number, tag in sorted(slots.items()) if tag}

    def usual(self) -> Mapping[int, str]:
        """The slots of somebody who sets none."""
        return self.read({})


class KeyList:
    """One key, or a list of keys; an empty list for none."""

    words = 'a key such as "q", "ctrl+d", "f5" or "space", or a list of keys'
    example = '"f5"'

    def read(self, value: object) -> tuple[str, ...]:
        """The keys in one spelling."""
        names = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(self._one(name) for name in names))

    def _one(self, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise wrong(self, value)
        try:
            return key_name(value)
        except UnusableKey as unusable:
            hint = did_you_mean(value.rpartition("+")[2], key_names())
            raise Refused(f"is {shown(value)}: {clean_line(str(unusable))}; expected {self.words}.{hint}") from unusable
