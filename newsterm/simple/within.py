"""Within an open item: its claims, words in it, its full text, and how it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.events import EntryPrepared, Notice
from newsterm.simple.claiming import card_lines, claim_line, full_lines
from newsterm.simple.commands import numbers_in
from newsterm.simple.plain import sentence
from newsterm.simple.reading import Reading, begin_of
from newsterm.simple.story import difference_lines
from newsterm.ui.action import Where
from newsterm.ui.render.found import places_of
from newsterm.ui.render.masthead import stamp

if TYPE_CHECKING:
    from newsterm.simple.hearing import Hearing
    from newsterm.ui.render.highlight import Numbered


class Within(Reading):
    """What can be asked of an open article and its claims."""

    _at = 0
    """Which of the parts that were found is at hand."""

    def do_open(self, argument: str) -> None:
        """Open an item; at a claim read its paragraph, and again: its card."""
        if argument:
            (number, *_) = numbers_in(argument) or [0]
            self.open_entry(self.listing.id_at(self.numbered_row(number)))
        elif self.where is Where.CLAIMS and self.claim is not None:
            if self.carded == self.claim_id:
                self.do_card("")
            else:
                self.do_sentence("")
        elif self.cursor_id is None:
            self.say("There is nothing to open.")
        else:
            self.open_entry(self.cursor_id)

    # -- claims ------------------------------------------------------------------------------------------------------

    def do_claims(self, _: str) -> None:
        """Say all claims in full."""
        text = self.need_article()
        shown = self.shown_claims()
        lines = [line for claim in shown for line in full_lines(claim, text)]
        self.say_pages([self.profile(), *lines])

    def do_claim(self, argument: str) -> None:
        """Go to a claim by its number; without one, to the one at hand or the next."""
        self.need_article()
        if argument:
            (number, *_) = numbers_in(argument) or [0]
            self._be_at(self.numbered_claim(number))
        elif self.claim is not None:
            self._be_at(self.claim)
        else:
            self.step_claim(1)

    def _be_at(self, claim: Numbered) -> None:
        """Be at a claim, and let the article follow."""
        self.claim_id, self.carded = claim.id, None
        self.where = Where.CLAIMS
        self.first = self.following = self.part_of(begin_of(claim))
        self.say(claim_line(claim, self.need_article()))

    def step_claim(self, step: int) -> None:
        """The next claim, or the one before: from the one at hand, else from where the article is read."""
        self.need_article()
        claims = self.shown_claims()
        if not claims:
            self.say(self.profile())
            return
        if self.claim is not None:
            at = claims.index(self.claim) + step
        else:
            here = self.story[self.first].start if self.story else 0
            after = [i for i, claim in enumerate(claims) if begin_of(claim) >= here]
            at = (after[0] if after else len(claims)) + (step < 0) * step
        if not 0 <= at < len(claims):
            self.say("This is the last claim." if step > 0 else "This is the first claim.")
        else:
            self._be_at(claims[at])

    def do_next_claim(self, _: str) -> None:
        """The next claim."""
        self.step_claim(1)

    def do_previous_claim(self, _: str) -> None:
        """The claim before."""
        self.step_claim(-1)

    def _claim_at(self, argument: str) -> Numbered:
        """The claim of a number, or that at hand. UsageError where there is none."""
        self.need_article()
        if argument:
            return self.numbered_claim((numbers_in(argument) or [0])[0])
        if self.claim is None:
            raise UsageError("No claim is at hand; claim and a number goes to one.")
        return self.claim

    def do_sentence(self, argument: str) -> None:
        """Read the paragraph in which a claim stands."""
        claim = self._claim_at(argument)
        self.claim_id = self.carded = claim.id
        self.where = Where.CLAIMS
        if claim.marked.claim.lost:
            self.say("The text is another one now, and no longer has these words.")
            return
        self.following = self.part_of(begin_of(claim))
        self.read_part(single=True)

    def do_card(self, argument: str) -> None:
        """Say everything about a claim."""
        claim = self._claim_at(argument)
        self.claim_id = claim.id
        self.where = Where.CLAIMS
        self.say_pages(card_lines(claim, self.need_article(), self.zone))

    def do_inline(self, _: str) -> None:
        """Say claims in the text, or no more."""
        self.inline = not self.inline
        self.say(
            "Claims are said after their paragraphs." if self.inline else "Claims are not said in the text any more."
        )

    def do_all_claims(self, _: str) -> None:
        """Tell the less sure claims as well, or no more."""
        self.doubtful = not self.doubtful
        sure = f"{self.settings.claims.sure:g}"
        self.say(
            "All claims are told, however sure they are."
            if self.doubtful
            else f"Claims are told from a confidence of {sure} on, and those that you marked."
        )

    # -- words -------------------------------------------------------------------------------------------------------

    def do_find(self, argument: str) -> None:
        """Go to the first place of words."""
        text = self.need_article()
        words = argument or self.ask("Which words? Nothing leaves.", "find")
        if not words:
            return
        parts = [self.part_of(span.start) for span in places_of(text, words)]
        self.found, self._at = tuple(dict.fromkeys(parts)), 0
        if not self.found:
            self.say(f'"{words}" does not stand in this article.')
            return
        many = "1 place" if len(parts) == 1 else f"{len(parts):,} places"
        self.say(f"{many}, in {len(self.found)} paragraph{'' if len(self.found) == 1 else 's'}.")
        self._go_found(0)

    def do_find_next(self, _: str) -> None:
        """The next paragraph with the words."""
        self._go_found(1)

    def do_find_previous(self, _: str) -> None:
        """The paragraph with the words before."""
        self._go_found(-1)

    def _go_found(self, step: int) -> None:
        if not self.found:
            raise UsageError("Nothing is being looked for; find and a word looks for it.")
        self._at = (self._at + step) % len(self.found)
        self.where = Where.ARTICLE
        self.following = self.found[self._at]
        if step:
            self.say(f"{self._at + 1} of {len(self.found)}.")
        self.read_part(single=True)

    # -- other texts of it -------------------------------------------------------------------------------------------

    def do_full_text(self, argument: str) -> None:
        """Have the item's page read, whatever the feed's text is."""
        item = self.one_item(argument)
        if self.hearing is None:
            raise UsageError("Pages can't be read here; the reader itself does it.")
        self.keep_place()
        self.take(self.library.reading(item.id))
        self.where = Where.ARTICLE
        self.hearing.wish(lambda backstage: backstage.prepare(item.id, page=True))
        with self.terminal.interruptible():
            if not self._page_came(item.id, self.hearing):
                self.say("The page is not read yet; what comes of it is said here.")
                return
        self.take(self.library.reading(item.id))
        self.first = self.following = 0
        if self.reading is not None and self.reading.note:
            self.say(sentence(self.reading.note))
        self.begin()

    def _page_came(self, entry: str, hearing: Hearing) -> bool:
        """Whether an item's page was read, or was found not to be readable, while one waits."""
        for event in hearing.wait(self.patience):
            if isinstance(event, EntryPrepared) and event.entry == entry:
                reading = self.library.reading(entry)
                if reading.note or (reading.article is not None and reading.article.origin == "page"):
                    return True
            else:
                self.hear(event)
                if isinstance(event, Notice) and event.bad:
                    return True
        return False

    def do_versions(self, argument: str) -> None:
        """Say how the story changed."""
        versions = self.library.versions(self.one_item().id)
        last = len(versions) - 1
        if not last:
            self.say("This story has not changed since it was first read.")
            return
        if argument == "all":
            before, after = 0, last
        else:
            after = (numbers_in(argument) or [last])[0]
            before = after - 1
        if not 1 <= after <= last:
            raise UsageError(f"There is no change {after}: the story changed {last} times.")
        until = versions[before].until
        when = f", {stamp(until, self.zone, spelled=True)}" if until is not None and after == before + 1 else ""
        which = "From the first version to the last" if argument == "all" else f"Change {after} of {last}{when}"
        difference = self.library.difference(versions[before], versions[after])
        self.say_pages([sentence(which), *difference_lines(difference)])
