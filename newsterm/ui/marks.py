"""What marking means, whoever asks for it: the tags of slots, typed names, and the words that answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.hints import did_you_mean
from newsterm.model import Kind, TagEdit, Target, clean_line
from newsterm.query.tree import And, Flag, Is

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.library import Library
    from newsterm.model import Action
    from newsterm.query.tree import Tree


_TAG = re.compile(r"(?:^|(?<=\s))\+([^\W\d]\S*)\s*")


def noted_in(text: str) -> tuple[str, tuple[str, ...]]:
    """A note and the tags that stand in its line as `+check`; a number after the sign is none."""
    tags = tuple(dict.fromkeys(clean_line(name) for name in _TAG.findall(text)))
    return _TAG.sub("", text).strip(), tags


def source_in(text: str) -> tuple[str, Kind]:
    """A name and what kind of source that is, a named person where the line does not begin with another kind."""
    from newsterm.query.fields import KINDS  # noqa: PLC0415 - few name a source

    word, colon, rest = text.partition(":")
    kind = KINDS.get(word.strip().lower()) if colon else None
    return (rest.strip(), kind) if kind not in {None, Kind.OWN} else (text.strip(), Kind.NAMED_PERSON)


def empty_slot(digit: int, target: Target) -> str:
    """What is said where a slot has no tag."""
    things = "claims" if target is Target.CLAIM else "items"
    return f"Slot {digit} is empty for {things}; settings give it a tag: slots.{things}.{digit}."


def names_in(text: str) -> tuple[str, ...]:
    """The tags of a typed line; commas separate several."""
    return tuple(filter(None, (clean_line(name).lstrip("+-") for name in text.split(","))))


def colour_wish(text: str, tags: Sequence[str]) -> tuple[str, str | None]:
    """The tag of a typed line and the colour for it, None for its usual one. UsageError where the colour is none."""
    from newsterm.settings.colours import as_colour, colour_names  # noqa: PLC0415 - few choose a colour

    name = clean_line(text)
    tag, _, last = name.rpartition(" ")
    if name in tags or not tag:
        return name, None
    colour = as_colour(last)
    if colour is None:
        hint = did_you_mean(last, colour_names())
        raise UsageError(f'"{last}" is no colour; #rrggbb is, or a name such as tomato.{hint}')
    return tag.strip(), colour


def tag_names(library: Library, target: Target, slots: Mapping[int, str]) -> list[str]:
    """All tags that a target may get: those of the slots, then those in use, most used first."""
    used = [name for name, _ in library.tags(target)]
    return list(dict.fromkeys([*slots.values(), *used]))


def apply_tags(library: Library, target: Target, ids: Iterable[str], what: str | TagEdit) -> Action | None:
    """Toggle a tag, or edit tags."""
    if isinstance(what, str):
        return library.toggle_tag(target, ids, what)
    return library.edit_tags(target, ids, what)


def toggle_read(library: Library, entries: Sequence[str]) -> Action | None:
    """Mark items read, or unread where all are read."""
    all_read = all(library.item(entry).state.read for entry in entries)
    return library.set_read(entries, read=not all_read)


def unread_in(library: Library, meaning: Tree) -> tuple[str, ...]:
    """The unread items that a query finds."""
    return library.listing(And((meaning, Is(Flag.UNREAD)))).ids()


def all_read_question(number: int, title: str) -> str:
    """What is asked before all items of a view are marked read."""
    things = "1 item" if number == 1 else f"{number:,} items"
    return f'Mark {things} of "{title}" read?'
