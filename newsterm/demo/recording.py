"""The sound and the pictures of the sample, made rather than stored: a short tone, and two-coloured rectangles."""

from __future__ import annotations

import io
import math
import wave
from hashlib import sha256

SECONDS = 2
_RATE = 8000
LENGTH = 44 + SECONDS * _RATE
"""Bytes of the recording: a WAV header and one byte a sample."""


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


def picture(name: str) -> bytes:
    """A landscape of sky and ground whose colours depend on the name alone."""
    hue = sha256(name.encode()).digest()[0] * 360 // 256
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="960" height="540">'
        f'<rect width="16" height="9" fill="hsl({hue} 30% 72%)"/>'
        f'<path d="M0 6 L5 4.6 L9 5.8 L13 4.2 L16 5.4 V9 H0Z" fill="hsl({(hue + 40) % 360} 25% 38%)"/></svg>'
    ).encode()
