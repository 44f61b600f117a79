"""What the terminal shows is written once: of every update only the cells that differ."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from newsterm.ui.render.cells import width
from newsterm.ui.shown import Changes, Shown

WIDE, HIGH = 12, 3
SIZE = Size(WIDE, HIGH)
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=WIDE)
STYLES = (Style(), Style(bold=True), Style(color="red"))
LETTERS = "ab 港é"
_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLED = re.compile(r"\x1b\[[0-9;]*m")


@st.composite
def lines(draw: st.DrawFn) -> Strip:
    """A line of the screen's width, of one piece or several."""
    segments: list[Segment] = []
    room = WIDE
    while room:
        text = draw(st.text(LETTERS, min_size=1, max_size=room))
        while width(text) > room:
            text = text[:-1]
        text = text or " "
        segments.append(Segment(text, draw(st.sampled_from(STYLES))))
        room -= width(text)
    return Strip(segments)


screens = st.lists(lines(), min_size=HIGH, max_size=HIGH)


class Terminal:
    """Understands what is written to it: cells, moves, and styles as text."""

    def __init__(self) -> None:
        self.cells = [["?"] * WIDE for _ in range(HIGH)]

    def write(self, text: str) -> None:
        pieces = _MOVE.split(text)
        assert not pieces[0]
        for row, column, written in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            x, style = int(column) - 1, ""
            for piece in re.split(f"({_STYLED.pattern})", written):
                if _STYLED.fullmatch(piece):
                    style = "" if piece == "\x1b[0m" else piece
                    continue
                for character in piece:
                    for _ in range(width(character)):
                        self.cells[int(row) - 1][x] = style + character
                        x += 1


def whole(strips: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDE, HIGH))


def part(strips: list[Strip], y: int, start: int, end: int) -> ChopsUpdate:
    return ChopsUpdate([{0: strip} for strip in strips], [(y, start, end)], [[WIDE]] * HIGH)


@given(st.lists(screens, min_size=1, max_size=4))
def test_what_differs_makes_the_terminal_show_the_whole(shots: list[list[Strip]]) -> None:
    shown, terminal, plain = Shown(), Terminal(), Terminal()
    for strips in shots:
        terminal.write(shown.changes(whole(strips), SIZE).render_segments(CONSOLE))
        plain.write(Changes([(0, y, strip) for y, strip in enumerate(strips)]).render_segments(CONSOLE))
        assert terminal.cells == plain.cells


@given(screens, screens, st.integers(0, HIGH - 1))
def test_a_part_that_is_updated_is_known_afterwards(before: list[Strip], after: list[Strip], y: int) -> None:
    shown, terminal = Shown(), Terminal()
    terminal.write(shown.changes(whole(before), SIZE).render_segments(CONSOLE))
    terminal.write(shown.changes(part(after, y, 0, WIDE), SIZE).render_segments(CONSOLE))
    now = [*before[:y], after[y], *before[y + 1 :]]
    plain = Terminal()
    plain.write(Changes([(0, row, strip) for row, strip in enumerate(now)]).render_segments(CONSOLE))
    assert terminal.cells == plain.cells
    assert shown.changes(whole(now), SIZE).render_segments(CONSOLE) == ""


@given(screens)
def test_what_is_shown_already_costs_nothing(strips: list[Strip]) -> None:
    shown = Shown()
    shown.changes(whole(strips), SIZE)
    assert shown.changes(whole(strips), SIZE).render_segments(CONSOLE) == ""
    marked = [strip.apply_offsets(3, y) for y, strip in enumerate(strips)]
    assert shown.changes(whole(marked), SIZE).render_segments(CONSOLE) == ""


def test_everything_is_written_again_when_somebody_else_wrote_or_the_size_changed() -> None:
    strips = [Strip([Segment("x" * WIDE)])] * HIGH
    shown = Shown()
    everything = shown.changes(whole(strips), SIZE).render_segments(CONSOLE)
    shown.forget()
    assert shown.changes(whole(strips), SIZE).render_segments(CONSOLE) == everything
    larger = [Strip([Segment("x" * WIDE)])] * (HIGH + 1)
    update = LayoutUpdate([[strip] for strip in larger], Region(0, 0, WIDE, HIGH + 1))
    assert shown.changes(update, Size(WIDE, HIGH + 1)).render_segments(CONSOLE).count("x") == WIDE * (HIGH + 1)


def test_a_row_of_a_picture_is_written_whole() -> None:
    sign = "\U00100000"
    before, after = (Strip([Segment("ab"), Segment(sign * 6), Segment(end)]) for end in ("cdef", "cdeX"))
    shown = Shown()
    shown.changes(whole([before] * HIGH), SIZE)
    assert sign * 6 in shown.changes(whole([after, before, before]), SIZE).render_segments(CONSOLE)
