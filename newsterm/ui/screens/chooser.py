"""A page offers several feeds: which one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from newsterm.ui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chooser(Picker[str]):
    """Choose an address."""

    HEADING = "WHICH OF THESE FEEDS?"

    def __init__(self, candidates: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._candidates = candidates

    def choices(self) -> Sequence[Choice[str]]:
        """Titles with addresses."""
        return [
            Choice(Content.assemble(title or address, "\n  ", (address, "dim")), f"{title} {address}", address)
            for address, title in self._candidates
        ]
