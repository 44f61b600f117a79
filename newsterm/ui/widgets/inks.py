"""Component classes laid over one another, as styles that last until the theme changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget


class Inks:
    """The styles of a widget's component classes.

    A class gives only what its rules state, so that a background without a colour leaves the colour of what lies
    below it, and an underline leaves both.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def clear(self) -> None:
        """Forget the styles: the theme or a rule has changed."""
        self._known.clear()

    def __call__(self, names: tuple[str, ...]) -> Style:
        """The widget's own style with these over it, the last on top; a name without `--` is a colour."""
        style = self._known.get(names)
        if style is None:
            style = self._widget.rich_style if not names else self(names[:-1]) + self._layer(names[-1])
            self._known[names] = style
        return style

    def _layer(self, name: str) -> Style:
        if "--" not in name:
            return Style.from_color(Color.parse(name).rich_color)
        # Only the full style knows what "auto" and transparent colours come to on this background.
        stated = self._widget.get_component_rich_style(name, partial=True)
        whole = self._widget.get_component_rich_style(name)
        return stated.without_color + Style.from_color(
            whole.color if stated.color is not None else None, whole.bgcolor if stated.bgcolor is not None else None
        )
