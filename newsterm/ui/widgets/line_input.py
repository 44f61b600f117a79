"""A line to type in whose cursor stands still: a blinking one writes for ever, which a slow line feels."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input


class LineInput(Input):
    """An Input that writes only when something changes."""

    cursor_blink = reactive(False, init=False)
