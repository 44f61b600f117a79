"""A list that is narrowed by typing and chosen from by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from newsterm.ui.screens.sheet import Answer, Sheet
from newsterm.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content


class Choice(Generic[Answer]):
    """A row that can be chosen, or a heading that can't (`value` None); `detail` is told while it is highlighted."""

    __slots__ = ("detail", "shown", "text", "value")

    def __init__(self, shown: Content, text: str, value: Answer | None, *, detail: str = "") -> None:
        self.shown, self.text, self.value, self.detail = shown, text, value, detail


class Picker(Sheet[Answer], Generic[Answer]):
    """Choose one thing."""

    PLACEHOLDER: ClassVar[str] = "type to find"
    DETAILED: ClassVar[bool] = False
    """Whether a line below the list tells more of the highlighted row."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "step(10)", show=False),
        Binding("pageup", "step(-10)", show=False),
    ]

    def choices(self) -> Sequence[Choice[Answer]]:
        """What there is to choose from."""
        raise NotImplementedError

    def contents(self) -> ComposeResult:
        """A line to type in, and the list."""
        self._all = list(self.choices())
        self._shown: list[Choice[Answer]] = []
        yield LineInput(placeholder=self.PLACEHOLDER)
        yield OptionList(markup=False)
        if self.DETAILED:
            yield Static(classes="foot", id="detail", markup=False)

    def on_mount(self) -> None:
        """Everything, the first row chosen."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds all typed words."""
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        ranked = [(_rank(choice.text.casefold(), words), choice) for choice in self._all if choice.value or not words]
        found = [pair for pair in ranked if pair[0] is not None]
        self._shown = [choice for _, choice in sorted(found, key=lambda pair: pair[0] or 0)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(choice.shown, disabled=choice.value is None) for choice in self._shown])
        options.action_first()
        if self.DETAILED and not self._shown:
            self.query_one("#detail", Static).update("")

    def replace_choice(self, place: int, choice: Choice[Answer]) -> None:
        """Show a choice otherwise, where it stands."""
        old, self._all[place] = self._all[place], choice
        if old in self._shown:
            row = self._shown.index(old)
            self._shown[row] = choice
            self.query_one(OptionList).replace_option_prompt_at_index(row, choice.shown)

    def action_step(self, step: int) -> None:
        """Move in the list while the typing stays where it is."""
        options = self.query_one(OptionList)
        for _ in range(abs(step)):
            if step > 0:
                options.action_cursor_down()
            else:
                options.action_cursor_up()

    def on_input_submitted(self) -> None:
        """Choose the highlighted row."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self._choose(place)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of the row."""
        if self.DETAILED and event.option_index < len(self._shown):
            self.query_one("#detail", Static).update(self._shown[event.option_index].detail)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        self._choose(event.option_index)

    def _choose(self, place: int) -> None:
        value = self._shown[place].value
        if value is not None:
            self.answer(value)


def _rank(text: str, words: Sequence[str]) -> int | None:
    """0: the text begins with what was typed, 1: words of it do, 2: it holds it; None: it does not."""
    if not all(word in text for word in words):
        return None
    if text.startswith(" ".join(words)):
        return 0
    beginnings = text.replace("-", " ").split()
    return 1 if all(any(known.startswith(word) for known in beginnings) for word in words) else 2
