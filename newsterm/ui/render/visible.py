"""Text as it may stand on a screen: what commands a terminal becomes a visible sign of the same length."""

from __future__ import annotations

# An article made from a given text keeps it exactly, so that offsets hold; cleaning is for display (design.md, 8).
# One character stands for one, so the offsets hold on the screen too: U+2400.. are the pictures of C0.
_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x09: " ",
    0x7F: "\u2421",
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"),
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFEFF], "\ufffd"),
    0x2028: " ",
    0x2029: " ",
}


def visible(text: str) -> str:
    """The text with every control, bidi override and lone surrogate as a visible sign; newlines stay.

    As long as the text given, character for character. Idempotent.
    """
    return text.translate(_SIGNS) if not (text.isascii() and text.isprintable()) else text
