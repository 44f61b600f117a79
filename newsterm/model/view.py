"""A view that the user saved: a query by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime


class SavedView(Struct, frozen=True, kw_only=True):
    """The items that satisfy a query, under a name that no other view has."""

    name: str
    query: str
    """As text, so that its `today` is always today."""
    colour: str | None = None
    key: str | None = None
    """The key that shows it, as `newsterm.settings.keys.key_name` spells it."""
    visited: datetime | None = None
    """When it was last left; None where it never was."""


class ViewCounts(Struct, frozen=True, kw_only=True):
    """How much a view has."""

    unread: int
    entries: int
    new: int
    """Those that came after the view was last left."""
