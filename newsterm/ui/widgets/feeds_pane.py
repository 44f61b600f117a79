"""FEEDS: the list of feeds, and the card of the one under its cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from newsterm.ui.following import Followed, Order, heading
from newsterm.ui.render.feed_card import CARD_CLASSES, CARD_CSS, feed_card
from newsterm.ui.render.feed_rows import feed_columns, feed_row_parts
from newsterm.ui.widgets.lines_text import LinesText
from newsterm.ui.widgets.rows_pane import RowsPane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsterm.ui.render.flow import TextLine
    from newsterm.ui.render.tags import Part


class FeedsPane(RowsPane[Followed]):
    """The feeds, moved through and marked."""

    HEADING = "FEEDS"

    def __init__(self, *, clock: Callable[[], datetime], zone: tzinfo | None = None, ascii_only: bool = False) -> None:
        super().__init__(id="followed")
        self._clock, self._zone, self._ascii_only = clock, zone, ascii_only
        self.order = Order.FOLDER
        """The order that headings and columns are for."""

    class Moved(Message):
        """The cursor was moved."""

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        super().go_to(row)
        self.post_message(self.Moved())

    def heading_of(self, item: Followed) -> str:
        """The feed's folder, or its state."""
        return heading(item, self.order)

    def row_lines(self, item: Followed, cells: int, *, marked: bool) -> Sequence[list[Part]]:
        """Mark, title, counts, items a day, and how it is doing."""
        place = feed_columns(cells, folder=self.order is not Order.FOLDER)
        now, plainly = self._clock(), self._ascii_only
        return [feed_row_parts(item, place, now=now, zone=self._zone, marked=marked, ascii_only=plainly)]


class FeedCard(LinesText):
    """Everything known of a feed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CARD_CLASSES}
    DEFAULT_CSS = f"FeedCard {{ {CARD_CSS} }}"

    def __init__(
        self,
        keys: Mapping[str, str],
        *,
        clock: Callable[[], datetime],
        zone: tzinfo | None = None,
        ascii_only: bool = False,
    ) -> None:
        """`keys` are those of actions, for sentences."""
        super().__init__()
        self._keys, self._clock, self._zone, self._ascii_only = keys, clock, zone, ascii_only
        self._row: Followed | None = None

    def show(self, row: Followed | None) -> bool:
        """Show a feed, or nothing; whether it is another one."""
        before, self._row = self._row, row
        if row != before:
            self.set_anew()
        return (row and row.id) != (before and before.id)

    def lines(self, width: int) -> list[TextLine]:
        """The card's lines."""
        if self._row is None:
            return []
        now, plainly = self._clock(), self._ascii_only
        return feed_card(self._row, width, now=now, zone=self._zone, keys=self._keys, ascii_only=plainly)
