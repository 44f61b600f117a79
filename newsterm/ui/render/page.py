"""An article laid out for a width: pieces broken into lines, and the exact way between a cell and a text offset."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from newsterm.ui.render.wrap import Extent, cells, column_of, index_at, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsterm.model import Span
    from newsterm.ui.render.cellart import Rows
    from newsterm.ui.render.highlight import Styled
    from newsterm.ui.render.inlay import Inlay


class Role(Enum):
    """What a piece is for."""

    HEAD = "head"
    """Title, byline, dates, link, note."""
    BODY = "body"
    FOLD = "fold"
    """The line that stands for furniture, and folds and unfolds it."""
    FURNITURE = "furniture"


class Piece(Struct, frozen=True, kw_only=True):
    """A block as it is set."""

    inlay: Inlay
    start: int | None = None
    """Where its text begins in the article's; None for what is not part of it."""
    style: str
    """Component class of all of it."""
    runs: tuple[Styled, ...] = ()
    """Stretches of the article's text, for pieces that have a `start`."""
    lead: str = ""
    """Stands before its first line: a bullet, an indent, a bar."""
    hang: str = ""
    """Stands before the further lines of its text."""
    turn: str = ""
    """Stands before the rest of a line that had to be broken."""
    unbroken: bool = False
    """Its lines are cut with a sign where they don't fit, not broken."""
    gap: bool = True
    """Whether an empty line stands before it."""
    bar: str = ""
    """What that empty line shows: the bar of a quotation that goes on."""
    role: Role = Role.BODY
    drawn: Rows = ()
    """Rows of cells that are shown as they are, in the place of a text; their lines count as characters."""
    narrow: Piece | None = None
    """What is set in its place where one of its lines doesn't fit."""


class Line(NamedTuple):
    """A line of the page."""

    piece: int
    """Index of its piece; -1 is an empty line."""
    extent: Extent
    """What of the piece's shown text stands on it."""
    lead: str
    cut: bool = False
    """Whether a sign stands where its rest was cut off."""


class Anchor(NamedTuple):
    """A place that does not depend on the width: a piece and an index of its shown text."""

    piece: int
    at: int


class Page(Struct, frozen=True):
    """Pieces and their lines at one width."""

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]
    firsts: tuple[int, ...]
    """The first line of each piece, the empty line before it included."""
    starts: tuple[tuple[int, int], ...]
    """(start, piece) of the pieces that have one, ascending."""

    def anchor(self, line: int) -> Anchor:
        """The place of a line's first character."""
        if not self.lines:
            return Anchor(0, 0)
        place = self.lines[min(max(0, line), len(self.lines) - 1)]
        if place.piece >= 0:
            return Anchor(place.piece, place.extent.start)
        return Anchor(max(0, bisect_right(self.firsts, line) - 1), -1)

    def line_at(self, anchor: Anchor) -> int:
        """The line that shows the character at this place; -1 as index means the line before the piece."""
        if not self.firsts:
            return 0
        piece = min(anchor.piece, len(self.firsts) - 1)
        first = last = self.firsts[piece]
        for number in range(first, self._end(piece)):
            line = self.lines[number]
            if line.extent.start > anchor.at and line.piece >= 0:
                break
            last = number
        return first if anchor.at < 0 else last

    def _end(self, piece: int) -> int:
        return self.firsts[piece + 1] if piece + 1 < len(self.firsts) else len(self.lines)

    def anchor_of(self, offset: int) -> Anchor:
        """The place of a text offset; the nearest before it where that character is not shown."""
        at = bisect_right(self.starts, (offset, len(self.pieces))) - 1
        if at < 0:
            return Anchor(self.starts[0][1], 0) if self.starts else Anchor(0, 0)
        start, piece = self.starts[at]
        inlay = self.pieces[piece].inlay
        return Anchor(piece, min(inlay.to_shown(offset - start), len(inlay.shown)))

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and cell, leads included, of the character at this text offset."""
        anchor = self.anchor_of(offset)
        number = self.line_at(anchor)
        line = self.lines[number]
        index = min(anchor.at, line.extent.end)
        shown = self.pieces[anchor.piece].inlay.shown
        return number, cells(line.lead) + column_of(shown, line.extent.start, index)

    def offset_at(self, number: int, column: int) -> int | None:
        """The text offset of the character shown in this cell; None where no text of the article is shown."""
        line = self.lines[number]
        if line.piece < 0:
            return None
        piece = self.pieces[line.piece]
        column -= cells(line.lead)
        if piece.start is None or column < 0:
            return None
        index = index_at(piece.inlay.shown, line.extent, column)
        return None if index >= line.extent.end else piece.start + piece.inlay.to_text(index)

    def place(self, number: int) -> int:
        """The text offset of a line's first character, or of the nearest text after it; 0 at the top."""
        for line in self.lines[number:] if number > 0 else ():
            piece = self.pieces[line.piece]
            if line.piece >= 0 and piece.start is not None:
                return piece.start + piece.inlay.to_text(line.extent.start)
        return 0 if number <= 0 or not self.starts else self.starts[-1][0]

    def columns_of(self, span: Span, number: int) -> Extent:
        """The cells of a line, leads included, in which the span is shown; empty where it is not on that line."""
        line = self.lines[number]
        piece = self.pieces[line.piece]
        if line.piece < 0 or piece.start is None:
            return Extent(0, 0)
        inlay, lead = piece.inlay, cells(line.lead)
        start, end = max(0, span.start - piece.start), min(span.end - piece.start, len(inlay.text))
        first = max(inlay.to_shown(start), line.extent.start)
        last = min(inlay.to_shown(end - 1) + 1, line.extent.end)
        if start >= end or first >= last:
            return Extent(0, 0)
        column = lead + column_of(inlay.shown, line.extent.start, first)
        return Extent(column, column + cells(inlay.shown[first:last]))

    def point(self, number: int, index: int) -> Anchor:
        """The place of a character of a line, its lead counted; beyond the line's ends it is the end."""
        line = self.lines[min(max(0, number), len(self.lines) - 1)]
        if line.piece < 0:
            return Anchor(bisect_right(self.firsts, number) - 1, 0)
        start, end = line.extent
        return Anchor(line.piece, min(max(start, start + index - len(line.lead)), end))

    def words_between(self, first: Anchor, last: Anchor) -> str:
        """What is shown between two places as plain text, without signs, leads and the breaks of lines."""
        parts: list[str] = []
        for number in range(first.piece, min(last.piece + 1, len(self.pieces))):
            piece = self.pieces[number]
            if piece.drawn:
                continue
            start = piece.inlay.to_text(first.at) if number == first.piece else 0
            end = piece.inlay.to_text(last.at) if number == last.piece else None
            parts += [("\n\n" if piece.gap else "\n") if parts else "", piece.inlay.text[start:end]]
        return "".join(parts)

    def lines_of(self, spans: Iterable[Span]) -> Iterator[int]:
        """The lines on which something of these spans is shown, ascending for each span."""
        for start, end in spans:
            if start < end and self.starts:
                yield from range(self.line_at(self.anchor_of(start)), self.line_at(self.anchor_of(end - 1)) + 1)


def set_page(pieces: Sequence[Piece], width: int) -> Page:
    """Lay the pieces out for lines of `width` cells."""
    chosen: list[Piece] = []
    lines: list[Line] = []
    firsts: list[int] = []
    for offered in pieces:
        piece = offered if offered.narrow is None or _fits(offered, width) else offered.narrow
        firsts.append(len(lines))
        if piece.gap and lines:
            lines.append(Line(-1, Extent(0, 0), piece.bar))
        lines += _lines(piece, len(chosen), width)
        chosen.append(piece)
    starts = sorted((piece.start, index) for index, piece in enumerate(chosen) if piece.start is not None)
    return Page(tuple(chosen), tuple(lines), tuple(firsts), tuple(starts))


def _lines(piece: Piece, index: int, width: int) -> Iterator[Line]:
    if piece.drawn:
        return (Line(index, Extent(row, row), "") for row in range(len(piece.drawn)))
    return _cut_lines(piece, index, width) if piece.unbroken else _broken_lines(piece, index, width)


def _fits(piece: Piece, width: int) -> bool:
    room = width - cells(piece.lead)
    return all(cells(line) <= room for line in piece.inlay.shown.split("\n"))


def _broken_lines(piece: Piece, index: int, width: int) -> Iterator[Line]:
    room = width - max(cells(piece.lead), cells(piece.hang), cells(piece.turn))
    shown = piece.inlay.shown
    lead = piece.lead
    for extent in wrap(shown, max(1, room)):
        if extent.start and shown[extent.start - 1] != "\n":
            lead = piece.turn
        yield Line(index, extent, lead)
        lead = piece.hang


def _cut_lines(piece: Piece, index: int, width: int) -> Iterator[Line]:
    shown = piece.inlay.shown
    room = max(1, width - cells(piece.lead))
    start = 0
    for text in shown.removesuffix("\n").split("\n"):
        whole = Extent(start, start + len(text))
        fits = cells(text) <= room
        end = whole.end if fits else index_at(shown, whole, room - 1)
        yield Line(index, Extent(start, end), piece.lead if start == 0 else piece.hang, not fits)
        start = whole.end + 1
