"""Finding: the live filter over what FEED lists, and the place that is kept over restarts."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import NewstermError
from newsterm.ui.places import LeftOff, place_in
from newsterm.ui.screens.listed import Listed
from newsterm.ui.views import ALL, Showing, begun

if TYPE_CHECKING:
    from newsterm.ui.widgets.prompt import Prompt


class Finding(Listed):
    """The filter, and places."""

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
        problem = self.read_filter(text)
        if text.strip() == self.showing.filter:
            return problem
        self._handled = {}
        self.showing = replace(self.showing, filter=text.strip())
        # The place before the filter is where Esc goes back to; while typing, the nearest item that is left.
        self.reload(cursor=self._before_filter[1])
        return problem

    def open_entry(self, entry: str) -> None:
        """Open an item; where it was found by its claims, at the first of those."""
        is_new = bool(self.showing.filter) and place_in(self.library, entry) is None
        super().open_entry(entry)
        if not is_new:
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
        self.read_filter(showing.filter)
        self.reload(cursor=cursor)

    def do_clear_filter(self) -> None:
        """Show all items of the view again."""
        if self.showing.filter:
            self.show_view(replace(self.showing, filter=""))
            self.say("")
        elif self.feed.marked:
            self.do_clear_marks()
        else:
            super().do_clear_filter()
