"""A question with one line to answer: filter, tag names, addresses, the command line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from newsterm.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsterm.ui.completing import Completion

_LEAST = 20
"""Cells that the line has at least."""
_OFFERED = 8
"""How many names that would complete the line are shown beside it."""


class _Completing(Suggester):
    """Shows behind the cursor how the line would go on."""

    def __init__(self, complete: Callable[[str], Completion]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        typed = value.casefold()
        lines = self._complete(value).lines(value)
        return next((line for line in lines if line.casefold().startswith(typed) and line != value), None)


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
        Binding("tab", "complete(1)", show=False),
        Binding("shift+tab", "complete(-1)", show=False),
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
        complete: Callable[[str], Completion] | None = None,
        past: Sequence[str] = (),
        hint: str = "",
    ) -> None:
        """`past` are earlier answers, the latest last; `hint` stands there until something is typed."""
        super().__init__()
        self.purpose = purpose
        """The action that the answer is for."""
        self._label, self._text, self._hint = label, text, hint
        # What is shown behind the cursor and beside the line asks for the same; a path looks into its folder for it.
        self._complete = lru_cache(maxsize=1)(complete) if complete is not None else None
        self._past = past
        self._back = 0
        """Which of the earlier answers stands there, from the latest, 1; 0 for what was typed."""
        self._typed = ""
        self._offered: tuple[str, ...] = ()
        self._rest = ""
        """What stands behind the place that was completed."""
        self._taken = 0
        """Which of the lines that were offered stands there, from 1; 0 for what was typed."""

    def compose(self) -> ComposeResult:
        """Label, line, hint."""
        yield Static(Content(self._label), id="prompt-label", markup=False)
        suggester = _Completing(self._complete) if self._complete is not None else None
        yield LineInput(self._text, id="prompt-input", suggester=suggester, select_on_focus=False)
        yield Static(Content(self._hint), id="prompt-hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self._line.focus()

    @property
    def _line(self) -> Input:
        return self.query_one("#prompt-input", Input)

    def hint(self, text: str, *, wrong: bool = False) -> None:
        """Say something beside the line; where there is nothing to say, what would complete it stands there."""
        self.set_class(wrong, "-wrong")
        beside = self.query_one("#prompt-hint", Static)
        taken = cell_len(self._label) + 2 + max(_LEAST, cell_len(self._line.value) + 2)
        beside.styles.max_width = max(self.size.width * 3 // 5, self.size.width - taken)
        beside.update(Content(text or self._names()))

    def _parted(self) -> tuple[str, str]:
        """The line up to where it is completed, and the rest: at the cursor, unless that stands inside a word."""
        value, cursor = self._line.value, self._line.cursor_position
        return (value[:cursor], value[cursor:]) if value[cursor : cursor + 1] in {"", " ", ")"} else (value, "")

    def _names(self) -> str:
        head, _ = self._parted()
        names = self._complete(head).names[: _OFFERED + 1] if self._complete is not None and head else ()
        return " · ".join([*names[:_OFFERED], *(["…"] if len(names) > _OFFERED else [])])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if not self.is_attached or not self.children:  # it went before this was told
            return
        if not self._taken or event.value != self._offered[self._taken - 1]:
            self._offered, self._taken = (), 0
            self.hint("" if event.value else self._hint)
        self.post_message(self.Typed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on the answer."""
        event.stop()
        self.post_message(self.Answered(self, event.value))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Left(self))

    def action_complete(self, step: int) -> None:
        """Put the first thing there that would complete the line; again, the next, and at last what was typed."""
        if self._complete is None:
            return
        if len(self._offered) < 3:  # a single name was taken, and the line goes on from there
            head, self._rest = self._parted()
            lines = (f"{line}{self._rest}" for line in self._complete(head).lines(head))
            self._offered, self._taken = (*lines, self._line.value), 0
        if len(self._offered) > 1:
            at = self._taken or len(self._offered)  # what was typed is the last of them
            self._taken = (at - 1 + step) % len(self._offered) + 1
            self._line.value = self._offered[self._taken - 1]
            self._line.cursor_position = len(self._line.value) - len(self._rest)

    def action_recall(self, step: int) -> None:
        """Bring back an earlier answer; before the first, what was typed stands there again."""
        back = max(0, min(self._back + step, len(self._past)))
        if back == self._back:
            return
        if not self._back:
            self._typed = self._line.value
        self._back = back
        self._line.value = self._past[-back] if back else self._typed
        self._line.action_end()
