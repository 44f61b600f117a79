"""The top line: what is shown, how much of it, and how polling goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.ui.polling import PollState
from newsterm.ui.widgets.lines import PartsLine, two_sided

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from newsterm.ui.render.tags import Part


class Heading(Struct, frozen=True, kw_only=True):
    """What the left of the line says."""

    view: str = ""
    colour: str = ""
    """Of a saved view that has one."""
    count: int | None = 0
    """None while it is being looked up."""
    filter: str = ""
    marked: int = 0
    scanning: bool = False
    """Whether looking it up takes long, because everything is looked at."""

    def parts(self) -> list[Part]:
        """The view, how many items, the filter, how many are marked."""
        waiting = "scanning, Esc stops" if self.scanning else "…"
        count = waiting if self.count is None else f"{self.count:,}"
        sign = [("/ ", self.colour)] if self.colour else []
        parts: list[Part] = [(" newsterm  ", ".line--quiet"), *sign, (self.view, ".line--strong"), (f" · {count}", "")]
        if self.filter:
            parts += [("  / ", ".line--quiet"), (self.filter, ".line--accent")]
        if self.marked:
            parts.append((f"  ✓ {self.marked} marked", ".line--accent"))
        return parts


class Header(PartsLine):
    """The top line."""

    DEFAULT_CSS = "Header { dock: top; background: $panel; }"

    def __init__(self, *, zone: tzinfo | None = None) -> None:
        super().__init__(id="header")
        self._zone = zone
        self._now: datetime | None = None
        self.heading = Heading()
        self.polling = PollState()

    def tell(self, *, heading: Heading | None = None, polling: PollState | None = None, now: datetime) -> None:
        """Show other values."""
        self._now = now
        self.heading = heading or self.heading
        self.polling = polling or self.polling
        self.repaint()

    def parts(self, cells: int) -> list[Part]:
        """View on the left, polling on the right."""
        polling = self.polling.parts(self._now, self._zone) if self._now else []
        return two_sided(self.heading.parts(), polling, cells)
