"""The shapes of the JSON about rules and settings; see `newsterm.export.shapes`."""

# Annotations are looked at when a schema is made: no `from __future__ import annotations` here.
from typing import Annotated, Any, TypedDict

from msgspec import Meta

from newsterm.export.shapes import Time


def _told(text: str) -> Meta:
    return Meta(description=text)


class Rule(TypedDict):
    """What newsterm does by itself with what a query finds."""

    name: str
    query: Annotated[str, _told("Passwords in addresses are masked.")]
    on: bool
    until: Annotated[Time | None, _told("When it stops applying by itself.")]
    add: Annotated[list[str], _told("Tags that it adds.")]
    remove: Annotated[list[str], _told("Tags that it takes away.")]
    star: bool
    read: bool
    hide: bool
    notify: bool
    pipe: Annotated[str | None, _told("The command of the settings that is given the items.")]
    stop: Annotated[bool, _told("Whether later rules don't see the item.")]
    applied: Annotated[int, _told("How often it applied to what arrived.")]
    last: Annotated[Time | None, _told("When it did so last.")]
    error: Annotated[str | None, _told("Why its query can't be read, in words.")]


class RuleNote(TypedDict):
    """A line of the log of rules."""

    at: Time | None
    rule: str | None
    id: Annotated[str | None, _told("The item.")]
    title: str | None
    did: Annotated[list[str], _told("In words.")]
    problem: Annotated[str | None, _told("What went wrong, in words.")]


class Deed(TypedDict):
    """What a rule does, or would do, to an item."""

    rule: str
    id: Annotated[str, _told("The item.")]
    title: str | None
    did: Annotated[list[str], _told("In words.")]


class Setting(TypedDict):
    """A setting, as it is and as it would be."""

    key: Annotated[str, _told("Dotted, as TOML.")]
    value: Annotated[Any, _told("Null where it is not set; what is secret is not shown.")]
    default: Annotated[Any, _told("Null where there is none.")]
    set: Annotated[bool, _told("Whether the settings file sets it.")]
    line: Annotated[int | None, _told("Its line in the file.")]
    type: Annotated[str, _told("What it accepts, in words.")]
    meaning: str


class Problem(TypedDict):
    """What is wrong in a settings file."""

    file: str
    line: int | None
    key: str | None
    problem: Annotated[str, _told("In words.")]
