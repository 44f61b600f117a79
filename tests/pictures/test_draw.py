"""Pictures drawn for canvases: as large as fits, and the pixels that come out at the other end."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model import Canvas, Form
from tests.pictures.images import BLUE, GREEN, RED, WHITE, png, quarters

Image = pytest.importorskip("PIL.Image")

from newsterm.pictures.draw import drawn, fitted  # noqa: E402 - only with the library
from newsterm.pictures.sixel import BETWEEN  # noqa: E402 - only with the library


def canvas(form: Form, columns: int = 80, rows: int = 20, cell: tuple[int, int] = (10, 20)) -> Canvas:
    return Canvas(form=form, columns=columns, rows=rows, cell_width=cell[0], cell_height=cell[1])


@given(st.integers(24, 1200), st.integers(24, 1200), st.integers(1, 150), st.integers(1, 60), st.integers(4, 40))
def test_a_picture_fits_its_canvas_and_keeps_its_ratio(
    wide: int, high: int, columns: int, rows: int, cell: int
) -> None:
    got = fitted((wide, high), canvas(Form.KITTY, columns, rows, (cell, 2 * cell)))
    assert 1 <= got[0] <= columns
    assert 1 <= got[1] <= rows
    if min(got) > 4:
        assert (got[0] / got[1] / 2) / (wide / high) == pytest.approx(1, abs=0.3)


def test_a_small_picture_is_not_blown_up() -> None:
    assert fitted((100, 100), canvas(Form.SIXEL, cell=(8, 16))) == (12, 6)


def test_half_blocks_are_two_rows_of_pixels_a_row_of_cells() -> None:
    picture = drawn(png(200, 200, lambda _x, y: RED if y < 100 else BLUE), canvas(Form.HALF_BLOCKS, 40, 5))
    assert (picture.columns, picture.rows, len(picture.data)) == (10, 5, 10 * 5 * 2 * 3)
    assert picture.data[:3] == bytes(RED)
    assert picture.data[-3:] == bytes(BLUE)


def test_kitty_gets_a_png_of_the_cells_pixels() -> None:
    picture = drawn(quarters(400, 200), canvas(Form.KITTY, 30, 20))
    image = Image.open(io.BytesIO(picture.data))
    assert (image.format, image.size) == ("PNG", (picture.columns * 10, picture.rows * 20))
    assert image.convert("RGB").getpixel((2, 2)) == RED


@pytest.mark.parametrize("cell", [(10, 20), (9, 18), (7, 15)])
def test_sixels_show_the_picture_again_line_by_line(cell: tuple[int, int]) -> None:
    picture = drawn(quarters(400, 200), canvas(Form.SIXEL, 24, 20, cell))
    lines = picture.data.split(BETWEEN)
    assert len(lines) == picture.rows
    shown = [decoded(line) for line in lines]
    assert {len(pixels) for pixels in shown} == {cell[1]}, "no line reaches into the next"
    assert {len(row) for pixels in shown for row in pixels} == {picture.columns * cell[0]}
    corners = [shown[0][0][0], shown[0][0][-1], shown[-1][-1][0], shown[-1][-1][-1]]
    for corner, colour in zip(corners, (RED, GREEN, BLUE, WHITE), strict=True):
        assert corner == pytest.approx(colour, abs=8)


def decoded(sixels: bytes) -> list[list[tuple[int, ...]]]:
    """The rows of pixels of one image, as a terminal reads it (DEC STD 070); every pixel has to be painted."""
    head = re.fullmatch(rb'\x1bP0;1;0q"1;1;(\d+);(\d+)(.*)\x1b\\', sixels, re.DOTALL)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    pixels: dict[tuple[int, int], tuple[int, ...]] = {}
    inks: dict[int, tuple[int, ...]] = {}
    x = y = ink = 0
    for colour, rgb, count, sign in re.findall(rb"#(\d+)(?:;2;(\d+;\d+;\d+))?|(?:!(\d+))?([?-~$-])", head[3]):
        if colour:
            ink = int(colour)
            if rgb:
                inks[ink] = tuple(round(int(part) * 2.55) for part in rgb.split(b";"))
        elif sign in b"$-":
            x, y = 0, y + 6 * (sign == b"-")
        else:
            bits = [bit for bit in range(6) if (sign[0] - 63) >> bit & 1]
            run = range(x, x + int(count or 1))
            pixels |= {(column, y + bit): inks[ink] for column in run for bit in bits}
            x = run.stop
    assert len(pixels) == width * height
    return [[pixels[x, y] for x in range(width)] for y in range(height)]
