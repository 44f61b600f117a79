"""The claims of an article on the screen: profile above, rows of unequal height below, painted line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from newsterm.ui.render.claims import claim_lines
from newsterm.ui.render.flow import Bit, TextLine, flow
from newsterm.ui.render.highlight import Numbered, Numbers
from newsterm.ui.render.profile import no_claims, profile_lines
from newsterm.ui.render.tags import TagStyles
from newsterm.ui.widgets.claims_list import Row, RowList
from newsterm.ui.widgets.claims_look import CLAIMS_CLASSES, CLAIMS_CSS
from newsterm.ui.widgets.inks import Inks
from newsterm.ui.widgets.pane import Pane
from newsterm.ui.widgets.repaint import repaint_changes

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsterm.model import Reading


_LOW, _LOWEST = 12, 4
"""Lines below which the profile is its first line alone, and below which it is left out."""
_UNKNOWN_WIDTH = 36
"""What a pane that was never on the screen is laid out for."""


class ClaimsView(Pane):
    """Shows a Reading's claims; what moves the cursor is decided elsewhere.

    The profile stays above while the rows scroll. Only the bar and the number of a row show the cursor, so that
    moving it repaints a few cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = CLAIMS_CLASSES
    DEFAULT_CSS = CLAIMS_CSS

    def __init__(
        self,
        *,
        tags: TagStyles | None = None,
        dense: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`dense` leaves out the empty line between rows."""
        super().__init__(id=id, classes=classes)
        self._tags = tags or TagStyles()
        self._gap = 0 if dense else 1
        self._reading: Reading | None = None
        self._claims: tuple[Numbered, ...] = ()
        self._numbers = Numbers()
        self._only: Collection[str] | None = None
        self._told = ""
        self._aside: str | None = None
        self._cursor: str | None = None
        self._marked: frozenset[str] = frozenset()
        self._head: list[TextLine] = []
        self._list = RowList.of((), gap=0)
        self._lead = 3
        self._inks = Inks(self)
        self._strips: dict[int, Strip] = {}

    def _take(self, reading: Reading | None) -> None:
        self._reading = reading
        self._claims = self._numbers.of(reading.claims) if reading is not None else ()

    def restyle(self, styles: TagStyles) -> None:
        """Show tags in other colours."""
        self._tags = styles
        self._set()

    # -- layout --------------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Set the rows anew; the row at the top stays there."""
        top = self._list.ids[self._list.row_at(self._top)] if self._list.rows else None
        at_start = self._top == 0
        self._set()
        ids = self._list.ids
        self._go(0 if at_start or top not in ids else self._list.starts[ids.index(top)])
        self._bring_into_sight()

    def _set(self) -> None:
        """Lay out profile and rows for the present width."""
        width = max(1, (self.size.width or _UNKNOWN_WIDTH) - 1)
        digits = len(str(max((claim.number for claim in self._claims), default=0)))
        self._lead = digits + 2
        text = self._reading.article.text if self._reading is not None and self._reading.article is not None else ""
        listed = [claim for claim in self._claims if self._only is None or claim.id in self._only]
        self._list = RowList.of(
            (Row(claim, self._lines(claim, text, width - self._lead)) for claim in listed), gap=self._gap
        )
        if self._cursor not in self._list.ids:
            self._cursor = self._list.ids[0] if self._list.rows else None
        self._head = self._profile(width)
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(self._head) + self._list.height)
        self.refresh()

    def _lines(self, claim: Numbered, text: str, width: int) -> tuple[TextLine, ...]:
        return tuple(claim_lines(claim, text, max(1, width), tags=self._tags))

    def _profile(self, width: int) -> list[TextLine]:
        if not self._claims:
            return flow([Bit(self._aside or no_claims(self._reading), ("profile--empty",))], width)
        lines = profile_lines(self._claims, width, aside=self._aside, filtered=self._filtered())
        if self.size.height < _LOW:  # the claims need the room more
            lines = lines[: 0 if self.size.height < _LOWEST else 1]
        else:
            lines.append((Bit("─" * width, ("profile--rule",)),))
        if not self._list.rows:
            lines += flow([Bit("No claim is left by this filter.", ("profile--empty",))], width)
        return lines

    def _filtered(self) -> str | None:
        """What alone is listed, in words."""
        return None if self._only is None else f"{self._told}: {len(self._list.rows)} of {len(self._claims)}"

    # -- scrolling and drawing -----------------------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        """The index of the cursor's row."""
        ids = self._list.ids
        return ids.index(self._cursor) if self._cursor in ids else 0

    @property
    def _top(self) -> int:
        """The first visible line of the rows."""
        return self.scroll_offset.y

    @property
    def _height(self) -> int:
        """How many lines of rows are visible."""
        return max(1, self.size.height - len(self._head))

    def _go(self, line: int) -> None:
        # Forced: whether there is a scrollbar is only known after the next layout.
        self.scroll_to(y=line, animate=False, force=True)

    def _bring_into_sight(self) -> None:
        """Scroll no more than it takes to see the cursor's whole row, or its beginning."""
        if self._list.rows:
            first, end = self._list.extent(self._row)
            if first < self._top or end - first > self._height:
                self._go(first)
            elif end > self._top + self._height:
                self._go(end - self._height)

    def _repaint(self, claim_id: str | None) -> None:
        """Draw a claim's row anew, with its cursor and mark."""
        if claim_id not in self._list.ids:
            return
        first, end = self._list.extent(self._list.ids.index(claim_id))
        for line in range(first, end):
            before = self._strips.pop(line, None)
            row = line - self._top + len(self._head)
            if len(self._head) <= row < self.size.height:
                repaint_changes(self, row, before, self.render_line(row))

    def render_line(self, y: int) -> Strip:
        """The line at this row of the pane."""
        width = self.size.width
        if y < len(self._head):
            return self._strip([Bit(" "), *self._head[y]], width)
        line = y - len(self._head) + self._top
        if line >= self._list.height:
            return Strip.blank(width, self._inks(()))
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._strip(self._row_line(line), width)
        return strip

    def _row_line(self, line: int) -> list[Bit]:
        row = self._list.row_at(line)
        first, end = self._list.extent(row)
        if line >= end:
            return []
        claim = self._list.rows[row].claim
        here = claim.id == self._cursor
        bar = Bit("▌" if here else " ", ("row--bar",))
        if line == first:
            number = Bit(f"{claim.number:>{self._lead - 2}}", ("row--cursor",) if here else ("row--number",))
            lead = [bar, number, Bit(" ")]
        elif line == first + 1 and claim.id in self._marked:
            lead = [bar, Bit(f"{'✓':>{self._lead - 2}} ", ("row--mark",))]
        else:
            lead = [bar, Bit(" " * (self._lead - 1))]
        return [*lead, *self._list.rows[row].lines[line - first]]

    def _strip(self, bits: list[Bit], width: int) -> Strip:
        segments = [Segment(bit.text, self._inks(bit.style)) for bit in bits]
        return Strip(segments).crop_extend(0, width, self._inks(()))

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old styles."""
        super().notify_style_update()
        self._inks.clear()
        self._strips.clear()
