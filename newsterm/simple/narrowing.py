"""Telling only such claims as a query finds, or those of one kind of source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.simple.claiming import claim_line
from newsterm.simple.within import Within
from newsterm.ui.action import Where
from newsterm.ui.narrowing import claims_found, next_kind
from newsterm.ui.render.sure import sure_part

if TYPE_CHECKING:
    from newsterm.errors import QueryError
    from newsterm.model import Action


class Narrowing(Within):
    """Which claims of the open article are told."""

    def do_filter(self, argument: str) -> None:
        """Show only the items that a query finds; at a claim, tell only such claims."""
        if self.where is not Where.CLAIMS:
            super().do_filter(argument)
            return
        text = argument or self.ask("Words or a query, such as kind:named or source:name; nothing leaves.", "claims")
        if text:
            self._narrow(text)

    def do_claims_kind(self, _: str) -> None:
        """Tell the claims of the next kind of source alone; after the last one, all."""
        self.need_article()
        if self.reading is None or not self.reading.claims:
            self.say(self.profile())
            return
        least = 0.0 if self.doubtful else self.settings.claims.sure
        self._narrow(next_kind(sure_part(self.reading, least)[0].claims, self.narrowed))

    def do_clear_filter(self, argument: str) -> None:
        """Tell all claims again; in the list, show all items of the view."""
        if self.where is not Where.FEED and self.narrowed:
            self._narrow("")
        else:
            super().do_clear_filter(argument)

    def _narrow(self, text: str) -> None:
        """Tell the claims that the text finds; with nothing, all. QueryError where it can't be read."""
        article, reading = self.need_article(), self.reading
        if reading is None:
            return
        before = self.narrowed, self.only
        self.narrowed, self.only = "", None
        total = len(self.shown_claims())
        if text:
            found, error = self._found(text, reading.item.id)
            if error is not None:
                self.narrowed, self.only = before
                raise error
            self.narrowed, self.only = text, found
        shown = self.shown_claims()
        self.marked[Where.CLAIMS] = {key: None for key in self.marked[Where.CLAIMS] if self._is_told(key)}
        if not shown:
            self.say(f'"{text}" finds none of the {total} claims; {self.key("clear-filter")} tells all again.')
            return
        heading = f"Claims, {text}: {len(shown)} of {total}." if text else f"All {total} claims are told again."
        self.say_pages([heading, *(claim_line(claim, article) for claim in shown if text)])

    def _is_told(self, claim: str) -> bool:
        return any(shown.id == claim for shown in self.shown_claims())

    def show_changes(self, action: Action) -> None:
        """Take in what an action changed; other claims may satisfy the query then."""
        super().show_changes(action)
        if self.narrowed and self.reading is not None:
            self.only, _ = self._found(self.narrowed, self.reading.item.id)

    def _found(self, text: str, entry: str) -> tuple[frozenset[str], QueryError | None]:
        return claims_found(self.library, entry, text, self.clock().astimezone(self.zone).date())
