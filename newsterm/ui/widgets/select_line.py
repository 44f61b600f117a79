"""What takes the keys while words of the article are selected, and names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from newsterm.ui.render.selecting import Unit
from newsterm.ui.widgets.keys_line import KeysLine

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from newsterm.ui.render.tags import Part

_KEYS = (
    ("( )", "sentence"),
    ("K J", "another"),
    ("b w", "word"),
    ("k j", "line"),
    ("{ }", "paragraph"),
    ("o", "other end"),
    ("h l", "character"),
    ("y", "copy"),
)
_ALWAYS = (("Enter", "keeps"), ("Esc", "leaves"))
_STEPS = (
    (Unit.CHARACTER, "h", "l"),
    (Unit.WORD, "b,left", "w,right"),
    (Unit.SENTENCE, "(,backspace", "),space"),
    (Unit.LINE, "k,up", "j,down"),
    (Unit.PARAGRAPH, "{", "}"),
)


class SelectLine(KeysLine, can_focus=True):
    """A line above the bottom line, there while it is displayed; it only says which keys were pressed."""

    DEFAULT_CSS = "SelectLine { dock: bottom; margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(keys, f"go('{unit}', {step})", show=False)
            for unit, back, on in _STEPS
            for keys, step in ((back, -1), (on, 1))
        ),
        Binding("K", "beside(-1)", show=False),
        Binding("J", "beside(1)", show=False),
        Binding("o,tab", "turn", show=False),
        Binding("y", "copy", show=False),
        Binding("enter", "keep", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    class Went(Message):
        """The moving end is to go by a unit."""

        def __init__(self, unit: Unit, step: int) -> None:
            super().__init__()
            self.unit, self.step = unit, step

    class Beside(Message):
        """The sentence after or before is meant instead."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Turned(Message):
        """The other end is to move."""

    class Copied(Message):
        """The words are to be copied."""

    class Kept(Message):
        """Enter was pressed."""

    class Left(Message):
        """Escape was pressed."""

    def __init__(self) -> None:
        super().__init__(_KEYS, _ALWAYS)
        self._told = ""
        self.display = False

    def on_blur(self, _: events.Blur) -> None:
        """A click elsewhere does not end it: the keys still mean the selection."""
        if self.display:
            self.call_later(self.focus)

    def tell(self, words: str) -> None:
        """Say how much is selected, and which end moves."""
        self._told = words
        self.repaint()

    def parts(self, cells: int) -> list[Part]:
        """How much is selected, then the keys."""
        told: list[Part] = [(f" {self._told} ", ".line--strong")]
        room = cells - len(self._told) - 2
        return [*told, *super().parts(room)] if room > 0 else told

    def action_go(self, unit: str, step: int) -> None:
        """Move the moving end."""
        self.post_message(self.Went(Unit(unit), step))

    def action_beside(self, step: int) -> None:
        """Select the next sentence instead, or the one before."""
        self.post_message(self.Beside(step))

    def action_turn(self) -> None:
        """Move the other end."""
        self.post_message(self.Turned())

    def action_copy(self) -> None:
        """Copy the words."""
        self.post_message(self.Copied())

    def action_keep(self) -> None:
        """Keep the words."""
        self.post_message(self.Kept())

    def action_leave(self) -> None:
        """Select nothing."""
        self.post_message(self.Left())
