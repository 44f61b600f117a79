"""The first screen of an empty library: where news can come from; none of it needs the network to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from newsterm.ui.screens.sheet import Sheet
from newsterm.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Welcome(Sheet[str]):
    """Ask for a first feed; the answer is an address or the path of a file."""

    HEADING = "WELCOME TO NEWSTERM"
    SAMPLE = "newsterm demo"
    """The answer that asks for the sample: what one would type in a shell."""

    def contents(self) -> ComposeResult:
        """What newsterm is for, the ways in, and a line to type in."""
        yield Static(
            Content.assemble(
                "newsterm shows the news, and of every statement who says so.\n\n",
                "Nothing is followed yet. Type here, then Enter:\n\n",
                ("  https://…           ", "bold"),
                "a feed, or a page: its feed is found\n",
                ("  feeds.opml          ", "bold"),
                "an OPML file from another reader\n",
                ("  ~/.newsboat/urls    ", "bold"),
                "newsboat's list of feeds\n",
                ("  newsterm demo       ", "bold"),
                "a sample; works offline\n",
            )
        )
        yield LineInput(placeholder="an address, a file, or newsterm demo")
        yield Static(Content("Esc looks around first · ? in the reader shows all keys"), classes="foot")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on what was typed."""
        if event.value.strip():
            self.answer(event.value.strip())
