"""A sheet: a small screen over the main one, with a title and a frame, left by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

Answer = TypeVar("Answer")


class Sheet(ModalScreen[Answer], Generic[Answer]):
    """A framed box in the middle; Esc dismisses it with None."""

    HEADING: ClassVar[str] = ""
    SUBTITLE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False)]
    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        background: $background 60%;
        #sheet {
            width: 80%; max-width: 84; height: auto; max-height: 85%;
            padding: 0 1;
            border: round $accent;
            border-title-color: $accent;
            border-subtitle-color: $text-muted;
            background: $background;
        }
        Input, Input:focus { border: none; height: 1; padding: 0 1; background: $panel; margin-bottom: 1; }
        OptionList {
            text-wrap: nowrap; text-overflow: ellipsis;
            border: none; height: auto; max-height: 24; background: $background; padding: 0;
            scrollbar-size-vertical: 1;
        }
        .foot { color: $text-muted; margin-top: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """The frame around what a sheet holds."""
        box = Vertical(*self.contents(), id="sheet")
        box.border_title = Content(self.heading)
        box.border_subtitle = Content(self.SUBTITLE)
        yield box

    @property
    def heading(self) -> str:
        """The title in the frame."""
        return self.HEADING

    def contents(self) -> ComposeResult:
        """What the sheet holds."""
        raise NotImplementedError

    def answer(self, value: Answer | None) -> None:
        """Close with an answer; only the first counts, since a second Enter may be under way already."""
        if self.is_current:
            self.dismiss(value)
