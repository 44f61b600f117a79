"""The last step before a line is painted, where a terminal shows ASCII alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from newsterm.ui.render.in_ascii import in_ascii

if TYPE_CHECKING:
    from textual.color import Color


class AsciiFilter(LineFilter):
    """Puts ASCII in the place of whatever is drawn, frames, scroll bars and cut words included."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, in as many cells."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
