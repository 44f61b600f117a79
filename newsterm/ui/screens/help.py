"""Help: all keys as they are bound at this moment, narrowed by typing."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from newsterm.ui.actions import ACTIONS
from newsterm.ui.key_table import KeyRow, key_table
from newsterm.ui.render.cells import fit
from newsterm.ui.screens.sheet import Sheet
from newsterm.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsterm.ui.action import KeyAction
    from newsterm.ui.keymap import Keymap

_KEYS, _TITLE = 15, 20


class Help(Sheet[None]):
    """The key table."""

    HEADING = "KEYS"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]
    DEFAULT_CSS = """
    Help {
        #sheet { max-width: 104; width: 92%; }
        #keys { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #keys-table { height: auto; }
    }
    """

    def __init__(self, keymap: Keymap, actions: Sequence[KeyAction] = ACTIONS) -> None:
        super().__init__()
        self._rows = key_table(keymap, actions)

    def contents(self) -> ComposeResult:
        """A line to search in, and the table."""
        yield LineInput(placeholder="type to find a key or an action; q or Esc leaves")
        yield VerticalScroll(Static(id="keys-table"), id="keys", can_focus=False)

    def on_resize(self) -> None:
        """Set the table for the width."""
        self._show()

    def on_input_changed(self) -> None:
        """Show the rows that hold all typed words; q alone leaves, as it does everywhere."""
        if self.query_one(Input).value == "q":
            self.dismiss(None)
            return
        self._show()

    def _show(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        rows = [row for row in self._rows if all(word in _text(row) for word in words)]
        width = min(104, self.app.size.width * 92 // 100) - 6
        self.query_one("#keys-table", Static).update(key_help(rows, width))

    def action_scroll(self, lines: int) -> None:
        """Scroll the table while the typing stays where it is."""
        self.query_one("#keys", VerticalScroll).scroll_relative(y=lines, animate=False)


def _text(row: KeyRow) -> str:
    return f"{' '.join(row.keys)} {row.id} {row.title} {row.help} {row.group}".casefold()


def key_help(rows: Sequence[KeyRow], width: int) -> Content:
    """The rows by group, in three columns; the last wraps below itself."""
    if not rows:
        return Content("No key does that.")
    lines: list[Content] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        if lines:
            lines.append(Content(""))
        lines.append(Content.styled(group, "bold $text-accent"))
        for row in members:
            lines += _row_lines(row, max(20, width - _KEYS - _TITLE))
    return Content("\n").join(lines)


def _row_lines(row: KeyRow, room: int) -> list[Content]:
    where = f" ({row.panes})" if row.panes else ""
    first, *rest = wrap(f"{row.help}{where}", room)
    keys = (fit(" ".join(row.keys), _KEYS - 1) + " ", "bold")
    indent = " " * (_KEYS + _TITLE)
    return [
        Content.assemble(keys, fit(row.title, _TITLE - 1) + " ", (first, "$text-muted")),
        *(Content.assemble(indent, (line, "$text-muted")) for line in rest),
    ]
