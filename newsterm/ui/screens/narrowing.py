"""Narrowing CLAIMS: to what a query finds, or to one kind of source after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.model import Target
from newsterm.ui.action import Where
from newsterm.ui.narrowing import claims_found, next_kind
from newsterm.ui.screens.arranging import Arranging

if TYPE_CHECKING:
    from newsterm.model import Reading as OpenedEntry
    from newsterm.ui.completing import Completer
    from newsterm.ui.widgets.prompt import Prompt


class Narrowing(Arranging):
    """What of an article's claims is listed and highlighted."""

    narrowed = ""
    """The query that the listed claims satisfy, as it was typed; empty where all are listed."""
    _before_narrowing = ""

    def show_reading(self, reading: OpenedEntry) -> None:
        """Show an opened entry, with all of its claims."""
        self.narrowed = ""
        super().show_reading(reading)

    def refresh_claims(self, reading: OpenedEntry) -> None:
        """Show the same entry with other marks, or other claims; what is listed may be other claims then."""
        super().refresh_claims(reading)
        if self.narrowed:
            self._narrow(self.narrowed)

    def do_filter(self) -> None:
        """Filter while typing: items, in CLAIMS claims."""
        if self.where is not Where.CLAIMS:
            super().do_filter()
        elif self._has_claims():
            self._before_narrowing = self.narrowed
            hint = "words, kind:, tag:, source:, hedge:yes …"
            self.ask("filter-claims", "claims /", text=self.narrowed, hint=hint, complete=self._completer())

    def _completer(self) -> Completer:
        """What completes a query of claims: the tags that claims have."""
        from newsterm.ui import completing  # noqa: PLC0415 - the first paint does not wait for it

        names = completing.query_names(self.library, self.reading, (Target.CLAIM,))
        return partial(completing.of_query, names=names)

    def answer_filter(self, text: str) -> None:
        """Show what the text finds: items, in CLAIMS claims."""
        if self.where is Where.CLAIMS:
            self.answer_filter_claims(text)
        else:
            super().answer_filter(text)

    def typed_filter_claims(self, prompt: Prompt, text: str) -> None:
        """List what the text finds so far."""
        problem = self._narrow(text)
        prompt.hint(problem or "", wrong=problem is not None)

    def answer_filter_claims(self, text: str) -> None:
        """List what the text finds."""
        problem = self._narrow(text) if self._has_claims() else None
        if problem:
            self.say(problem, bad=True)

    def left_filter_claims(self) -> None:
        """Esc while typing: what was listed before."""
        self._narrow(self._before_narrowing)

    def do_claims_kind(self) -> None:
        """List the claims of the next kind of source alone; after the last one, all."""
        if not self._has_claims() or self.reading is None:
            return
        query = next_kind(self.shown_part(self.reading)[0].claims, self.narrowed)
        self._narrow(query)
        again = self.key("claims-kind")
        more = f" · {again} goes on" if again else ""
        self.say(f"Claims: {query}{more}" if query else "All claims are listed.")

    def do_clear_filter(self) -> None:
        """List all claims again where they are narrowed; else show all items of the view."""
        if self.narrowed and (self.where is not Where.FEED or not self.showing.filter):
            self._narrow("")
            self.say("")
        else:
            super().do_clear_filter()

    def _has_claims(self) -> bool:
        """Whether an article with claims is open; says so where none is."""
        there = self.reading is not None and bool(self.reading.claims)
        if not there:
            self.say("No claims are listed.")
        return there

    def _narrow(self, text: str) -> str | None:
        """List the claims that the text finds; what is wrong with it, in words."""
        self.narrowed = text.strip()
        reading = self.reading
        if not self.narrowed or reading is None:
            self.claims.narrow(None)
            self.article.narrow(None)
            return None
        today = self.clock().astimezone(self.zone).date()
        try:
            found, error = claims_found(self.library, reading.item.id, text, today)
        except NewstermError as problem:
            return str(problem)
        self.article.narrow(found)
        self.claims.narrow(found, self.narrowed)
        return str(error) if error else None
