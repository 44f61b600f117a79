"""`newsterm diff`: how a story changed, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_json, say
from newsterm.export.difference import difference_text
from newsterm.export.records import difference_record

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def diff(args: argparse.Namespace, world: World) -> int:
    """The last change of an entry, or with `--first` everything since the first version."""
    with world.library_to_read() as library:
        item, versions = library.item(args.entry), library.versions(args.entry)
        changed = len(versions) > 1
        difference = library.difference(versions[0 if args.first else -2], versions[-1]) if changed else None
        if args.format == "json":
            out_json(difference_record(item, versions, difference))
        elif difference is None:
            say("This story has not changed since it was first read.")
        else:
            out(difference_text(item, versions, difference))
    return 0
