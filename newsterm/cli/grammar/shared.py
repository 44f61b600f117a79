"""What the arguments of several commands have in common."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

SIMPLE = "open the reader line by line, without boxes: for screen readers, braille, dumb terminals and slow lines"


IDS = "ids of newsterm list or claims; - reads them from standard input, as words that begin a line or as JSON lines"


class Command(Struct, frozen=True):
    """A command as the command line knows it."""

    help: str
    fill: Callable[[argparse.ArgumentParser], None]
    """Gives the parser its arguments."""
    where: str
    """The module of `newsterm.cli` and the function in it that runs it: imported only for its own command, so that none
    pays for another."""
    needs_settings: bool = True
    """Whether a settings file that is wrong keeps it from running; else it is given the defaults."""


def nothing(_: argparse.ArgumentParser) -> None:
    """A command without arguments."""


def formats(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add a flag for each format that the command prints besides text."""
    group = parser.add_mutually_exclusive_group()
    for name in names:
        group.add_argument(f"--{name}", dest="format", action="store_const", const=name, help=f"print {name}")


def entry(parser: argparse.ArgumentParser) -> None:
    """Add an entry by its id."""
    parser.add_argument("entry", metavar="ENTRY", help="an id of newsterm list")


def limit(parser: argparse.ArgumentParser, usual: int | None = None) -> None:
    """Add how many there may be at most."""
    at_first = f"; {usual} where nothing is said" if usual else ""
    parser.add_argument("--limit", type=positive, default=usual, metavar="N", help=f"so many at most{at_first}")


def which(parser: argparse.ArgumentParser) -> None:
    """Add what names things: ids or a query."""
    parser.add_argument("id", nargs="*", metavar="ID", help=IDS)
    parser.add_argument("--query", metavar="Q", help="all items that satisfy this query")


def positive(word: str) -> int:
    """A whole number above 0."""
    try:
        number = int(word)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number above 0")
    return number
