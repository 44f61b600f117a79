"""What a file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime


class About(Struct, frozen=True, kw_only=True):
    """What was asked for, when, and where the file will be found."""

    title: str
    """The view's name or the query."""
    at: datetime
    address: str | None = None
