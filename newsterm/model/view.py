"""A view that the user saved: a query by a name."""

from __future__ import annotations

from msgspec import Struct


class SavedView(Struct, frozen=True, kw_only=True):
    """The items that satisfy a query, under a name that no other view has."""

    name: str
    query: str
    """As text, so that its `today` is always today."""
