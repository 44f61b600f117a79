"""`newsterm export`: feeds, items or claims for other programs, to stdout or a file."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.output import ProgressLine, out_file, say, telling
from newsterm.errors import UsageError
from newsterm.export.about import About
from newsterm.export.files import FORMATS
from newsterm.export.subscriptions import is_listed, opml
from newsterm.library import utc_now
from newsterm.ui.exporting import copies_of, readings_of, write_whole

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Iterator

    from newsterm.cli.world import World
    from newsterm.export.files import Format
    from newsterm.library import Library
    from newsterm.model import Copy, Reading


def export(args: argparse.Namespace, world: World) -> int:
    """Hand out feeds, items, claims or everything."""
    with world.library_to_read() as library:
        if args.tinydb:
            with telling() as tell:
                count = library.export_tinydb(Path(args.tinydb), tell=tell)
            say(f"{count} documents written to {args.tinydb}")
        elif args.what is None:
            raise UsageError(f"Say what to export: opml, {', '.join(FORMATS)}, or --tinydb FILE.")
        elif args.what == "opml":
            if args.query or args.view or args.claims is not None or args.limit:
                raise UsageError("opml lists all feeds; leave query, view, --items, --claims and --limit out.")
            _write(iter([_opml(library)]), args)
        else:
            _write(_pieces(library, args), args)
    return 0


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
    ids = library.listing(query).ids()
    line = ProgressLine(heard=args.output is None and sys.stdout.isatty())

    def tell(done: int, total: int) -> bool:
        line.update(done, total, "items")
        return True

    found: Generator[Reading] | Generator[Copy]
    if known.copies and not of_claims:
        found = copies_of(library, ids[: args.limit], tell)
    elif of_claims:
        found = readings_of(library, ids, tell, only=library.tree(query), most=args.limit)
    else:
        found = readings_of(library, ids[: args.limit], tell)
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
