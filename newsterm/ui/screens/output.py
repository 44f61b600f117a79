"""What a command of the user's said, in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.ui.render.flow import Bit, flow
from newsterm.ui.render.visible import visible
from newsterm.ui.screens.text_sheet import TextSheet
from newsterm.ui.widgets.lines_text import LinesText

if TYPE_CHECKING:
    from newsterm.ui.render.flow import TextLine


class OutputText(LinesText):
    """Lines as they came, wrapped."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = visible(text).rstrip("\n").split("\n")

    def lines(self, width: int) -> list[TextLine]:
        """The lines at this width."""
        return [line for text in self._text for line in (flow([Bit(text)], width) if text.strip() else [()])]


class Output(TextSheet):
    """Shows an answer of several lines."""

    DEFAULT_CSS = "Output { VerticalScroll { width: 96%; max-width: 120; } }"

    def __init__(self, title: str, text: str) -> None:
        super().__init__(OutputText(text), title)
