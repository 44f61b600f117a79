"""The shapes of the JSON about rules; see `newsterm.export.shapes`."""

# Annotations are looked at when a schema is made: no `from __future__ import annotations` here.
from typing import Annotated, TypedDict

from newsterm.export.shapes import Time, told


class Rule(TypedDict):
    """What newsterm does by itself with what a query finds."""

    name: str
    query: Annotated[str, told("Passwords in addresses are masked.")]
    on: bool
    until: Annotated[Time | None, told("When it stops applying by itself.")]
    add: Annotated[list[str], told("Tags that it adds.")]
    remove: Annotated[list[str], told("Tags that it takes away.")]
    star: bool
    read: bool
    hide: bool
    notify: bool
    pipe: Annotated[str | None, told("The command of the settings that is given the items.")]
    stop: Annotated[bool, told("Whether later rules don't see the item.")]
    applied: Annotated[int, told("How often it applied to what arrived.")]
    last: Annotated[Time | None, told("When it did so last.")]
    error: Annotated[str | None, told("Why its query can't be read, in words.")]


class RuleNote(TypedDict):
    """A line of the log of rules."""

    at: Time | None
    rule: str | None
    id: Annotated[str | None, told("The item.")]
    title: str | None
    did: Annotated[list[str], told("In words.")]
    problem: Annotated[str | None, told("What went wrong, in words.")]


class Deed(TypedDict):
    """What a rule does, or would do, to an item."""

    rule: str
    id: Annotated[str, told("The item.")]
    title: str | None
    did: Annotated[list[str], told("In words.")]
