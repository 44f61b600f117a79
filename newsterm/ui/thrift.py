"""Fewer bytes to the terminal: of every change of style only what really changes.

Textual writes each run of text with its whole style before and a reset after it, 40 bytes a run; neighbours on a line
share most of theirs. Moving the cursor in FEED takes half the bytes this way, which is what a slow line feels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.driver import Driver

# Select graphic rendition (ECMA-48, 8.3.117).
_STYLE = re.compile("\x1b\\[([0-9;]*)m")
# What moves the cursor paints nothing, so that no style matters to it.
_MOVES = re.compile("(?:\x1b\\[[0-9;]*H|\r\n|\x1b\\[\\?[0-9;]+[hl])*")


class _Pen(NamedTuple):
    """The state that a terminal paints with: attributes, foreground and background as SGR parameters."""

    flags: frozenset[str] = frozenset()
    ink: str = ""
    paper: str = ""


_PLAIN = _Pen()


def thrifty(text: str) -> str:
    """The same on the screen in fewer bytes. It begins and ends with the plain style, as what textual writes does."""
    pieces = _STYLE.split(text)
    if len(pieces) == 1:
        return text
    out: list[str] = []
    held, wanted = _PLAIN, _PLAIN
    for i, piece in enumerate(pieces):
        if i % 2:
            wanted = _after(wanted, piece)
        elif piece:
            moves = _MOVES.match(piece)
            end = moves.end() if moves else 0
            out.append(piece[:end])
            if end < len(piece):
                out.append(_change(held, wanted))
                out.append(piece[end:])
                held = wanted
    out.append(_change(held, _PLAIN))
    return "".join(out)


# What takes attributes away (ECMA-48, 8.3.117); 22 takes two, so what is left of them is set again.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "7": "27", "8": "28", "9": "29"}


_ENDS = {off: {flag for flag, ends in _OFF.items() if ends == off} for off in _OFF.values()}


@lru_cache(maxsize=4096)
def _change(before: _Pen, after: _Pen) -> str:
    """The sequence that leads from one state to another."""
    if before == after:
        return ""
    if after == _PLAIN:
        return "\x1b[0m"
    return f"\x1b[{min(_less(before, after), f'0;{_codes(_PLAIN, after)}', key=len)}m"


def _less(before: _Pen, after: _Pen) -> str:
    """The parameters that lead there by way of taking single attributes away."""
    gone = before.flags - after.flags
    if not gone <= _OFF.keys():
        return "0;" + _codes(_PLAIN, after)
    offs = sorted({_OFF[flag] for flag in gone})
    kept = frozenset(flag for flag in before.flags & after.flags if _OFF.get(flag) not in offs)
    return ";".join(filter(None, [*offs, _codes(before._replace(flags=kept), after)]))


def _codes(before: _Pen, after: _Pen) -> str:
    """The parameters that lead from one state to another that has all of its attributes."""
    codes = sorted(after.flags - before.flags)
    if after.ink != before.ink:
        codes.append(after.ink or "39")
    if after.paper != before.paper:
        codes.append(after.paper or "49")
    return ";".join(codes)


@lru_cache(maxsize=4096)
def _after(pen: _Pen, parameters: str) -> _Pen:
    """The state after a sequence."""
    flags, ink, paper = set(pen.flags), pen.ink, pen.paper
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in {"", "0"}:
            flags, ink, paper = set(), "", ""
        elif code in {"38", "48"}:
            colour = _colour(code, codes)
            ink, paper = (colour, paper) if code == "38" else (ink, colour)
        elif code[0] in "39" and len(code) == 2:
            ink = code
        elif len(code) > 1 and code[0] in "41":
            paper = code
        elif code in _ENDS:
            flags -= _ENDS[code]
        else:
            flags.add(code)
    return _Pen(frozenset(flags), ink, paper)


def _colour(code: str, codes: Iterator[str]) -> str:
    """`38;5;n` or `38;2;r;g;b` whole."""
    kind = next(codes, "")
    return ";".join([code, kind, *islice(codes, 3 if kind == "2" else 1)])


def thrifty_driver(driver: type[Driver], lay: Callable[[str], str] = str) -> type[Driver]:
    """The driver, writing fewer bytes, and none to a terminal that is gone. `lay` has the last word on what is written.

    Textual's writing thread ends with the terminal, and what waits for it then waits for ever: a hangup comes with a
    SIGCONT, on which textual begins anew to write.
    """

    class ThriftyDriver(driver):  # type: ignore[misc, valid-type]
        """Writes what it is given in fewer bytes."""

        def _is_heard(self) -> bool:
            thread = getattr(self, "_writer_thread", None)
            return thread is None or bool(thread.is_alive())

        def write(self, data: str) -> None:
            """Write."""
            if self._is_heard():
                super().write(lay(thrifty(data)))

        def close(self) -> None:
            """Wait until all is written."""
            if self._is_heard():
                super().close()

    return ThriftyDriver
