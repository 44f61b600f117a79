"""Words in several styles, run together and broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsterm.ui.render.wrap import Extent, cells, index_at, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CUT = "…"


class Bit(NamedTuple):
    """A text in one style."""

    text: str
    style: tuple[str, ...] = ()
    """Component classes, each drawn over the one before it; a name without `--` is a colour."""


TextLine = tuple[Bit, ...]


def flow(bits: Iterable[Bit], width: int, *, most: int | None = None, separator: Bit | None = None) -> list[TextLine]:
    """The texts one after another, in lines of at most `width` cells, at most `most` lines.

    Where there was more to say, the last line ends in an ellipsis; a separator never ends a line.
    """
    joined = [bit for bit in bits if bit.text]
    text = "".join(bit.text for bit in joined)
    extents = wrap(text, width)
    if most is None or len(extents) <= most:
        return [_ended(_slice(joined, extent), separator) for extent in extents]
    kept = extents[:most]
    last = kept[-1]
    if cells(text[last.start : last.end]) > width - 1:
        last = Extent(last.start, index_at(text, last, width - 1))
    lines = [_ended(_slice(joined, extent), separator) for extent in (*kept[:-1], last)]
    end = lines[-1][-1].style if lines[-1] else ()
    return [*lines[:-1], (*lines[-1], Bit(_CUT, end))]


def _ended(line: TextLine, separator: Bit | None) -> TextLine:
    ends = separator is not None and line and line[-1].text.strip() == separator.text.strip()
    return line[:-1] if ends else line


def joined_by(separator: Bit, groups: Iterable[Sequence[Bit]]) -> list[Bit]:
    """The groups that say something, with the separator between them."""
    bits: list[Bit] = []
    for group in groups:
        said = [bit for bit in group if bit.text]
        if said:
            bits += [separator, *said] if bits else said
    return bits


def width_of(line: Iterable[Bit]) -> int:
    """How many cells a line takes."""
    return sum(cells(bit.text) for bit in line)


def _slice(bits: Sequence[Bit], extent: Extent) -> TextLine:
    line: list[Bit] = []
    at = 0
    for bit in bits:
        start, end = max(at, extent.start), min(at + len(bit.text), extent.end)
        if start < end:
            line.append(Bit(bit.text[start - at : end - at], bit.style))
        at += len(bit.text)
    return tuple(line)
