"""Items written to a file beside the interface: whole or not at all, telling how far it is, and ended when asked."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import NewstermError, NotFound
from newsterm.export.about import About
from newsterm.export.files import OPML, format_of
from newsterm.export.subscriptions import is_listed, opml
from newsterm.library import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from newsterm.library import Library
    from newsterm.model import Copy, Item, MarkedClaim, Reading
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
        if path.suffix.casefold() != OPML:
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
    title: str = "newsterm",
    tell: Callable[[int, int], bool],
) -> int:
    """Write the marked items, else those that the query finds, to a file; how many. Of OPML all feeds.

    `tell` hears how many of how many are written, and ends it with False: nothing is written then, and 0 returned.
    NotWritten where the file can't be.
    """
    if path.suffix.casefold() == OPML:
        feeds = library.feeds()
        write_whole(path, [opml(feeds, at=library.now())])
        return sum(map(is_listed, feeds))
    known, number = format_of(path.name), count()
    ids = marked or library.listing(query, sort=sort).ids()
    found = (copies_of if known.copies else readings_of)(library, ids, tell)
    counted = (reading for reading, _ in zip(found, number, strict=False))
    try:
        write_whole(path, known.writer()(counted, About(title=title, at=library.now())))
    except _Ended:
        return 0
    return next(number)


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file that appears when it is whole. NotWritten where it can't be."""
    made = path.with_name(f".{os.getpid()}.part")
    try:
        with made.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(pieces)
        made.replace(path)
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def written(number: int, path: Path) -> str:
    """What is said when a file is written."""
    ending = path.suffix.casefold()
    if ending == OPML:
        feeds = "1 feed" if number == 1 else f"{number:,} feeds"
        return f"Wrote {feeds} to {path}; commands of your settings are in no list."
    things = "1 item" if number == 1 else f"{number:,} items"
    return f"Wrote {f'the claims of {things}' if format_of(path.name).is_of_claims() else things} to {path}."


class _Ended(Exception):
    """Nobody wants the file any more."""


def readings_of(library: Library, ids: Sequence[str], tell: Callable[[int, int], bool]) -> Generator[Reading]:
    """The items opened, one after the other."""
    for entry in _told(ids, tell):
        with suppress(NotFound):  # dropped since it was listed
            yield library.reading(entry)


def readings_with(
    library: Library, rows: Iterable[tuple[Item, MarkedClaim]], tell: Callable[[int, int], bool]
) -> Generator[Reading]:
    """The items of these claims opened, each with those of its claims that are among them in a row."""
    listed = groupby(rows, key=lambda row: row[0].id)
    for nth, (entry, some) in enumerate(listed, 1):
        claims = tuple(marked for _, marked in some)
        with suppress(NotFound):  # as above
            yield replace(library.reading(entry), claims=claims)
        tell(nth, nth)


def copies_of(library: Library, ids: Sequence[str], tell: Callable[[int, int], bool]) -> Generator[Copy]:
    """The items with everything that is kept of them, the last first.

    So the oldest comes first of a list as it usually is: what has no time of its own keeps its place by coming in turn.
    """
    for entry in _told(ids[::-1], tell):
        with suppress(NotFound):
            yield library.copy(entry)


def _told(ids: Sequence[str], tell: Callable[[int, int], bool]) -> Iterator[str]:
    told = time.monotonic()
    for done, entry in enumerate(ids):
        if time.monotonic() - told >= _EVERY or not done:
            told = time.monotonic()
            if not tell(done, len(ids)):
                raise _Ended
        yield entry
