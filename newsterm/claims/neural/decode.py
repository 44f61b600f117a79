"""From the network's numbers to attributions: cues first, then for each cue what is said and by whom.

Labels are chosen by Viterbi's algorithm, so that none stands where it can't: no inside without a beginning.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from newsterm.claims.neural.roles import DISTANCES, RANK, REACH, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newsterm.claims.neural.inputs import Pieces, Window

    Numbers = NDArray[np.float32]

_NEVER = -1e9
_BIO = np.array([[0, 0, _NEVER], [0, 0, 0], [0, 0, 0]], dtype=np.float32)
"""What it costs to go from a label (row) to the next: 0 out, 1 begins, 2 goes on."""
_ROLES = np.array(
    [
        [0, 0, _NEVER, 0, _NEVER],
        [0, 0, 0, 0, _NEVER],
        [0, 0, 0, 0, _NEVER],
        [0, 0, _NEVER, 0, 0],
        [0, 0, _NEVER, 0, 0],
    ],
    dtype=np.float32,
)
"""The same for roles: content begins (1) and goes on (2), source begins (3) and goes on (4)."""
_FIRST_BIO = np.array([0, 0, _NEVER], dtype=np.float32)
_FIRST_ROLE = np.array([0, 0, _NEVER, 0, _NEVER], dtype=np.float32)
_BUCKETS = np.array(DISTANCES)
SIGNS = 9
"""How many signs an attribution has."""


class Knobs(Struct, frozen=True, kw_only=True):
    """What is chosen on articles set aside."""

    cue: float = 0.0
    """Added to the scores of cues: more of them are found where it is greater."""
    content: float = 0.0
    source: float = 0.0
    tags: float = 0.5
    """How much the tags of contents and sources count beside the roles."""
    weights: tuple[float, ...] = (*[0.0] * SIGNS, 0.0)
    """How confidence follows from the signs of an attribution (logistic regression); the last is the constant."""
    least: float = 0.0
    """The confidence that an attribution has at least."""


class Outputs(Struct, frozen=True):
    """What the network says of a window of L pieces."""

    tags: Numbers
    """[L, 9]: out, begins, goes on; for cues, contents and sources."""
    own: Numbers
    """[L, ROLES]"""
    piece: Numbers
    """[L, ROLES * RANK]"""
    cue: Numbers
    """[L, ROLES * RANK]"""


class Span(NamedTuple):
    """Pieces first to last, half-open."""

    first: int
    last: int


class Attribution(Struct, frozen=True, kw_only=True):
    """An attribution in pieces."""

    cue: Span
    contents: tuple[Span, ...]
    source: Span | None
    signs: tuple[float, ...]
    """What confidence is told by: see `_signs`."""
    confidence: float = 0.0


class _Paragraph(Struct, frozen=True):
    """A paragraph's part of a window."""

    outputs: Outputs
    tags: Numbers
    """[L, 3, 3], as logarithms."""
    quoted: Sequence[int]


class Reader:
    """Reads attributions off what the network says of a text's windows."""

    def __init__(self, bias: Numbers, knobs: Knobs) -> None:
        """`bias` is the network's own for distances, [BUCKETS, ROLES]."""
        self._bias, self._knobs = bias, knobs

    def read(self, pieces: Pieces, window: Window, outputs: Outputs) -> Iterator[Attribution]:
        """The attributions that begin in the part of the text that the window owns, in the order of their cues."""
        tags = _log_softmax(outputs.tags.reshape(-1, 3, 3))
        for first, last in _paragraphs(pieces.paragraphs, window):
            here = slice(first - window.first, last - window.first)
            paragraph = _Paragraph(
                Outputs(outputs.tags[here], outputs.own[here], outputs.piece[here], outputs.cue[here]),
                tags[here],
                pieces.quoted[first:last],
            )
            cues = paragraph.tags[:, 0] + np.array([0, self._knobs.cue, 0], dtype=np.float32)
            for cue in _runs(_viterbi(cues, _BIO, _FIRST_BIO), 1):
                if window.own_first <= first + cue.first < window.own_last:
                    found = self._attribution(paragraph, cue)
                    if found is not None and found.confidence >= self._knobs.least:
                        yield _moved(found, first)

    def _attribution(self, paragraph: _Paragraph, cue: Span) -> Attribution | None:
        """What a cue attributes, and to whom; None where nothing is said. Spans count from the paragraph's start."""
        scores = self._roles(paragraph.outputs, cue)
        steered = scores + self._steering(paragraph.tags)
        steered[cue.first : cue.last, 1:] = _NEVER
        path = _viterbi(steered, _ROLES, _FIRST_ROLE)
        contents = tuple(_runs(path, 1))
        if not contents:
            return None
        sure = np.exp(scores)
        source = max(_runs(path, 3), key=lambda span: _mean(sure[span.first : span.last, 3:].sum(1)), default=None)
        signs = _signs(np.exp(paragraph.tags[:, 0]), sure, cue, contents, source, paragraph.quoted)
        return Attribution(
            cue=cue, contents=contents, source=source, signs=signs, confidence=confidence(signs, self._knobs.weights)
        )

    def _roles(self, outputs: Outputs, cue: Span) -> Numbers:
        """[L, ROLES]: how likely each piece of a paragraph is what to the cue, as logarithms."""
        length = len(outputs.own)
        ends = outputs.cue[[cue.first, cue.last - 1]].mean(0).reshape(ROLES, RANK)
        alike = np.einsum("lrk,rk->lr", outputs.piece.reshape(length, ROLES, RANK), ends) / math.sqrt(RANK)
        apart = np.clip(np.arange(length) - cue.first, -REACH, REACH) + REACH
        return _log_softmax(alike + outputs.own + self._bias[_BUCKETS[apart]])

    def _steering(self, tags: Numbers) -> Numbers:
        """[L, ROLES]: what is added to the roles: the tags of contents and sources, and the knobs."""
        knobs, added = self._knobs, np.zeros((len(tags), ROLES), dtype=np.float32)
        added[:, 1:3] = knobs.tags * (tags[:, 1, 1:] - tags[:, 1, :1]) + knobs.content
        added[:, 3:5] = knobs.tags * (tags[:, 2, 1:] - tags[:, 2, :1]) + knobs.source
        return added


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that an attribution is right, by logistic regression over its signs."""
    total = weights[-1] + sum(weight * sign for weight, sign in zip(weights, signs, strict=False))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _signs(
    cues: Numbers,
    roles: Numbers,
    cue: Span,
    contents: Sequence[Span],
    source: Span | None,
    quoted: Sequence[int],
) -> tuple[float, ...]:
    """What tells how sure an attribution is, as log odds and shares, given the probabilities of tags and roles."""
    inside = [n for span in contents for n in range(*span)]
    said = roles[inside, 1:3].sum(1)
    edges = [roles[span.first, 1] for span in contents] + [
        1 - roles[span.last, 2] for span in contents if span.last < len(roles)
    ]
    whose = roles[source.first : source.last, 3:].sum(1) if source is not None else 1 - roles[:, 3:].sum(1)
    return (
        _odds(cues[cue.first, 1]),
        _odds(_mean(cues[cue.first : cue.last, 1:].sum(1))),
        _odds(_mean(said)),
        _odds(float(said.min())),
        _odds(float(np.prod(edges))),
        _odds(_mean(whose) if source is not None else float(whose.min())),
        float(source is None),
        sum(quoted[n] > 0 for n in inside) / len(inside),
        math.log(len(inside)),
    )


def _odds(probability: float) -> float:
    bounded = min(0.999, max(0.001, float(probability)))
    return math.log(bounded / (1 - bounded))


def _mean(numbers: Numbers) -> float:
    return float(numbers.mean())


def _paragraphs(ranges: Sequence[tuple[int, int]], window: Window) -> Iterator[tuple[int, int]]:
    """The parts of paragraphs that are in the window and have a piece that it owns."""
    for first, last in ranges:
        if first < window.own_last and last > window.own_first:
            yield max(first, window.first), min(last, window.last)


def _moved(found: Attribution, by: int) -> Attribution:
    def moved(span: Span) -> Span:
        return Span(span.first + by, span.last + by)

    source = None if found.source is None else moved(found.source)
    return replace(found, cue=moved(found.cue), contents=tuple(map(moved, found.contents)), source=source)


def _runs(path: Sequence[int], begin: int) -> Iterator[Span]:
    """The stretches of a path that begin with one label and go on with the next higher one."""
    start = None
    for place, label in enumerate([*path, 0]):
        if start is not None and label != begin + 1:
            yield Span(start, place)
            start = None
        if label == begin:
            start = place


def _viterbi(scores: Numbers, steps: Numbers, first: Numbers) -> list[int]:
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


def _log_softmax(scores: Numbers) -> Numbers:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)
