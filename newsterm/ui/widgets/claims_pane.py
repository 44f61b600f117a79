"""The claims pane: the sourcing profile, and below it every claim with who says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsterm.ui.render.claims import claim_lines
from newsterm.ui.render.flow import Bit, TextLine, flow
from newsterm.ui.render.highlight import Numbered, number_claims
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.profile import no_claims, profile_lines
from newsterm.ui.render.tags import TagStyles
from newsterm.ui.widgets.claims_list import Row, RowList
from newsterm.ui.widgets.claims_look import CLAIMS_CLASSES, CLAIMS_CSS
from newsterm.ui.widgets.inks import Inks
from newsterm.ui.widgets.pane import Pane
from newsterm.ui.widgets.repaint import repaint_changes

if TYPE_CHECKING:
    from textual import events

    from newsterm.model import Kind, Reading


class ClaimsPane(Pane):
    """Shows a Reading's claims as rows of unequal height, with a cursor that is kept by claim id.

    The profile stays above while the rows scroll. Only the bar and the number of a row show the cursor, so that
    moving it repaints a few cells.
    """

    HEADING = "CLAIMS"
    COMPONENT_CLASSES: ClassVar[set[str]] = CLAIMS_CLASSES
    DEFAULT_CSS = CLAIMS_CSS

    @dataclass
    class ClaimFocused(Message):
        """The cursor came upon a claim."""

        claim_id: str

    @dataclass
    class CardWanted(Message):
        """The user wants to see everything about a claim."""

        claim_id: str

    def __init__(
        self,
        *,
        tags: TagStyles | None = None,
        dense: bool = False,
        ascii_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`dense` leaves out the empty line between rows; `ascii_only` shows kinds with ASCII alone."""
        super().__init__(id=id, classes=classes)
        self._tags = tags or TagStyles()
        self._gap = 0 if dense else 1
        self._ascii_only = ascii_only
        self._reading: Reading | None = None
        self._claims: tuple[Numbered, ...] = ()
        self._kind: Kind | None = None
        self._tag: str | None = None
        self._cursor: str | None = None
        self._marked: frozenset[str] = frozenset()
        self._head: list[TextLine] = []
        self._list = RowList.of((), gap=0)
        self._lead = 3
        self._inks = Inks(self)
        self._strips: dict[int, Strip] = {}

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show(self, reading: Reading | None) -> None:
        """List an entry's claims, the cursor on the first; None empties the pane. Filters and marks are dropped."""
        self._kind = self._tag = self._cursor = None
        self._marked = frozenset()
        self._take(reading)
        self._set()
        self._go(0)

    def refresh_marks(self, reading: Reading) -> None:
        """The same claims with other tags, or some rejected: cursor, filters and place are kept."""
        before = self._list.ids
        at = before.index(self._cursor) if self._cursor in before else 0
        self._take(reading)
        self._set()
        if self._cursor not in self._list.ids:
            self._cursor = self._list.ids[min(at, len(self._list.rows) - 1)] if self._list.rows else None
        self._marked &= {claim.id for claim in self._claims}
        self._strips.clear()

    def _take(self, reading: Reading | None) -> None:
        self._reading = reading
        self._claims = number_claims(reading.claims) if reading is not None else ()

    def filter_kind(self, kind: Kind | None) -> None:
        """List only claims whose source is of this kind; None lists all kinds."""
        self._kind = kind
        self._refilter()

    def filter_tag(self, tag: str | None) -> None:
        """List only claims that have this tag; None lists all."""
        self._tag = tag
        self._refilter()

    @property
    def kind_filter(self) -> Kind | None:
        """The kind that alone is listed."""
        return self._kind

    def next_kind(self) -> Kind | None:
        """Filter by the next kind that the article has, and after the last one by none; that kind."""
        present = [kind for kind in KIND_LOOKS if any(claim.kind is kind for claim in self._claims)]
        at = present.index(self._kind) + 1 if self._kind in present else 0
        self.filter_kind(present[at] if at < len(present) else None)
        return self._kind

    def _refilter(self) -> None:
        self._set()
        self._bring_into_sight()

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
        width = max(1, self.size.width - 1)
        digits = len(str(max((claim.number for claim in self._claims), default=0)))
        self._lead = digits + 2
        text = self._reading.article.text if self._reading is not None and self._reading.article is not None else ""
        listed = [claim for claim in self._claims if self._passes(claim)]
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
        return tuple(claim_lines(claim, text, max(1, width), tags=self._tags, ascii_only=self._ascii_only))

    def _passes(self, claim: Numbered) -> bool:
        return (self._kind is None or claim.kind is self._kind) and (
            self._tag is None or self._tag in claim.marked.state.tags
        )

    def _profile(self, width: int) -> list[TextLine]:
        if not self._claims:
            return flow([Bit(no_claims(self._reading), ("profile--empty",))], width)
        lines = profile_lines(self._claims, width, filtered=self._filtered(), ascii_only=self._ascii_only)
        lines.append((Bit(("-" if self._ascii_only else "─") * width, ("profile--rule",)),))
        if not self._list.rows:
            lines += flow([Bit("No claim is left by this filter.", ("profile--empty",))], width)
        return lines

    def _filtered(self) -> str | None:
        """What alone is listed, in words."""
        if self._kind is None and self._tag is None:
            return None
        kind = KIND_LOOKS[self._kind].title if self._kind is not None else ""
        tag = f'tagged "{self._tag}"' if self._tag is not None else ""
        return f"{' '.join(filter(None, (kind, tag)))}: {len(self._list.rows)} of {len(self._claims)}"

    # -- the cursor ----------------------------------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str | None:
        """The claim under the cursor."""
        return self._cursor

    def targets(self) -> tuple[str, ...]:
        """The marked claims in their order, else the one under the cursor."""
        marked = tuple(claim.id for claim in self._claims if claim.id in self._marked)
        return marked or ((self._cursor,) if self._cursor is not None else ())

    def focus_claim(self, claim_id: str | None) -> None:
        """Put the cursor on a claim and bring its row into sight; nothing is posted."""
        if claim_id in self._list.ids and claim_id != self._cursor:
            before, self._cursor = self._cursor, claim_id
            self._repaint(before)
            self._repaint(claim_id)
        self._bring_into_sight()

    def activate(self) -> None:
        """Ask for the card of the claim under the cursor."""
        if self._cursor is not None:
            self.post_message(self.CardWanted(self._cursor))

    def _put(self, row: int) -> bool:
        """Move the cursor to a row and post it; False where it is there already."""
        ids = self._list.ids
        if not ids:
            return False
        target = ids[min(max(0, row), len(ids) - 1)]
        if target == self._cursor:
            self._bring_into_sight()
            return False
        self.focus_claim(target)
        self.post_message(self.ClaimFocused(target))
        return True

    @property
    def _row(self) -> int:
        ids = self._list.ids
        return ids.index(self._cursor) if self._cursor in ids else 0

    def move(self, step: int) -> None:
        """Move by claims."""
        self._put(self._row + step)

    def half_page(self, step: int) -> None:
        """Move by half of what is visible."""
        self._by_lines(step * max(1, self._height // 2))

    def page(self, step: int) -> bool:
        """Move by what is visible; False where that end was reached already."""
        return self._by_lines(step * max(1, self._height - 1))

    def _by_lines(self, lines: int) -> bool:
        if not self._list.rows:
            return False
        row = self._list.row_at(self._list.starts[self._row] + lines)
        return self._put(row if row != self._row else row + (1 if lines > 0 else -1))

    def to_top(self) -> None:
        """Go to the first claim."""
        self._put(0)
        self._go(0)

    def to_bottom(self) -> None:
        """Go to the last claim."""
        self._put(len(self._list.rows) - 1)

    def mark_and_advance(self) -> None:
        """Mark the claim, or take its mark away, and go to the next one."""
        if self._cursor is not None:
            self._marked ^= {self._cursor}
            self._repaint(self._cursor)
            self.move(1)

    def clear_marks(self) -> None:
        """Take all marks away."""
        marked, self._marked = self._marked, frozenset()
        for claim_id in marked:
            self._repaint(claim_id)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a claim, a second one shows its card."""
        offset = event.get_content_offset(self)
        line = offset.y - len(self._head) if offset is not None else -1
        if line < 0 or not self._list.rows or self._top + line >= self._list.height:
            return
        if not self._put(self._list.row_at(self._top + line)) and event.chain > 1:
            self.activate()

    # -- scrolling and drawing -----------------------------------------------------------------------------------------

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
        bar = Bit(("|" if self._ascii_only else "▌") if here else " ", ("row--bar",))
        if line == first:
            number = Bit(f"{claim.number:>{self._lead - 2}}", ("row--cursor",) if here else ("row--number",))
            lead = [bar, number, Bit(" ")]
        elif line == first + 1 and claim.id in self._marked:
            lead = [bar, Bit(f"{'x' if self._ascii_only else '✓':>{self._lead - 2}} ", ("row--mark",))]
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
