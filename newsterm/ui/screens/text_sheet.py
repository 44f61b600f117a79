"""A text in a frame over the main screen: as many lines as it has, scrolled where the terminal is low."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsterm.ui.widgets.lines_text import LinesText


class TextSheet(ModalScreen[None]):
    """Shows a text; any of the keys that lead away closes it."""

    DEFAULT_CSS = """
TextSheet {
    align: center middle;
    VerticalScroll {
        width: 76;
        max-width: 96%;
        height: auto;
        max-height: 94%;
        padding: 1 2;
        border: round $border;
        border-title-color: $text-accent;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 15%;
        scrollbar-background: $background;
    }
}
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("b,pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, text: LinesText, title: str, *, subtitle: str = "Esc closes") -> None:
        super().__init__()
        self.text = text
        self._title, self._subtitle = title, subtitle

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll():
            yield self.text

    def entitle(self, title: str, subtitle: str) -> None:
        """Write on the frame."""
        for frame in self.query(VerticalScroll):
            frame.border_title, frame.border_subtitle = Content(title), Content(subtitle)

    def on_mount(self) -> None:
        """Write on the frame, which is there by then."""
        self.entitle(self._title, self._subtitle)

    def action_scroll(self, step: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by what is visible."""
        frame = self.query_one(VerticalScroll)
        frame.scroll_relative(y=step * max(1, frame.size.height - 1), animate=False)
