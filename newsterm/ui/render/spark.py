"""Sparklines: numbers as bars in a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARS, _ASCII = " ▁▂▃▄▅▆▇█", " .,-=+*#@"
_LEAST = 4
"""What a full bar stands for at least: one item must not look like a flood."""


def sparkline(counts: Sequence[int], cells: int, *, ascii_only: bool = False) -> str:
    """The counts in at most `cells` cells, the last on the right; what is nothing is a space.

    Where there are more counts than cells, each bar is the sum of as many in a row; the first may be of fewer.
    """
    if cells <= 0 or not counts:
        return ""
    size = -(-len(counts) // cells)
    starts = range(-(-len(counts) % size), len(counts), size)
    sums = [sum(counts[max(0, start) : start + size]) for start in starts]
    most, bars = max(_LEAST, *sums), _ASCII if ascii_only else _BARS
    return "".join(bars[-(-count * (len(bars) - 1) // most)] for count in sums)
