"""The claim card: everything that is known of one claim, over the main screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from newsterm.ui.render.card import CARD_CLASSES, card_lines
from newsterm.ui.render.highlight import number_claims
from newsterm.ui.render.kinds import KIND_CLASSES, KIND_CSS
from newsterm.ui.render.tags import TAG_CLASSES, TAG_CSS, TagStyles
from newsterm.ui.widgets.inks import Inks

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

    from newsterm.model import MarkedClaim, Reading
    from newsterm.ui.render.flow import TextLine


class CardText(Widget):
    """The lines of a card, as high as they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CARD_CLASSES, *KIND_CLASSES, *TAG_CLASSES}
    DEFAULT_CSS = (
        """
CardText {
    height: auto;
"""
        + KIND_CSS
        + TAG_CSS
        + """
    .card--text { text-style: bold; }
    .card--label { color: $text-muted; }
    .card--quiet { color: $text-muted; }
    .card--source { text-style: bold; }
    .card--hedge { color: $text-warning; text-style: italic; }
    .card--context { text-style: underline; }
    &:ansi .card--label, &:ansi .card--quiet { text-style: dim; }
}
"""
    )

    def __init__(self, marked: MarkedClaim, article_text: str, *, tags: TagStyles, ascii_only: bool) -> None:
        super().__init__()
        self._marked = marked
        self._article_text = article_text
        self._tags = tags
        self._ascii_only = ascii_only
        self._inks = Inks(self)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the card has at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[TextLine]:
        return card_lines(self._marked, self._article_text, max(1, width), tags=self._tags, ascii_only=self._ascii_only)

    def render_line(self, y: int) -> Strip:
        """The line at this row."""
        lines = self._lines(self.size.width)
        bits = lines[y] if y < len(lines) else ()
        segments = [Segment(bit.text, self._inks(bit.style)) for bit in bits]
        return Strip(segments).crop_extend(0, self.size.width, self._inks(()))

    def notify_style_update(self) -> None:
        """Forget the old styles."""
        super().notify_style_update()
        self._inks.clear()


class ClaimCard(ModalScreen[None]):
    """Shows one claim; any of the keys that lead away closes it."""

    DEFAULT_CSS = """
ClaimCard {
    align: center middle;
    VerticalScroll {
        width: 76;
        max-width: 96%;
        height: auto;
        max-height: 94%;
        padding: 1 2;
        border: round $border;
        border-title-color: $text-accent;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 15%;
        scrollbar-background: $background;
    }
}
"""
    BINDINGS: ClassVar[list[Binding | tuple[str, str] | tuple[str, str, str]]] = [
        Binding("escape,enter,q,h,left", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("b,pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(
        self, marked: MarkedClaim, reading: Reading, *, tags: TagStyles | None = None, ascii_only: bool = False
    ) -> None:
        super().__init__()
        numbers = {numbered.id: numbered.number for numbered in number_claims(reading.claims)}
        number = numbers.get(marked.claim.id)
        self._title = f"Claim {number}" if number is not None else "Claim"
        text = reading.article.text if reading.article is not None else ""
        self._text = CardText(marked, text, tags=tags or TagStyles(), ascii_only=ascii_only)

    def compose(self) -> ComposeResult:
        """The card in a frame that scrolls where the terminal is low."""
        with VerticalScroll() as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = Content("Esc closes")
            yield self._text

    def action_scroll(self, step: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by what is visible."""
        frame = self.query_one(VerticalScroll)
        frame.scroll_relative(y=step * max(1, frame.size.height - 1), animate=False)
