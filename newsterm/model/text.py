"""What may be in a string from outside: one cleaning for everything that is shown, stored or printed."""

from __future__ import annotations

import re
import unicodedata

# C0 without \t \n, DEL, C1, bidi overrides and isolates, line and paragraph separators, surrogates, and the
# byte order mark: none of them is text, several command a terminal (ECMA-48) or reorder what is read (UAX 9).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """The text without anything that commands a terminal or reorders what is read; newlines and tabs stay.

    Call it after entities are decoded. Idempotent.
    """
    return _UNSAFE.sub("", _NEWLINES.sub("\n", text))


def clean_line(text: str) -> str:
    """`clean_text` on one line: runs of white space become one space, ends are trimmed. Idempotent."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen: only white space, format and unassigned characters."""
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cn", "Mn"} for c in text)
