"""Commands that take in and hand out: import and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.files import read_input
from newsterm.cli.output import out, out_jsonl, say
from newsterm.errors import UsageError
from newsterm.export.records import item_record
from newsterm.library import utc_now
from newsterm.model import Subscription

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def import_file(args: argparse.Namespace, world: World) -> int:
    """Take in OPML, newsboat's urls, or a TinyDB file."""
    data = read_input(args.file)
    if data.lstrip()[:1] == b"{":
        with world.library() as library:
            count = library.import_tinydb(data)
        out(f"{count} documents taken in")
        return 0
    from newsterm.feeds.lists import read_list  # noqa: PLC0415 - lxml is slow to import

    found = read_list(data)
    wanted = [
        Subscription(url=o.url, title=o.title, folder=o.folder, tags=o.tags, added=utc_now()) for o in found.outlines
    ]
    with world.library() as library:
        fresh = library.subscribe(wanted)
    for refused in found.refused:
        say(refused)
    out(f"added: {len(fresh)}; followed already: {len(wanted) - len(fresh)}; refused: {len(found.refused)}")
    return 1 if found.refused else 0


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
