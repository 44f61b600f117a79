"""Items written to a file beside the interface: whole or not at all, telling how far it is, and ended when asked."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError, NotFound
from newsterm.export.files import format_of
from newsterm.library import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsterm.library import Library
    from newsterm.model import Reading
    from newsterm.query.tree import Tree

_EVERY = 0.25
"""Seconds between two words about how far it is."""


class NotWritten(NewstermError):
    """Why a file could not be written, as a sentence."""


def target_of(text: str) -> Path:
    """The file that is meant, where one can be; NotWritten or UsageError where not."""
    try:
        path = Path(text.strip()).expanduser()
        if path.is_dir():
            raise NotWritten(f"{path} is a folder; name a file in it.")
        format_of(path.name)
        if not path.parent.is_dir():
            raise NotWritten(f"There is no folder {path.parent}; nothing was written.")
    except (OSError, RuntimeError, ValueError) as error:
        raise NotWritten(f'"{text.strip()}" names no file: {error}.') from error
    return path


def export(
    library: Library,
    query: Tree,
    path: Path,
    *,
    marked: Sequence[str] = (),
    sort: Sort = Sort.NEWEST,
    tell: Callable[[int, int], bool],
) -> int:
    """Write the marked items, else those that the query finds, to a file; how many.

    `tell` hears how many of how many are written, and ends it with False: nothing is written then, and 0 returned.
    NotWritten where the file can't be.
    """
    ids = marked or library.listing(query, sort=sort).ids()
    write = format_of(path.name)
    made = path.with_name(f".{os.getpid()}.part")
    number = count()
    readings = (reading for reading, _ in zip(_readings(library, ids, tell), number, strict=False))
    try:
        with made.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(write(readings))
        made.replace(path)
    except _Ended:
        return 0
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)
    return next(number)


def written(number: int, path: Path) -> str:
    """What is said when a file is written."""
    things = "1 item" if number == 1 else f"{number:,} items"
    return f"Wrote {f'the claims of {things}' if path.suffix.casefold() == '.csv' else things} to {path}."


class _Ended(Exception):
    """Nobody wants the file any more."""


def _readings(library: Library, ids: Sequence[str], tell: Callable[[int, int], bool]) -> Iterator[Reading]:
    told = time.monotonic()
    for done, entry in enumerate(ids):
        if time.monotonic() - told >= _EVERY or not done:
            told = time.monotonic()
            if not tell(done, len(ids)):
                raise _Ended
        try:
            yield library.reading(entry)
        except NotFound:  # dropped since it was listed
            continue
