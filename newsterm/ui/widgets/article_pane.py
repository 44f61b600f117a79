"""The article pane: moving through a story, and the claim under the reader's eye."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.message import Message

from newsterm.ui.render.highlight import Numbers
from newsterm.ui.render.page import Anchor, Role
from newsterm.ui.render.paint import GUTTER, Focus
from newsterm.ui.widgets.article_selection import ArticleSelection
from newsterm.ui.widgets.article_view import NO_FOCUS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from textual import events

    from newsterm.model import Reading, Span
    from newsterm.ui.render.figures import Illustration
    from newsterm.ui.render.highlight import Numbered

_CONTEXT = 2
"""Lines that stay visible above and below a claim that is scrolled to."""


class ArticlePane(ArticleSelection):
    """Shows a Reading and keeps one of its claims focused.

    The pane scrolls by lines. A line of sight - at the top at first, gliding to a third of the height as one scrolls,
    to the very edge where the text ends - enters the claim that is nearest to it.
    """

    HEADING = "ARTICLE"

    @dataclass
    class ClaimEntered(Message):
        """The reader's eye, a jump or a click came upon a claim."""

        claim_id: str

    class Resized(Message):
        """There is other room for text and pictures."""

    _eye = 0
    """The row of the pane on which the line of sight is."""
    _places: tuple[tuple[Numbered, int, int], ...] = ()
    """Each claim with the first and the last line of its content."""
    _touched: frozenset[int] = frozenset()
    """The lines that show something of the focused claim: content, source or cue."""

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show(self, reading: Reading | None, illustrations: Mapping[str, Illustration] | None = None) -> None:
        """Show an entry from its top, its first claim focused; None empties the pane.

        `illustrations` are those of its pictures that have come so far; with None pictures are not shown.
        """
        self._only = None
        self._numbers = Numbers()
        self._take(reading)
        self._illustrations = illustrations
        self._unfolded = False
        self._wanted = None
        self._found, self._picked = (), None
        self._hints = MappingProxyType({})
        self._eye = 0
        self._focus = Focus(self._claims[0].id, frozenset()) if self._claims else NO_FOCUS
        self._set(Anchor(0, -1))

    def refresh_marks(self, reading: Reading) -> None:
        """The same article with other marks: place and focused claim are kept."""
        before, noted = self._claims, self._reading.item.state.note if self._reading is not None else None
        self._take(reading)
        same = [claim.id for claim in before] == [claim.id for claim in self._claims]
        if same and noted == reading.item.state.note:
            return
        if self._focus.claim not in {claim.id for claim in self._claims}:
            self._focus = NO_FOCUS
        self._set(self._anchor)

    def narrow(self, only: Collection[str] | None) -> None:
        """Highlight and enter these claims alone, under their numbers; None highlights all."""
        self._only = only
        if self._reading is not None:
            self.refresh_marks(self._reading)

    def illustrate(self, illustrations: Mapping[str, Illustration] | None) -> None:
        """Show what has become of the pictures; captions alone with None.

        The text under the reader's eye stays where it is.
        """
        top, place = self._top, self._page.place(self._top + self._eye)
        row = self._page.locate(place)[0] - top if self._page.lines else 0
        self._illustrations = illustrations
        self._set(self._anchor)
        if top:
            self._go(max(0, self._page.locate(place)[0] - row))

    def on_resize(self) -> None:
        """Set the text anew, and tell of it."""
        super().on_resize()
        self.post_message(self.Resized())

    def _laid_out(self) -> None:
        lines = [(claim, sorted(self._page.lines_of(claim.marked.claim.content))) for claim in self._claims]
        self._places = tuple((claim, shown[0], shown[-1]) for claim, shown in lines if shown)
        self._emphasise(self._focus.claim)

    # -- claims --------------------------------------------------------------------------------------------------------

    @property
    def claim_id(self) -> str | None:
        """The focused claim."""
        return self._focus.claim

    def _focused_spans(self) -> tuple[Span, ...]:
        found = (claim.marked.claim.content for claim in self._claims if claim.id == self._focus.claim)
        return next(found, ())

    def focus_claim(self, claim_id: str | None, *, scroll: bool = True) -> None:
        """Emphasise a claim and, with `scroll`, bring it into sight with some context; nothing is posted."""
        if claim_id != self._focus.claim:
            before = self._touched
            self._emphasise(claim_id)
            for number in before | self._touched:
                self._repaint(number)
        if scroll and self._focus.lines:
            self._bring_into_sight()

    def next_claim(self, step: int) -> str | None:
        """Go to the claim `step` claims on and post it; None where there is none."""
        order = [claim.id for claim in self._claims]
        if not order:
            return None
        now = order.index(self._focus.claim) if self._focus.claim in order else (-1 if step > 0 else len(order))
        target = order[min(max(0, now + step), len(order) - 1)]
        if target == self._focus.claim:
            self._bring_into_sight()
            return None
        self.focus_claim(target)
        self.post_message(self.ClaimEntered(target))
        return target

    def _emphasise(self, claim_id: str | None) -> None:
        claim = next((claim.marked.claim for claim in self._claims if claim.id == claim_id), None)
        if claim is None:
            self._focus, self._touched = NO_FOCUS, frozenset()
            return
        self._focus = Focus(claim_id, frozenset(self._page.lines_of(claim.content)))
        self._touched = self._focus.lines | frozenset(self._page.lines_of((*claim.source, *claim.cue, *claim.hedges)))

    def _bring_into_sight(self) -> None:
        if not self._focus.lines:
            return
        first, last = min(self._focus.lines), max(self._focus.lines)
        last = min(last, first + self._height // 2)
        context = min(_CONTEXT, (self._height - 1) // 3)
        if first - context < self._top or last + context >= self._top + self._height:
            self._go(max(0, first - self._height // 3))
        self._look_at(first - self._top)

    def _look_at(self, row: int) -> None:
        self._eye = min(max(0, row), self._height - 1)

    def _enter(self) -> None:
        """Enter the claim nearest to the line of sight, where one is in sight."""
        eye = self._top + self._eye
        seen = [place for place in self._places if place[2] >= self._top and place[1] < self._top + self._height]
        if not seen:
            return
        # The innermost of those on the line of sight, but the focused one as long as it is as near as any.
        claim, _, _ = min(seen, key=lambda p: (max(p[1] - eye, eye - p[2], 0), p[0].id != self._focus.claim, -p[1]))
        if claim.id != self._focus.claim:
            self.focus_claim(claim.id, scroll=False)
            self.post_message(self.ClaimEntered(claim.id))

    # -- moving --------------------------------------------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Enter the claim that comes under the eye."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._enter()

    def move(self, step: int) -> None:
        """Scroll by lines; where the text ends, the line of sight goes on alone."""
        before = self._top
        self._go(max(0, before + step))
        moved = self._top - before
        third = self._height // 3
        glide = min(abs(moved), abs(third - self._eye))
        ahead = (third - self._eye) * moved > 0
        end = min(self._height, len(self._page.lines)) - 1
        eye = self._eye + (glide if moved > 0 else -glide) * ahead + (step - moved)
        self._look_at(min(eye, end))
        self._enter()

    def half_page(self, step: int) -> None:
        """Scroll by half of what is visible."""
        self.move(step * max(1, self._height // 2))

    def page(self, step: int) -> bool:
        """Scroll by what is visible but two lines, and look at the top; False where that end was reached already."""
        before = self._top
        self._go(max(0, before + step * max(1, self._height - 2)))
        if self._top == before:
            return False
        self._eye = min(_CONTEXT, self._height - 1)
        self._enter()
        return True

    def go_to(self, place: int) -> None:
        """Bring the line that shows this text offset to the top, and enter the claim there."""
        super().go_to(place)
        self._enter()

    def to_top(self) -> None:
        """Go to the title."""
        self._go(0)
        self._eye = 0
        self._enter()

    def to_bottom(self) -> None:
        """Go to the end."""
        self._go(len(self._page.lines))
        self._look_at(min(self._height, len(self._page.lines)) - 1)
        self._enter()

    def on_click(self, event: events.Click) -> None:
        """A click on a claim focuses it, one on the fold line unfolds the furniture; two select a word, three more."""
        offset = event.get_content_offset(self)
        number = self._top + offset.y if offset is not None else -1
        if offset is None or not 0 <= number < len(self._page.lines):
            return
        line = self._page.lines[number]
        if line.piece >= 0 and self._page.pieces[line.piece].role is Role.FOLD:
            self.toggle_furniture()
            return
        place = self._page.offset_at(number, offset.x - self._left - GUTTER)
        if place is not None and self.select_by_clicks(event, place):
            return
        claim = self._claim_at(place) if place is not None else None
        if claim is not None:
            self.focus_claim(claim, scroll=False)
            self._look_at(offset.y)
            self.post_message(self.ClaimEntered(claim))

    def _claim_at(self, place: int) -> str | None:
        """The innermost claim whose content, else whose source, cue or hedge, is at this text offset."""
        found = [
            (sum(span.end - span.start for span in claim.content), numbered.id)
            for numbered in self._claims
            for claim in (numbered.marked.claim,)
            if any(start <= place < end for start, end in (*claim.content, *claim.source, *claim.cue, *claim.hedges))
        ]
        return min(found)[1] if found else None

    # -- what a verb acts on -------------------------------------------------------------------------------------------

    @property
    def cursor_id(self) -> str | None:
        """The entry shown."""
        return self._reading.item.id if self._reading is not None else None

    def targets(self) -> tuple[str, ...]:
        """The entry shown."""
        return (self.cursor_id,) if self.cursor_id is not None else ()
