"""Painting anew only the cells of a line that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region

from newsterm.ui.render.changes import changed_cells

if TYPE_CHECKING:
    from textual.strip import Strip
    from textual.widget import Widget


def repaint_changes(widget: Widget, row: int, before: Strip | None, after: Strip) -> None:
    """Have the widget paint what differs in this row of it; all of the row where it is not known what was there."""
    if before is None:
        widget.refresh(Region(0, row, widget.size.width, 1))
        return
    for start, end in changed_cells(before, after):
        widget.refresh(Region(start, row, end - start, 1))
