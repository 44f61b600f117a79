"""`newsterm claims`: who says what; those that were rejected; and finding all of them again."""

from __future__ import annotations

import asyncio
from itertools import chain, groupby
from typing import TYPE_CHECKING

from newsterm.cli.output import ProgressLine, out, out_file, out_listing, out_pieces, say, scanning, telling
from newsterm.errors import UsageError
from newsterm.events import EntryPrepared, Notice
from newsterm.export.claim_records import claim_row_record, rejected_record
from newsterm.export.markdown import claims_markdown
from newsterm.export.plain import claim_lines
from newsterm.export.table import csv_lines
from newsterm.model import counted
from newsterm.query.tree import And, Flag, Is

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from newsterm.cli.world import World
    from newsterm.events import Event
    from newsterm.export.record import Record
    from newsterm.library import Library
    from newsterm.model import Item, MarkedClaim


_LINKED = {"jsonld": "annotations", "schema-org": "schema.org"}
"""Formats of linked data by their flags."""


def claims(args: argparse.Namespace, world: World) -> int:
    """Claims that satisfy the query; or find them again."""
    return _rebuild(args, world) if args.rebuild else _list(args, world)


def _list(args: argparse.Namespace, world: World) -> int:
    query = " ".join(args.query)
    with world.library_to_read() as library:
        tree = And((library.tree(query), Is(Flag.OWN))) if args.own else library.tree(query)
        pieces = library.claim_pieces(tree, limit=args.limit, rejected=args.rejected)
        with scanning(library):
            first = next(pieces, ())
        rows = chain(first, chain.from_iterable(pieces))
        match args.format:
            case "csv":
                out_file(csv_lines(rows))
            case "markdown":
                out_pieces(f"{claims_markdown([row])}\n" for row in rows)
            case "json" | "jsonl":
                records = _rejected(library, rows) if args.rejected else (claim_row_record(i, m) for i, m in rows)
                out_listing(args.format, records, ())
            case "jsonld" | "schema-org":
                out_file(_linked(_LINKED[args.format], library, rows, title=query or "newsterm"))
            case _:
                shown = False
                for item, marked in rows:
                    out("\n".join(claim_lines(marked, item)))
                    shown = True
                if not shown:
                    say("No claim was rejected." if args.rejected and not query else "No claim matches.")
    return 0


def _linked(name: str, library: Library, rows: Iterable[tuple[Item, MarkedClaim]], *, title: str) -> Iterator[str]:
    from newsterm.export.about import About  # noqa: PLC0415 - a list of claims needs no other format
    from newsterm.export.files import FORMATS  # noqa: PLC0415 - as above
    from newsterm.ui.exporting import readings_with  # noqa: PLC0415 - as above

    opened = readings_with(library, rows, lambda *_: True)
    return FORMATS[name].writer()(opened, About(title=title, at=library.now()))


def _rejected(library: Library, rows: Iterable[tuple[Item, MarkedClaim]]) -> Iterator[Record]:
    """Rejected claims with the paragraph that they stand in, from which a model can learn."""
    for entry, some in groupby(rows, key=lambda row: row[0].id):
        reading = library.reading(entry)
        yield from (rejected_record(item, marked, reading) for item, marked in some)


class _Report:
    """Counts the items that are prepared and their claims, and shows it while it goes on."""

    def __init__(self, total: int) -> None:
        self._progress = ProgressLine()
        self._total = total
        self._claims: dict[str, int] = {}

    @property
    def items(self) -> int:
        """Items so far."""
        return len(self._claims)

    @property
    def claims(self) -> int:
        """Claims so far."""
        return sum(self._claims.values())

    def tell(self, event: Event) -> None:
        """Take in one event."""
        match event:
            case EntryPrepared():
                self._claims[event.entry] = event.claims
                self._progress.update(self.items, max(self._total, self.items), counted(self.claims, "claim"))
            case Notice():
                self._progress.clear()
                say(event.text)

    def close(self) -> None:
        """Leave nothing on the line."""
        self._progress.clear()


def _rebuild(args: argparse.Namespace, world: World) -> int:
    """Have the claims of items found again, with all their marks; what is not done when it is stopped waits."""
    if args.rejected or args.own or args.format or args.limit:
        raise UsageError("--rebuild finds claims again and lists none; leave the other options out.")
    with world.library() as library, telling() as tell:
        total = library.make_anew(" ".join(args.query), tell=lambda n: tell(f"{counted(n, 'item')} to read again"))
    report = _Report(total)
    left = asyncio.run(_prepare(world, report))
    report.close()
    out(f"{counted(report.items, 'item')} read again, {counted(report.claims, 'claim')} found")
    if report.items < total and not left:
        say(f"Another newsterm has read the other {counted(total - report.items, 'item')}.")
    if left:
        say("Stopped; what is left is done by the reader or the next `newsterm poll`.")
    return 1 if left else 0


async def _prepare(world: World, report: _Report) -> bool:
    """Whether anything is left to read again at the end."""
    from newsterm.poller.desk import open_desk, stop_on_signals  # noqa: PLC0415 - 0.1 s that a list need not wait for
    from newsterm.poller.prepare import Preparer  # noqa: PLC0415 - as above

    async with open_desk(world.paths, world.settings, tell=report.tell) as desk:
        stop_on_signals(desk.stop.set)
        await Preparer(desk).all_anew()
        return bool(desk.store.to_make_anew(1))
