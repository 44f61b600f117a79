"""Where reading was left off: what is remembered of it over restarts, the same for every way of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from msgspec import Struct

from newsterm.settings.values import ROWS
from newsterm.ui.views import Showing, leave_view, showing_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.library import Library
    from newsterm.settings import Settings

_MEMO = "interface"
_ROWS = "rows"
_COLOURS = "tag-colours"


class LeftOff(Struct, frozen=True, kw_only=True):
    """What was shown when newsterm was last left."""

    showing: Showing
    cursor: str | None = None
    """The item under the cursor."""
    opened: str | None = None
    """The item that was open."""

    @classmethod
    def of(cls, library: Library) -> Self:
        """What the library remembers; the usual where that is nothing, or can't be read."""
        memo = library.memo(_MEMO)
        ids = {name: memo.get(name) for name in ("cursor", "open")} if isinstance(memo, dict) else {}
        cursor, opened = (ids.get(name) if isinstance(ids.get(name), str) else None for name in ("cursor", "open"))
        return cls(showing=showing_from(memo), cursor=cursor, opened=opened)

    def remember(self, library: Library) -> None:
        """Keep it, and that the reader and its view are left."""
        leave_view(library, self.showing.view)
        library.leave()
        library.remember(_MEMO, {**self.showing.memo(), "cursor": self.cursor, "open": self.opened})


def lines_of_row(library: Library, settings: Settings) -> int:
    """In how many lines an item is listed: as it was last, else as the settings have it."""
    kept = library.memo(_ROWS)
    return kept if kept in {1, 2} else ROWS.index(settings.interface.rows) + 1


def remember_lines(library: Library, lines: int) -> None:
    """Keep in how many lines items are listed."""
    library.remember(_ROWS, lines)


def tag_colours(library: Library) -> Mapping[str, str]:
    """The colours that tags were given while reading."""
    kept = library.memo(_COLOURS)
    return {str(name): str(colour) for name, colour in kept.items()} if isinstance(kept, dict) else {}


def remember_colour(library: Library, tag: str, colour: str | None) -> None:
    """Keep the colour of a tag; None gives it its usual one."""
    others = {name: known for name, known in tag_colours(library).items() if name != tag}
    library.remember(_COLOURS, {**others, tag: colour} if colour else others)


def place_in(library: Library, entry: str) -> int | None:
    """The offset in an item's text at which reading was left off; None where it was not begun."""
    place = library.memo(_key(entry))
    return place if isinstance(place, int) else None


def keep_place(library: Library, entry: str, place: int) -> None:
    """Remember how far an item was read."""
    if place != (library.memo(_key(entry)) or 0):
        library.remember(_key(entry), place)


def _key(entry: str) -> str:
    return f"place.{entry}"
