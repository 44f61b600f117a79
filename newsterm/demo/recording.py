"""The sound and the pictures of the sample, made rather than stored: a short tone, and landscapes."""

from __future__ import annotations

import colorsys
import io
import math
import struct
import wave
import zlib
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 2
_RATE = 8000
LENGTH = 44 + SECONDS * _RATE
"""Bytes of the recording: a WAV header and one byte a sample."""
_WIDE, _HIGH = 320, 180
"""Pixels of a picture."""


def address_of_recording(origin: str) -> str:
    """Where a site serves the recording."""
    return f"{origin}/audio/interview.wav"


def recording() -> bytes:
    """A quiet tone as 8-bit WAV."""
    samples = bytes(128 + round(20 * math.sin(2 * math.pi * 440 * i / _RATE)) for i in range(SECONDS * _RATE))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(_RATE)
        out.writeframes(samples)
    return file.getvalue()


@cache
def picture(name: str) -> bytes:
    """A landscape as PNG: sky, sun, hills and water, whose colours and lines depend on the name alone."""
    seed = sha256(name.encode()).digest()
    rows = (bytes([0, *row]) for row in _landscape(seed))
    head = struct.pack("!IIBBBBB", _WIDE, _HIGH, 8, 3, 0, 0, 0)  # 8 bits a pixel, each the number of a colour
    parts = ((b"IHDR", head), (b"PLTE", _palette(seed)), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    chunks = (struct.pack("!I", len(d)) + k + d + struct.pack("!I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _landscape(seed: bytes) -> Iterator[list[int]]:
    """The numbers of the colours, row by row: sky 0-31, sun 32, hills 33 and 34, water 35 and 36."""
    near = [_HIGH * 0.66 + 9 * math.sin(x / 29 + seed[2]) for x in range(_WIDE)]
    far = [_HIGH * 0.52 + 16 * math.sin(x / 47 + seed[1]) + 5 * math.sin(x / 11) for x in range(_WIDE)]
    sun = round(_WIDE * (0.2 + seed[3] / 430))
    for y in range(_HIGH):
        if y > _HIGH * 0.8:
            yield [36 if (x * 7 + y * y) % 97 < 9 else 35 for x in range(_WIDE)]
            continue
        row = [y * 32 // _HIGH] * _WIDE
        half = math.isqrt(max(0, 17 * 17 - (y - 48) ** 2))
        row[sun - half : sun + half] = [32] * (2 * half)
        yield [34 if y > near[x] else 33 if y > far[x] else row[x] for x in range(_WIDE)]


def _palette(seed: bytes) -> bytes:
    hue = seed[0] / 256
    sky = [colorsys.hls_to_rgb(hue, 0.45 + n / 90, 0.45) for n in range(32)]
    ground = [colorsys.hls_to_rgb(hue + 0.12, light, 0.3) for light in (0.36, 0.24)]
    water = [colorsys.hls_to_rgb(hue + 0.02, light, 0.35) for light in (0.42, 0.6)]
    return bytes(round(255 * part) for colour in (*sky, (1.0, 0.95, 0.8), *ground, *water) for part in colour)
