"""The likeliest labels of a stretch of pieces, none where it can't stand, and the spans that they make.

Labels are chosen by Viterbi's algorithm: no inside without a beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

NEVER = -1e9
BIO = np.array([[0, 0, NEVER], [0, 0, 0], [0, 0, 0]], dtype=np.float32)
"""What it costs to go from a label (row) to the next: 0 out, 1 begins, 2 goes on."""
ROLE = np.array(
    [
        [0, 0, NEVER, 0, NEVER],
        [0, 0, 0, 0, NEVER],
        [0, 0, 0, 0, NEVER],
        [0, 0, NEVER, 0, 0],
        [0, 0, NEVER, 0, 0],
    ],
    dtype=np.float32,
)
"""The same for roles: content begins (1) and goes on (2), source begins (3) and goes on (4)."""
FIRST_BIO = np.array([0, 0, NEVER], dtype=np.float32)
FIRST_ROLE = np.array([0, 0, NEVER, 0, NEVER], dtype=np.float32)


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


def viterbi(scores: Numbers, steps: Numbers, first: Numbers) -> list[int]:
    """The best path through scores [L, labels], where going from label to label costs `steps`."""
    best = scores[0] + first
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        through = best[:, None] + steps
        back[place] = through.argmax(0)
        best = through.max(0) + scores[place]
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place][path[-1]]))
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
