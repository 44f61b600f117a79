"""A rule: what newsterm does of itself with the items that satisfy a query, decided without doing anything."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - looked at when a rule is read
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from newsterm.model.action import TagEdit
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from newsterm.model.entry import EntryState

MUTE = "mute: "
"""How the name of a rule begins that mutes something."""


class Muted(StrEnum):
    """What can be muted."""

    FEED = "feed"
    AUTHOR = "author"
    WORD = "word"


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A query, and what is done with the items that satisfy it, under a name that no other rule has."""

    name: str
    query: str
    """As text, so that its `today` is always today."""
    add: tuple[str, ...] = ()
    """Tags that are added."""
    remove: tuple[str, ...] = ()
    """Tags that are taken away."""
    star: bool = False
    read: bool = False
    hide: bool = False
    notify: bool = False
    """Whether the user is told of what arrives."""
    pipe: str | None = None
    """Name of the command in the settings that is given the items."""
    stop: bool = False
    """Whether later rules don't see the item."""
    on: bool = True
    until: Annotated[datetime, Meta(tz=True)] | None = None
    """When it stops applying by itself; None is never."""

    def applies(self, now: datetime) -> bool:
        """Whether it is on and has not expired."""
        return self.on and (self.until is None or now < self.until)

    @property
    def shown_query(self) -> str:
        """The query as it is shown: an address in it may have a password."""
        return mask_credentials(self.query)

    @property
    def does(self) -> tuple[str, ...]:
        """What it does, in words."""
        deeds = (
            *(f'tag "{name}"' for name in self.add),
            *(f'untag "{name}"' for name in self.remove),
            "star" if self.star else "",
            "mark read" if self.read else "",
            "hide" if self.hide else "",
            "notify" if self.notify else "",
            f"pipe to {self.pipe}" if self.pipe else "",
            "stop" if self.stop else "",
        )
        return tuple(filter(None, deeds))

    def after(self, state: EntryState) -> EntryState:
        """The marks of an item that it has been applied to."""
        return replace(
            state,
            tags=TagEdit(add=self.add, remove=self.remove).apply(state.tags),
            starred=state.starred or self.star,
            read=state.read or self.read,
            hidden=state.hidden or self.hide,
        )


class Deed(Struct, frozen=True, kw_only=True):
    """What a rule does to one item."""

    rule: str
    entry: str
    did: tuple[str, ...]
    """In words, what happens: `tagged "port"`, `starred`; empty where it was so already."""


class Ruling(Struct, frozen=True, kw_only=True):
    """What some rules do to some items, decided."""

    deeds: tuple[Deed, ...] = ()
    """In the order of the rules."""
    before: Mapping[str, EntryState] = {}
    """The marks of the items that the rules met, by id."""
    after: Mapping[str, EntryState] = {}

    @property
    def label(self) -> str:
        """What changes, in words: `rules: tagged 12, starred 3, hid 2 items`."""
        pairs = [(self.before[key], after) for key, after in self.after.items()]
        counts = (
            (sum(b.tags != a.tags for b, a in pairs), "tagged"),
            (sum(b.starred != a.starred for b, a in pairs), "starred"),
            (sum(b.read != a.read for b, a in pairs), "marked read"),
            (sum(b.hidden != a.hidden for b, a in pairs), "hid"),
        )
        told = [(count, word) for count, word in counts if count]
        if not told:
            return "rules: nothing to change"
        noun = "item" if told[-1][0] == 1 else "items"
        return f"rules: {', '.join(f'{word} {count:,}' for count, word in told)} {noun}"


NOTIFIED = "notified"


def decide(
    rules: Sequence[Rule],
    met: Mapping[str, Collection[str]],
    states: Mapping[str, EntryState],
    *,
    arriving: bool = False,
) -> Ruling:
    """What the rules, in their order, do to the items that they meet.

    `met` has the ids of the items that satisfy each rule's query as the items are before any rule; `states` the marks
    of those items. The user is told only of what is `arriving`.
    """
    stopped: set[str] = set()
    after: dict[str, EntryState] = {}
    deeds: list[Deed] = []
    for rule in rules:
        for entry in met.get(rule.name, ()):
            if entry in stopped or entry not in states:
                continue
            if rule.stop:
                stopped.add(entry)
            old = after.get(entry, states[entry])
            after[entry] = rule.after(old)
            told = (NOTIFIED,) if rule.notify and arriving else ()
            piped = (f"piped to {rule.pipe}",) if rule.pipe else ()
            did = (*_changes(old, after[entry]), *told, *piped)
            deeds.append(Deed(rule=rule.name, entry=entry, did=did))
    heard = tuple(_unheard(deed) if after[deed.entry].hidden else deed for deed in deeds)
    return Ruling(deeds=heard, before={entry: states[entry] for entry in after}, after=after)


def _unheard(deed: Deed) -> Deed:
    """Nobody is told of what is hidden in the end."""
    return replace(deed, did=tuple(did for did in deed.did if did != NOTIFIED))


def _changes(before: EntryState, after: EntryState) -> Iterator[str]:
    """What differs between two states, in words."""
    for name in after.tags:
        if name not in before.tags:
            yield f'tagged "{name}"'
    for name in before.tags:
        if name not in after.tags:
            yield f'untagged "{name}"'
    if after.starred and not before.starred:
        yield "starred"
    if after.read and not before.read:
        yield "marked read"
    if after.hidden and not before.hidden:
        yield "hidden"


class Applications(Struct, frozen=True, kw_only=True):
    """How often a rule applied to something that arrived."""

    count: int = 0
    last: datetime | None = None


class RuleNote(Struct, frozen=True, kw_only=True):
    """A line of the log of rules."""

    at: datetime
    rule: str | None
    """None where it is about several."""
    entry: str | None = None
    """Id of the item; None where it is about none."""
    did: tuple[str, ...] = ()
    problem: str | None = None
    """What went wrong, as a sentence."""
