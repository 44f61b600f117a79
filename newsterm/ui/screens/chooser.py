"""Several addresses to choose from: the feeds that a page offers, the files that come with an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from newsterm.ui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chooser(Picker[str]):
    """Choose an address."""

    def __init__(self, heading: str, candidates: Sequence[tuple[str, str]]) -> None:
        """Candidates are addresses, each with what stands above it."""
        super().__init__()
        self._heading, self._candidates = heading, candidates

    @property
    def heading(self) -> str:
        """What is to be chosen."""
        return self._heading

    def choices(self) -> Sequence[Choice[str]]:
        """Titles with addresses."""
        return [
            Choice(Content.assemble(title or address, "\n  ", (address, "dim")), f"{title} {address}", address)
            for address, title in self._candidates
        ]
