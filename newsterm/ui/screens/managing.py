"""The list of feeds, opened over the main screen and kept in step with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Target
from newsterm.ui.screens.exporting import Exporting

if TYPE_CHECKING:
    from newsterm.events import Event
    from newsterm.model import Action
    from newsterm.ui.screens.feed_verbs import Feeds


class Managing(Exporting):
    """The action that opens the list of feeds; what it has to be told."""

    feed_list: Feeds | None = None
    """The list of feeds, while it is open."""

    def do_feeds(self) -> None:
        """Show every feed with its state."""
        from newsterm.ui.screens.feed_verbs import Feeds  # noqa: PLC0415 - the first paint does not wait for it

        def closed(_: None) -> None:
            self.feed_list = None

        self.feed_list = Feeds(self)
        self.app.push_screen(self.feed_list, closed)

    def do_quit(self) -> None:
        """Leave newsterm."""
        raise NotImplementedError

    def do_suspend(self) -> None:
        """Go back to the shell for a while."""
        raise NotImplementedError

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something in the bottom line, also where the list of feeds lies over it."""
        super().say(message, bad=bad)
        if self.feed_list is not None:
            self.feed_list.status.say(message, bad=bad)

    def told(self, event: Event) -> None:
        """Show what happened in the background."""
        super().told(event)
        if self.feed_list is not None:
            self.feed_list.told(event)

    def relisted(self) -> None:
        """The library changed: the list of feeds is read anew, too."""
        if self.feed_list is not None:
            self.feed_list.reload()

    def show_changes(self, action: Action) -> None:
        """Paint what an action changed; counts of feeds change with their items."""
        super().show_changes(action)
        if all(change.target is Target.ENTRY for change in action.changes):
            self.relisted()
