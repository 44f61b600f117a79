"""Text as the man macros of roff take it (man(7), groff_char(7)): every character means itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What roff would draw as a typographic sign, or take for an escape: these have to come out as they can be typed.
_SIGNS = {
    "\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq",
    "…": "...",  # a plain terminal's troff has no sign for it
}  # fmt: skip
_CODE = re.compile(r"`([^`]+)`")


def escaped(text: str) -> str:
    """The text as words of a line."""
    return "".join(_SIGNS.get(c) or (c if c.isascii() else f"\\[u{ord(c):04X}]") for c in " ".join(text.split()))


def plain(text: str) -> str:
    """A line of text by itself: what begins with a dot or an apostrophe is no request. `code` in it is bold."""
    pieces = _CODE.split(text)
    line = "".join(f"\\fB{escaped(p)}\\fR" if i % 2 else _spaced(p) for i, p in enumerate(pieces))
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _spaced(text: str) -> str:
    """Escaped, with a space at its ends where it had one."""
    return f"{' ' * text[:1].isspace()}{escaped(text)}{' ' * (text[-1:].isspace() and bool(text.strip()))}"


def bold(text: str) -> str:
    """Words that are typed as they stand."""
    return f"\\fB{escaped(text)}\\fR" if text else ""


def italic(text: str) -> str:
    """Words that something else is typed for."""
    return f"\\fI{escaped(text)}\\fR" if text else ""


def section(title: str) -> list[str]:
    """A heading."""
    return [f".SH {_quoted(title)}"]


def subsection(title: str) -> list[str]:
    """A heading below one."""
    return [f".SS {_quoted(title)}"]


def paragraphs(*texts: str) -> list[str]:
    """Each text as a paragraph."""
    return [line for text in texts for line in (".PP", plain(text))]


def tagged(entries: Iterable[tuple[str, str]], indent: int = 0) -> list[str]:
    """Paragraphs behind tags, which are roff already; the texts are not."""
    lines = []
    for tag, text in entries:
        lines += [f".TP {indent}" if indent else ".TP", _beginning(tag), plain(text) or "\\&"]
    return lines


def example(*lines: str) -> list[str]:
    """Lines that stay lines."""
    return [".PP", ".RS 4", ".nf", *(bold(line) or "\\&" for line in lines), ".fi", ".RE"]


def _beginning(line: str) -> str:
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _quoted(text: str) -> str:
    return f'"{escaped(text)}"'
