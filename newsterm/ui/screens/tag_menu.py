"""The tag menu: one letter a tag, a typed name for a new one, t to take tags away instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Input, Static

from newsterm.model import TagEdit, clean_line
from newsterm.ui.render.tags import TAG_CLASSES, TAG_CSS, TagStyles
from newsterm.ui.screens.sheet import Sheet
from newsterm.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

REVERSE = "t"


def letters(names: Iterable[str]) -> Mapping[str, str]:
    """A letter for each tag: its first one that is still free, else any; tags beyond the alphabet get none."""
    given: dict[str, str] = {}
    for name in names:
        wanted = [c for c in name.casefold() if c.isascii() and c.isalpha()]
        free = [c for c in (*wanted, *"abcdefghijklmnopqrsuvwxyz") if c not in given and c != REVERSE]
        if free:
            given[free[0]] = name
    return given


class TagMenu(Sheet[TagEdit]):
    """Choose a tag for what is marked or focused."""

    HEADING = "TAG"
    COMPONENT_CLASSES: ClassVar[set[str]] = set(TAG_CLASSES)
    DEFAULT_CSS = f"""
    TagMenu {{
        {TAG_CSS}
        #tag-name {{ display: none; margin: 1 0 0 0; }}
        &.-naming #tag-name {{ display: block; }}
    }}
    """

    def __init__(self, names: Sequence[str], present: Sequence[str], styles: TagStyles) -> None:
        super().__init__()
        self._names, self._present, self._styles = names, present, styles
        self._letters = letters(names)
        self._taking = False

    def contents(self) -> ComposeResult:
        """The tags with their letters, a line for a new name, and how it works."""
        yield Static(self._table(), id="tags")
        yield LineInput(placeholder="name of the tag", id="tag-name", disabled=True)
        yield Static(self._foot(), id="foot", classes="foot")

    def _table(self) -> Content:
        if not self._letters:
            return Content("No tag to take away." if self._taking else "No tags yet: type a name.")
        lines = [
            Content.assemble(
                (f" {letter} ", "reverse"),
                (" ✓ " if name in self._present else "   "),
                (name, self._styles.style(name)),
            )
            for letter, name in self._letters.items()
        ]
        return Content("\n").join(lines)

    def _foot(self) -> Content:
        if self._taking:
            return Content("a letter takes that tag away · t adds instead · Esc leaves")
        return Content("a letter adds that tag · Enter: type a name · t takes away instead · Esc leaves")

    @property
    def _naming(self) -> bool:
        return self.has_class("-naming")

    def on_key(self, event: events.Key) -> None:
        """A letter tags at once; Enter, or a character that is no tag's letter, begins a name."""
        if self._naming:
            return
        if event.key == REVERSE:
            self._reverse()
        elif event.character and event.character in self._letters:
            self._close(self._letters[event.character])
        elif event.key in {"enter", "space", "plus"}:
            self._begin_name("")
        elif event.is_printable and event.character and not self._taking:
            self._begin_name(event.character)
        else:
            return
        event.stop()

    def _reverse(self) -> None:
        self._taking = not self._taking
        self._letters = letters(self._present if self._taking else self._names)
        self.query_one("#tags", Static).update(self._table())
        self.query_one("#foot", Static).update(self._foot())

    def _begin_name(self, begun: str) -> None:
        self.add_class("-naming")
        line = self.query_one("#tag-name", Input)
        line.disabled = False
        line.focus()
        if begun:
            line.insert_text_at_cursor(begun)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The name was typed."""
        name = clean_line(event.value).lstrip("+-")
        if name:
            self._close(name)

    def _close(self, name: str) -> None:
        self.answer(TagEdit(remove=(name,)) if self._taking else TagEdit(add=(name,)))
