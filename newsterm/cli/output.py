"""What the command line prints: data on stdout, everything else on stderr, nothing that commands a terminal."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from newsterm.errors import NewstermError
from newsterm.model import clean_line, clean_text
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsterm.library import Library


class OutputFailed(NewstermError):
    """Data could not be written: the disk is full, or nobody gave standard output a place."""


class Nowhere(io.TextIOBase):
    """Stands for a standard output that the caller has closed."""

    def write(self, _: str) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def isatty(self) -> bool:
        """It is no terminal."""
        return False


@contextmanager
def written() -> Iterator[None]:
    """What fails while data is written is said in words; a reader that has gone is none of it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(f"The output can't be written: {error.strerror or error}.") from error


def _write(text: str) -> None:
    with written():
        sys.stdout.write(text)


def flush() -> None:
    """Hand over what is written so far."""
    with written():
        sys.stdout.flush()


def out(text: str) -> None:
    """A line, or lines, of data."""
    _write(clean_text(text) + "\n")


def out_pieces(pieces: Iterable[str]) -> None:
    """Data piece by piece, each with its own line ends."""
    for piece in pieces:
        _write(clean_text(piece))


def out_file(pieces: Iterable[str]) -> None:
    """What is written as a file would be: of a form that has cleaned its texts itself and ends lines as it has to."""
    for piece in pieces:
        _write(piece)


def say(text: str) -> None:
    """A line for the person at the terminal; where nobody hears it, work goes on."""
    with suppress(OSError):
        sys.stderr.write(clean_line(mask_credentials(text)) + "\n")


def out_json(value: Any) -> None:
    """One JSON document.

    ASCII only, so that lone surrogates and separators of any input survive every pipe and no control character can
    reach the terminal unescaped.
    """
    _write(json.dumps(value, indent=1) + "\n")


def out_jsonl(values: Iterable[Any], *, at_once: bool = False) -> None:
    """One JSON object a line; with `at_once` each as soon as it is there, for a reader that waits for answers."""
    for value in values:
        _write(json.dumps(value) + "\n")
        if at_once:
            flush()


def out_json_array(values: Iterable[Any]) -> None:
    """The JSON document that is the array of these values, as `out_json` would print it, value by value."""
    lead = "[\n"
    for value in values:
        _write(f"{lead} " + json.dumps(value, indent=1).replace("\n", "\n "))
        lead = ",\n"
    _write("[]\n" if lead == "[\n" else "\n]\n")


def out_listing(form: str | None, records: Iterable[Any], rows: Iterable[Sequence[str]]) -> bool:
    """A listing in a form that `formats` offers, or as text: `records` or `rows` are taken one by one.

    Whether there was anything to show as text; JSON shows that there is nothing.
    """
    match form:
        case "json":
            out_json_array(records)
        case "jsonl":
            out_jsonl(records)
        case _:
            return out_columns(rows)
    return True


_MEASURED = 200
"""Rows whose cells are measured before the first is printed."""


def out_columns(rows: Iterable[Sequence[str]]) -> bool:
    """Rows in columns; whether there were any. A cell wider than those of the first rows moves its own row alone."""
    following = iter(rows)
    cells = [[clean_line(c) for c in row] for row in islice(following, _MEASURED)]
    if not cells:
        return False
    widths = _widths(cells)
    for row in chain(cells, ([clean_line(c) for c in row] for row in following)):
        out(_in_columns(row, widths))
    return True


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns as wide as their widest cell; the last is not padded."""
    if not rows:
        return ""
    cells = [[clean_line(c) for c in row] for row in rows]
    widths = _widths(cells)
    return "\n".join(_in_columns(row, widths) for row in cells)


def _widths(cells: Sequence[Sequence[str]]) -> list[int]:
    return [max(len(row[i]) for row in cells) for i in range(len(cells[0]) - 1)]


def _in_columns(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]])


def shows_progress() -> bool:
    """Whether there is a person to show progress to."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class ProgressLine:
    """One line on the terminal that is written over: a bar, counts and words; nothing at all in a pipe.

    For somebody who hears the terminal it is not written over: words alone are said once, and no bar is drawn.
    """

    def __init__(self, *, heard: bool = False) -> None:
        self._heard = heard
        self._shown = shows_progress() and not heard
        self._drawn = False

    def update(self, done: int, total: int, words: str) -> None:
        """Show that `done` of `total` are over."""
        if not self._shown or not total:
            return
        filled = round(24 * done / total)
        self._draw(f"{'█' * filled}{'░' * (24 - filled)} {done}/{total} {words}")

    def note(self, words: str) -> None:
        """Show words alone, where no total is known."""
        if self._shown:
            self._draw(words)
        elif self._heard:
            say(f"{words[:1].upper()}{words[1:]}; this may take a while.")
            self._heard = False

    def _draw(self, text: str) -> None:
        room = min(76, shutil.get_terminal_size().columns - 1)  # a line that wraps can't be written over
        self._drawn = True
        sys.stderr.write(f"\r\x1b[K{clean_line(mask_credentials(text))[: max(0, room)]}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False


@contextmanager
def scanning(library: Library) -> Iterator[None]:
    """Within, a question that takes long says on a terminal what it goes through; Ctrl-C stops it."""
    with telling() as tell:
        library.watch(lambda words: tell(f"{words}; Ctrl-C stops"))
        try:
            yield
        finally:
            library.watch(None)


@contextmanager
def telling(*, heard: bool = False) -> Iterator[Callable[[str], None]]:
    """Takes words about how far long work is, and shows them on a line that is gone at the end; see ProgressLine."""
    line = ProgressLine(heard=heard)
    try:
        yield line.note
    finally:
        line.clear()
