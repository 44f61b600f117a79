"""Breaking text into lines by cell width, and the exact way between a cell and a character."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import split_graphemes

# Characters that every terminal shows in one cell: Latin, Greek, Cyrillic, typographic punctuation, superscripts, lines
# and shapes. Such text needs no table (a 1,500-word article: 1 ms instead of 14).
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2070-\u209c\u2400-\u2421\u2500-\u25fc]*"
)
# Kinsoku: these never begin a line, and those never end one.
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.;:!?)]}")
_NOT_LAST = frozenset("（「『【〔〈《“‘([{$£€")


class Extent(NamedTuple):
    """A line of a text: a half-open range of its indices, without the space or newline that ended it."""

    start: int
    end: int


def is_narrow(text: str) -> bool:
    """Whether every character is known to take one cell."""
    return _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """How many cells the text takes, grapheme by grapheme."""
    return len(text) if is_narrow(text) else split_graphemes(text)[1]


def wrap(text: str, width: int) -> list[Extent]:
    """Lines of at most `width` cells; a newline always ends one, and a grapheme is never cut.

    Left out are only newlines and the spaces where a line was broken, or an indent that left no room. A line is wider
    than `width` only where a single grapheme is. Text that ends in a newline has no empty last line; empty text has
    one line.
    """
    lines: list[Extent] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        first = _skip_spaces(text, start, stop)
        indented = first - start < width
        wrap_one = _wrap_narrow if is_narrow(text[start:stop]) else _wrap_graphemes
        lines.extend(wrap_one(text, start if indented else first, stop, max(1, width)))
        if end < 0 or end + 1 == len(text):
            return lines
        start = end + 1


def _wrap_narrow(text: str, start: int, stop: int, width: int) -> list[Extent]:
    lines: list[Extent] = []
    while stop - start > width:
        first = _skip_spaces(text, start, stop)
        cut = text.rfind(" ", first, start + width + 1)
        if cut <= first:
            cut = start + width
        lines.append(_trimmed(text, start, cut))
        start = _skip_spaces(text, cut, stop)
        if start == stop:
            return lines
    lines.append(_trimmed(text, start, stop))
    return lines


def _wrap_graphemes(text: str, start: int, stop: int, width: int) -> list[Extent]:
    spans = [(a + start, b + start, size) for a, b, size in split_graphemes(text[start:stop])[0]]
    lines: list[Extent] = []
    first = 0
    while first < len(spans):
        last = _filled(text, spans, first, width)
        stop_at = spans[last - 1][1]
        lines.append(_trimmed(text, spans[first][0], stop_at))
        first = last
        while first < len(spans) and text[spans[first][0] : spans[first][1]] == " ":
            first += 1
    return lines or [Extent(start, start)]


def _filled(text: str, spans: list[tuple[int, int, int]], first: int, width: int) -> int:
    """The index of the grapheme that begins the next line, where this one begins with `first`."""
    used = 0
    best = None
    inked = False
    for index in range(first, len(spans)):
        start, _, size = spans[index]
        if index > first and inked and _may_break(text, spans[index - 1], spans[index]):
            best = index
        inked = inked or text[start] != " "
        if used + size > width:
            return best or max(index, first + 1)
        used += size
    return len(spans)


def _may_break(text: str, before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    left, right = text[before[0]], text[after[0]]
    if right == " " or left == " ":
        return True
    wide = before[2] == 2 or after[2] == 2
    return wide and right not in _NOT_FIRST and left not in _NOT_LAST


def _skip_spaces(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] == " ":
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> Extent:
    while end > start and text[end - 1] == " ":
        end -= 1
    return Extent(start, end)


def column_of(text: str, start: int, index: int) -> int:
    """The cell in which the character at `index` begins, on a line that begins at `start`.

    Inside a grapheme it is the cell in which the grapheme begins.
    """
    if is_narrow(text[start : index + 1]):
        return index - start
    column = 0
    for _, last, size in split_graphemes(text[start : index + 1])[0]:
        if start + last > index:
            return column
        column += size
    return column


def index_at(text: str, line: Extent, column: int) -> int:
    """The index of the character shown at this cell of the line: the line's end where it is shorter."""
    shown = text[line.start : line.end]
    if is_narrow(shown):
        return line.start + min(max(0, column), len(shown))
    left = 0
    for a, _, size in split_graphemes(shown)[0]:
        if left <= column < left + size or (size and column < 0):
            return line.start + a
        left += size
    return line.end
