"""`newsterm export`: feeds, items or claims for other programs, to stdout or a file."""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.output import ProgressLine, out_file, say, telling
from newsterm.errors import UsageError
from newsterm.export.about import About
from newsterm.export.arranging import rules_lines, views_lines
from newsterm.export.files import FORMATS
from newsterm.export.subscriptions import is_listed, opml
from newsterm.library import utc_now
from newsterm.ui.exporting import copies_of, readings_of, readings_with, write_whole

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Iterator

    from newsterm.cli.world import World
    from newsterm.export.files import Format
    from newsterm.library import Library
    from newsterm.model import Copy, Reading

_ALL_OF = {"opml": "feeds", "views": "views", "rules": "rules"}
_EVERYTHING = "is:hidden or -is:hidden"
"""What is taken along to another cache: what is hidden would be in sight there otherwise."""


def export(args: argparse.Namespace, world: World) -> int:
    """Hand out feeds, items, claims or everything."""
    with world.library_to_read() as library:
        if args.tinydb:
            with telling() as tell:
                count = library.export_tinydb(Path(args.tinydb), tell=tell)
            say(f"{count} documents written to {args.tinydb}")
        elif args.what is None:
            raise UsageError(f"Say what to export: {', '.join((*_ALL_OF, *FORMATS))}, or --tinydb FILE.")
        elif args.what in _ALL_OF:
            if args.query or args.view or args.claims is not None or args.limit:
                told = f"{args.what} lists all {_ALL_OF[args.what]}"
                raise UsageError(f"{told}; leave query, view, --items, --claims and --limit out.")
            _write(_whole(library, args.what), args)
        else:
            _write(_pieces(library, args), args)
    return 0


def _whole(library: Library, what: str) -> Iterator[str]:
    if what == "opml":
        return iter([_opml(library)])
    return views_lines(library.views()) if what == "views" else rules_lines(library.rules())


def _opml(library: Library) -> str:
    feeds = library.feeds()
    for feed in feeds:
        if not is_listed(feed):
            say(f"left out: {feed.title} ({feed.url}) is a command of your settings")
    return opml(feeds, at=utc_now())


def _pieces(library: Library, args: argparse.Namespace) -> Iterator[str]:
    """The file, piece by piece; how far it is shows on a terminal that it is not written to."""
    known: Format = FORMATS[args.what]
    write, of_claims = known.writer(args.claims), known.is_of_claims(args.claims)
    query, title = _wish(library, args)
    is_copy = known.copies and not of_claims
    ids = () if of_claims else library.listing(query or (_EVERYTHING if is_copy else "")).ids()[: args.limit]
    line = ProgressLine(heard=args.output is None and sys.stdout.isatty())

    def tell(done: int, total: int) -> bool:
        line.update(done, total, "items")
        return True

    found: Generator[Reading] | Generator[Copy]
    if is_copy:
        found = copies_of(library, ids, tell)
    elif of_claims:
        found = readings_with(library, chain.from_iterable(library.claim_pieces(query, limit=args.limit)), tell)
    else:
        found = readings_of(library, ids, tell)
    about = About(title=title, at=utc_now(), address=args.url)
    try:
        with closing(found):
            yield from write(found, about)
    finally:
        line.clear()


def _wish(library: Library, args: argparse.Namespace) -> tuple[str, str]:
    """The query, and what it is called: a view is narrowed by what stands beside it."""
    query = " ".join(args.query)
    if args.view is None:
        return query, query or "newsterm"
    view = library.view(args.view)
    return (f"({view.query}) {query}", f"{view.name}: {query}") if query else (view.query, view.name)


def _write(pieces: Iterator[str], args: argparse.Namespace) -> None:
    if args.output is None:
        if args.force:
            raise UsageError("--force is about the file of --output.")
        out_file(pieces)
        return
    path = Path(args.output).expanduser()
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it.")
    if path.exists() and not args.force and not _agreed(path):
        raise UsageError(f"{path} is there already and stays as it is; --force writes over it.")
    write_whole(path, pieces)
    say(f"written to {path}")


def _agreed(path: Path) -> bool:
    """Whether somebody at a terminal says that a file may be written over."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{path} is there already. Write over it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
