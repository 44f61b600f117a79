"""One-line widgets that paint parts on the left and on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsterm.ui.render.cells import cut, one_line, width
from newsterm.ui.widgets.styling import PartStyles

if TYPE_CHECKING:
    from textual.geometry import Size

    from newsterm.ui.render.tags import Part


def cut_parts(parts: list[Part], cells: int) -> list[Part]:
    """The parts in at most `cells` cells; the one that does not fit ends in an ellipsis."""
    kept: list[Part] = []
    for text, style in parts:
        room = cells - width_of(kept)
        if width(text) > room:
            return [*kept, (cut(text, room), style)] if room > 0 else kept
        kept.append((text, style))
    return kept


def width_of(parts: list[Part]) -> int:
    """How many cells the parts take."""
    return sum(width(text) for text, _ in parts)


def as_strip(parts: list[Part], cells: int, styles: PartStyles, under: str = "") -> Strip:
    """The parts as a line of `cells` cells; blanks take the style before them, which saves the terminal a change."""
    segments: list[Segment] = []
    for text, style in parts:
        if text:
            blank = text.isspace() and segments
            segments.append(Segment(text, segments[-1].style if blank else styles.get(style, under)))
    return Strip(segments).simplify().adjust_cell_length(cells, styles.get())


class PartsLine(Widget, inherit_bindings=False):
    """A line whose parts a subclass gives; painted only when they differ from what is on the screen."""

    DEFAULT_CSS = "PartsLine { height: 1; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._part_styles = PartStyles(self)
        self._painted: list[Part] = []

    def parts(self, cells: int) -> list[Part]:
        """What the line shows in `cells` cells."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint the line if it changed."""
        if self.is_mounted and self.parts(self.content_size.width) != self._painted:
            self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._part_styles.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells = self.content_size.width
        self._painted = self.parts(cells) if y == 0 else []
        shown = cut_parts([(one_line(text), style) for text, style in self._painted], cells)
        return as_strip(shown, cells, self._part_styles)


def two_sided(left: list[Part], right: list[Part], cells: int) -> list[Part]:
    """Left and right parts with space between; the left gives way."""
    right = cut_parts(right, cells)
    left = cut_parts(left, max(0, cells - width_of(right) - 1))
    return [*left, (" " * (cells - width_of(left) - width_of(right)), ""), *right]
