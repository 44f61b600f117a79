"""`newsterm sources`: who is quoted, and what one of them said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_listing, say
from newsterm.export.claim_records import claim_row_record
from newsterm.export.plain import KIND_WORDS, claim_lines, local_time
from newsterm.export.records import source_record
from newsterm.model import counted

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.model import QuotedSource


def sources(args: argparse.Namespace, world: World) -> int:
    """Everybody who is quoted, or the claims of those who are called so."""
    with world.library_to_read() as library:
        if args.name:
            rows = library.said_by(" ".join(args.name), limit=args.limit)
            if args.format:
                out_listing(args.format, (claim_row_record(*row) for row in rows), ())
            else:
                for item, marked in rows:
                    out("\n".join(claim_lines(marked, item)))
        else:
            found = library.sources(limit=args.limit)
            if not out_listing(args.format, map(source_record, found), map(_cells, found)):
                say("Nobody is quoted yet; `newsterm poll` finds claims in what it fetches.")
    return 0


def _cells(source: QuotedSource) -> tuple[str, ...]:
    (kind, most), *others = source.kinds
    kinds = KIND_WORDS[kind] if not others else f"{KIND_WORDS[kind]} ({most} of {source.claims})"
    days = [local_time(moment)[:10] for moment in (source.first, source.last)]
    return (
        counted(source.claims, "claim"),
        counted(source.outlets, "outlet"),
        days[0] if days[0] == days[1] else f"{days[0]}..{days[1]}",
        kinds,
        source.name,
    )
