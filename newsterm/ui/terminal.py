"""What the terminal can do, told by its environment alone: asking it might wait for ever."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.settings import Settings

USUAL_CELL = (10, 20)
"""Pixels of a cell where the terminal does not say."""
_DUMB = frozenset({"", "dumb", "unknown"})
"""TERM of terminals that only write one line after the other, or of nothing that is known."""
_PLACEHOLDERS = ("xterm-kitty", "xterm-ghostty")
"""TERM of terminals that know kitty's Unicode placeholders; others with its protocol (WezTerm, Konsole) don't."""
_SIXELS = ("foot", "mlterm", "contour", "yaft")
"""Beginnings of TERM."""
_SIXEL_PROGRAMS = frozenset({"WezTerm", "iTerm.app", "mintty", "contour"})


def moves_its_cursor(environ: Mapping[str, str]) -> bool:
    """Whether the terminal can be written to anywhere: TERM names one that can (`dumb` and `unknown` can't)."""
    return sys.platform == "win32" or environ.get("TERM", "") not in _DUMB


def speaks_ascii(setting: str, environ: Mapping[str, str]) -> bool:
    """Whether only ASCII is to be written, by the setting `interface.ascii`; with auto as the locale has it.

    POSIX.1-2017, 8.2: LC_ALL, then LC_CTYPE, then LANG. Python's own encoding does not tell: it takes UTF-8 in the C
    locale too (PEP 540).
    """
    if setting != "auto":
        return setting == "yes"
    if sys.platform == "win32":
        return False
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))), "C")
    return locale.partition(".")[2].partition("@")[0].replace("-", "").casefold() != "utf8"


def settled(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """The settings with a yes or no for whether the full screen is drawn with ASCII alone.

    With auto it is where only ASCII is to be written, and on the Linux console, whose fonts have few drawings.
    """
    asked = settings.interface.ascii
    plainly = speaks_ascii(asked, environ) or (asked == "auto" and environ.get("TERM") == "linux")
    return replace(settings, interface=replace(settings.interface, ascii="yes" if plainly else "no"))


def draws_in_ascii(settings: Settings) -> bool:
    """Whether settled settings have the full screen drawn with ASCII alone."""
    return settings.interface.ascii == "yes"


def form_of(show: str, environ: Mapping[str, str], *, colours: str | None, cell: tuple[int, int] | None) -> Form | None:
    """How pictures are shown by the setting `images.show`; None where they are not.

    `colours` is the colour system that the terminal is believed to have, `cell` its pixels where they are known.
    """
    if show == "never" or colours not in {"truecolor", "256"}:
        return None
    if show != "auto":
        return Form(show)
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    # A multiplexer passes neither on by itself, and names the terminal that it was started in.
    if colours != "truecolor" or "TMUX" in environ or "STY" in environ or term.startswith(("screen", "tmux")):
        return Form.HALF_BLOCKS
    if term in _PLACEHOLDERS:
        return Form.KITTY
    if cell is not None and (term.startswith(_SIXELS) or program in _SIXEL_PROGRAMS):
        return Form.SIXEL
    return Form.HALF_BLOCKS


def is_equipped() -> bool:
    """Whether newsterm[images] is installed; its library is not imported here."""
    return find_spec("PIL") is not None


def cell_pixels() -> tuple[int, int] | None:
    """Width and height of a cell in pixels, as the terminal tells the system (TIOCGWINSZ); None where it doesn't."""
    if sys.platform == "win32" or sys.__stdout__ is None:
        return None
    import fcntl  # noqa: PLC0415 - there is none on Windows
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    try:
        answer = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    return (width // columns, height // rows) if rows and columns and width >= columns and height >= rows else None
