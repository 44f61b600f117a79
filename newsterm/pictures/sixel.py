"""A picture as sixels (DEC STD 070, chapter 5), one image for each line of text, so that it scrolls as text does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

BETWEEN = b"\n"
"""What parts the images of two lines; no sixel has it."""
_COLOURS = 128
_BAND = 6
"""Rows of pixels that a sixel stands for."""
_PRINTABLE = bytes(number + 63 if number < 64 else 63 for number in range(256))
_RUN = re.compile(rb"(.)\1{3,254}")


def sixels(image: Image.Image, line: int) -> bytes:
    """The picture, cut into images of `line` rows of pixels, each whole with the colours that it uses."""
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    palette = few.getpalette() or []
    width, pixels = few.width, few.tobytes()
    size = width * line
    parts = (pixels[start : start + size] for start in range(0, len(pixels), size))
    return BETWEEN.join(_image(part, width, palette) for part in parts)


def _image(pixels: bytes, width: int, palette: list[int]) -> bytes:
    """One image. What it does not paint stays as it is (P2 = 1): its last band may reach into the next line."""
    height = len(pixels) // width
    used = sorted(set(pixels))
    head = b'\x1bP0;1;0q"1;1;%d;%d' % (width, height)
    inks = b"".join(b"#%d;2;%d;%d;%d" % (c, *(round(part / 2.55) for part in palette[3 * c : 3 * c + 3])) for c in used)
    size = _BAND * width
    bands = b"-".join(_band(pixels[start : start + size], width) for start in range(0, len(pixels), size))
    return head + inks + bands + b"\x1b\\"


def _band(pixels: bytes, width: int) -> bytes:
    return b"$".join(b"#%d%s" % (colour, _RUN.sub(_counted, bits)) for colour, bits in _bits(pixels, width))


def _bits(pixels: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """For each colour of a band the sixels that paint it; rows are joined as whole numbers, a byte a column."""
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    for colour in sorted(set(pixels)):
        bits = 0
        for number, row in enumerate(rows):
            if colour in row:
                table = bytearray(256)
                table[colour] = 1 << number
                bits |= int.from_bytes(row.translate(bytes(table)), "big")
        yield colour, bits.to_bytes(width, "big").translate(_PRINTABLE).rstrip(b"?")


def _counted(run: re.Match[bytes]) -> bytes:
    return b"!%d%s" % (len(run[0]), run[1])
