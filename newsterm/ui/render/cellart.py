"""A drawn picture as rows of cells: half-blocks in two colours, or placeholders that the terminal paints over."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.model import Drawn

Rows = tuple[tuple[Segment, ...], ...]
"""The cells of a picture, row by row; all rows take as many."""

_UPPER = "▀"
_PLACEHOLDER = "\U0010eeee"
# Combining characters of class 230 without decomposition, which kitty counts rows and columns with: the first of its
# list rowcolumn-diacritics.txt, enough for the widest line and the highest picture.
_RANGES = (
    (0x305, 0x305), (0x30D, 0x30E), (0x310, 0x310), (0x312, 0x312), (0x33D, 0x33F), (0x346, 0x346), (0x34A, 0x34C),
    (0x350, 0x352), (0x357, 0x357), (0x35B, 0x35B), (0x363, 0x36F), (0x483, 0x487), (0x592, 0x595), (0x597, 0x599),
    (0x59C, 0x5A1), (0x5A8, 0x5A9), (0x5AB, 0x5AC), (0x5AF, 0x5AF), (0x5C4, 0x5C4), (0x610, 0x617), (0x657, 0x65B),
    (0x65D, 0x65E), (0x6D6, 0x6DC), (0x6DF, 0x6E2), (0x6E4, 0x6E4), (0x6E7, 0x6E8), (0x6EB, 0x6EC), (0x730, 0x730),
    (0x732, 0x733), (0x735, 0x736), (0x73A, 0x73A), (0x73D, 0x73D), (0x73F, 0x741), (0x743, 0x743), (0x745, 0x745),
    (0x747, 0x747), (0x749, 0x74A), (0x7EB, 0x7F1), (0x7F3, 0x7F3), (0x816, 0x819), (0x81B, 0x823), (0x825, 0x827),
    (0x829, 0x82D), (0x951, 0x951), (0x953, 0x954), (0xF82, 0xF83), (0xF86, 0xF87), (0x135D, 0x135F),
    (0x17DD, 0x17DD), (0x193A, 0x193A), (0x1A17, 0x1A17), (0x1A75, 0x1A7C), (0x1B6B, 0x1B6B), (0x1B6D, 0x1B73),
)  # fmt: skip
COUNTERS = tuple(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""The characters that stand for 0, 1, 2 ... beside kitty's placeholder."""


def half_blocks(drawn: Drawn) -> Rows:
    """Cells whose upper and lower halves have the colours of two pixels."""
    width, data = 3 * drawn.columns, drawn.data
    pairs = [data[start : start + 2 * width] for start in range(0, 2 * width * drawn.rows, 2 * width)]
    return tuple(tuple(_blocks(pair[:width], pair[width:])) for pair in pairs)


def _blocks(upper: bytes, lower: bytes) -> Iterator[Segment]:
    cells = [(upper[at : at + 3], lower[at : at + 3]) for at in range(0, len(upper), 3)]
    for (above, below), run in groupby(cells):
        style = Style.from_color(Color.from_rgb(*above), Color.from_rgb(*below))
        yield Segment(_UPPER * sum(1 for _ in run), style)


def placeholders(drawn: Drawn, number: int) -> Rows:
    """kitty's Unicode placeholders of the image with this number, which the foreground's 24 bits carry.

    Every cell tells its row and column, so that any part of a line may be painted alone.
    """
    style = Style.from_color(Color.from_rgb(number >> 16, number >> 8 & 255, number & 255))
    columns = COUNTERS[: drawn.columns]
    return tuple((Segment("".join(_PLACEHOLDER + row + c for c in columns), style),) for row in COUNTERS[: drawn.rows])


def stand_ins(drawn: Drawn, signs: Sequence[str]) -> Rows:
    """A sign for each row, repeated over its cells: whoever writes to the terminal knows what it stands for."""
    return tuple((Segment(sign * drawn.columns, Style()),) for sign in signs)
