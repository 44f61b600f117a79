"""The cursor, the marks and the mouse in a list of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsterm.ui.widgets.rows_view import Row, RowsView
from newsterm.ui.widgets.rows_window import line_of, top_for

if TYPE_CHECKING:
    from textual import events


class RowsPane(RowsView[Row]):
    """The rows of a listing, moved through and marked."""

    @dataclass
    class Chosen(Message):
        """A row was clicked again: open it."""

        id: str

    # -- moving ------------------------------------------------------------------------------------------------------

    def go_to(self, row: int) -> None:
        """Put the cursor on a row; only the lines that change are painted."""
        if not self.count:
            return
        before, self._cursor = self._cursor, max(0, min(row, self.count - 1))
        if line_of(self._cursor, self._window) is not None:
            self._refresh_row(before)
            self._refresh_row(self._cursor)
            return
        # Half a page is scrolled at once: a slow line carries it once in twenty keys instead of with each.
        height = max(1, self._height)
        middle = height // 2 if abs(self._cursor - before) == 1 else height - 1 if self._cursor > before else 1
        self._show_from(top_for(self._cursor, middle, self._grouping()))

    def go_to_id(self, wanted: str) -> bool:
        """Put the cursor on the row with an id; False where it is not listed."""
        row = self.row_of(wanted)
        if row is None:
            return False
        self.go_to(row)
        return True

    def move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.go_to(self._cursor + step)

    def half_page(self, step: int) -> None:
        """Move the cursor by half of the visible rows."""
        self.go_to(self._cursor + step * max(1, self._height // 2))

    def page(self, step: int) -> bool:
        """Move the cursor by the visible rows."""
        before = self._cursor
        self.go_to(self._cursor + step * max(1, self._height - 2))
        return self._cursor != before

    def to_top(self) -> None:
        """Go to the first row."""
        self.go_to(0)

    def to_bottom(self) -> None:
        """Go to the last row."""
        self.go_to(self.count - 1)

    def _show_from(self, top: int) -> None:
        self._top = max(0, min(top, self.count - 1))
        self._refill()
        self.refresh()

    # -- marking -----------------------------------------------------------------------------------------------------

    def targets(self) -> tuple[str, ...]:
        """The ids of the marked rows, else of the one under the cursor."""
        if self._marked:
            return self.chosen
        return (self.cursor_id,) if self.cursor_id else ()

    def mark_and_advance(self) -> None:
        """Mark the row or take its mark away, and move down."""
        here = self.cursor_id
        if here is None:
            return
        if here in self._marked:
            del self._marked[here]
        else:
            self._marked[here] = None
        self._refresh_row(self._cursor)
        self.move(1)

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self.refresh()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The marked rows, listed or not, in the order in which they were marked."""
        return tuple(self._marked)

    @property
    def marked(self) -> int:
        """How many rows are marked, listed or not."""
        return len(self._marked)

    # -- the mouse ---------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; on the row of the cursor, open it."""
        y = event.get_content_offset_capture(self).y
        row = self._window[y].row if 0 <= y < len(self._window) else None
        if row is None:
            return
        item = self.item_at(row)
        if row == self._cursor and event.chain > 1 and item:
            self.post_message(self.Chosen(item.id))
        self.go_to(row)

    def on_mouse_scroll_down(self) -> None:
        """Scroll on; the cursor stays in sight."""
        self._wheel(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll back; the cursor stays in sight."""
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        self._show_from(max(0, min(self._top + rows, self._last_top())))
        visible = [line.row for line in self._window if line.row is not None]
        if visible:
            self.go_to(max(visible[0], min(self._cursor, visible[-1])))
