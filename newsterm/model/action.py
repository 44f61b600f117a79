"""What a user did, as data: a list of changes that can be done, undone and told in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime


class Target(StrEnum):
    """What a change is made to."""

    ENTRY = "entry"
    CLAIM = "claim"
    HIGHLIGHT = "highlight"
    FEED = "feed"
    VIEW = "view"
    RULE = "rule"


class Change(Struct, frozen=True, kw_only=True):
    """One field of one thing, before and after.

    Fields: entries have `read`, `starred`, `hidden` (bool), `tags` (tuple of names) and `note`; claims `tags`,
    `rejected` (bool) and `note`; highlights, which are claims of the user's own, `kept` (bool) and `source` (kind and
    name); feeds `subscribed`, `paused` (bool), `title`, `folder` (str or None) and `tags`; views `query` (None is no
    view), `colour`, `key` (str or None) and `position` (int); rules `rule` (JSON, None is no rule) and `position`.
    """

    target: Target
    id: str
    """Entry id, claim id (also of a highlight), feed URL, or name of a view or a rule."""
    field: str
    before: bool | int | str | tuple[str, ...] | None
    after: bool | int | str | tuple[str, ...] | None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(target=self.target, id=self.id, field=self.field, before=self.after, after=self.before)


class Action(Struct, frozen=True, kw_only=True):
    """Changes made together by one command or keystroke, with the words that tell of it: `tagged 3 items "check"`."""

    label: str
    changes: tuple[Change, ...]
    at: datetime


class TagEdit(Struct, frozen=True, kw_only=True):
    """Tags to add and to take away."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def apply(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """The tags after the edit: order kept, additions last, nothing twice."""
        kept = [t for t in tags if t not in self.remove]
        return tuple(dict.fromkeys([*kept, *self.add]))

    def told(self, things: str) -> str:
        """What it does to things, such as "3 items", in words."""
        added = f"tagged {things} {_quoted(self.add)}" if self.add else ""
        taken = f"took {_quoted(self.remove)} from {things}" if self.remove else ""
        return " and ".join(filter(None, (added, taken)))


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
