"""What FEED lists: asked of the library at once or beside the loop, and again when something changes."""

from __future__ import annotations

import time
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.message import Message

from newsterm.errors import QueryError, StoreError
from newsterm.model import Target
from newsterm.query.tree import EVERYTHING
from newsterm.ui import searching
from newsterm.ui.held import NO_ROWS, hold
from newsterm.ui.screens.marking import Marking
from newsterm.ui.views import ALL, Showing, leave_view, renewed, view_gone, visited
from newsterm.ui.widgets.header import Heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from newsterm.model import Action, Item
    from newsterm.query.tree import Tree
    from newsterm.ui.held import Rows
    from newsterm.ui.searching import Searcher

_HELD = 200
"""How many items that were handled stay listed."""
_SCANNING = 0.5
"""Seconds after which it is said that looking something up takes long."""
_REST = 0.4
"""Seconds without a key after which what is shown may change."""
_LONGEST = 5.0
"""Seconds after which it changes while keys come, too."""
_PATIENCE = 20
"""A listing is asked for again at most for a twentieth of the time, so that keys stay fast during a poll."""


class Listed(Marking):
    """The items that FEED shows, as they are and as they change."""

    class Found(Message):
        """What was looked up beside the loop."""

        def __init__(self, asked: int, found: Future[Sequence[int]], cursor: str | None, began: float) -> None:
            super().__init__()
            self.asked, self.found, self.cursor, self.began = asked, found, cursor, began

    _filtered: Tree = EVERYTHING
    _question = 0
    """How often the library was asked: an answer to an earlier question is not shown any more."""
    _version = 0
    _stale = False
    _looking = False
    """Whether something is being looked up: asking again would begin it anew, and never end."""
    _stale_since = 0.0
    _handled: Mapping[str, None] = MappingProxyType({})
    """Items that the user changed in this view, the latest last."""
    _next_reload = 0.0

    @cached_property
    def last_left(self) -> datetime | None:
        """When the reader was left before this time."""
        return self.library.left()

    @cached_property
    def searcher(self) -> Searcher:
        """Who looks up what may take long."""
        return searching.Searcher(self.library)

    # -- listings ----------------------------------------------------------------------------------------------------

    def meaning(self) -> Tree:
        """The query of what FEED shows. QueryError where that of a saved view can't be read."""
        return self.showing.tree(self.clock().astimezone(self.zone).date(), self._filtered)

    def reload(self, cursor: str | None = None) -> None:
        """Ask the library again; the cursor stays on its item.

        What may take long is looked up beside the loop: what was shown stays until it is there.
        """
        began = time.monotonic()
        self._renew_view()
        self._question += 1
        try:
            if self.showing.is_quick:
                self._stop_looking()
                self._show(self.library.listing(self.meaning(), sort=self.showing.sort), cursor, began)
            else:
                self._look_up(self.meaning(), cursor, began)
        except QueryError as error:
            self._show(NO_ROWS, cursor, began, str(error))

    def _look_up(self, tree: Tree, cursor: str | None, began: float) -> None:
        found, asked = self.searcher.find(tree, self.showing.sort), self._question

        def there(found: Future[Sequence[int]]) -> None:
            if not found.cancelled():
                self.post_message(self.Found(asked, found, cursor, began))

        try:
            found.exception(timeout=searching.PATIENCE)
        except TimeoutError:
            self._looking = True
            self.tell_heading(searching=True)
            self.set_timer(_SCANNING, partial(self._say_scanning, asked))
            found.add_done_callback(there)
        else:
            self._show_found(found, cursor, began)

    def _say_scanning(self, asked: int) -> None:
        """Looking up takes so long that it is said, and how it ends."""
        if self._looking and asked == self._question:
            self.tell_heading(searching=True, scanning=True)

    def _stop_looking(self) -> bool:
        """Give up what is being looked up beside the loop; whether something was."""
        was, self._looking = self._looking, False
        if was:
            self._question += 1
            self.searcher.give_up()
        return was

    def do_clear_filter(self) -> None:
        """Stop looking something up: what was listed before stays."""
        if self._stop_looking():
            self.tell_heading()
            self.say("Stopped; this was listed before.")
        else:
            self.say("")

    def on_listed_found(self, event: Found) -> None:
        """What was looked up is there."""
        if event.asked == self._question:
            # Who has moved on meanwhile stays there.
            self._show_found(event.found, event.cursor if self.last_key <= event.began else None, event.began)

    def _show_found(self, found: Future[Sequence[int]], cursor: str | None, began: float) -> None:
        try:
            listing: Rows[Item] = self.library.listing_of(found.result())
        except QueryError as error:
            self._show(NO_ROWS, cursor, began, str(error))
        except StoreError:  # the cache could not be opened once more: it is asked here, as long as that takes
            self._show(self.library.listing(self.meaning(), sort=self.showing.sort), cursor, began)
        else:
            self._show(listing, cursor, began)

    def _show(self, found: Rows[Item], cursor: str | None, began: float, problem: str | None = None) -> None:
        self.feed.new_since = visited(self.showing.view, self.last_left)
        listing = hold(self.feed.listing, found, self._handled, self.library.item) if self._handled else found
        self.feed.show(
            listing,
            cursor=cursor or self.feed.cursor_id,
            grouped=self.showing.by_day,
            empty=() if len(listing) else self._nothing(problem),
        )
        self._stale = self._looking = False
        self.relisted()
        self._next_reload = time.monotonic() + _PATIENCE * (time.monotonic() - began)
        self.tell_heading()

    def relisted(self) -> None:
        """FEED has been listed anew: what else shows the library follows."""

    def _renew_view(self) -> None:
        """Look up what a saved view asks; everything is shown where it is not there any more."""
        showing = renewed(self.library, self.showing)
        if showing is None:
            self.say(view_gone(self.showing))
        self.showing = showing or replace(self.showing, view=ALL)

    def _nothing(self, problem: str | None) -> tuple[str, ...]:
        """Why FEED is empty, and what can be done."""
        if problem and self.showing.filter:
            return ("The filter can't be used here.", "", problem)
        if problem:
            return (f'The view "{self.showing.view.title}" can\'t be read.', "", problem)
        if self.showing.filter:
            return ("Nothing matches the filter.", "", f"{self.key('clear-filter')} shows everything again.")
        if self.showing.unread_only:
            return ("Nothing unread here.", "", f"{self.key('unread-only')} shows what is read too.")
        if self.showing.view == ALL:
            return (
                "No news yet.",
                "",
                f"{self.key('add-feed')} adds a feed,",
                f"{self.key('refresh')} asks those there are.",
            )
        return (f'Nothing in "{self.showing.view.title}".', "", f"{self.key('switcher')} shows something else.")

    def tell_heading(self, *, searching: bool = False, scanning: bool = False) -> None:
        """Say in the top line what FEED shows, or that it is being looked up."""
        heading = Heading(
            view=self.showing.title,
            colour=self.showing.view.colour,
            count=None if searching else self.feed.count,
            filter=self.showing.filter,
            marked=self.feed.marked,
            scanning=scanning,
        )
        self.head.tell(heading=heading, now=self.clock())

    def show_changes(self, action: Action) -> None:
        """Paint what an action changed; what it takes out of the view stays until the view changes."""
        changed = {change.id for change in action.changes if change.target is Target.ENTRY}
        hides = {change.id: None for change in action.changes if change.field == "hidden"}
        if len(changed) <= _HELD:
            handled = dict.fromkeys([*self._handled, *changed][-_HELD:])
            self._handled = {key: None for key in handled if key not in hides}
        super().show_changes(action)
        if hides:  # what is hidden goes at once; what comes back is gone to
            back = [item.id for item in self.library.items([next(iter(hides))]) if not item.state.hidden]
            self.reload(cursor=back[0] if back else None)

    def show_view(self, showing: Showing) -> None:
        """Show other items, or in another order."""
        self._handled = {}
        leave_view(self.library, self.showing.view, showing.view)
        self.showing = showing
        self.read_filter(showing.filter)
        self.reload()

    def watch_library(self) -> None:
        """Another process wrote, or a poll brought something: show it, but not more often than it costs, and between
        keys rather than under them.
        """
        version = self.library.version()
        if version != self._version:
            self._version = version
            self.note_news()
        now = time.monotonic()
        at_rest = now - self.last_key >= _REST or now - self._stale_since >= _LONGEST
        if self._stale and at_rest and now >= self._next_reload and not self._looking:
            self.reload()

    def note_news(self) -> None:
        """Something arrived: FEED is out of date."""
        if not self._stale:
            self._stale, self._stale_since = True, time.monotonic()

    def read_filter(self, text: str) -> str | None:
        """Take a filter for what is shown next; what is wrong with it, in words."""
        self._filtered = EVERYTHING
        if not text.strip():
            return None
        from newsterm.query.parse import parse_leniently  # noqa: PLC0415 - the first paint does not wait for it

        self._filtered, error = parse_leniently(text, today=self.clock().astimezone(self.zone).date())
        return str(error) if error else None
