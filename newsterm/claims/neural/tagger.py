"""The neural tagger: the shipped model over windows of a text, as attributions in code points."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import onnxruntime

from newsterm.claims.neural.decode import Knobs, Outputs, Reader
from newsterm.claims.neural.inputs import Pieces, read, windows
from newsterm.claims.neural.wordpiece import WordPiece
from newsterm.claims.raw import RawClaim
from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.claims.neural.decode import Attribution
    from newsterm.claims.neural.inputs import Window
    from newsterm.claims.neural.paths import Span as PieceSpan

WINDOW = 288
"""Pieces that are read at once: training has up to 384, but longer ones cost more and find no more."""

MOST = 12_000
"""Pieces that are read of a text, some 9,000 words and 2 s of work; word lists serve behind them."""


class Session:
    """The network, ready to be asked; on one core, since other work goes on beside it."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def __call__(self, pieces: Pieces, first: int, last: int) -> list[Any]:
        """What it says of a stretch of pieces: tags, own, piece, cue (see Outputs), and the bias of distances."""
        given = {"ids": pieces.ids, "shapes": pieces.shapes, "quoted": pieces.quoted}
        feed = {name: np.array([numbers[first:last]], dtype=np.int64) for name, numbers in given.items()}
        *batched, bias = self._session.run(None, feed)
        return [*(output[0] for output in batched), bias]


class NeuralTagger:
    """Finds attributions with a model."""

    def __init__(self, session: Session, vocabulary: Sequence[str], knobs: Knobs) -> None:
        self._session = session
        self._wordpiece = WordPiece(vocabulary)
        self._knobs = knobs

    def tag(self, text: str) -> tuple[list[RawClaim], int]:
        """The attributions, paragraph by paragraph, and where in the text reading ended."""
        pieces = read(text, self._wordpiece)
        looked = [window for window in windows(pieces, WINDOW) if window.own_last <= MOST]
        end = pieces.starts[looked[-1].own_last] if looked and looked[-1].own_last < len(pieces) else len(text)
        return [_raw(text, pieces, found) for window in looked for found in self._read(pieces, window)], end

    def _read(self, pieces: Pieces, window: Window) -> Iterator[Attribution]:
        *said, bias = self._session(pieces, window.first, window.last)
        yield from Reader(bias, self._knobs).read(pieces, window, Outputs(*said))


def whole_words(text: str, start: int, end: int) -> Span:
    """The stretch from start to end without half a word at its ends: pieces are less than words."""
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _raw(text: str, pieces: Pieces, found: Attribution) -> RawClaim:
    def span(of: PieceSpan) -> Span:
        return whole_words(text, pieces.starts[of.first], pieces.ends[of.last - 1])

    return RawClaim(
        content=tuple(map(span, found.contents)),
        cue=(span(found.cue),),
        source=() if found.source is None else (span(found.source),),
        pattern="neural",
        score=found.confidence,
    )


@cache
def shipped() -> NeuralTagger:
    """The tagger with the model that newsterm ships; made once a process, in 0.1 s."""
    folder = files("newsterm.claims.neural") / "model"
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    knobs = msgspec.json.decode((folder / "knobs.json").read_bytes(), type=Knobs)
    return NeuralTagger(Session((folder / "tagger.onnx").read_bytes()), vocabulary, knobs)
