"""A line of a POSIX shell as its words, and a word as such a shell reads it back: nothing is ever expanded."""

from __future__ import annotations

import re

from msgspec import Struct

_SAFE = re.compile(r"[\w@%+,./:=-]", re.ASCII)
_IN_DOUBLE = '\\"$`'
"""What a backslash takes the meaning of between double quotation marks (POSIX.1-2024, XCU 2.2.3)."""


class Line(Struct, frozen=True, kw_only=True):
    """The words of a line that is being typed."""

    words: tuple[str, ...]
    """Those that are complete, without their quotation marks."""
    typed: str
    """What there is of the last, without quotation marks."""
    quote: str
    """The quotation mark that is open in it; empty where none is."""
    kept: int
    """How many characters of `typed` stand before what readline takes for the word: all up to the open quotation mark,
    else up to the last break."""
    redirected: bool
    """Whether the last is the file that a redirection names."""


class _Reader:
    def __init__(self, breaks: str) -> None:
        self.breaks = breaks
        self.words: list[str] = []
        self.word: list[str] = []
        self.begun = self.redirected = False
        self.quote = ""
        self.kept = 0

    def end(self) -> None:
        """A word is over; one that a redirection names is none of the command's."""
        if self.begun:
            if not self.redirected:
                self.words.append("".join(self.word))
            self.redirected = False
        self.word, self.begun, self.kept = [], False, 0

    def plain(self, char: str) -> None:
        """A character outside quotation marks."""
        if char in " \t\n":
            self.end()
        elif char in "<>":
            self.end()
            self.redirected = True
        elif char in "'\"":
            self.quote, self.begun, self.kept = char, True, len(self.word)
        else:
            self.add(char)
            if char in self.breaks:
                self.kept = len(self.word)

    def add(self, char: str) -> None:
        """A character of the word."""
        self.word.append(char)
        self.begun = True


def split(line: str, breaks: str = "") -> Line:
    """The words of a line up to where it ends; `breaks` are the characters at which readline begins a new word."""
    reader = _Reader(breaks)
    at = 0
    while at < len(line):
        char = line[at]
        if char == "\\" and (not reader.quote or (reader.quote == '"' and line[at + 1 : at + 2] in _IN_DOUBLE)):
            at += 1
            if line[at : at + 1].strip("\n"):
                reader.add(line[at])
        elif reader.quote:
            if char == reader.quote:
                reader.quote = ""
            else:
                reader.add(char)
        else:
            reader.plain(char)
        at += 1
    return Line(
        words=tuple(reader.words),
        typed="".join(reader.word),
        quote=reader.quote,
        kept=reader.kept,
        redirected=reader.redirected,
    )


def quoted(text: str, quote: str = "") -> str:
    """The text as the shell reads it back; with the quotation mark that is open, as it goes on behind it and ends.

    An exclamation mark never stands between double quotation marks, where an interactive bash would put a command of
    its history in its place.
    """
    if quote == "'":
        return "'" + text.replace("'", "'\\''") + "'"
    if quote == '"':
        inner = re.sub(r'([\\"$`])', r"\\\1", text).replace("!", '"\\!"')
        return f'"{inner}"'
    return "".join(c if _SAFE.match(c) or ord(c) > 0x7F else f"\\{c}" for c in text)
