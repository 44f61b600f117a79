"""Commands that show items: list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_json, out_listing, say
from newsterm.export.markdown import reading_markdown
from newsterm.export.plain import item_cells, reading_text
from newsterm.export.records import item_record, reading_record
from newsterm.library import Sort

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Item

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
    listing = library.listing(query, sort=sort)
    start = 0
    while limit is None or start < limit:
        page = listing.rows(start, start + _PAGE if limit is None else min(limit, start + _PAGE))
        if not page:
            return
        yield from (item for item in page if item.id)
        start += len(page)


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
