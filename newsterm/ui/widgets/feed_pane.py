"""FEED: the items of a listing, by day where their order goes by time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Item
from newsterm.ui.render.rows import columns, row_parts, tall_row_parts
from newsterm.ui.render.times import day_title
from newsterm.ui.widgets.rows_pane import RowsPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo

    from newsterm.ui.render.tags import Part, TagStyles


class FeedPane(RowsPane[Item]):
    """The items of a listing, moved through and marked."""

    HEADING = "FEED"

    def __init__(
        self, styles: TagStyles, *, clock: Callable[[], datetime], zone: tzinfo | None = None, roomy: bool = False
    ) -> None:
        super().__init__(id="feed", roomy=roomy)
        self._tag_styles = styles
        self._clock, self._zone = clock, zone
        self.new_since: datetime | None = None
        """The last visit: unread items that came later are marked as new. None marks none."""

    def restyle(self, styles: TagStyles) -> None:
        """Show tags in other colours."""
        self._tag_styles = styles
        self.refresh()

    def heading_of(self, item: Item) -> str:
        """The item's day."""
        return day_title(item.sort_time, self._clock(), self._zone)

    def row_lines(self, item: Item, cells: int, *, marked: bool) -> Sequence[list[Part]]:
        """Marks, outlet, title, tags, sourcing and age, in one line or two."""
        now, styles = self._clock(), self._tag_styles
        new = self.new_since is not None and item.first_seen > self.new_since
        if self.lines_of_row == 1:
            return [row_parts(item, columns(cells), now=now, marked=marked, new=new, styles=styles)]
        return tall_row_parts(item, cells, now=now, marked=marked, new=new, styles=styles)

    def set_lines(self, lines: int) -> None:
        """Show each row in one line, or in two."""
        self.lines_of_row = lines
        self.show(self.listing, cursor=self.cursor_id, grouped=self._grouped, empty=self._empty)
