"""Reading: opening items, paging the article, and the two cursors of article and claims in step."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.ui.action import Where
from newsterm.ui.places import keep_place, place_in
from newsterm.ui.screens.illustrated import Illustrated

if TYPE_CHECKING:
    from newsterm.events import EntryPrepared
    from newsterm.model import Reading as OpenedEntry
    from newsterm.ui.widgets.article_pane import ArticlePane
    from newsterm.ui.widgets.claims_pane import ClaimsPane
    from newsterm.ui.widgets.rows_pane import RowsPane


class Reading(Illustrated):
    """The actions of the group Read."""

    def do_open(self) -> None:
        """FEED: open the item; CLAIMS: go to the sentence, and from there to the card."""
        match self.where:
            case Where.FEED if self.feed.cursor_id:
                self.open_entry(self.feed.cursor_id)
                self.focus_pane(Where.ARTICLE)
            case Where.CLAIMS if self.claims.cursor_id:
                self._go_to_sentence(self.claims.cursor_id)
            case Where.ARTICLE if self.article.claim_id:
                self.show_card(self.article.claim_id)
            case _:
                self.say("There is nothing to open.")

    def _go_to_sentence(self, claim: str) -> None:
        lost = any(m.claim.lost for m in self.reading.claims if m.claim.id == claim) if self.reading else False
        if lost or self._at_sentence == claim:
            self.show_card(claim)
            return
        self._at_sentence = claim
        self.article.focus_claim(claim)

    _at_sentence: str | None = None
    """The claim whose sentence Enter went to last."""

    def open_entry(self, entry: str) -> None:
        """Open an item, at the place where it was left, and mark it read."""
        self.keep_place()
        reading = self.library.reading(entry)
        self.show_reading(reading)
        if not reading.item.state.read:
            action = self.library.set_read([entry])
            if action is not None:
                self.show_changes(action)
        if self.backstage is not None:
            self.backstage.prepare(entry)
        self.say("Preparing the article…" if reading.article is None and self.backstage is not None else "")

    def show_reading(self, reading: OpenedEntry) -> None:
        """Show an opened entry in ARTICLE and CLAIMS."""
        self.reading = reading
        self._at_sentence = None
        shown, aside = self.shown_part(reading)
        self.article.show(shown, self.illustrations(reading))
        self.claims.show(shown, aside=aside)
        place = place_in(self.library, reading.item.id)
        if place is not None:
            self.article.go_to(place)
        self.illustrate()

    def keep_place(self) -> None:
        """Remember how far the open article is read."""
        if self.reading is None or self.reading.article is None:
            return
        keep_place(self.library, self.reading.item.id, self.article.place)

    def prepared(self, event: EntryPrepared) -> None:
        """Article and claims of an entry are there: show them where it is open."""
        if self.reading is not None and self.reading.item.id == event.entry:
            reading = self.library.reading(event.entry)
            if (reading.article, reading.note) != (self.reading.article, self.reading.note):
                place = self.article.place
                self.show_reading(reading)
                self.article.go_to(place)
                self.say(reading.note or "")
            elif reading.claims != self.reading.claims:
                self.reading = reading
                self.refresh_claims(reading)
        self.feed.forget({event.entry})

    def do_read_on(self) -> None:
        """Page the article; at its end, open the next unread item."""
        if self.reading is None:
            if self.feed.cursor_id:
                self.open_entry(self.feed.cursor_id)
            return
        if not self.article.page(1):
            self.feed.go_to_id(self.reading.item.id)
            if self._go_unread(1) and self.feed.cursor_id and self.where is Where.FEED:
                self.open_entry(self.feed.cursor_id)

    def do_page_back(self) -> None:
        """Page the article back."""
        self.article.page(-1)

    def do_article_down(self) -> None:
        """Scroll the article down."""
        self.article.move(1)

    def do_article_up(self) -> None:
        """Scroll the article up."""
        self.article.move(-1)

    def do_all_claims(self) -> None:
        """Show the less sure claims as well, or hide them again."""
        self.doubtful = not self.doubtful
        if self.reading is not None:
            self.refresh_claims(self.reading)
        sure = f"{self.settings.claims.sure:g}"
        self.say(
            "All claims are shown, however sure they are."
            if self.doubtful
            else f"Claims are shown from a confidence of {sure} on, and those that you marked."
        )

    def do_furniture(self) -> None:
        """Unfold or fold furniture."""
        self.article.toggle_furniture()

    def do_full_text(self) -> None:
        """Have the item's page read, whatever the feed's text is."""
        item = self.one_item()
        if item is None:
            return
        if self.backstage is None:
            self.say("Pages can't be read here; the reader itself does it.", bad=True)
            return
        if self.reading is None or self.reading.item.id != item.id:
            self.open_entry(item.id)
        self.backstage.prepare(item.id, page=True)

    def do_versions(self) -> None:
        """Show what the story said before, word by word."""
        item = self.one_item()
        if item is None:
            return
        self.begin("versions", partial(self._show_versions, item.id))

    async def _show_versions(self, entry: str) -> None:
        """Compare the versions beside the loop, which takes half a second for the longest, and show them."""
        try:
            versions = await asyncio.to_thread(self.library.versions, entry)
            if len(versions) < 2:
                self.say("This story has not changed since it was first read.")
                return
            last = await asyncio.to_thread(self.library.difference, versions[-2], versions[-1])
        except NewstermError as error:
            self.say(str(error), bad=True)
            return
        from newsterm.ui.screens.versions import Versions  # noqa: PLC0415 - seldom asked for

        if self.is_current:
            self.app.push_screen(Versions(versions, last, self.library.difference, self.zone))

    # -- in step -----------------------------------------------------------------------------------------------------

    def on_article_pane_claim_entered(self, event: ArticlePane.ClaimEntered) -> None:
        """The article came upon a claim: CLAIMS follows."""
        self.claims.focus_claim(event.claim_id)

    def on_claims_pane_claim_focused(self, event: ClaimsPane.ClaimFocused) -> None:
        """CLAIMS moved: the article follows."""
        self.article.focus_claim(event.claim_id)
        self._at_sentence = None

    def on_claims_pane_card_wanted(self, event: ClaimsPane.CardWanted) -> None:
        """Show everything about a claim."""
        self.show_card(event.claim_id)

    def on_rows_pane_chosen(self, event: RowsPane.Chosen) -> None:
        """A row was clicked twice."""
        self.open_entry(event.id)

    def show_card(self, claim: str) -> None:
        """Show everything about a claim."""
        raise NotImplementedError
