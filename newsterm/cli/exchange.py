"""Commands that take in and hand out: import and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.files import read_input
from newsterm.cli.output import out, out_jsonl, say, telling
from newsterm.errors import UsageError
from newsterm.export.records import item_record
from newsterm.library import utc_now

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library


def import_file(args: argparse.Namespace, world: World) -> int:
    """Take in OPML, newsboat's urls or cache.db, or a TinyDB file."""
    data = read_input(args.file)
    if data.startswith(b"SQLite format 3\0"):
        return _import_newsboat(Path(args.file), world)
    if data.lstrip()[:1] == b"{":
        with world.library() as library, telling() as tell:
            count = library.import_tinydb(data, tell=tell)
        out(f"{count} documents taken in")
        return 0
    return _import_list(data, world)


def _import_list(data: bytes, world: World) -> int:
    from newsterm.feeds.lists import read_list  # noqa: PLC0415 - lxml is slow to import
    from newsterm.poller.lists import take_in_list  # noqa: PLC0415

    found = read_list(data)
    with world.library() as library:
        taken = take_in_list(library, found, utc_now())
    for problem in taken.problems:
        say(problem)
    out(taken.words)
    return 1 if taken.refused else 0


def _import_newsboat(path: Path, world: World) -> int:
    from newsterm.poller.newsboat import take_in  # noqa: PLC0415 - lxml is slow to import

    with telling() as tell, world.store() as store:
        done = take_in(store, path, clock=utc_now, tell=tell)
    for refused in done.refused:
        say(refused)
    out(
        f"feeds added: {done.feeds}; items added: {done.items}; marked read: {done.read}; "
        f"hidden: {done.hidden}; tagged for a flag: {done.flagged}; refused: {len(done.refused)}"
    )
    return 1 if done.refused else 0


def export(args: argparse.Namespace, world: World) -> int:
    """Hand out feeds, entries or everything."""
    with world.library_to_read() as library:
        if args.tinydb:
            with telling() as tell:
                count = library.export_tinydb(Path(args.tinydb), tell=tell)
            say(f"{count} documents written to {args.tinydb}")
        elif args.what == "opml":
            _export_opml(library)
        elif args.what == "jsonl":
            listing = library.listing()
            out_jsonl(item_record(library.item(i.id), full=True) for i in listing.rows(0, len(listing)))
        else:
            raise UsageError("Say what to export: opml, jsonl, or --tinydb FILE.")
    return 0


def _export_opml(library: Library) -> None:
    from newsterm.feeds.links import is_web  # noqa: PLC0415 - lxml is slow to import
    from newsterm.feeds.opml import write_opml  # noqa: PLC0415

    feeds = library.feeds()
    out(write_opml([feed for feed in feeds if is_web(feed.url)]))
    for feed in feeds:
        if not is_web(feed.url):  # other readers would run it as a command of theirs
            say(f"left out: {feed.title} ({feed.url}) is a command of your settings")
