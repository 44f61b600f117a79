"""Spans laid over a text, overlapping as they like, split into runs that cover every character exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Span


class Run(NamedTuple):
    """A stretch of a text over which the same spans lie."""

    start: int
    end: int
    over: tuple[int, ...]
    """Which of the spans lie over it: ascending indices into the sequence given to `split`."""


def split(spans: Sequence[Span], start: int, end: int) -> tuple[Run, ...]:
    """The range from `start` to `end` as runs: adjoining, never empty, in order, each with the spans over it.

    Spans may overlap, nest, repeat, be empty, and reach beyond the range. Runs that adjoin differ in their spans.
    """
    edges: dict[int, list[int]] = {}
    for index, (first, last) in enumerate(spans):
        first_in, last_in = max(first, start), min(last, end)
        if first_in < last_in:
            edges.setdefault(first_in, []).append(index)
            edges.setdefault(last_in, []).append(~index)
    runs: list[Run] = []
    over: set[int] = set()
    done = start
    for edge in sorted(edges):
        _append(runs, done, edge, over)
        done = edge
        for index in edges[edge]:
            if index >= 0:
                over.add(index)
            else:
                over.discard(~index)
    _append(runs, done, end, over)
    return tuple(runs)


def _append(runs: list[Run], start: int, end: int, over: set[int]) -> None:
    if start >= end:
        return
    spans = tuple(sorted(over))
    if runs and runs[-1].over == spans:
        start = runs.pop().start
    runs.append(Run(start, end, spans))
