"""A small app with both panes, joined as the main screen joins them, that keeps what they post."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from textual.app import App
from textual.containers import Horizontal

from newsterm.ui.themes import OWN
from newsterm.ui.widgets.article_pane import ArticlePane
from newsterm.ui.widgets.claims_pane import ClaimsPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from newsterm.model import Reading


class Stage(App[None]):
    """Shows one Reading."""

    CSS = """
    ArticlePane { width: 4fr; border: round $border-blurred; }
    ClaimsPane { width: 3fr; border: round $border-blurred; }
    """

    def __init__(self, reading: Reading | None, *, theme: str = "newsterm-dark", dense: bool = False) -> None:
        super().__init__()
        self.reading = reading
        self.article = ArticlePane(zone=UTC)
        self.claims = ClaimsPane(dense=dense)
        self.posted: list[tuple[str, str]] = []
        for own in OWN:
            self.register_theme(own)
        self.theme = theme

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.article
            yield self.claims

    def on_mount(self) -> None:
        self.article.show(self.reading)
        self.claims.show(self.reading)

    def on_article_pane_claim_entered(self, event: ArticlePane.ClaimEntered) -> None:
        self.posted.append(("entered", event.claim_id))
        self.claims.focus_claim(event.claim_id)

    def on_claims_pane_claim_focused(self, event: ClaimsPane.ClaimFocused) -> None:
        self.posted.append(("focused", event.claim_id))
        self.article.focus_claim(event.claim_id)

    def on_claims_pane_card_wanted(self, event: ClaimsPane.CardWanted) -> None:
        self.posted.append(("card", event.claim_id))


def shown(pane: ArticlePane | ClaimsPane) -> list[str]:
    """What the pane shows, line by line."""
    return [pane.render_line(y).text.rstrip().replace("\xa0", " ") for y in range(pane.size.height)]
