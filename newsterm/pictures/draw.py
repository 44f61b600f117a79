"""A kept picture drawn for a canvas of cells: as half-blocks, as PNG for kitty's protocol, as sixels."""

from __future__ import annotations

import io

from PIL import Image

from newsterm.model import Canvas, Drawn, Form
from newsterm.pictures.sixel import sixels

_USUAL_CELL = 8
"""Pixels of the width of a cell on a screen that isn't dense; there a picture is never larger than it is."""
_LONGEST_SIDE = 1600
"""Pixels of what is sent to a terminal."""
_COLOURS = 256


def drawn(kept: bytes, canvas: Canvas) -> Drawn:
    """The picture as large as fits the canvas, and as it is."""
    image = Image.open(io.BytesIO(kept), formats=("PNG", "JPEG")).convert("RGB")
    columns, rows = fitted(image.size, canvas)
    if canvas.form is Form.HALF_BLOCKS:
        data = _scaled(image, (columns, 2 * rows)).tobytes()
    else:
        # Denser cells than this would only make the terminal scale up again what was sent at its full size.
        size = (min(_LONGEST_SIDE, columns * canvas.cell_width), min(_LONGEST_SIDE, rows * canvas.cell_height))
        if canvas.form is Form.SIXEL:
            data = sixels(_scaled(image, (columns * canvas.cell_width, rows * canvas.cell_height)), canvas.cell_height)
        else:
            data = _png(_scaled(image, size))
    return Drawn(form=canvas.form, columns=columns, rows=rows, data=data)


def fitted(size: tuple[int, int], canvas: Canvas) -> tuple[int, int]:
    """Columns and rows of a picture of this size in pixels; its sides keep their ratio as well as cells allow."""
    width, height = size
    scale = min(
        max(1.0, canvas.cell_width / _USUAL_CELL),
        canvas.columns * canvas.cell_width / width,
        canvas.rows * canvas.cell_height / height,
    )
    columns, rows = round(width * scale / canvas.cell_width), round(height * scale / canvas.cell_height)
    return min(max(1, columns), canvas.columns), min(max(1, rows), canvas.rows)


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _png(image: Image.Image) -> bytes:
    """In 256 colours of its own: a third of the bytes, which a terminal far away is sent."""
    palette = image.quantize(_COLOURS)
    file = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(file, "PNG")
    return file.getvalue()
