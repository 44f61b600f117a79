"""What may be in a string from outside: one cleaning for everything that is shown, stored or printed."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# C0 without \t \n, DEL, C1, bidi overrides and isolates, line and paragraph separators, surrogates, and the
# byte order mark: none of them is text, several command a terminal (ECMA-48) or reorder what is read (UAX 9).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_TAG = re.compile(r"<[^>]*>")
# Most text has none of them, and bytes tell that ten times as fast: what is left without harmless ASCII is little.
_HARMLESS = bytes([9, 10, *range(0x20, 0x7F)])
_SUSPECT = re.compile(
    rb"[\x00-\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xed[\xa0-\xbf]|\xef\xbb\xbf"
)


def clean_text(text: str) -> str:
    """The text without anything that commands a terminal or reorders what is read; newlines and tabs stay.

    Call it after entities are decoded. Idempotent.
    """
    if not _SUSPECT.search(text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)):
        return text
    return _UNSAFE.sub("", _NEWLINES.sub("\n", text))


def clean_line(text: str) -> str:
    """`clean_text` on one line: runs of white space become one space, ends are trimmed. Idempotent."""
    return " ".join(clean_text(text).split())


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 item", "2,000 items"."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def html_words(html: str) -> str:
    """What sanitised HTML says, as plain text with a space in the place of each tag."""
    text = _TAG.sub(" ", html) if "<" in html else html
    return unescape(text) if "&" in text else text


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen: only white space, format and unassigned characters."""
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cn", "Mn"} for c in text)
