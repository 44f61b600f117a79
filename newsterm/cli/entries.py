"""Commands that show items: list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import columns, out, out_json, out_jsonl, say, scanning
from newsterm.export.markdown import reading_markdown
from newsterm.export.plain import item_cells, reading_text
from newsterm.export.records import item_record, reading_record
from newsterm.library import Sort

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def list_entries(args: argparse.Namespace, world: World) -> int:
    """Entries that satisfy the query."""
    with world.library_to_read() as library:
        with scanning(library):
            listing = library.listing(" ".join(args.query), sort=Sort(args.sort))
            length = len(listing) if args.limit is None else min(args.limit, len(listing))
        items = listing.rows(0, length)
        if args.full:
            items = tuple(library.item(item.id) for item in items)
    if args.format == "json":
        out_json([item_record(i, full=args.full) for i in items])
    elif args.format == "jsonl":
        out_jsonl(item_record(i, full=args.full) for i in items)
    elif items:
        out(columns([item_cells(i) for i in items]))
    else:
        say("No entry matches." if args.query else "There are no entries; `newsterm add URL` subscribes to a feed.")
    return 0


def show(args: argparse.Namespace, world: World) -> int:
    """One entry with its article and claims."""
    with world.library_to_read() as library:
        reading = library.reading(args.entry)
    if args.format == "json":
        out_json(reading_record(reading))
    elif args.format == "markdown":
        out(reading_markdown(reading))
    else:
        out(reading_text(reading, claims=args.format != "text"))
    return 0
