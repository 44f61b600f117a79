"""An article on the screen: laid out for the width, painted line by line, its place kept whatever changes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip

from newsterm.ui.render.article import article_pieces
from newsterm.ui.render.highlight import Numbered, Numbers
from newsterm.ui.render.page import Anchor, Piece, Role, set_page
from newsterm.ui.render.paint import GUTTER, Focus, Stretch, paint, stretches
from newsterm.ui.render.wrap import Extent, cells
from newsterm.ui.widgets.article_look import ARTICLE_CLASSES, ARTICLE_CSS
from newsterm.ui.widgets.inks import Inks
from newsterm.ui.widgets.pane import Pane
from newsterm.ui.widgets.repaint import repaint_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import tzinfo

    from rich.style import Style
    from textual.selection import Selection

    from newsterm.model import Reading
    from newsterm.ui.render.figures import Illustration

NO_FOCUS = Focus(None, frozenset())


class ArticleView(Pane):
    """Shows a Reading, and scrolls; which claim is focused is decided elsewhere.

    Lines are painted when they are looked at and kept until something on them changes. The place is kept as a piece
    of the page and an index of its text, so that no resize moves the reader.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = ARTICLE_CLASSES
    DEFAULT_CSS = ARTICLE_CSS

    text_width: var[int] = var(80, init=False)
    """How many cells a line of text takes at most."""

    def __init__(
        self,
        *,
        text_width: int = 80,
        zone: tzinfo | None = None,
        ascii_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`zone` is where times are told, None the local one; `ascii_only` sets numbers of claims as ASCII has them."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(ArticleView.text_width, text_width)
        self._zone = zone
        self._ascii_only = ascii_only
        self._reading: Reading | None = None
        self._claims: tuple[Numbered, ...] = ()
        self._numbers = Numbers()
        self._only: Collection[str] | None = None
        self._unfolded = False
        self._page = set_page((), 1)
        self._anchor = Anchor(0, -1)
        self._wanted: int | None = None
        self._focus = NO_FOCUS
        self._settling = False
        self._hints: Mapping[int, str] = MappingProxyType({})
        self._illustrations: Mapping[str, Illustration] | None = None
        self._inks = Inks(self)
        self._stretches: dict[int, tuple[Stretch, ...]] = {}
        self._strips: dict[int, Strip] = {}

    def _take(self, reading: Reading | None) -> None:
        self._reading = reading
        numbered = self._numbers.of(reading.claims) if reading is not None else ()
        self._claims = tuple(claim for claim in numbered if self._only is None or claim.id in self._only)

    # -- layout --------------------------------------------------------------------------------------------------------

    def watch_text_width(self) -> None:
        """Set the text anew."""
        self._set(self._anchor)

    def on_resize(self) -> None:
        """Set the text anew."""
        self._set(self._anchor)

    def _set(self, anchor: Anchor) -> None:
        """Lay everything out for the present width, with `anchor` on the first line."""
        self._page = set_page(self._pieces() if self.size.width else (), self.room)
        self._stretches.clear()
        self._strips.clear()
        self._laid_out()
        self.virtual_size = Size(self.size.width, len(self._page.lines))
        self._go(self._page.line_at(anchor))
        self._anchor = anchor
        if self._wanted is not None and self._page.lines:
            wanted, self._wanted = self._wanted, None
            self.go_to(wanted)
        self._tell_progress()
        self.refresh()

    def _laid_out(self) -> None:
        """The page is another one; nothing is drawn yet."""

    def _pieces(self) -> tuple[Piece, ...]:
        if self._reading is None:
            return ()
        return article_pieces(
            self._reading,
            self._claims,
            zone=self._zone,
            furniture=self._unfolded,
            hints=self._hints,
            ascii_only=self._ascii_only,
            illustrations=self._illustrations,
        )

    @property
    def room(self) -> int:
        """Cells of a line of text."""
        return max(1, min(self.text_width, self.size.width - GUTTER - 1))

    @property
    def _left(self) -> int:
        """Cells left of the gutter: in a wide pane the text stands in the middle."""
        return max(0, (self.size.width - GUTTER - self.room) // 2 - 1)

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    @property
    def _top(self) -> int:
        """The number of the first visible line."""
        return self.scroll_offset.y

    # -- place ---------------------------------------------------------------------------------------------------------

    @property
    def place(self) -> int:
        """The text offset of the first visible line: 0 at the top."""
        return self._page.place(self._top) if self._wanted is None else self._wanted

    def go_to(self, place: int) -> None:
        """Bring the line that shows this text offset to the top; 0 is the very top."""
        if not self._page.lines:
            # A pane that has no size yet goes there when it gets one.
            self._wanted = place
            return
        self._go(self._page.locate(place)[0] if place > 0 else 0)

    def _go(self, line: int) -> None:
        """Scroll to a line without entering claims on the way."""
        self._settling = True
        # Forced: whether there is a scrollbar is only known after the next layout.
        self.scroll_to(y=line, animate=False, force=True)
        self._settling = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place."""
        super().watch_scroll_y(old_value, new_value)
        self._anchor = self._page.anchor(self._top) if self._top else Anchor(0, -1)
        self._tell_progress()

    def _tell_progress(self) -> None:
        """Tell in the border how far the text has been seen, where not all of it is in sight."""
        lines = len(self._page.lines)
        seen = min(100, (self._top + self._height) * 100 // lines) if lines > self._height else None
        told = f"{seen}%" if seen is not None else ""
        if self.border_subtitle != told:
            self.border_subtitle = told

    def toggle_furniture(self) -> None:
        """Unfold the furniture and go there, or fold it again."""
        self._unfolded = not self._unfolded
        self._set(self._anchor)
        fold = next((i for i, piece in enumerate(self._page.pieces) if piece.role is Role.FOLD), None)
        if fold is not None and self._unfolded:
            self._go(max(0, self._page.line_at(Anchor(fold, 0)) - self._height // 3))

    # -- drawing -------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The line at this row of the pane."""
        number = y + self._top
        if number >= len(self._page.lines):
            return Strip.blank(self.size.width, self._inks(()))
        strip, selection = self._strip(number), self.text_selection
        if self._is_drawn(number):
            return strip  # other colours would make other pictures of its cells
        for columns, style in self._found_on(number):
            strip = _over(strip, columns, self._inks((style,)))
        span = selection.get_span(number) if selection is not None else None
        if span is not None:
            places = (len(strip.text) if place < 0 else place for place in span)
            start, end = (cells(strip.text[:place]) for place in places)
            strip = _over(strip, Extent(start, end), self.screen.get_component_rich_style("screen--selection"))
        # What a mouse selects is found by these, so they come last.
        return strip.apply_offsets(0, number)

    def _is_drawn(self, number: int) -> bool:
        """Whether a line is a row of a picture."""
        piece = self._page.lines[number].piece
        return piece >= 0 and bool(self._page.pieces[piece].drawn)

    def _strip(self, number: int) -> Strip:
        """A line, painted once."""
        strip = self._strips.get(number)
        if strip is None:
            width = self.size.width
            strip = self._strips[number] = self._painted(number).crop_extend(0, width, self._inks(()))
        return strip

    def _found_on(self, number: int) -> Iterator[tuple[Extent, str]]:
        """The cells of a line that show what was looked for, each with the component class to show it in."""
        return iter(())

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words selected, as they stand in the text, and what follows them."""
        if not self._page.lines:
            return None
        margin = self._left + GUTTER
        start, end = selection.start, selection.end
        first = self._page.point(start.y, start.x - margin) if start is not None else Anchor(0, 0)
        last = self._page.point(end.y, end.x - margin) if end is not None else Anchor(len(self._page.pieces), 0)
        return self._page.words_between(first, last), "\n"

    def _painted(self, number: int) -> Strip:
        piece = self._page.lines[number].piece
        parts = self._stretches.get(piece)
        if parts is None:
            parts = self._stretches[piece] = stretches(self._page.pieces[piece]) if piece >= 0 else ()
        segments = paint(self._page, number, parts, left=self._left, room=self.room, focus=self._focus, ink=self._inks)
        return Strip(segments)

    def _repaint(self, number: int) -> None:
        """Draw a line anew and, if it is in sight, paint those of its cells that differ."""
        before = self._strips.pop(number, None)
        row = number - self._top
        if 0 <= row < self._height:
            repaint_changes(self, row, before, self._strip(number))

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old styles."""
        super().notify_style_update()
        self._inks.clear()
        self._strips.clear()


def _over(strip: Strip, columns: Extent, style: Style) -> Strip:
    """The line with a style over the segments in these cells."""
    if columns.start >= columns.end:
        return strip
    chosen = [Segment(text, (base or style) + style) for text, base, _ in strip.crop(*columns)]
    return Strip.join([strip.crop(0, columns.start), Strip(chosen), strip.crop(columns.end, strip.cell_length)])
