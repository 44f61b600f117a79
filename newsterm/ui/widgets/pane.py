"""What the three panes have in common: virtual, line-rendered, moved by the main screen, with marks of their own."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.scroll_view import ScrollView


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A pane of the main screen.

    It binds no keys: the main screen binds every key once, from the registry of actions, and calls these methods of
    the focused pane. Moving past an end does nothing. A pane paints lines (`render_line`), so that its cost never
    depends on how much it holds; it repaints only the lines that changed.
    """

    HEADING: ClassVar[str] = ""
    """The title in the pane's border, in capitals."""

    def on_mount(self) -> None:
        """Title the border; a title is Content, since markup must never come from a string."""
        self.border_title = Content(self.HEADING)

    def move(self, step: int) -> None:
        """Move the cursor by rows (FEED, CLAIMS), or scroll by lines (ARTICLE); negative is up."""
        raise NotImplementedError

    def half_page(self, step: int) -> None:
        """Move by half of what is visible, `step` times."""
        raise NotImplementedError

    def page(self, step: int) -> bool:
        """Move by what is visible, `step` times; False where that end was reached already."""
        raise NotImplementedError

    def to_top(self) -> None:
        """Go to the first row or line."""
        raise NotImplementedError

    def to_bottom(self) -> None:
        """Go to the last row or line."""
        raise NotImplementedError

    @property
    def cursor_id(self) -> str | None:
        """Id of what the cursor is on: an entry in FEED and ARTICLE, a claim in CLAIMS; None where there is none."""
        raise NotImplementedError

    def targets(self) -> tuple[str, ...]:
        """What a verb acts on: the marked ids if there are any, else the one under the cursor, else none."""
        raise NotImplementedError

    def mark_and_advance(self) -> None:
        """Mark the row, or take its mark away, and move down; nothing in a pane without rows."""

    def clear_marks(self) -> None:
        """Take all marks away."""
