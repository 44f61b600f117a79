"""Moving: inside panes, between panes, from unread to unread, from claim to claim."""

from __future__ import annotations

from newsterm.ui.action import EVERYWHERE, Where
from newsterm.ui.screens.base import Desk
from newsterm.ui.screens.pacing import Pacing
from newsterm.ui.unread import far_unread, near


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
        row = near(self.feed.item_at, self.feed.row, step, lambda item: not item.state.read)
        if row is None:
            row = far_unread(self.library, self.meaning(), self.showing.sort, self.feed.listing, self.feed.row, step)
        return self._go_row(row, "No unread item below." if step > 0 else "No unread item above.")

    def _go_feed(self, step: int) -> None:
        here = self.feed.item
        feed = here.feed if here else ""
        row = near(self.feed.item_at, self.feed.row, step, lambda item: not item.state.read and item.feed != feed)
        self._go_row(row, "No unread item of another feed near here.")

    def _go_row(self, row: int | None, otherwise: str) -> bool:
        if row is None:
            self.say(otherwise)
            return False
        self.feed.go_to(row)
        if self.where is not Where.FEED and self.feed.cursor_id:
            self.open_entry(self.feed.cursor_id)
        return True

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
