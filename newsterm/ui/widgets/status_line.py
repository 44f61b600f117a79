"""The bottom line: the tags that the digits toggle, always, and what was last done or went wrong."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsterm.model import Target
from newsterm.ui.render.cells import cut, width
from newsterm.ui.widgets.lines import PartsLine, two_sided, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.ui.render.tags import Part, TagStyles

_DIGITS_ONLY = 19
"""Cells of ` 1 2 3 4 5 6 7 8 9`, and one more."""


def strip_parts(target: Target, styles: TagStyles, cells: int) -> list[Part]:
    """The nine slots in at most `cells` cells: with whole names, with the first letters of names, or digits alone."""
    slots = styles.slots(target)
    used = [digit for digit in range(1, 10) if slots.get(digit)]
    for longest in (60, 12, 9, 7, 5, 4):
        parts = _named(used, slots, styles, longest)
        if width_of(parts) <= cells:
            return parts
    return [(f" {digit}", styles.style(slots[digit]) if slots.get(digit) else ".line--quiet") for digit in range(1, 10)]


def _named(used: list[int], slots: Mapping[int, str], styles: TagStyles, longest: int) -> list[Part]:
    parts: list[Part] = []
    for digit in used:
        name = slots[digit]
        parts += [(f" {digit} ", ".line--quiet"), (cut(name, longest), styles.style(name)), (" ", "")]
    return parts


class StatusLine(PartsLine):
    """The bottom line."""

    DEFAULT_CSS = "StatusLine { dock: bottom; background: $panel; }"

    def __init__(self, styles: TagStyles) -> None:
        super().__init__(id="status")
        self._tag_styles = styles
        self._target = Target.ENTRY
        self.message = ""
        self._bad = False
        self._said = 0.0

    def restyle(self, styles: TagStyles) -> None:
        """Show tags in other colours."""
        self._tag_styles = styles
        self.repaint()

    def show_slots(self, target: Target) -> None:
        """Show the slots for items or for claims."""
        self._target = target
        self.repaint()

    def say(self, message: str, *, bad: bool = False) -> None:
        """Show a message until the next one."""
        self.message, self._bad, self._said = message, bad, time.monotonic()
        self.repaint()

    def outlive(self, seconds: float) -> None:
        """Take away a message that has stood there for longer than this."""
        if self.message and time.monotonic() - self._said > seconds:
            self.say("")

    def parts(self, cells: int) -> list[Part]:
        """The strip on the left, as long as the message leaves room; the message on the right."""
        needed = width(self.message) + 2
        strip = strip_parts(
            self._target, self._tag_styles, max(_DIGITS_ONLY, cells - needed if self.message else cells)
        )
        said: list[Part] = [(f"{self.message} ", ".line--bad" if self._bad else "")] if self.message else []
        room = max(0, cells - width_of(strip) - 1)
        if said and width_of(said) > room:
            said = [(f"{cut(self.message, max(0, room - 1))} ", said[0][1])]
        return two_sided(strip, said, cells)
