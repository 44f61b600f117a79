"""An open item: its head, and its text part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.events import EntryPrepared
from newsterm.simple.claiming import claim_line, profile_line
from newsterm.simple.finding import Finding
from newsterm.simple.plain import sentence
from newsterm.simple.story import furniture_lines, head_lines, told_story
from newsterm.ui.action import Where
from newsterm.ui.places import LeftOff, keep_place, place_in
from newsterm.ui.render.highlight import Numbers

if TYPE_CHECKING:
    from newsterm.model import Reading as OpenedEntry
    from newsterm.ui.render.highlight import Numbered

_PATIENCE = 10.0
"""Seconds that an article is waited for before the conversation goes on without it."""


class Reading(Finding):
    """What can be asked of an open item."""

    patience = _PATIENCE
    first = following = 0
    """The first part that was read last, and the one that follows."""
    inline = False
    """Whether claims are said after their paragraphs."""
    carded: str | None = None
    """The claim whose paragraph was read last: opening it again says its card."""
    found: tuple[int, ...] = ()
    """The parts that have the words that were looked for."""

    # -- opening -----------------------------------------------------------------------------------------------------

    def open_entry(self, entry: str) -> None:
        """Open an item at the place where it was left, mark it read, and read the first part of it."""
        self.keep_place()
        self.take(self.library.reading(entry))
        row = self.listing.index(entry)
        self.row = self.row if row is None else row
        self.where = Where.ARTICLE
        if self.reading is not None and not self.reading.item.state.read:
            self.library.set_read([entry])
            self.reading = self.library.reading(entry)
        if self.hearing is not None:
            self.hearing.wish(lambda backstage: backstage.prepare(entry))
        self.say_head()
        if self.reading is not None and self.reading.article is None:
            self._wait_for(entry)
        else:
            self.begin()

    def take(self, reading: OpenedEntry) -> None:
        """Have an item open, at the place where it was left."""
        self.reading = reading
        self.numbers, self.narrowed, self.only = Numbers(), "", None
        self.story = told_story(reading, reading.article) if reading.article is not None else ()
        self.claim_id = self.carded = None
        self.found = ()
        self.marked[Where.CLAIMS].clear()
        place = place_in(self.library, reading.item.id)
        self.first = self.following = self.part_of(place) if place else 0

    def say_head(self) -> None:
        """Say title, outlet, byline and date."""
        if self.reading is not None:
            self.say(*head_lines(self.reading, self.zone))

    def _wait_for(self, entry: str) -> None:
        """Wait a while for the article of the open item."""
        if self.hearing is None:
            self.say("Its text is not prepared, and nothing prepares it here; newsterm poll does.")
            return
        self.say("Its text is being prepared.")
        with self.terminal.interruptible():
            for event in self.hearing.wait(self.patience):
                if isinstance(event, EntryPrepared) and event.entry == entry:
                    break
                self.hear(event)
        self.take(self.library.reading(entry))
        if self.reading is not None and self.reading.article is not None:
            self.begin()
        else:
            self.say("It is not ready yet; that is said here when it is.")

    def begin(self) -> None:
        """Say how the story is sourced, and read where it was left."""
        if self.following:
            self.say(f"Going on where you were; {self.key('top')} begins anew.")
        else:
            self.say(self.profile())
        self.read_part()

    def profile(self) -> str:
        """How the story is sourced; empty where none is open."""
        if self.reading is None:
            return ""
        shown = self.shown_claims()
        if self.narrowed:
            return profile_line(self.reading, shown, 0, "")
        aside = len(self.reading.claims) - len(shown)
        return profile_line(self.reading, shown, aside, self.key("all-claims"))

    def prepared(self, entry: str) -> None:
        """Article or claims of an entry were stored: say so where it is open and they are other ones."""
        if self.reading is None or self.reading.item.id != entry:
            return
        before, reading = self.reading, self.library.reading(entry)
        if (reading.article, reading.note) == (before.article, before.note):
            self.reading = reading
            return
        place = self.story[self.first].start if self.story else 0
        claim = self.claim_id
        self.take(reading)
        self.claim_id = claim
        self.first = self.following = self.part_of(place) if place else 0
        if reading.note:
            self.say(sentence(reading.note))
        if before.article is None:
            self.say("The article is ready; an empty line reads it.")
        elif reading.article is not None and reading.article.text != before.article.text:
            self.say(f"The text is another one now; {self.key('top')} reads it from its beginning.")

    def keep_place(self) -> None:
        """Remember how far the open article is read."""
        if self.reading is not None and self.story:
            keep_place(self.library, self.reading.item.id, self.story[self.first].start if self.first else 0)

    def leave(self) -> None:
        """Keep the place, for the next start."""
        self.keep_place()
        opened = self.reading.item.id if self.reading else None
        LeftOff(showing=self.showing, cursor=self.cursor_id, opened=opened).remember(self.library)

    # -- reading on --------------------------------------------------------------------------------------------------

    def part_of(self, place: int) -> int:
        """The part of the story that an offset of its text is in."""
        inside = (i for i, told in enumerate(self.story) if place < max(told.end, told.start + 1))
        return next(inside, max(0, len(self.story) - 1))

    def _lines(self, part: int) -> list[str]:
        told = self.story[part]
        claims = [claim for claim in self.shown_claims() if told.start <= begin_of(claim) < told.end]
        text = self.reading.article.text if self.reading and self.reading.article else ""
        return [*told.lines, *(claim_line(claim, text) for claim in claims if self.inline)]

    def read_part(self, *, single: bool = False) -> None:
        """Read from the next part on, as much as a screen holds, or one part."""
        if not self.story:
            self.say("This text is empty.")
            return
        self.first = self.following
        used = 0
        while self.following < len(self.story):
            lines = self._lines(self.following)
            used += sum(len(self.lines_of(line)) for line in lines)
            if self.following > self.first and (single or used > self.page_height - 1):
                break
            self.following += 1
            self.say(*lines)
        if self.following == len(self.story):
            self.say(self._end())

    def _end(self) -> str:
        article = self.reading.article if self.reading else None
        around = sum(block.furniture for block in article.blocks) if article else 0
        key = self.key("furniture")
        left_out = (
            f" {around} around the story left out, {key} says {'it' if around == 1 else 'them'}." if around else ""
        )
        return f"End of the article.{left_out} An empty line opens the next unread item."

    def need_article(self) -> str:
        """The text of the open article. UsageError where none is open or ready."""
        if self.reading is None:
            raise UsageError("No article is open; a number opens an item.")
        if self.reading.article is None:
            raise UsageError("The article is not ready yet.")
        return self.reading.article.text

    def do_read_on(self, _: str = "") -> None:
        """Read on; at the end, open the next unread item."""
        if self.reading is None or self.where is Where.FEED:
            self.do_open("")
            return
        self.where = Where.ARTICLE
        if self.reading.article is None:
            self._wait_for(self.reading.item.id)
        elif self.following < len(self.story):
            self.read_part()
        else:
            self.go_unread(1)

    def do_page_back(self, _: str) -> None:
        """Read the page of the article before."""
        self.need_article()
        self.where = Where.ARTICLE
        if not self.first:
            self.say("This is the beginning.")
            return
        used, first = 0, self.first
        while first > 0:
            used += sum(len(self.lines_of(line)) for line in self._lines(first - 1))
            if used > self.page_height - 1 and first < self.first:
                break
            first -= 1
        self.following = first
        self.read_part()

    def step_part(self, step: int) -> None:
        """Read the next paragraph alone, or the one before."""
        self.need_article()
        self.where = Where.ARTICLE
        part = self.following if step > 0 else self.first - 1
        if part < 0:
            self.say("This is the beginning.")
        elif part >= len(self.story):
            self.say(self._end())
        else:
            self.following = part
            self.read_part(single=True)

    def go_to_part(self, part: int) -> None:
        """Read from a part on."""
        self.following = max(0, min(part, len(self.story) - 1))
        self.read_part()

    def do_article_down(self, _: str) -> None:
        """The next paragraph, wherever one is."""
        self.step_part(1)

    def do_article_up(self, _: str) -> None:
        """The paragraph before, wherever one is."""
        self.step_part(-1)

    def do_furniture(self, _: str) -> None:
        """Say what stands around the story."""
        self.need_article()
        lines = furniture_lines(self.reading.article) if self.reading and self.reading.article else []
        self.say_pages(lines or ["Nothing stands around this story."])


def begin_of(claim: Numbered) -> int:
    """Where the words of a claim begin."""
    spans = claim.marked.claim.content or claim.marked.claim.cue or claim.marked.claim.source
    return spans[0].start if spans else 0
