"""Text as it is said: words and punctuation on one line, nothing that commands a terminal or is a shape."""

from __future__ import annotations

import re
import unicodedata

from newsterm.model import clean_text
from newsterm.ui.render.wrap import cells

# Boxes, blocks and the pictures of control characters (U+2400-243F, U+2500-259F) are drawings; what is invisible (soft
# hyphen, zero-width space, word joiner) is spelled out by some voices. Tabs and no-break spaces are spaces.
_DRAWN = re.compile("[\u2400-\u243f\u2500-\u259f]")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060))
_ENDS = tuple(".!?:;,…。！？")
_CLOSING = "\"'”’»)]"
_ASCII = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": ",", "‹": "'", "›": "'", "–": "-",
    "—": "-", "‒": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "*", "·": "-", "→": "->", "←": "<-",
    "×": "x", "÷": "/", "°": " degrees", "€": "EUR", "£": "GBP", "¥": "JPY", "©": "(c)", "®": "(R)", "⁄": "/",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
})  # fmt: skip


def plain(text: str, *, ascii_only: bool = False) -> str:
    """The text on one line, without control characters, bidi overrides, drawings and what is invisible.

    With `ascii_only` punctuation and accented letters have their nearest ASCII, what has none is a question mark.
    Idempotent.
    """
    line = " ".join(_DRAWN.sub(" ", clean_text(text).translate(_UNSEEN)).split())
    return line if not ascii_only or line.isascii() else _in_ascii(line)


def _in_ascii(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_ASCII))
    base = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(base.translate(_ASCII).encode("ascii", "replace").decode("ascii").split())


def sentence(text: str) -> str:
    """The text with a full stop, where nothing ends it: a voice makes a pause there."""
    text = text.rstrip()
    return text if not text or text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def folded(text: str, width: int | None) -> list[str]:
    """A line broken between words where it is wider than `width` cells; no word is ever cut. None breaks nothing."""
    if width is None or cells(text) <= width:
        return [text]
    lines: list[str] = []
    words: list[str] = []
    used = 0
    for word in text.split(" "):
        size = cells(word)
        if words and used + 1 + size > width:
            lines.append(" ".join(words))
            words, used = [], 0
        used += size + bool(words)
        words.append(word)
    return [*lines, " ".join(words)]
