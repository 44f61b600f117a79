"""A question with one line to answer: filter, tag names, addresses, the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Prompt(Horizontal):
    """A label, a line to type in, and a hint or an error beside it."""

    DEFAULT_CSS = """
    Prompt {
        dock: bottom;
        height: 1;
        margin-bottom: 1;
        background: $panel;
        #prompt-label { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
        #prompt-input { width: 1fr; min-width: 20; border: none; height: 1; padding: 0; background: $panel; }
        #prompt-hint {
            width: auto; max-width: 60%; padding: 0 1;
            color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
        &.-wrong #prompt-hint { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "complete", show=False),
        Binding("up", "recall(1)", show=False),
        Binding("down", "recall(-1)", show=False),
    ]

    class Typed(Message):
        """The text changed."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt, self.text = prompt, text

    class Answered(Message):
        """Enter was pressed."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt, self.text = prompt, text

    class Left(Message):
        """Escape was pressed."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(
        self,
        purpose: str,
        label: str,
        *,
        text: str = "",
        names: Sequence[str] = (),
        past: Sequence[str] = (),
        hint: str = "",
    ) -> None:
        super().__init__(id="prompt")
        self.purpose = purpose
        """What the answer is for; the screen tells prompts apart by it."""
        self._label, self._text, self._hint = label, text, hint
        self._names, self._past = names, past
        self._back = 0

    def compose(self) -> ComposeResult:
        """Label, line, hint."""
        yield Static(Content(self._label), id="prompt-label", markup=False)
        suggester = SuggestFromList(self._names, case_sensitive=False) if self._names else None
        yield Input(self._text, id="prompt-input", suggester=suggester, select_on_focus=False)
        yield Static(Content(self._hint), id="prompt-hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self._line.focus()

    @property
    def _line(self) -> Input:
        return self.query_one("#prompt-input", Input)

    def hint(self, text: str, *, wrong: bool = False) -> None:
        """Say something beside the line."""
        self.set_class(wrong, "-wrong")
        self.query_one("#prompt-hint", Static).update(Content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Typed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on the answer."""
        event.stop()
        self.post_message(self.Answered(self, event.value))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Left(self))

    def action_complete(self) -> None:
        """Take the suggestion."""
        self._line.action_end()
        self._line.action_cursor_right()

    def action_recall(self, step: int) -> None:
        """Bring back an earlier answer."""
        if self._past:
            self._back = max(0, min(self._back + step, len(self._past)))
            self._line.value = self._past[-self._back] if self._back else ""
            self._line.action_end()
