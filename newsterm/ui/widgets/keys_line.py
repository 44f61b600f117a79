"""A line that names keys with what they do, as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.ui.render.cells import width
from newsterm.ui.widgets.lines import PartsLine, two_sided, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.ui.render.tags import Part


class KeysLine(PartsLine):
    """Keys in words; those of `always` stand on the right whatever the width."""

    DEFAULT_CSS = "KeysLine { background: $panel; }"

    def __init__(self, keys: Sequence[tuple[str, str]], always: Sequence[tuple[str, str]]) -> None:
        """Pairs of a key and what it does; what has no key is left out."""
        super().__init__(id="keys-line")
        self._keys, self._always = keys, always

    def parts(self, cells: int) -> list[Part]:
        """Whole pairs only."""
        right = _named(self._always, cells)
        return two_sided(_named(self._keys, cells - width_of(right) - 1), right, cells)


def _named(pairs: Sequence[tuple[str, str]], cells: int) -> list[Part]:
    parts: list[Part] = []
    for key, word in pairs:
        pair: list[Part] = [(f" {key}", ".line--accent"), (f" {word} ", ".line--quiet")]
        if key and width_of(parts) + width(f" {key} {word} ") <= cells:
            parts += pair
    return parts
