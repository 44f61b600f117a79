"""Commands that take in and hand out: import and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.files import read_input
from newsterm.cli.output import out, out_jsonl, say
from newsterm.errors import ParseError, UsageError
from newsterm.export.records import item_record
from newsterm.library import utc_now
from newsterm.model import Subscription

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.feeds.outline import Imported


def import_file(args: argparse.Namespace, world: World) -> int:
    """Take in OPML, newsboat's urls, or a TinyDB file."""
    data = read_input(args.file)
    if data.lstrip()[:1] == b"{":
        with world.library() as library:
            count = library.import_tinydb(data)
        out(f"{count} documents taken in")
        return 0
    found = _subscriptions(data)
    wanted = [
        Subscription(url=o.url, title=o.title, folder=o.folder, tags=o.tags, added=utc_now()) for o in found.outlines
    ]
    with world.library() as library:
        fresh = library.subscribe(wanted)
    for refused in found.refused:
        say(refused)
    out(f"{len(fresh)} feeds added, {len(wanted) - len(fresh)} followed already, {len(found.refused)} refused")
    return 1 if found.refused else 0


def _subscriptions(data: bytes) -> Imported:
    from newsterm.feeds.newsboat import read_urls  # noqa: PLC0415 - lxml is slow to import
    from newsterm.feeds.opml import read_opml  # noqa: PLC0415

    if b"<" in data[:2000]:
        return read_opml(data)
    found = read_urls(data.decode("utf-8-sig", "replace"))
    if not found.outlines and not found.refused:
        raise ParseError("This is neither OPML nor a list of addresses; nothing was taken in.")
    return found


def export(args: argparse.Namespace, world: World) -> int:
    """Hand out feeds, entries or everything."""
    with world.library_to_read() as library:
        if args.tinydb:
            count = library.export_tinydb(Path(args.tinydb))
            say(f"{count} documents written to {args.tinydb}")
        elif args.what == "opml":
            from newsterm.feeds.opml import write_opml  # noqa: PLC0415 - as above

            out(write_opml(library.feeds()))
        elif args.what == "jsonl":
            listing = library.listing()
            out_jsonl(item_record(library.item(i.id), full=True) for i in listing.rows(0, len(listing)))
        else:
            raise UsageError("Say what to export: opml, jsonl, or --tinydb FILE.")
    return 0
