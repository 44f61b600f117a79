"""Knobs and confidence, chosen on articles set aside: what is found, and how sure to be of it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from newsterm.claims.neural.decode import Attribution, Knobs, Outputs, Reader, confidence
from newsterm.claims.neural.inputs import windows
from newsterm.claims.training.judge import judge, verdicts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsterm.claims.neural.inputs import Window
    from newsterm.claims.training.corpus import Example

    Run = Callable[[Example, Window], tuple[Outputs, np.ndarray]]

LEAST = 0.2
"""Below this confidence an attribution is not told at all; what is shown may ask for more."""
_PENALTY = 1.0
"""Of the weights' squares: there are some 1,500 attributions to learn them from."""


class Heard(Struct, frozen=True):
    """An article with all that the network says of it, so that knobs can be turned without asking again."""

    example: Example
    windows: tuple[tuple[Window, Outputs], ...]
    bias: np.ndarray

    def attributions(self, knobs: Knobs) -> list[Attribution]:
        """What is found with these knobs."""
        reader = Reader(self.bias, knobs)
        return [a for window, outputs in self.windows for a in reader.read(self.example.pieces, window, outputs)]


def hear(examples: Iterable[Example], run: Run, size: int) -> list[Heard]:
    """What the network says of every article."""
    heard = []
    for example in examples:
        said = [(window, *run(example, window)) for window in windows(example.pieces, size)]
        if said:
            heard.append(Heard(example, tuple((w, o) for w, o, _ in said), said[0][2]))
    return heard


def tune(heard: Sequence[Heard], *, tell: Callable[[str], None]) -> Knobs:
    """The knobs that find most and best, and the weights of confidence.

    Best is the greatest sum of full, soft and piece F1: what is said counts where it is not known who says it, too.
    """
    best, top = Knobs(), -1.0
    for cue, tags, content in product((-1.0, -0.5, 0.0), (0.0, 0.1, 0.2), (-0.5, 0.0, 0.5)):
        knobs = Knobs(cue=cue, tags=tags, content=content)
        knobs = replace(knobs, weights=weights_of(heard, knobs), least=LEAST)
        knobs = replace(knobs, bare=_bare(heard, knobs))
        score = judge((h.example, h.attributions(knobs)) for h in heard)
        value = score.full_f1 + score.soft_f1 + score.piece_f1
        if value > top:
            best, top = knobs, value
    tell(f"sum of F1 on the articles set aside: {top:.2f} with {best}")
    return best


def weights_of(heard: Sequence[Heard], knobs: Knobs) -> tuple[float, ...]:
    """Weights of an attribution's signs that tell whether it is right (logistic regression, Newton's method)."""
    rows, right = [], []
    for one in heard:
        found = one.attributions(knobs)
        cued = [(a, verdict) for a, verdict in zip(found, verdicts_of(one.example, found), strict=True) if a.signs]
        rows += [(*a.signs, 1.0) for a, _ in cued]
        right += [verdict is True for _, verdict in cued]
    signs, truth = np.array(rows), np.array(right, dtype=float)
    weights = np.zeros(signs.shape[1])
    penalty = np.eye(len(weights)) * _PENALTY
    for _ in range(30):
        sure = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (truth - sure) - penalty @ weights
        curve = (signs * (sure * (1 - sure))[:, None]).T @ signs + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(w), 4) for w in weights)


def _bare(heard: Sequence[Heard], knobs: Knobs) -> float:
    """The share that is right of what has no cue; of so few, as if two more had been seen, one of them right."""
    right = []
    for one in heard:
        found = one.attributions(knobs)
        right += [v is True for a, v in zip(found, verdicts_of(one.example, found), strict=True) if not a.signs]
    return round((sum(right) + 1) / (len(right) + 2), 4)


def calibration(heard: Sequence[Heard], knobs: Knobs) -> tuple[float, float]:
    """The expected calibration error over ten equal bins, and the share right among the surer half."""
    sure, right = [], []
    for one in heard:
        found = one.attributions(knobs)
        sure += [confidence(a.signs, knobs.weights) if a.signs else knobs.bare for a in found]
        right += [verdict is True for verdict in verdicts_of(one.example, found)]
    order = np.argsort(sure)[::-1]
    ranked, truth = np.array(sure)[order], np.array(right, dtype=float)[order]
    bins = np.minimum((ranked * 10).astype(int), 9)
    error = sum(
        abs(ranked[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    )
    return float(error), float(truth[: len(truth) // 2].mean())
