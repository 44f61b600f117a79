"""A question that is answered with y or n."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from newsterm.ui.screens.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Question(Sheet[bool]):
    """Ask before many things change at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", show=False),
        Binding("n,q", "answer(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def contents(self) -> ComposeResult:
        """The question and how to answer."""
        yield Static(Content(self._question))
        yield Static(Content("y yes   n no"), classes="foot")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.answer(yes)
