"""A text of lines in several styles, set for the width that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsterm.ui.widgets.inks import Inks

if TYPE_CHECKING:
    from textual.geometry import Size

    from newsterm.ui.render.flow import TextLine


class LinesText(Widget):
    """Lines that a subclass sets for a width; its component classes are the styles of their bits."""

    DEFAULT_CSS = "LinesText { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._inks = Inks(self)
        self._set: tuple[int, list[TextLine]] | None = None

    def lines(self, width: int) -> list[TextLine]:
        """The text in lines of at most `width` cells."""
        raise NotImplementedError

    def set_anew(self) -> None:
        """What is shown has changed."""
        self._set = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text has at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[TextLine]:
        if self._set is None or self._set[0] != width:
            self._set = width, self.lines(max(1, width))
        return self._set[1]

    def render_line(self, y: int) -> Strip:
        """The line at this row."""
        lines = self._lines(self.size.width)
        bits = lines[y] if y < len(lines) else ()
        segments = [Segment(bit.text, self._inks(bit.style)) for bit in bits]
        return Strip(segments).crop_extend(0, self.size.width, self._inks(()))

    def notify_style_update(self) -> None:
        """Forget the old styles."""
        super().notify_style_update()
        self._inks.clear()
