"""What of an item can be muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from newsterm.model.rule import Muted
from newsterm.ui.render.cells import one_line
from newsterm.ui.ruling import MuteWish
from newsterm.ui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence


class MuteMenu(Picker[MuteWish]):
    """Choose a feed, an author, or words that are still to be typed."""

    HEADING = "MUTE"

    def __init__(self, wishes: Sequence[MuteWish]) -> None:
        super().__init__()
        self._wishes = wishes

    def choices(self) -> Sequence[Choice[MuteWish]]:
        """What the item has, and words."""
        rows = [(wish, f"{wish.what.capitalize()}  {one_line(wish.name)}") for wish in self._wishes]
        words = MuteWish(what=Muted.WORD, value="", name="")
        return [Choice(Content(text), text, wish) for wish, text in [*rows, (words, "Words…")]]
