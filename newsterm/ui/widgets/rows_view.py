"""A listing as grouped lines, painted line by line, so that 100,000 rows cost what 40 do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from newsterm.ui.held import NO_ROWS, Rows
from newsterm.ui.render.wrap import wrap
from newsterm.ui.widgets.lines import as_strip
from newsterm.ui.widgets.pane import Pane
from newsterm.ui.widgets.rows_window import Grouping, Line, line_of, lines_from, top_for
from newsterm.ui.widgets.styling import PartStyles

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsterm.ui.render.tags import Part

_LINES_ABOVE = 8
_PAGE = 128
"""Rows that are asked of a listing together."""


class Listed(Protocol):
    """What a row shows: it is known again by its id."""

    @property
    def id(self) -> str:
        """Different from that of every other row."""


Row = TypeVar("Row", bound=Listed)


class RowsView(Pane, Generic[Row]):
    """The rows of a listing as lines, and a cursor that new rows never move."""

    DEFAULT_CSS = "RowsView { overflow: hidden; }"

    def __init__(self, *, id: str, roomy: bool = False) -> None:
        super().__init__(id=id)
        self._roomy = roomy
        self._listing: Rows[Row] = NO_ROWS
        self._grouped = True
        self._items: dict[int, Row] = {}
        self._cursor = self._top = 0
        self._marked: dict[str, None] = {}
        self._empty: tuple[str, ...] = ()
        self._lines: list[Line] = []
        self._lines_for = 0
        """The height that `_lines` were made for; 0 makes them anew."""
        self._part_styles = PartStyles(self)

    def heading_of(self, item: Row) -> str:
        """The heading that a row stands under."""
        raise NotImplementedError

    def row_lines(self, item: Row, cells: int, *, marked: bool) -> Sequence[list[Part]]:
        """What the lines of a row say, in so many cells each."""
        raise NotImplementedError

    lines_of_row = 1
    """How many lines a row takes."""

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show(
        self, listing: Rows[Row], *, cursor: str | None = None, grouped: bool = True, empty: tuple[str, ...] = ()
    ) -> None:
        """Show a listing; the cursor stays on its row, or goes to `cursor`, or to what stood next to it."""
        line = line_of(self._cursor, self._window)
        row = self._row_in(listing, cursor)
        self._listing, self._grouped, self._empty = listing, grouped, empty
        self._items.clear()
        self._cursor = row
        # At first nothing was visible: some lines are left above, so that a cursor near the top does not hide it.
        self._top = top_for(row, _LINES_ABOVE if line is None else line, self._grouping())
        self._fill_up()
        self._refill()
        self.refresh()

    def _row_in(self, listing: Rows[Row], wanted: str | None) -> int:
        """Where the cursor belongs in another listing."""
        if wanted is not None:
            place = listing.index(wanted)
            if place is not None:
                return place
        count = len(self._listing)
        near = [
            *range(self._cursor, min(count, self._cursor + 50)),
            *range(self._cursor - 1, max(-1, self._cursor - 50), -1),
        ]
        for row in near:
            try:
                found = listing.index(self._listing.id_at(row))
            except IndexError:  # a long list turned out shorter than it was counted
                continue
            if found is not None:
                return found
        return max(0, min(self._cursor, len(listing) - 1))

    def forget(self, ids: Collection[str] | None = None) -> None:
        """What these rows show has changed, or what any does: it is read again when their lines are painted."""
        changed = [row for row, item in self._items.items() if ids is None or item.id in ids]
        self._items.clear()
        if ids is None or len(changed) > self._height:
            self.refresh()
            return
        for row in changed:
            self._refresh_row(row)

    @property
    def listing(self) -> Rows[Row]:
        """What is listed."""
        return self._listing

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._listing)

    @property
    def row(self) -> int:
        """The row of the cursor, from 0."""
        return self._cursor

    def row_of(self, wanted: str) -> int | None:
        """The row with an id; None where it is not listed."""
        return self._listing.index(wanted)

    def item_at(self, row: int) -> Row | None:
        """What a row shows."""
        if not 0 <= row < len(self._listing):
            return None
        if row not in self._items:
            start = row - row % _PAGE
            for i, item in enumerate(self._listing.rows(start, min(start + _PAGE, len(self._listing))), start):
                self._items.setdefault(i, item)
        return self._items.get(row)

    @property
    def item(self) -> Row | None:
        """What is under the cursor."""
        return self.item_at(self._cursor)

    @property
    def cursor_id(self) -> str | None:
        """Id of what is under the cursor."""
        item = self.item
        return item.id if item else None

    # -- painting ----------------------------------------------------------------------------------------------------

    @property
    def _height(self) -> int:
        return self.content_size.height

    def _grouping(self) -> Grouping:
        heading_of = self._heading_at if self._grouped else None
        return Grouping(heading_of, lines=self.lines_of_row, roomy=self._roomy)

    def _heading_at(self, row: int) -> str:
        item = self.item_at(row)
        return self.heading_of(item) if item else ""

    @property
    def _window(self) -> list[Line]:
        """What each line shows. The first paint comes before the first resize event: the height is asked for here."""
        if self._lines_for != self._height:
            self._lines_for = self._height
            self._lines = lines_from(self._top, self.count, self._height, self._grouping())
        return self._lines

    def _refill(self) -> None:
        self._lines_for = 0

    def _refresh_row(self, row: int) -> None:
        y = line_of(row, self._window)
        if y is not None:
            self.refresh(Region(0, y, self._row_width, self.lines_of_row))

    @property
    def _row_width(self) -> int:
        """The last column is the scroll mark's."""
        return max(0, self.content_size.width - 1)

    def on_resize(self) -> None:
        """The row of the cursor stays in sight."""
        self._refill()
        if line_of(self._cursor, self._window) is None:
            self._top = top_for(self._cursor, max(1, self._height // 2), self._grouping())
        else:
            self._fill_up()
        self._refill()
        self.refresh()

    def _fill_up(self) -> None:
        """Let the window not end in emptiness while there are rows above."""
        if self._top and self._height:
            self._top = min(self._top, self._last_top())

    def _last_top(self) -> int:
        """The first row of the window that shows the end of the list.

        Where the end is far away, which costs a look at it, any row from which the window is full will do.
        """
        last = max(0, self.count - 1)
        if self._top + 2 * self._height < last:
            return last
        return top_for(last, max(1, self._height) - self.lines_of_row, self._grouping())

    def on_focus(self) -> None:
        """The cursor is the active one."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """The cursor rests."""
        self._refresh_row(self._cursor)

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._part_styles.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        line = self._content_line(y)
        if not self._thumb[0] <= y < self._thumb[1]:
            return line.adjust_cell_length(self.content_size.width, self._part_styles.get())
        return Strip.join([line, Strip([Segment("▕", self._part_styles.get(".row--quiet"))], 1)])

    def _content_line(self, y: int) -> Strip:
        if not self.count:
            said = [text[a:b] for text in self._empty for a, b in wrap(text, self._row_width - 2)]
            text = said[y - 1] if 0 < y <= len(said) else ""
            return as_strip([(f" {text}", "")], self._row_width, self._part_styles)
        line = self._window[y] if y < len(self._window) else Line()
        if line.row is not None:
            return self._row_strip(line.row, line.nth)
        return as_strip([(f" {line.heading or ''}", ".row--day")], self._row_width, self._part_styles)

    @property
    def _thumb(self) -> tuple[int, int]:
        """The lines of the scroll mark: where in the whole list the window is; none where all rows are visible."""
        rows = sum(line.row is not None and not line.nth for line in self._window)
        if rows >= self.count or not rows:
            return 0, 0
        length = max(1, self._height * rows // self.count)
        start = round((self._height - length) * self._top / max(1, self.count - rows))
        start = min(start, self._height - length)
        return start, start + length

    def _row_strip(self, row: int, nth: int) -> Strip:
        item = self.item_at(row)
        if item is None:
            return as_strip([], self._row_width, self._part_styles)
        at_cursor = row == self._cursor
        under = "" if not at_cursor else "row--cursor" if self.has_focus else "row--resting"
        lines = self.row_lines(item, self._row_width, marked=item.id in self._marked)
        return as_strip(lines[nth], self._row_width, self._part_styles, under)
