"""Styles of parts as rich styles, resolved once a theme: a line is painted without asking the stylesheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.style import Style as VisualStyle

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widget import Widget


class PartStyles:
    """The rich styles of one widget's parts."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[tuple[str, ...], str], Style] = {}

    def clear(self) -> None:
        """Forget what another theme looked like."""
        self._known.clear()

    def get(self, under: tuple[str, ...], style: str = "") -> Style:
        """A style - empty, a colour, or a component class after a dot - over component classes that lie below it."""
        known = self._known.get((under, style))
        if known is None:
            known = self._known[under, style] = self._resolve(under, style)
        return known

    def _resolve(self, under: tuple[str, ...], style: str) -> Style:
        if style.startswith("."):
            return self._widget.get_visual_style(*under, style[1:]).rich_style
        visual = self._widget.get_visual_style(*under)
        if style:
            visual += VisualStyle(foreground=Color.parse(style))
        return visual.rich_style
