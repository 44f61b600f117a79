"""What the interface draws, in ASCII: a character for a character, so that nothing moves."""

from __future__ import annotations

import re
import unicodedata

from newsterm.ui.render.kinds import KIND_LOOKS

_BOXES, _BLOCKS, _SHAPES = range(0x2500, 0x2580), range(0x2580, 0x25A0), range(0x25A0, 0x2600)
_ONE_BY_ONE = {
    "\xa0": " ", "·": "-", "×": "x", "…": ".", "–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": ",", "‖": "=", "•": "*", "←": "<", "↑": "^", "→": ">", "↓": "v", "≈": "~", "★": "!",
    "✓": "x", "▌": "|", "▎": "|", "▕": "|", "▪": "#", "▸": ">", "◂": "<", "▾": "v", "◦": "o", "◉": "+",
}  # fmt: skip


def _box(character: str) -> str:
    """A piece of a frame: heavy and double lines are those of what has the focus."""
    name = unicodedata.name(character)
    if "DOWN" in name or "UP" in name or "AND" in name or "DIAGONAL" in name or "ARC" in name:
        return "+"
    if "VERTICAL" in name:
        return "|"
    return "=" if "HEAVY" in name or "DOUBLE HORIZONTAL" in name else "-"


_MARKS = {
    **{chr(code): _box(chr(code)) for code in _BOXES},
    **{chr(code): " " for code in _BLOCKS},
    **{chr(code): "*" for code in _SHAPES},
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
    **_ONE_BY_ONE,
    **{look.shape: look.ascii for look in KIND_LOOKS.values()},
}
_TABLE = str.maketrans(_MARKS)
_ANY = re.compile(f"[{''.join(map(re.escape, _MARKS))}]")


def in_ascii(text: str) -> str:
    """The text with ASCII for everything that the interface draws, and for the same punctuation in the news.

    As long as before. Letters stay as they are: they are the news' own.
    """
    return text if text.isascii() or not _ANY.search(text) else text.translate(_TABLE)
