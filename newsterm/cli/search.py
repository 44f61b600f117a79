"""`newsterm search`: items by their words, the best matches first, with the place where the words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_listing, say
from newsterm.export.plain import local_time
from newsterm.export.records import hit_record
from newsterm.export.snippet import snippet
from newsterm.model import counted

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.model import Found, Item


def search(args: argparse.Namespace, world: World) -> int:
    """The items that the words describe best."""
    query = " ".join(args.query)
    with world.library_to_read() as library:
        hits, number = library.best_matches(query, limit=args.limit)
        words = library.words_of(query)
    found = [(item, score, snippet(text, words)) for item, score, text in hits]
    if args.format:
        out_listing(args.format, (hit_record(*hit) for hit in found), ())
    elif found:
        out("\n".join(_lines(item, place) for item, _, place in found))
        if number > len(found):
            say(f"{len(found)} of {counted(number, 'item')}; --limit shows more.")
    else:
        say("No item has these words.")
    return 0


def _lines(item: Item, place: Found) -> str:
    head = f"{item.id}  {item.title}\n    {item.feed_title} · {local_time(item.sort_time)}"
    return f"{head}\n    {place.snippet}" if place.snippet else head
