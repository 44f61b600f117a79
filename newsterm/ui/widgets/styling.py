"""Styles of parts as rich styles, from the theme's variables alone.

Component classes would do the same, but each costs its widget two passes through the stylesheet before the first
paint (80 classes: 45 ms of 290).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

from newsterm.ui.render.kinds import KIND_CSS
from newsterm.ui.render.tags import TAG_CSS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

# A colour, flags, and `on` a background; a percentage is how much of it covers what lies below.
_INKS: Mapping[str, str] = {
    "row--mark": "$text-success",
    "row--unread": "$text-accent",
    "row--star": "$text-warning",
    "row--quiet": "$text-muted",
    "row--day": "$text-muted bold",
    "row--cursor": "on $primary 35%",
    "row--resting": "on $primary 15%",
    "line--bad": "$text-error",
    "line--quiet": "$text-muted",
    "line--strong": "bold",
    "line--accent": "$text-accent",
    **dict(re.findall(r"\.([\w-]+) \{ color: (\$[\w-]+); \}", KIND_CSS + TAG_CSS)),
}


class PartStyles:
    """The rich styles of one widget's parts."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, str], Style] = {}

    def clear(self) -> None:
        """Forget what another theme looked like."""
        self._known.clear()

    def get(self, style: str = "", under: str = "") -> Style:
        """A style - empty, a colour, or the name of an ink after a dot - over an ink that lies below it."""
        known = self._known.get((style, under))
        if known is None:
            known = self._known[style, under] = self._resolve(style, under)
        return known

    def _resolve(self, style: str, under: str) -> Style:
        base = self._widget.visual_style
        foreground, background, flags = base.foreground, base.background, Style()
        if under:
            foreground, background, flags = self._over(_INKS[under], foreground, background, flags)
        if style and not flags.reverse:
            spec = _INKS[style[1:]] if style.startswith(".") else style
            foreground, background, flags = self._over(spec, foreground, background, flags)
        return flags + Style.from_color(
            foreground.rich_color if foreground else None, background.rich_color if background else None
        )

    def _over(
        self, spec: str, foreground: Color | None, background: Color | None, flags: Style
    ) -> tuple[Color | None, Color | None, Style]:
        """A spec's colours over others. Terminal colours can't be mixed: reversed or dim there."""
        ink, _, ground = spec.partition("on ")
        words = ink.split()
        if "bold" in words:
            flags += Style(bold=True)
            words.remove("bold")
        below = background or Color(0, 0, 0)
        if ground and below.ansi is not None:
            flags += Style(reverse=True)
        elif ground:
            background = below = self._mixed(ground.split(), below)
        if words:
            foreground = self._mixed(words, below)
            if foreground.ansi is not None and foreground.a < 1:
                flags += Style(dim=True)
        return foreground, background, flags

    def _mixed(self, words: list[str], below: Color) -> Color:
        """A colour, or a variable's, in its strength over what lies below; `auto` is what contrasts with that."""
        value = self._widget.app.theme_variables.get(words[0][1:], "auto") if words[0].startswith("$") else words[0]
        name, _, strength = value.partition(" ")
        share = _share(strength) * _share(words[1] if len(words) > 1 else "")
        colour = below.get_contrast_text(1.0) if name == "auto" else Color.parse(name)
        share *= colour.a
        if colour.ansi is not None:
            return colour._replace(a=share)
        if below.ansi is not None or share >= 1:
            return colour.with_alpha(1.0)
        return below.blend(colour.with_alpha(1.0), share)


def _share(percentage: str) -> float:
    return float(percentage.rstrip("%")) / 100 if percentage else 1.0
