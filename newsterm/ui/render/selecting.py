"""A selection of a text that grows and shrinks by words, sentences, lines and paragraphs: pure steps over offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import split_graphemes

from newsterm.model import Span
from newsterm.ui.render.wrap import is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Where words are not set apart by spaces, each sign is one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’.\-‑][^\W_]+)*")


class Unit(StrEnum):
    """What a step goes by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    LINE = "line"
    PARAGRAPH = "paragraph"


class Selecting(Struct, frozen=True):
    """A range of a text, never empty, one of whose ends moves."""

    start: int
    end: int
    forward: bool = True
    """Whether it is the end that moves, not the start."""

    @property
    def span(self) -> Span:
        """The range."""
        return Span(self.start, self.end)

    @property
    def head(self) -> int:
        """The offset of the character at the end that moves."""
        return self.end - 1 if self.forward else self.start

    @property
    def turned(self) -> Self:
        """The same with the other end moving."""
        return replace(self, forward=not self.forward)

    def moved(self, units: Sequence[Span], step: int) -> Self:
        """The moving end one unit on, or (`step` below 0) back: to the edge of the unit that comes next.

        What would be empty turns: the other end, which stays, goes over, and the units beyond it are taken in. At the
        ends of the text nothing moves. `units` are sorted and don't overlap.
        """
        if step > 0:
            ends = [span.end for span in units]
            if not self.forward:
                shrunk = next((span.start for span in units if self.start < span.start < self.end), None)
                if shrunk is not None:
                    return replace(self, start=shrunk)
            at = bisect_right(ends, self.end)
            return replace(self, end=ends[at], forward=True) if at < len(ends) else self
        starts = [span.start for span in units]
        if self.forward:
            shrunk = next((span.end for span in reversed(units) if self.start < span.end < self.end), None)
            if shrunk is not None:
                return replace(self, end=shrunk)
        at = bisect_left(starts, self.start)
        return replace(self, start=starts[at - 1], forward=False) if at else self

    def beside(self, units: Sequence[Span], step: int) -> Self:
        """The unit after the range, or (`step` below 0) before it, in its place; the same where there is none."""
        if step > 0:
            found = next((span for span in units if span.start >= self.end), None)
        else:
            found = next((span for span in reversed(units) if span.end <= self.start), None)
        return type(self)(found.start, found.end) if found is not None else self


def unit_at(units: Sequence[Span], place: int) -> Span | None:
    """The unit in which an offset is, else the next one, else the last."""
    at = bisect_right(units, place, key=lambda span: span.end)
    return units[min(at, len(units) - 1)] if units else None


def words_in(text: str, story: Iterable[Span]) -> tuple[Span, ...]:
    """The words of the story, without the punctuation around them."""
    return tuple(Span(*found.span()) for start, end in story for found in _WORD.finditer(text, start, end))


def characters_near(text: str, story: Sequence[Span], place: int) -> tuple[Span, ...]:
    """What is seen as one character, in the paragraph around an offset and those beside it."""
    at = bisect_right(story, place, key=lambda span: span.end)
    return tuple(one for span in story[max(0, at - 1) : at + 2] for one in _characters(text, span))


def _characters(text: str, span: Span) -> Iterator[Span]:
    part = text[span.start : span.end]
    if is_narrow(part):
        return (Span(at, at + 1) for at in range(span.start, span.end))
    return (Span(span.start + first, span.start + last) for first, last, _ in split_graphemes(part)[0])
