"""What is being selected of an open article by keys: its range, and the units by which it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from newsterm.model import counted
from newsterm.ui.render.selecting import Selecting, Unit, characters_near, unit_at, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Span


class Shown(Protocol):
    """An article as it is laid out."""

    def story(self) -> tuple[Span, ...]:
        """The paragraphs that are shown."""

    def text_lines(self) -> tuple[Span, ...]:
        """What of the text each line shows."""

    def place_to_begin(self) -> int:
        """Where a selection begins."""


class Picking:
    """A selection that begins with a sentence."""

    def __init__(self, text: str, sentences: Sequence[Span], shown: Shown, selecting: Selecting) -> None:
        self._text, self._sentences, self._shown, self._selecting = text, sentences, shown, selecting
        self._words: tuple[Span, ...] | None = None

    @classmethod
    def begun(cls, text: str, sentences: Sequence[Span], shown: Shown) -> Self | None:
        """A selection of the sentence where the reader is; None where none is shown."""
        story = shown.story()
        blocks = [(span, unit_at(story, span.start)) for span in sentences]
        seen = [span for span, block in blocks if block is not None and block.start <= span.start]
        first = unit_at(seen, shown.place_to_begin())
        return None if first is None else cls(text, seen, shown, Selecting(first.start, first.end))

    @property
    def span(self) -> Span:
        """What is selected."""
        return self._selecting.span

    @property
    def head(self) -> int:
        """The offset of the character at the end that moves."""
        return self._selecting.head

    @property
    def forward(self) -> bool:
        """Whether the last end moves, and not the first."""
        return self._selecting.forward

    @property
    def words(self) -> str:
        """The words that are selected."""
        return self._text[self.span.start : self.span.end]

    @property
    def told(self) -> str:
        """How much is selected: `4 words`."""
        return counted(len(self.words.split()), "word")

    def go(self, unit: Unit, step: int) -> None:
        """Move the moving end by a unit."""
        self._selecting = self._selecting.moved(self._units(unit), step)

    def go_beside(self, step: int) -> None:
        """Select the next sentence instead, or the one before."""
        self._selecting = self._selecting.beside(self._sentences, step)

    def take(self, span: Span) -> None:
        """Select something else."""
        self._selecting = Selecting(span.start, span.end)

    def turn(self) -> None:
        """Let the other end move."""
        self._selecting = self._selecting.turned

    def _units(self, unit: Unit) -> Sequence[Span]:
        match unit:
            case Unit.SENTENCE:
                return self._sentences
            case Unit.LINE:
                return self._shown.text_lines()
            case Unit.PARAGRAPH:
                return self._shown.story()
            case Unit.CHARACTER:
                edge = self._selecting.end if self._selecting.forward else self._selecting.start
                return characters_near(self._text, self._shown.story(), edge)
        if self._words is None:
            self._words = words_in(self._text, self._shown.story())
        return self._words
