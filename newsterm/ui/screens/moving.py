"""Moving: inside panes, between panes, from unread to unread, from claim to claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.tree import And, Flag, Is
from newsterm.ui.actions import EVERYWHERE, Where
from newsterm.ui.screens.base import Desk
from newsterm.ui.screens.pacing import Pacing

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.model import Item

_NEAR = 512
"""Rows that are looked at one by one before the library is asked."""


class Moving(Desk, Pacing):
    """The actions of the group Move."""

    def do_pane_left(self) -> None:
        """The pane on the left; from the first, the last."""
        self._beside(-1)

    def do_pane_right(self) -> None:
        """The pane on the right; from the last, the first."""
        self._beside(1)

    def _beside(self, step: int) -> None:
        self.focus_pane(EVERYWHERE[(EVERYWHERE.index(self.where) + step) % len(EVERYWHERE)])

    def do_next_unread(self) -> None:
        """The next unread item."""
        self._go_unread(1)

    def do_previous_unread(self) -> None:
        """The previous unread item."""
        self._go_unread(-1)

    def do_next_feed(self) -> None:
        """The next unread item of another feed."""
        self._go_feed(1)

    def do_previous_feed(self) -> None:
        """The previous unread item of another feed."""
        self._go_feed(-1)

    def _go_unread(self, step: int) -> bool:
        row = self._search(step, lambda item: not item.state.read)
        if row is None:
            row = self._far_unread(step)
        return self._go_row(row, "No unread item below." if step > 0 else "No unread item above.")

    def _go_feed(self, step: int) -> None:
        here = self.feed.item
        feed = here.feed if here else ""
        row = self._search(step, lambda item: not item.state.read and item.feed != feed)
        self._go_row(row, "No unread item of another feed near here.")

    def _go_row(self, row: int | None, otherwise: str) -> bool:
        if row is None:
            self.say(otherwise)
            return False
        self.feed.go_to(row)
        if self.where is not Where.FEED and self.feed.cursor_id:
            self.open_entry(self.feed.cursor_id)
        return True

    def _search(self, step: int, wanted: Callable[[Item], bool]) -> int | None:
        """The nearest row with what is wanted, among those near the cursor."""
        for i in range(1, _NEAR):
            item = self.feed.item_at(self.feed.row + step * i)
            if item is None:
                return None
            if wanted(item):
                return self.feed.row + step * i
        return None

    def _far_unread(self, step: int) -> int | None:
        """The same for unread items however far away: both listings have one order, so that halving finds the place."""
        unread = self.library.listing(And((self.meaning(), Is(Flag.UNREAD))), sort=self.showing.sort)
        low, high = 0, len(unread)
        while low < high:
            middle = (low + high) // 2
            row = self.feed.row_of(unread.id_at(middle))
            if row is None or row <= self.feed.row - (step < 0):
                low = middle + 1
            else:
                high = middle
        place = low if step > 0 else low - 1
        return self.feed.row_of(unread.id_at(place)) if 0 <= place < len(unread) else None

    def do_next_claim(self) -> None:
        """The next claim of the article."""
        self._go_claim(1)

    def do_previous_claim(self) -> None:
        """The previous claim of the article."""
        self._go_claim(-1)

    def _go_claim(self, step: int) -> None:
        claim = self.article.next_claim(step)
        if claim is not None:
            self.claims.focus_claim(claim)
        elif self.reading is None:
            self.say("No article is open.")
        elif not self.reading.claims:
            self.say("No claims were found in this article.")
        else:
            self.say(f"No claim is shown: {self.shown_part(self.reading)[1] or 'all were rejected'}.")
