"""`newsterm watch`: items as they arrive, or claims as they are found, each once, for as long as somebody listens."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from newsterm.background import BackgroundProcess
from newsterm.cli.output import flush, out, out_jsonl, say
from newsterm.events import Notice
from newsterm.export.claim_records import claim_row_record
from newsterm.export.plain import claim_lines, item_cells
from newsterm.export.records import item_record
from newsterm.library import utc_now
from newsterm.query.days import Unreadable, read_days, read_span

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.export.record import Record
    from newsterm.library import Library
    from newsterm.query.tree import Tree

TICK = 0.25
"""Seconds between two looks at whether anybody has written: 40 µs each."""
Line = tuple[str, "Record"]
"""What is printed of one thing: as text, and as JSON."""


class Watched(Protocol):
    """What comes."""

    def fresh(self) -> list[Line]:
        """What has come since this was asked last, in the order in which it came."""


class ArrivingItems:
    """Items as they come that satisfy a query.

    Each is judged when it comes and again until its claims are there: a query may be about these.
    """

    def __init__(self, library: Library, tree: Tree, after: int) -> None:
        self._library, self._tree = library, tree
        self._settled = after
        self._told: set[int] = set()

    def fresh(self) -> list[Line]:
        """See `Watched`."""
        # Looked up before the items: what is prepared in between is judged once more.
        latest, _ = self._library.latest()
        settled = min((n for n in self._library.unprepared_numbers() if n > self._settled), default=latest + 1) - 1
        found = [row for row in self._library.items_since(self._tree, self._settled) if row[0] not in self._told]
        self._settled = max(self._settled, min(settled, latest))
        self._told = {n for n in self._told | {n for n, _ in found} if n > self._settled}
        return [("  ".join(item_cells(item)), item_record(item, full=False)) for _, item in found]


class FoundClaims:
    """Claims that satisfy a query, as they are found in items that had none before."""

    def __init__(self, library: Library, tree: Tree, after: int | None) -> None:
        self._library, self._tree = library, tree
        item, claim = library.latest()
        self._above, self._claim = (item, claim) if after is None else (after, 0)
        self._waiting = library.unprepared_numbers()
        self._told: set[str] = set()

    def fresh(self) -> list[Line]:
        """See `Watched`."""
        _, latest = self._library.latest()
        rows = self._library.claims_since(self._tree, self._claim, above=self._above, others=self._waiting)
        self._claim = max(self._claim, latest)
        new = [(item, marked) for item, marked in rows if marked.claim.id not in self._told]
        self._told |= {marked.claim.id for _, marked in new}
        return [("\n".join(claim_lines(marked, item)), claim_row_record(item, marked)) for item, marked in new]


def watch(args: argparse.Namespace, world: World) -> int:
    """Print until stopped, or until nobody listens."""
    with world.library_to_read() as library:
        tree = library.tree(" ".join(args.query))
        after = None if args.since is None else _number_of(library, args.since)
        watched: Watched
        if args.claims:
            watched = FoundClaims(library, tree, after)
        else:
            watched = ArrivingItems(library, tree, library.latest()[0] if after is None else after)
        with suppress(KeyboardInterrupt):
            asyncio.run(_watch(library, watched, world if args.poll else None, as_json=args.format == "jsonl"))
    return 0


def _number_of(library: Library, since: str) -> int:
    """The number after which to begin; a claim's item comes again as a whole."""
    moment = _moment(since)
    if moment is not None:
        return library.before(moment)
    item, dot, _ = since.partition(".")
    return library.before(item) - bool(dot)


def _moment(text: str) -> datetime | None:
    """A time, a day or a length of time back from now; None where the text is none of these."""
    with suppress(ValueError):
        return datetime.fromisoformat(text).astimezone()
    with suppress(Unreadable, OverflowError):
        return utc_now() - read_span(text)
    with suppress(Unreadable, OverflowError):
        first, _ = read_days(text, utc_now().astimezone().date())
        return datetime(first.year, first.month, first.day).astimezone()
    return None


async def _watch(library: Library, watched: Watched, polled: World | None, *, as_json: bool) -> None:
    stop = asyncio.Event()
    _stop_on_signals(stop)
    polling = None if polled is None else asyncio.create_task(_poll(polled))
    seen: int | None = None
    try:
        while not stop.is_set() and not _nobody_listens():
            version = library.version()
            if version != seen:
                seen = version
                _print(watched, as_json=as_json)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TICK)
    finally:
        if polling is not None:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling


def _print(watched: Watched, *, as_json: bool) -> None:
    for text, record in watched.fresh():
        if as_json:
            out_jsonl([record])
        else:
            out(text)
    flush()


async def _poll(world: World) -> None:
    """What the reader has running in the background: due feeds are asked, and what is new is prepared."""
    events = BackgroundProcess(world.paths).events()
    try:
        async for event in events:
            if isinstance(event, Notice):
                say(event.text)
    finally:
        await events.aclose()


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, AttributeError):  # Windows has no handlers in a loop, nor SIGHUP
            loop.add_signal_handler(getattr(signal, name), stop.set)


def _nobody_listens() -> bool:
    """Whether the reader of a pipe has gone: else only the next line would tell."""
    if not hasattr(select, "poll"):
        return False
    asked = select.poll()
    try:
        asked.register(sys.stdout.fileno(), 0)
    except (OSError, ValueError):
        return False
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in asked.poll(0))
