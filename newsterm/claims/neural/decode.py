"""From the network's numbers to attributions: cues first, then for each cue what is said and by whom.

What is tagged as said but has no cue comes last: with a cue that was too unlikely to be one by itself, or with none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from newsterm.claims.neural.paths import NEVER, Span, likeliest, log_softmax, outside, runs
from newsterm.claims.neural.roles import DISTANCES, RANK, REACH, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.claims.neural.inputs import Pieces, Window
    from newsterm.claims.neural.paths import Numbers

_BUCKETS = np.array(DISTANCES)
SIGNS = 9
"""How many signs an attribution has."""
_WORTH = 8
"""Pieces of what is tagged as said that are worth an attribution of their own where no cue has them."""
_SURE = 0.7
"""How likely their tags are at least."""
_MARK = 2
"""A piece that is a mark of quotation (see Pieces)."""
_FAINT, _TRIED, _FITS = 0.05, 12, 0.3
"""How likely such a cue is at least, how many are tried, and how likely it makes what it attributes."""


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
    """The confidence that an attribution with a cue of its own has at least; what it would say may have another."""
    bare: float = 0.0
    """The confidence of what is tagged as said and has no cue of its own."""


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


class Attribution(Struct, frozen=True, kw_only=True):
    """An attribution in pieces."""

    cue: Span
    contents: tuple[Span, ...]
    source: Span | None
    signs: tuple[float, ...]
    """What confidence is told by (see `_signs`); none where the cue is not its own."""
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
        """The attributions that begin in the part of the text that the window owns, paragraph by paragraph."""
        tags = log_softmax(outputs.tags.reshape(-1, 3, 3))
        for first, last in _paragraphs(pieces.paragraphs, window):
            here = slice(first - window.first, last - window.first)
            paragraph = _Paragraph(
                Outputs(outputs.tags[here], outputs.own[here], outputs.piece[here], outputs.cue[here]),
                tags[here],
                pieces.quoted[first:last],
            )
            for found in self._paragraph(paragraph):
                begin = found.cue if found.signs else found.contents[0]
                if window.own_first <= first + begin.first < window.own_last:
                    yield _moved(found, first)

    def _paragraph(self, paragraph: _Paragraph) -> list[Attribution]:
        cues = paragraph.tags[:, 0] + np.array([0, self._knobs.cue, 0], dtype=np.float32)
        told = (self._attribution(paragraph, cue) for cue in runs(likeliest(cues), 1))
        found = [one for one in told if one is not None and one.confidence >= self._knobs.least]
        taken = _said_in(found)
        for span in runs(likeliest(paragraph.tags[:, 1]), 1):
            for part in outside(span, taken):
                if part.last - part.first >= _WORTH and _tagged(paragraph, part) >= _SURE:
                    more = self._by_faint_cue(paragraph, part, taken) or self._bare(paragraph, part, found)
                    found += more
                    taken |= _said_in(more)
        return found

    def _by_faint_cue(self, paragraph: _Paragraph, part: Span, taken: set[int]) -> list[Attribution]:
        """What is tagged as said, attributed by the piece that is likeliest to do so, where one is at all likely."""
        chances = np.exp(paragraph.tags[:, 0, 1])
        chances[part.first : part.last] = 0
        best, found = 0.0, None
        for place in (int(place) for place in np.argsort(-chances)[:_TRIED] if chances[place] >= _FAINT):
            cue = Span(place, place + 1)
            fit = _mean(np.exp(self._roles(paragraph.outputs, cue))[part.first : part.last, 1:3].sum(1))
            if fit < _FITS or fit * chances[place] <= best:
                continue
            one = self._attribution(paragraph, cue)
            if one is not None and one.confidence >= self._knobs.least and _is_of(one, part, taken):
                best, found = fit * chances[place], one
        return [found] if found is not None else []

    def _bare(self, paragraph: _Paragraph, part: Span, found: Sequence[Attribution]) -> list[Attribution]:
        """What is said, though no cue of its own tells so.

        Another attribution of its paragraph, the last before it, lends cue and source; where there is none, the mark of
        quotation that it begins with is all that attributes it.
        """
        before = [one for one in found if one.contents[0].first < part.first] or found
        if before:
            last = max(before, key=lambda one: one.contents[0].first)
            cue, source = last.cue, last.source
        elif paragraph.quoted[part.first] == _MARK:
            cue, source = Span(part.first, part.first + 1), None
        else:
            return []
        return [Attribution(cue=cue, contents=(part,), source=source, signs=(), confidence=self._knobs.bare)]

    def _attribution(self, paragraph: _Paragraph, cue: Span) -> Attribution | None:
        """What a cue attributes, and to whom; None where nothing is said. Spans count from the paragraph's start."""
        scores = self._roles(paragraph.outputs, cue)
        steered = scores + self._steering(paragraph.tags)
        steered[cue.first : cue.last, 1:] = NEVER
        path = likeliest(steered)
        contents = tuple(runs(path, 1))
        if not contents:
            return None
        sure = np.exp(scores)
        source = max(runs(path, 3), key=lambda span: _mean(sure[span.first : span.last, 3:].sum(1)), default=None)
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
        return log_softmax(alike + outputs.own + self._bias[_BUCKETS[apart]])

    def _steering(self, tags: Numbers) -> Numbers:
        """[L, ROLES]: what is added to the roles: the tags of contents and sources, and the knobs."""
        knobs, added = self._knobs, np.zeros((len(tags), ROLES), dtype=np.float32)
        added[:, 1:3] = knobs.tags * (tags[:, 1, 1:] - tags[:, 1, :1]) + knobs.content
        added[:, 3:5] = knobs.tags * (tags[:, 2, 1:] - tags[:, 2, :1]) + knobs.source
        return added


def _tagged(paragraph: _Paragraph, part: Span) -> float:
    """How likely it is that all of a stretch is said, by the tags."""
    return _mean(np.exp(paragraph.tags[part.first : part.last, 1, 1:]).sum(1))


def _is_of(one: Attribution, part: Span, taken: set[int]) -> bool:
    """Whether an attribution has most of a stretch, and nothing of what others have."""
    said = _said_in([one])
    return 2 * len(said.intersection(range(*part))) > part.last - part.first and not said & taken


def _said_in(found: Sequence[Attribution]) -> set[int]:
    return {place for one in found for span in one.contents for place in range(*span)}


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
