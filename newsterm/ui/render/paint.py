"""A line of a page as segments: the margin, what leads it, and its text in the styles of its claims."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from newsterm.ui.render.wrap import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from newsterm.ui.render.page import Line, Page, Piece

    Ink = Callable[[tuple[str, ...]], Style]
    """Component classes, each laid over the one before it, as a style."""

GUTTER = 2
"""Cells left of the text for the bar that marks the focused claim, and a space."""
_BAR = "▌"
_CUT = "…"


class Stretch(NamedTuple):
    """A part of a piece's shown text with one style."""

    start: int
    end: int
    style: tuple[str, ...]
    claims: tuple[str, ...]


class Focus(NamedTuple):
    """What is emphasised: a claim, and the lines that its content is on."""

    claim: str | None
    lines: frozenset[int]


def stretches(piece: Piece) -> tuple[Stretch, ...]:
    """The whole of what a piece shows, signs included, every character once."""
    length = len(piece.inlay.shown)
    if not piece.runs and not piece.inlay.signs:
        return (Stretch(0, length, (), ()),)
    inlay = piece.inlay
    base = piece.start or 0
    edges: list[tuple[int, int, tuple[str, ...], tuple[str, ...]]] = []
    for sign, start, end in zip(inlay.signs, inlay.starts, inlay.ends, strict=True):
        edges.append((start, end, sign.style, (sign.claim,) if sign.claim else ()))
    text_size = length - sum(len(sign.text) for sign in inlay.signs)
    runs = piece.runs or ()
    spans = [(run.start - base, run.end - base, run.style, run.claims) for run in runs] or [(0, text_size, (), ())]
    for first, last, style, claims in spans:
        inner = [at for at in dict.fromkeys(inlay.offsets) if first < at < last]
        for start, end in zip([first, *inner], [*inner, last], strict=True):
            begin = inlay.to_shown(start)
            edges.append((begin, begin + end - start, style, claims))
    return tuple(Stretch(*edge) for edge in sorted(edges, key=lambda edge: edge[0]))


def paint(
    page: Page, number: int, parts: Sequence[Stretch], *, left: int, room: int, focus: Focus, ink: Ink
) -> list[Segment]:
    """The segments of a line, from the pane's left edge on; `left` cells stand before the gutter.

    `parts` are the stretches of the line's piece; code, which has a ground of its own, is filled up to `room` cells.
    """
    line = page.lines[number]
    base = ink(())
    focused = number in focus.lines
    segments = [Segment(" " * left, base)] if left else []
    segments += [Segment(_BAR, ink(("article--bar",))), Segment(" ", base)] if focused else [Segment("  ", base)]
    if line.piece < 0:
        return [*segments, Segment(line.lead, ink(("article--quote", "article--lead")))] if line.lead else segments
    if drawn := page.pieces[line.piece].drawn:
        return segments + [Segment(shown, base + (ground or base)) for shown, ground, _ in drawn[line.extent.start]]
    style = page.pieces[line.piece].style
    text = [Segment(line.lead, ink((style, "article--lead")))] if line.lead else []
    text += _text_segments(line, page.pieces[line.piece], parts, focus.claim, ink)
    if line.cut:
        text.append(Segment(_CUT, ink((style, "article--lead"))))
    if page.pieces[line.piece].unbroken:
        text.append(Segment(" " * (room - sum(cells(segment.text) for segment in text)), ink((style,))))
    return segments + text


def _text_segments(line: Line, piece: Piece, parts: Sequence[Stretch], claim: str | None, ink: Ink) -> list[Segment]:
    segments: list[Segment] = []
    start, end = line.extent
    shown = piece.inlay.shown
    for part in parts[max(0, bisect_right(parts, start, key=lambda part: part.start) - 1) :]:
        if part.start >= end:
            break
        text = shown[max(start, part.start) : min(end, part.end)]
        if text:
            emphasis = ("article--focus",) if claim is not None and claim in part.claims else ()
            segments.append(Segment(text, ink((piece.style, *part.style, *emphasis))))
    return segments
