"""The claims pane: a cursor that is kept by claim, marks, and a choice of claims that alone are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsterm.ui.render.highlight import Numbers
from newsterm.ui.widgets.claims_view import ClaimsView

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events

    from newsterm.model import Reading


class ClaimsPane(ClaimsView):
    """Moves through the claims of a Reading."""

    HEADING = "CLAIMS"

    @dataclass
    class ClaimFocused(Message):
        """The cursor came upon a claim."""

        claim_id: str

    @dataclass
    class CardWanted(Message):
        """The user wants to see everything about a claim."""

        claim_id: str

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show(self, reading: Reading | None, *, aside: str | None = None) -> None:
        """List an entry's claims, the cursor on the first; None empties the pane. Filters and marks are dropped.

        `aside` says which of its claims are not shown.
        """
        self._aside = aside
        self._only = self._cursor = None
        self._marked = frozenset()
        self._numbers = Numbers()
        self._take(reading)
        self._set()
        self._go(0)

    def refresh_marks(self, reading: Reading, *, aside: str | None = None) -> None:
        """The same claims with other tags, more or fewer of them: filters and place are kept, and the cursor if it can.

        Where its claim is no longer listed, the cursor goes to the one that took its place, and that is posted.
        """
        before = self._cursor
        at = self._row
        self._aside = aside
        self._take(reading)
        self._marked &= {claim.id for claim in self._claims}
        listed = [claim.id for claim in self._claims if self._only is None or claim.id in self._only]
        if before not in listed:
            self._cursor = listed[min(at, len(listed) - 1)] if listed else None
        self._set()
        self._bring_into_sight()
        if self._cursor is not None and self._cursor != before:
            self.post_message(self.ClaimFocused(self._cursor))

    def narrow(self, only: Collection[str] | None, told: str = "") -> None:
        """List these claims alone, which `told` says in words; None lists all.

        Where the cursor's claim is not listed any more, the cursor goes to the first that is, and that is posted.
        """
        before = self._cursor
        self._only, self._told = only, told
        self._set()
        self._bring_into_sight()
        if self._cursor is not None and self._cursor != before:
            self.post_message(self.ClaimFocused(self._cursor))

    @property
    def listed(self) -> tuple[str, ...]:
        """The claims that are listed, in order."""
        return self._list.ids

    # -- the cursor ----------------------------------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str | None:
        """The claim under the cursor."""
        return self._cursor

    def number_of(self, claim_id: str) -> int | None:
        """The number of a claim that is shown."""
        return next((claim.number for claim in self._claims if claim.id == claim_id), None)

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
