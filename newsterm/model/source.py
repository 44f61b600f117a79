"""Who is quoted: a source by its name, as all claims tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model.claim import Kind


class QuotedSource(Struct, frozen=True, kw_only=True):
    """A source of claims, by the fullest name that their stories give it."""

    name: str
    claims: int
    kinds: tuple[tuple[Kind, int], ...]
    """As which kinds of source it is quoted and how often, most often first."""
    items: int
    outlets: int
    """Feeds whose items quote it."""
    first: datetime
    """When the earliest of these items is dated."""
    last: datetime


class Found(Struct, frozen=True, kw_only=True):
    """A place of words in the text of an item."""

    snippet: str
    """Words around the place, on one line."""
    places: tuple[tuple[int, int], ...]
    """Where the words stand in the snippet, [start, end) in code points."""
