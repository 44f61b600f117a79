"""How long items are kept."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct


class Retention(Struct, frozen=True, kw_only=True):
    """What may be dropped: never what bears a mark, note or highlight of the user's, nor what is unread and young."""

    age: timedelta | None = None
    """Items older than this; None drops nothing for its age."""
    most: int | None = None
    """How many items of a feed are kept, the latest first; None drops nothing for its number."""
    unread: timedelta = timedelta(days=30)
    """Up to which age an unread item is kept in any case."""
