"""Commands that show items: list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out_file, out_json, out_json_array, out_jsonl, out_listing, out_pieces, say, scanning
from newsterm.cli.which import STDIN, given_ids
from newsterm.export.markdown import readings_markdown
from newsterm.export.plain import RULE, item_cells, reading_text
from newsterm.export.records import item_record, reading_record
from newsterm.library import Sort

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Item, Reading

_PAGE = 50
"""Items that are looked up at once: what a listing keeps as a page."""


def list_entries(args: argparse.Namespace, world: World) -> int:
    """Entries that satisfy the query."""
    with world.library_to_read() as library:
        items = _items(library, " ".join(args.query), sort=Sort(args.sort), limit=args.limit)
        if args.full:
            items = (library.item(item.id) for item in items)
        records = (item_record(item, full=args.full) for item in items)
        if not out_listing(args.format, records, map(item_cells, items)):
            say("No entry matches." if args.query else "There are no entries; `newsterm add URL` subscribes to a feed.")
    return 0


def _items(library: Library, query: str, *, sort: Sort, limit: int | None) -> Iterator[Item]:
    """Items a page at a time, those that are gone meanwhile left out: nobody waits for the last to see the first."""
    with scanning(library):
        listing = library.listing(query, sort=sort)
    start = 0
    while limit is None or start < limit:
        page = listing.rows(start, start + _PAGE if limit is None else min(limit, start + _PAGE))
        if not page:
            return
        yield from (item for item in page if item.id)
        start += len(page)


def show(args: argparse.Namespace, world: World) -> int:
    """Entries with their articles and claims, one after the other."""
    several = len(args.entry) > 1 or STDIN in args.entry
    with world.library_to_read() as library:
        readings = map(library.reading, given_ids(args.entry))
        match args.format:
            case "json" if several:
                out_json_array(map(reading_record, readings))
            case "json":
                out_json(reading_record(next(readings)))
            case "jsonl":
                out_jsonl(map(reading_record, readings))
            case "markdown":
                out_file(readings_markdown(readings))
            case _:
                out_pieces(_texts(readings, claims=args.format != "text"))
    return 0


def _texts(readings: Iterable[Reading], *, claims: bool) -> Iterator[str]:
    for nth, reading in enumerate(readings):
        yield f"{RULE if nth else ''}{reading_text(reading, claims=claims)}\n"
