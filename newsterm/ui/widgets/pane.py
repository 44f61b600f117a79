"""What the three panes have in common: virtual, line-rendered, moved by the main screen, with marks of their own."""

from __future__ import annotations

from typing import ClassVar, Self

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.scroll_view import ScrollView


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A pane of the main screen.

    It binds no keys: the main screen binds every key once, from the registry of actions, and calls these methods of
    the focused pane. Moving past an end does nothing. A pane paints lines (`render_line`), so that its cost never
    depends on how much it holds; it repaints only the lines that changed.
    """

    HEADING: ClassVar[str] = ""
    """The title in the pane's border, in capitals."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--focus", "pane--blurred", "pane--title"}
    DEFAULT_CSS = """
    Pane {
        border: round $border-blurred;
        .pane--focus { color: $accent; }
        .pane--blurred { color: $border-blurred; }
        .pane--title { color: $text-muted; }
    }
    """
    _framing = False

    def on_mount(self) -> None:
        """Title the border; a title is Content, since markup must never come from a string."""
        self.border_title = Content(self.HEADING)
        self._frame()

    # -- focus ---------------------------------------------------------------------------------------------------------

    def _on_focus(self, event: events.Focus) -> None:
        self._take_focus(event, focused=True)

    def _on_blur(self, event: events.Blur) -> None:
        self._take_focus(event, focused=False)

    def _take_focus(self, event: events.Event, *, focused: bool) -> None:
        """What a widget does with it, without painting all of itself and working out its styles again."""
        event.prevent_default()
        self.has_focus = focused
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self) if focused else events.DescendantBlur(self))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show it in the upper edge."""
        self._frame()

    def _frame(self) -> None:
        """The upper edge is heavy and coloured where the pane has the focus; only that line is painted."""
        edge, title = ("pane--focus", "pane--focus") if self.has_focus else ("pane--blurred", "pane--title")
        self._framing = True
        self.styles.border_top = ("heavy" if self.has_focus else "round", self.get_component_styles(edge).color)
        self.styles.border_title_color = self.get_component_styles(title).color
        self.styles.border_title_style = "bold" if self.has_focus else "none"
        self._framing = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew; of a changed frame the upper edge alone."""
        if self._framing and not layout:
            regions = (Region(-1, -1, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        if self.is_mounted:
            self._frame()

    # -- moving --------------------------------------------------------------------------------------------------------

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
