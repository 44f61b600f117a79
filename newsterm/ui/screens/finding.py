"""Finding: views, the live filter, orders, and listings that change while one looks at them."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.message import Message

from newsterm.errors import NewstermError, QueryError, StoreError
from newsterm.model import Target
from newsterm.query.tree import EVERYTHING
from newsterm.ui import searching
from newsterm.ui.held import NO_ROWS, hold
from newsterm.ui.places import LeftOff, place_in
from newsterm.ui.screens.marking import Marking
from newsterm.ui.views import ALL, Showing, ViewKind, begun, saved
from newsterm.ui.widgets.header import Heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future

    from newsterm.model import Action, Item
    from newsterm.query.tree import Tree
    from newsterm.ui.held import Rows
    from newsterm.ui.searching import Searcher
    from newsterm.ui.widgets.prompt import Prompt

_HELD = 200
"""How many items that were handled stay listed."""
_REST = 0.4
"""Seconds without a key after which what is shown may change."""
_LONGEST = 5.0
"""Seconds after which it changes while keys come, too."""
_PATIENCE = 20
"""A listing is asked for again at most for a twentieth of the time, so that keys stay fast during a poll."""


class Finding(Marking):
    """The actions of the group Find, and what FEED shows."""

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
            found.add_done_callback(there)
        else:
            self._show_found(found, cursor, began)

    def on_finding_found(self, event: Found) -> None:
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
        """Look up what a saved view asks: another process, or undo, may have changed or removed it."""
        view = self.showing.view
        if view.kind is not ViewKind.SAVED:
            return
        kept = [saved(there) for there in self.library.views() if there.name == view.value]
        self.showing = replace(self.showing, view=kept[0] if kept else ALL)
        if not kept:
            self.say(f'The view "{view.title}" is not there any more; this is everything.')

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

    def tell_heading(self, *, searching: bool = False) -> None:
        """Say in the top line what FEED shows, or that it is being looked up."""
        heading = Heading(
            view=self.showing.title,
            count=None if searching else self.feed.count,
            filter=self.showing.filter,
            marked=self.feed.marked,
        )
        self.head.tell(heading=heading, now=self.clock())

    def show_changes(self, action: Action) -> None:
        """Paint what an action changed; what it takes out of the view stays until the view changes."""
        changed = {change.id for change in action.changes if change.target is Target.ENTRY}
        if len(changed) <= _HELD:
            self._handled = dict.fromkeys([*self._handled, *changed][-_HELD:])
        super().show_changes(action)

    def show_view(self, showing: Showing) -> None:
        """Show other items, or in another order."""
        self._handled = {}
        self.showing = showing
        self._read_filter(showing.filter)
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

    # -- places ------------------------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Show what was shown when the reader was last left."""
        left = LeftOff.of(self.library)
        self.showing = left.showing
        self._version = self.library.version()
        self.reload(cursor=left.cursor)

    def remember(self) -> None:
        """Keep what is shown, for the next start."""
        self.keep_place()
        opened = self.reading.item.id if self.reading else None
        LeftOff(showing=self.showing, cursor=self.feed.cursor_id, opened=opened).remember(self.library)

    def leave(self) -> None:
        """Keep the place as far as the library can still be written; what is being looked up nobody needs."""
        self.searcher.close()
        with suppress(NewstermError):
            self.remember()

    def at_home(self) -> bool:
        """Whether FEED shows what `q` leaves newsterm from: everything, in the usual order."""
        return self.showing.view == ALL

    def go_home(self) -> None:
        """Show everything."""
        self.show_view(replace(self.showing, view=ALL, filter=""))

    def last_open(self) -> str | None:
        """What was open when the reader was last left."""
        return LeftOff.of(self.library).opened

    # -- the filter --------------------------------------------------------------------------------------------------

    def do_filter(self) -> None:
        """Filter while typing."""
        self.searcher.prepare()
        self._before_filter = self.showing, self.feed.cursor_id
        self.ask("filter", "/", text=self.showing.filter, hint="words, tag:, feed:, is:unread, said: …")

    _before_filter: tuple[Showing, str | None] = (Showing(), None)

    def typed_filter(self, prompt: Prompt, text: str) -> None:
        """Show what the text finds so far."""
        problem = self._filter(begun(text))
        prompt.hint(problem or "", wrong=problem is not None)

    def answer_filter(self, text: str) -> None:
        """Show what the text finds."""
        self._before_filter = self.showing, self.feed.cursor_id
        problem = self._filter(text)
        if problem:
            self.say(problem, bad=True)

    def _filter(self, text: str) -> str | None:
        """Show what the text finds; what is wrong with it, in words."""
        problem = self._read_filter(text)
        if text.strip() == self.showing.filter:
            return problem
        self._handled = {}
        self.showing = replace(self.showing, filter=text.strip())
        # The place before the filter is where Esc goes back to; while typing, the nearest item that is left.
        self.reload(cursor=self._before_filter[1])
        return problem

    def open_entry(self, entry: str) -> None:
        """Open an item; where it was found by its claims, at the first of those."""
        begun_before = place_in(self.library, entry) is not None
        super().open_entry(entry)
        if begun_before or not self.showing.filter:
            return
        from newsterm.query.claims import asks_of_claims  # noqa: PLC0415 - few filters ask for claims

        found = self.library.claim_ids(entry, self._filtered) if asks_of_claims(self._filtered) else frozenset()
        first = next((claim for claim in self.claims.listed if claim in found), None)
        if first is not None:
            self.claims.focus_claim(first)
            self.article.focus_claim(first)

    def left_filter(self) -> None:
        """Esc while typing: what was shown before, at its place."""
        showing, cursor = self._before_filter
        self._handled = {}
        self.showing = showing
        self._read_filter(showing.filter)
        self.reload(cursor=cursor)

    def _read_filter(self, text: str) -> str | None:
        self._filtered = EVERYTHING
        if not text.strip():
            return None
        from newsterm.query.parse import parse_leniently  # noqa: PLC0415 - nor for this

        self._filtered, error = parse_leniently(text, today=self.clock().astimezone(self.zone).date())
        return str(error) if error else None

    def do_clear_filter(self) -> None:
        """Show all items of the view again."""
        if self.showing.filter:
            self.show_view(replace(self.showing, filter=""))
            self.say("")
        elif self.feed.marked:
            self.do_clear_marks()
        else:
            self.say("")
