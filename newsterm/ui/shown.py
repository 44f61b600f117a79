"""What the terminal shows, kept in mind, so that of every update only the cells that differ are written.

Textual writes the whole of what it was asked to paint again: 24 kB for a change of the focus, 8 kB for a list in which
a poll has changed one row. A slow line takes seconds for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from newsterm.ui.render.changes import changed_cells
from newsterm.ui.render.signs import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from textual.geometry import Size


class Changes(CompositorUpdate):
    """Pieces of lines to write: column, row, and what stands there."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """As what is written to the terminal; rows and columns count from 1 there (ECMA-48, CUP)."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces)


class Shown:
    """The lines on the terminal. Nothing is known of them at first, nor after `forget`."""

    def __init__(self) -> None:
        self._lines: list[Strip | None] = []
        self._width = 0

    def forget(self) -> None:
        """Somebody else wrote to the terminal, or it has another size: everything is written next time."""
        self._lines = []

    def changes(self, update: CompositorUpdate, size: Size) -> CompositorUpdate:
        """Those parts of an update of a screen of this size that are not on the terminal yet."""
        if (len(self._lines), self._width) != (size.height, size.width):
            self._lines, self._width = [None] * size.height, size.width
        if isinstance(update, LayoutUpdate):
            whole = update.region.size == size
        elif isinstance(update, ChopsUpdate):
            whole = all(self._lines[y] is not None for y, _, _ in update.spans if y < size.height)
        else:
            whole = False
        if not whole:
            self.forget()
            return update
        return Changes(list(self._pieces(update)))

    def _pieces(self, update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
        """What an update changes: whole lines of a whole screen, or pieces of some lines."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips):
                yield from self._line(y, Strip.join(strips))
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                if y >= len(self._lines):
                    continue
                for stop, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    left, right = max(x, start), min(stop, end)
                    if strip is not None and left < right:
                        yield from self._part(y, left, strip.crop(left - x, right - x))

    def _line(self, y: int, line: Strip) -> Iterator[tuple[int, int, Strip]]:
        """What of a line has to be written."""
        plain, before = line.discard_meta(), self._lines[y]
        self._lines[y] = plain
        if before is None:
            yield 0, y, plain
        elif before != plain:
            yield from _differing(y, 0, before, plain)

    def _part(self, y: int, x: int, part: Strip) -> Iterator[tuple[int, int, Strip]]:
        """What of a part of a line that begins at column `x` has to be written."""
        line = self._lines[y]
        if line is None:
            return
        plain, end = part.discard_meta(), x + part.cell_length
        before = line.crop(x, end)
        if before != plain:
            self._lines[y] = Strip.join([line.crop(0, x), plain, line.crop(end, self._width)])
            yield from _differing(y, x, before, plain)


def _differing(y: int, x: int, before: Strip, after: Strip) -> Iterator[tuple[int, int, Strip]]:
    if _draws(before) or _draws(after):
        yield x, y, after
        return
    for start, end in changed_cells(before, after):
        yield x + start, y, after.crop(start, end)


def _draws(line: Strip) -> bool:
    """Whether a row of a picture is in the line, which the terminal draws as a whole or not at all."""
    return any(control or (not text.isascii() and RUN.search(text)) for text, _, control in line)
