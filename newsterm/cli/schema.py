"""`newsterm schema`: what the JSON that newsterm prints is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out_json, out_jsonl, out_listing
from newsterm.export.schemas import SCHEMAS, published, published_record
from newsterm.model import clean_line

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def schema(args: argparse.Namespace, _: World) -> int:
    """The schemas there are, or one."""
    if args.name is None:
        every = SCHEMAS.values()
        out_listing(args.format, map(published_record, every), ((one.name, one.description) for one in every))
        return 0
    found = published(clean_line(args.name)).schema()
    if args.format == "jsonl":
        out_jsonl([found])
    else:
        out_json(found)
    return 0
