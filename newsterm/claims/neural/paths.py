"""The likeliest labels of a stretch of pieces, none where it can't stand, and the spans that they make."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

NEVER = -1e9
"""The score of what can't be."""


class Span(NamedTuple):
    """Pieces first to last, half-open."""

    first: int
    last: int


def runs(path: Sequence[int], begin: int) -> Iterator[Span]:
    """The stretches of a path that begin with one label and go on with the next higher one."""
    start = None
    for place, label in enumerate([*path, 0]):
        if start is not None and label != begin + 1:
            yield Span(start, place)
            start = None
        if label == begin:
            start = place


def likeliest(scores: Numbers) -> list[int]:
    """The best path through scores [L, labels], by Viterbi's algorithm.

    Label 0 is outside; the others come in pairs, begins (odd) and goes on (the even one after it), which only follows
    one of its pair. All other steps are free, so that a label's best way leads from the best label before it.
    """
    each: list[int] = scores.argmax(-1).tolist()
    if all(not after or after % 2 or before in (after - 1, after) for before, after in pairwise((0, *each))):
        return each  # as it mostly is; no path has a better score than the best labels one by one
    rows: list[list[float]] = scores.tolist()
    inside = range(2, len(rows[0]), 2)
    best = rows[0]
    for label in inside:
        best[label] = NEVER
    back: list[tuple[int, list[int]]] = []
    for row in rows[1:]:
        top = max(best)
        through = [top + score for score in row]
        chosen = []
        for label in inside:
            before = label - 1 if best[label - 1] >= best[label] else label
            through[label] = best[before] + row[label]
            chosen.append(before)
        back.append((best.index(top), chosen))
        best = through
    path = [best.index(max(best))]
    for top_label, chosen in reversed(back):
        label = path[-1]
        path.append(chosen[label // 2 - 1] if label and not label % 2 else top_label)
    return path[::-1]


def log_softmax(scores: Numbers) -> Numbers:
    """Scores as logarithms of probabilities, along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)


def outside(span: Span, taken: Collection[int]) -> Iterator[Span]:
    """The stretches of a span whose pieces are not taken."""
    first = span.first
    for place in range(span.first, span.last + 1):
        if place == span.last or place in taken:
            if place > first:
                yield Span(first, place)
            first = place + 1
