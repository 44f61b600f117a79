"""`newsterm poll`: one polite round, told feed by feed."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.output import OutputFailed, ProgressLine, out, out_json, out_jsonl, say
from newsterm.errors import UsageError
from newsterm.events import Arrived, EntryPrepared, FeedPolled, Notice, Outcome, RoundEnded, RoundStarted
from newsterm.export.round_records import event_record, poll_record
from newsterm.library import utc_now
from newsterm.model import Subscription
from newsterm.poller.desk import open_desk, stop_on_signals
from newsterm.poller.priority import give_way
from newsterm.poller.retain import drop_old
from newsterm.poller.round import run_round
from newsterm.store import is_held, the_only_one

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from newsterm.cli.world import World
    from newsterm.events import Event


class Report:
    """Shows events as they come and keeps what the round's summary needs."""

    def __init__(self, progress: ProgressLine, *, verbose: bool = False, as_lines: bool = False) -> None:
        self._progress = progress
        self._as_lines = as_lines
        self._verbose = verbose
        self.polled: list[FeedPolled] = []
        self.ended: RoundEnded | None = None
        self.unwritten = False
        """Whether what happened could not be written."""
        self.arrived: list[Arrived] = []
        """What rules tell the user of."""
        self._new = self._failed = self._prepared = 0

    def tell(self, event: Event) -> None:
        """Take in one event."""
        if self._as_lines and isinstance(event, RoundStarted | FeedPolled | EntryPrepared | RoundEnded):
            self._print(event)
        match event:
            case RoundStarted():
                self._progress.update(0, event.due, "feeds")
            case FeedPolled():
                self._polled(event)
            case RoundEnded():
                self.ended = event
            case EntryPrepared():
                self._prepared += 1
                self._progress.note(f"{self._prepared} articles prepared")
            case Arrived():
                self.arrived.append(event)
            case Notice():
                self._progress.clear()
                say(event.text)

    def _print(self, event: RoundStarted | FeedPolled | EntryPrepared | RoundEnded) -> None:
        """Print what happened as a line; a round goes on when nobody can read it any more."""
        try:
            out_jsonl([event_record(event)], at_once=True)
        except BrokenPipeError:
            self._as_lines = False
        except OutputFailed as error:
            self._as_lines, self.unwritten = False, True
            say(f"newsterm: {error}")

    def _polled(self, event: FeedPolled) -> None:
        self.polled.append(event)
        failed = event.outcome is Outcome.FAILED
        self._new += event.new
        self._failed += failed
        if failed or self._verbose:
            self._progress.clear()
            say(f"{event.feed}: {_outcome(event)}")
        so_far = f"{self._new} new" + (f", {self._failed} failed" if self._failed else "")
        self._progress.update(event.done, event.due, f"{so_far} · {event.feed}")

    def close(self) -> None:
        """Leave nothing on the line."""
        self._progress.clear()


def _outcome(event: FeedPolled) -> str:
    """What became of a feed's turn, in words."""
    match event.outcome:
        case Outcome.FAILED:
            return event.reason or "failed"
        case Outcome.NOT_DUE:
            return f"not asked: {event.reason}"
        case Outcome.UNCHANGED:
            return "unchanged"
        case _:
            return ", ".join(f"{n} {word}" for n, word in ((event.new, "new"), (event.changed, "changed")) if n)


def poll(args: argparse.Namespace, world: World) -> int:
    """One round."""
    give_way(to_reader=is_held(world.paths.reader))
    report = Report(ProgressLine(), verbose=args.verbose, as_lines=args.format == "jsonl")
    with ExitStack() as locked:  # taken outside the event loop, so that Ctrl-C ends the wait
        if not locked.enter_context(the_only_one(world.paths.lock, wait=args.wait)):
            say("Another newsterm polls this cache already; --wait waits for it.")
            return 0
        asyncio.run(_poll(args, world, report, locked.close))
    ended = report.ended or RoundEnded()
    if args.format == "json":
        out_json(poll_record(report.polled, ended))
    elif args.format is None:
        out(_summary(ended))
    return 1 if ended.failed or ended.interrupted or report.unwritten else 0


async def _poll(args: argparse.Namespace, world: World, report: Report, unlock: Callable[[], None]) -> None:
    """The round, and what is made of what it brought.

    Only the round needs the poller's lock: another may poll while this one prepares.
    """
    async with open_desk(world.paths, world.settings, tell=report.tell, set_aside=True) as desk:
        stop_on_signals(desk.stop.set)
        if args.feeds_file:
            desk.store.subscribe(_listed(Path(args.feeds_file)))
        await run_round(desk, args.feed or None, everything=args.all)
        unlock()
        if not args.fetch_only:
            from newsterm.poller.prepare import Preparer  # noqa: PLC0415 - 20 ms that a round alone need not wait for

            give_way(to_reader=is_held(world.paths.reader))
            await Preparer(desk).all_at_last()
        await drop_old(desk)
    report.close()
    if report.arrived:
        from newsterm.poller.notify import announce  # noqa: PLC0415 - few rounds have something to tell

        for problem in await announce(world.settings, report.arrived):
            say(problem)


def _listed(path: Path) -> list[Subscription]:
    """The URLs of a file, one a line; blank lines and lines that begin with # say nothing."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as a list of URLs: {error}.") from error
    from newsterm.feeds.address import feed_address  # noqa: PLC0415 - most rounds subscribe to nothing

    urls = (line.strip() for line in lines)
    return [Subscription(url=feed_address(u), added=utc_now()) for u in urls if u and not u.startswith("#")]


def _summary(ended: RoundEnded) -> str:
    parts = [
        f"{ended.new} new",
        f"{ended.changed} changed",
        f"{ended.unchanged} {'feed' if ended.unchanged == 1 else 'feeds'} unchanged",
        f"{ended.not_due} not due",
        f"{ended.failed} failed",
    ]
    return ", ".join(parts) + ("; interrupted, what was fetched is kept" if ended.interrupted else "")
