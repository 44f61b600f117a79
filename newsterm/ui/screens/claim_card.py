"""The claim card: everything that is known of one claim, over the main screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from newsterm.model import Kind
from newsterm.ui.render.card import CARD_CLASSES, card_lines
from newsterm.ui.render.kinds import KIND_CLASSES, KIND_CSS
from newsterm.ui.render.tags import TAG_CLASSES, TAG_CSS, TagStyles
from newsterm.ui.screens.text_sheet import TextSheet
from newsterm.ui.widgets.lines_text import LinesText

if TYPE_CHECKING:
    from datetime import tzinfo

    from textual.binding import BindingType

    from newsterm.model import MarkedClaim, Reading
    from newsterm.ui.render.flow import TextLine


class CardText(LinesText):
    """The lines of a card."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CARD_CLASSES, *KIND_CLASSES, *TAG_CLASSES}
    DEFAULT_CSS = (
        """
CardText {
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

    def __init__(self, marked: MarkedClaim, article_text: str, *, tags: TagStyles, zone: tzinfo | None) -> None:
        super().__init__()
        self._marked = marked
        self._article_text = article_text
        self._tags, self._zone = tags, zone

    def lines(self, width: int) -> list[TextLine]:
        """The card's lines."""
        return card_lines(self._marked, self._article_text, width, tags=self._tags, zone=self._zone)


class ClaimCard(TextSheet):
    """Shows one claim."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h,left", "dismiss", show=False)]

    def __init__(
        self,
        marked: MarkedClaim,
        reading: Reading,
        *,
        number: int | None = None,
        tags: TagStyles | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        """`number` is the claim's in the article; `zone` is where times are told, None the local one."""
        text = reading.article.text if reading.article is not None else ""
        super().__init__(
            CardText(marked, text, tags=tags or TagStyles(), zone=zone),
            f"{_noun(marked)} {number}" if number is not None else _noun(marked),
        )


def _noun(marked: MarkedClaim) -> str:
    return "Highlight" if marked.claim.kind is Kind.OWN else "Claim"
