"""The list: its pages, the way through it, and what it shows - views, feeds, folders, tags, a filter, an order."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import NewstermError, UsageError
from newsterm.query.tree import EVERYTHING
from newsterm.simple.desk import Desk
from newsterm.simple.items import heading, item_line, page_words
from newsterm.ui.action import Where
from newsterm.ui.places import LeftOff
from newsterm.ui.unread import far_unread, near
from newsterm.ui.views import ALL, Showing, is_new, leave_view, renewed, view_gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsterm.query.tree import Tree


class Browsing(Desk):
    """What can be asked of the list."""

    filtered: Tree = EVERYTHING
    """What the filter means."""
    _top = 0

    # -- what is listed ----------------------------------------------------------------------------------------------

    def meaning(self) -> Tree:
        """The query of what the list shows. QueryError where that of a saved view can't be read."""
        return self.showing.tree(self.clock().astimezone(self.zone).date(), self.filtered)

    def list_anew(self, cursor: str | None = None) -> None:
        """Ask the library again; the place stays at its item."""
        cursor = cursor or self.cursor_id
        self._renew_view()
        with self._said_where_it_scans(), self.terminal.interruptible():
            self.listing = self.library.listing(self.meaning(), sort=self.showing.sort)
        row = self.listing.index(cursor) if cursor else None
        self.row = row or 0
        self._top = 0
        self._stay_in_sight()

    @contextmanager
    def _said_where_it_scans(self) -> Iterator[None]:
        """Within, a question that takes long says so, once."""
        said: list[str] = []

        def tell(words: str) -> None:
            if not said:
                said.append(words)
                self.terminal.put(f"{words[:1].upper()}{words[1:]}; Ctrl-C stops.")

        self.library.watch(tell)
        try:
            yield
        finally:
            self.library.watch(None)

    def _renew_view(self) -> None:
        """Look up what a saved view asks; everything is shown where it is not there any more."""
        showing = renewed(self.library, self.showing)
        if showing is None:
            self.say(view_gone(self.showing))
        self.showing = showing or replace(self.showing, view=ALL)

    def show(self, showing: Showing, *, filtered: Tree | None = None) -> None:
        """List other items, or in another order, and say the first page; what can't be read changes nothing."""
        before = self.showing, self.filtered
        leave_view(self.library, self.showing.view, showing.view)
        self.showing = showing
        self.filtered = EVERYTHING if filtered is None else filtered
        try:
            self.list_anew()
        except (NewstermError, KeyboardInterrupt):
            self.showing, self.filtered = before
            raise
        self.where = Where.FEED
        self.marked[Where.FEED].clear()
        self.say_list()

    def restore(self) -> None:
        """List what was listed when the reader was last left."""
        left = LeftOff.of(self.library)
        self.showing = left.showing
        try:
            self.list_anew(cursor=left.cursor)
        except NewstermError as error:
            self.say(str(error))
            self.showing = Showing()
            self.list_anew()

    def say_list(self) -> None:
        """Say what the list shows, and its page."""
        unread, total = self.library.tally(self.meaning())
        self.say(heading(self.showing, unread, total))
        if total:
            self.say_page()
        else:
            self.say(self._nothing())

    def _nothing(self) -> str:
        """What can be done where nothing is listed."""
        if self.showing.filter:
            return f"{self.key('clear-filter')} shows everything again."
        if self.showing.unread_only:
            return f"{self.key('unread-only')} shows what is read too."
        if self.showing.view == ALL:
            refresh, add = self.key("refresh"), self.key("add-feed")
            return f"{refresh} asks the feeds, {add} and an address adds one; newsterm demo --simple shows a sample."
        return f"{self.key('switcher')} lists what else there is."

    def _page_from(self, row: int, step: int) -> int:
        """How many rows fit on a page that begins with this one, or ends with it where the step is -1; at least one."""
        room = self.page_height - 2  # the heading and which items they are stand above
        fitting = 0
        while 0 <= row < len(self.listing):
            room -= len(self.lines_of(self.line_of(row)))
            if room < 0 and fitting:
                break
            fitting += 1
            row += step
        return max(1, fitting)

    def _stay_in_sight(self) -> None:
        """Let the page be one that has the row."""
        if not self._top <= self.row < self._top + self._page_from(self._top, 1):
            self._top = self.row

    def say_page(self) -> None:
        """Say the page of the list, as much as fits."""
        stop = min(self._top + self._page_from(self._top, 1), len(self.listing))
        self.say(page_words(self._top + 1, stop, len(self.listing)))
        for row in range(self._top, stop):
            self.say(self.line_of(row))

    def line_of(self, row: int) -> str:
        """A row in words."""
        item = self.item_at(row)
        if item is None:
            return ""
        new = is_new(item, self.showing.view, self._last_left)
        return item_line(row + 1, item, self.clock(), marked=item.id in self.marked[Where.FEED], new=new)

    @cached_property
    def _last_left(self) -> datetime | None:
        """When the reader was left before this time."""
        return self.library.left()

    # -- moving ------------------------------------------------------------------------------------------------------

    def turn(self, step: int) -> bool:
        """Say another page; False where there is none."""
        beyond = self._top + self._page_from(self._top, 1) if step > 0 else self._top - 1
        if not 0 <= beyond < len(self.listing):
            return False
        self._top = self.row = beyond if step > 0 else beyond - self._page_from(beyond, -1) + 1
        self.say_page()
        return True

    def go_to_row(self, row: int) -> None:
        """Put the list at a row, and say it."""
        self.row = row
        self._stay_in_sight()
        self.say(self.line_of(row))

    def step_row(self, step: int) -> None:
        """The next row, or the one before."""
        if not 0 <= self.row + step < len(self.listing):
            self.say("This is the last item." if step > 0 else "This is the first item.")
        else:
            self.go_to_row(self.row + step)

    def go_unread(self, step: int) -> bool:
        """Go to the next unread item, and open it where an article is open; False where there is none."""
        row = near(self.item_at, self.row, step, lambda item: not item.state.read)
        if row is None:
            row = far_unread(self.library, self.meaning(), self.showing.sort, self.listing, self.row, step)
        return self._go(row, "No unread item below." if step > 0 else "No unread item above.")

    def _go(self, row: int | None, otherwise: str) -> bool:
        if row is None:
            self.say(otherwise)
            return False
        if self.where is Where.FEED:
            self.go_to_row(row)
        else:
            self.open_entry(self.listing.id_at(row))
        return True

    def do_next_unread(self, _: str) -> None:
        """The next unread item."""
        self.go_unread(1)

    def do_previous_unread(self, _: str) -> None:
        """The unread item before."""
        self.go_unread(-1)

    def do_next_feed(self, _: str) -> None:
        """The next unread item of another feed."""
        self._go_feed(1)

    def do_previous_feed(self, _: str) -> None:
        """The unread item of another feed before."""
        self._go_feed(-1)

    def _go_feed(self, step: int) -> None:
        here = self.item_at(self.row)
        feed = here.feed if here else ""
        row = near(self.item_at, self.row, step, lambda item: not item.state.read and item.feed != feed)
        self._go(row, "No unread item of another feed near here.")

    def do_list(self, argument: str) -> None:
        """Say the page again, with what is new; or that of a number."""
        self.where = Where.FEED
        self.list_anew()
        if argument:
            self.go_to_row(self.numbered_row(_number(argument)))
        self.say_list()


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise UsageError(f'"{text}" is no number.')
    return int(text)
