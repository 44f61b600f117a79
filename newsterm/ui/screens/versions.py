"""The versions of a story: what was taken out and put in between one and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from newsterm.ui.render.difference import DIFFERENCE_CLASSES, difference_lines
from newsterm.ui.render.masthead import stamp
from newsterm.ui.screens.text_sheet import TextSheet
from newsterm.ui.widgets.lines_text import LinesText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from textual.binding import BindingType

    from newsterm.model import Difference, Version
    from newsterm.ui.render.flow import TextLine


class DifferenceText(LinesText):
    """The lines of a difference."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*DIFFERENCE_CLASSES}
    DEFAULT_CSS = """
DifferenceText {
    .difference--title { text-style: bold; }
    .difference--removed { color: $text-error; text-style: strike; }
    .difference--added { color: $text-success; text-style: bold underline; }
    .difference--quiet { color: $text-muted; }
    .difference--mark { color: $text-accent; text-style: bold; }
    &:ansi .difference--quiet { text-style: dim; }
}
"""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        self._difference = difference

    def show(self, difference: Difference) -> None:
        """Show another one."""
        self._difference = difference
        self.set_anew()

    def lines(self, width: int) -> list[TextLine]:
        """The difference's lines."""
        return difference_lines(self._difference, width)


class Versions(TextSheet):
    """Shows how a story changed: first its last change, then with ← and → the others, with `a` all in one."""

    DEFAULT_CSS = "Versions { VerticalScroll { width: 96%; max-width: 200; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Earlier change"),
        Binding("right,l", "step(1)", "Later change"),
        Binding("a", "whole", "First to last"),
        Binding("v", "dismiss", show=False),
    ]

    def __init__(
        self,
        versions: Sequence[Version],
        last: Difference,
        compare: Callable[[Version, Version], Difference],
        zone: tzinfo | None,
    ) -> None:
        """`versions` are at least two, oldest first, `last` is how the last came about.

        Times are told in the zone, None is the local one.
        """
        self._versions, self._compare, self._zone = versions, compare, zone
        self._pair = (len(versions) - 2, len(versions) - 1)
        self._shown = DifferenceText(last)
        title, subtitle = self._labels(last)
        super().__init__(self._shown, title, subtitle=subtitle)

    def _difference(self) -> Difference:
        before, after = self._pair
        return self._compare(self._versions[before], self._versions[after])

    def _labels(self, difference: Difference) -> tuple[str, str]:
        before, after = self._pair
        until = self._versions[before].until
        title = f"Version {before + 1} → {after + 1} of {len(self._versions)}"
        if until is not None:
            title += f" · changed {stamp(until, self._zone)}" if after == before + 1 else ""
        more = "←→ others · a all · " if len(self._versions) > 2 else ""
        return title, f"{difference.words} · {more}Esc closes"

    def action_step(self, step: int) -> None:
        """The change before or after this one."""
        before = min(max(0, self._pair[0] + step), len(self._versions) - 2)
        self._go_to((before, before + 1))

    def action_whole(self) -> None:
        """From the first version to the last."""
        self._go_to((0, len(self._versions) - 1))

    def _go_to(self, pair: tuple[int, int]) -> None:
        if pair != self._pair:
            self._pair = pair
            difference = self._difference()
            self._shown.show(difference)
            self.entitle(*self._labels(difference))
            self.action_scroll(-1_000_000)
