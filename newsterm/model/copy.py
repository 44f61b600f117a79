"""An item with everything that is kept of it, as it is carried to another cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newsterm.model.article import Article
    from newsterm.model.claim import MarkedClaim
    from newsterm.model.entry import Item
    from newsterm.model.update import EntryUpdate


class Carried(Struct, frozen=True, kw_only=True):
    """A feed that carries the item, and what it calls it."""

    feed: str
    """The feed's address."""
    guid: str


class Copy(Struct, frozen=True, kw_only=True):
    """An item, its marks, its article and its claims; earlier versions of the story are left out."""

    item: Item
    """With summary and content."""
    carried: tuple[Carried, ...]
    """First the feed whose words these are."""
    story: str | None = None
    """See `EntryUpdate.story`."""
    article: Article | None = None
    claims: tuple[MarkedClaim, ...] = ()
    """Those that were rejected included."""
    lost: tuple[MarkedClaim, ...] = ()
    """Claims that have marks and are not in the present article."""
    note: str | None = None
    """See `Reading.note`."""
    made: str | None = None
    """Which extractors made article and claims; None where there are none."""


class CopyUpdate(Struct, frozen=True, kw_only=True):
    """A copy to take in, with what a poll would compare."""

    copy: Copy
    update: EntryUpdate


class Placed(Struct, frozen=True, kw_only=True):
    """What became of a copy that was taken in."""

    id: str
    """The item's id here."""
    new: bool
    """Whether the item was not there before."""
    claims: dict[str, str]
    """Ids of its claims here, by those that they had."""
