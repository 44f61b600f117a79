"""What of an item can be muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from newsterm.model.rule import Muted
from newsterm.ui.render.cells import one_line
from newsterm.ui.ruling import MuteWish, for_how_long
from newsterm.ui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = "words"


class MuteMenu(Picker[MuteWish]):
    """Choose a feed, an author, or words: those typed, as they are typed, or (`name` empty) still to be typed."""

    HEADING = "MUTE"
    PLACEHOLDER = "type to find, or words; for 30d ends it by itself"

    def __init__(self, wishes: Sequence[MuteWish]) -> None:
        super().__init__()
        self._wishes = wishes

    def choices(self) -> Sequence[Choice[MuteWish]]:
        """What the item has, and words."""
        return self._rows("")

    def _rows(self, typed: str) -> list[Choice[MuteWish]]:
        words, lasting = for_how_long(typed)
        until = f"  {' '.join(typed.split()[-2:])}" if lasting else ""
        own = "" if _WORDS.startswith(words.casefold()) else words
        found = [(wish, f"{wish.what.capitalize()}  {one_line(wish.name)}") for wish in self._wishes]
        rows = [Choice(Content(f"{text}{until}"), text, replace(wish, lasting=lasting)) for wish, text in found]
        shown = Content(f"Words  “{one_line(own)}”{until}" if own else "Words…")
        wish = MuteWish(what=Muted.WORD, value=own, name=f"{own}{until}" if own else "")
        return [*rows, Choice(shown, f"{_WORDS} {own}", wish)]

    def _narrow(self, typed: str) -> None:
        self._all = self._rows(typed)
        super()._narrow(for_how_long(typed)[0])
