"""Text in terminal cells: cutting and padding that never split a wide character or a letter from its accents."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

ELLIPSIS = "…"


def width(text: str) -> int:
    """How many cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def one_line(text: str) -> str:
    """The text with what would break a row out of line - tabs, newlines - as spaces."""
    return text.replace("\t", " ").replace("\n", " ")


def cut(text: str, cells: int, *, ellipsis: str = ELLIPSIS) -> str:
    """The text in at most `cells` cells, ending in an ellipsis where something was cut off."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    return _head(text, cells - width(ellipsis)).rstrip() + ellipsis if cells > width(ellipsis) else ellipsis[:cells]


def fit(text: str, cells: int) -> str:
    """The text in exactly `cells` cells: cut, or padded with spaces on the right."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))


def fit_right(text: str, cells: int) -> str:
    """The text in exactly `cells` cells: cut, or padded with spaces on the left."""
    text = cut(text, cells)
    return " " * (cells - width(text)) + text


def _head(text: str, cells: int) -> str:
    """As many whole clusters as fit: a letter keeps its combining marks, an emoji sequence its parts."""
    if text[: cells + 1].isascii():
        return text[:cells]
    used, end = 0, 0
    for cluster_end in _cluster_ends(text):
        wide = cell_len(text[end:cluster_end])
        if used + wide > cells:
            break
        used, end = used + wide, cluster_end
    return text[:end]


def _cluster_ends(text: str) -> list[int]:
    """Where the text may be cut: UAX 29's clusters, as far as rows need them."""
    inside = (i for i in range(1, len(text)) if not _extends(text[i]) and text[i - 1] != "\u200d")
    return [*inside, len(text)]


def _extends(character: str) -> bool:
    """Whether a character belongs to the one before it: accents, variation selectors, joiners, skin tones."""
    return unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"} or "\U0001f3fb" <= character <= "\U0001f3ff"
