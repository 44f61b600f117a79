"""Words of the article that are selected: shown, moved through line by line, or taken from the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import TextSelected
from textual.geometry import Offset, Region
from textual.selection import Selection

from newsterm.model import Span
from newsterm.ui.render.page import Role
from newsterm.ui.render.paint import GUTTER
from newsterm.ui.render.selecting import unit_at, words_in
from newsterm.ui.render.wrap import Extent
from newsterm.ui.widgets.article_search import ArticleSearch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
_NOTHING = Span(0, 0)
_WORD, _PARAGRAPH = 2, 3
"""How many clicks in one place select which."""


class ArticleSelection(ArticleSearch):
    """An article of which a part can be selected."""

    _picked: Span | None = None

    def pick(self, span: Span | None, *, head: int | None = None) -> None:
        """Show this part of the text as selected, and bring the line of the offset `head` into sight; None ends it."""
        before, self._picked = self._picked or _NOTHING, span
        for row in range(min(self._height, len(self._page.lines) - self._top)):
            shown = [self._page.columns_of(one, self._top + row) for one in (before, span or _NOTHING)]
            if shown[0] != shown[1]:
                self.refresh(Region(0, row, self.size.width, 1))
        if head is not None and self._page.lines:
            line = self._page.locate(head)[0]
            if not self._top <= line < self._top + self._height:
                self._go(max(0, line - self._height // 3))

    def _found_on(self, number: int) -> Iterator[tuple[Extent, str]]:
        yield from super()._found_on(number)
        if self._picked is not None:
            margin = self._left + GUTTER
            start, end = self._page.columns_of(self._picked, number)
            yield Extent(start + margin, end + margin), "article--picked"

    # -- what can be selected ------------------------------------------------------------------------------------------

    def story(self) -> tuple[Span, ...]:
        """The paragraphs that are shown of the article's text, in its order."""
        pieces = (self._page.pieces[piece] for _, piece in self._page.starts)
        return tuple(
            Span(piece.start, piece.start + len(piece.inlay.text))
            for piece in pieces
            if piece.start is not None and piece.role is Role.BODY and piece.inlay.text
        )

    def text_lines(self) -> tuple[Span, ...]:
        """What of the article's text each line shows that shows some."""
        found: list[Span] = []
        for line in self._page.lines:
            piece = self._page.pieces[line.piece]
            if line.piece >= 0 and piece.start is not None and piece.role is Role.BODY:
                start, end = (piece.start + piece.inlay.to_text(at) for at in line.extent)
                if start < end:
                    found.append(Span(start, end))
        return tuple(sorted(found))

    def place_to_begin(self) -> int:
        """Where a selection begins: at what was looked for, else at the focused claim, else under the reader's eye."""
        seen = [*self._found[self._found_at : self._found_at + 1], *self._focused_spans()]
        for span in seen:
            if self._page.lines and self._top <= self._page.locate(span.start)[0] < self._top + self._height:
                return span.start
        return self._page.place(self._top)

    def _focused_spans(self) -> tuple[Span, ...]:
        """The content of the focused claim."""
        return ()

    # -- the mouse -----------------------------------------------------------------------------------------------------

    @property
    def is_dragged(self) -> bool:
        """Whether the mouse has selected something here."""
        return self.text_selection is not None

    def dragged(self) -> Span | None:
        """What of the article's text the mouse has selected; None where nothing of it."""
        selection = self.text_selection
        if selection is None or not self._page.lines:
            return None
        story = self.story()
        ends = (selection.start, selection.end)
        first, last = (self._place_of(end) if end is not None else None for end in ends)
        start = 0 if first is None else first
        end = story[-1].end if story and last is None else last or 0
        touched = [span for span in story if span.start < end and span.end > start]
        return Span(max(start, touched[0].start), min(end, touched[-1].end)) if touched else None

    def _place_of(self, offset: Offset) -> int:
        """The text offset of a character of a line, or of the nearest text after it."""
        anchor = self._page.point(offset.y, offset.x - self._left - GUTTER)
        piece = self._page.pieces[anchor.piece]
        if piece.start is not None:
            return piece.start + piece.inlay.to_text(max(0, anchor.at))
        later = (self._page.pieces[number].start for number in range(anchor.piece, len(self._page.pieces)))
        following = next((start for start in later if start is not None), None)
        return following if following is not None else (self.story() or (Span(0, 0),))[-1].end

    def select_by_clicks(self, event: events.Click, place: int) -> bool:
        """Select the word at a place after two clicks, the paragraph after three; whether that was meant."""
        if event.chain not in {_WORD, _PARAGRAPH} or self._reading is None or self._reading.article is None:
            return False
        story = self.story()
        block = unit_at(story, place)
        units = story if event.chain == _PARAGRAPH else words_in(self._reading.article.text, (block,) if block else ())
        unit = unit_at(units, place)
        if unit is None:
            return False
        event.prevent_default()  # textual would select all of the pane
        self.screen.selections = {self: Selection(*map(self._offset_of, (unit.start, unit.end)))}
        self.screen.post_message(TextSelected())
        return True

    def _offset_of(self, place: int) -> Offset:
        """Line and character of a text offset, as textual counts them."""
        anchor = self._page.anchor_of(place)
        number = self._page.line_at(anchor)
        line = self._page.lines[number]
        at = min(anchor.at, line.extent.end)
        return Offset(self._left + GUTTER + len(line.lead) + at - line.extent.start, number)
