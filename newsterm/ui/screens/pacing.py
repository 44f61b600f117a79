"""The steps that every list and text has: a line, half a page, a page, to either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.ui.widgets.pane import Pane


class Pacing:
    """The actions of the group Move that concern one pane alone."""

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        raise NotImplementedError

    def do_down(self) -> None:
        """A row or line down."""
        self.pane.move(1)

    def do_up(self) -> None:
        """A row or line up."""
        self.pane.move(-1)

    def do_top(self) -> None:
        """To the first row."""
        self.pane.to_top()

    def do_bottom(self) -> None:
        """To the last row."""
        self.pane.to_bottom()

    def do_half_down(self) -> None:
        """Half a page down."""
        self.pane.half_page(1)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.pane.half_page(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self.pane.page(1)

    def do_page_up(self) -> None:
        """A page up."""
        self.pane.page(-1)
