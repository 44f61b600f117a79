"""What the command line prints: data on stdout, everything else on stderr, nothing that commands a terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from newsterm.model import clean_line, clean_text
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsterm.library import Library


def out(text: str) -> None:
    """A line, or lines, of data."""
    sys.stdout.write(clean_text(text) + "\n")


def say(text: str) -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(clean_line(mask_credentials(text)) + "\n")


def out_json(value: Any) -> None:
    """One JSON document.

    ASCII only, so that lone surrogates and separators of any input survive every pipe and no control character can
    reach the terminal unescaped.
    """
    json.dump(value, sys.stdout, indent=1)
    sys.stdout.write("\n")


def out_jsonl(values: Iterable[Any], *, flush: bool = False) -> None:
    """One JSON object a line; `flush` after each, for a reader that waits for answers."""
    for value in values:
        sys.stdout.write(json.dumps(value) + "\n")
        if flush:
            sys.stdout.flush()


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns as wide as their widest cell; the last is not padded."""
    if not rows:
        return ""
    cells = [[clean_line(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]) - 1)]
    return "\n".join("  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]]) for row in cells)


def shows_progress() -> bool:
    """Whether there is a person to show progress to."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 item", "2,000 items"."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


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
