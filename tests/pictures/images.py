"""Images made by hand, without a library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RED, GREEN, BLUE, WHITE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)


def png(width: int, height: int, pixel: Callable[[int, int], Sequence[int]] = lambda _x, _y: RED) -> bytes:
    """A PNG whose pixels a function gives: three parts, or four with transparency."""
    rows = [bytes(part for x in range(width) for part in pixel(x, y)) for y in range(height)]
    return chunks(width, height, 6 if len(rows[0]) == 4 * width else 2, b"".join(b"\0" + row for row in rows))


def chunks(width: int, height: int, kind: int, data: bytes) -> bytes:
    """A PNG that says it is so large, of whatever data."""
    head = struct.pack("!IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b""))
    sealed = (struct.pack("!I", len(d)) + k + d + struct.pack("!I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def quarters(width: int, height: int) -> bytes:
    """Red and green above, blue and white below."""
    return png(width, height, lambda x, y: ((RED, GREEN), (BLUE, WHITE))[2 * y // height][2 * x // width])
