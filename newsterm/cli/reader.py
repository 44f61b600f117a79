"""The reader itself, and the same over the bundled sample."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.background import BackgroundProcess
from newsterm.cli.output import ProgressLine, say, telling
from newsterm.errors import UsageError
from newsterm.library import Library, utc_now
from newsterm.model import clean_line
from newsterm.store import the_only_one
from newsterm.ui import run
from newsterm.ui.terminal import moves_its_cursor

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def read(args: argparse.Namespace, world: World) -> int:
    """Open the reader."""
    simple = _is_simple(args, world)
    if not simple:
        _need_a_screen()
    with telling(heard=simple) as tell:
        opened = Library.open(world.paths.store, set_aside=True, tell=tell)
    # Held while one is open, so that `newsterm poll` leaves it a core; a second reader finds it held already.
    with opened as library, the_only_one(world.paths.reader):
        backstage = BackgroundProcess(world.paths)
        if simple:
            from newsterm.simple import run as talk  # noqa: PLC0415 - one of both is run

            return talk(library, backstage, world.settings, environ=os.environ, notices=library.notices)
        return run(library, backstage, world.settings, notices=library.notices, log=world.paths.log)


def _need_a_screen() -> None:
    """UsageError where the full screen can't be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The full screen needs a terminal; `newsterm --simple` reads line by line here, and `newsterm list`, "
            "`show` and `claims` answer once."
        )
    if not moves_its_cursor(os.environ):
        named = f'this one is "{clean_line(os.environ["TERM"])}"' if os.environ.get("TERM") else "TERM names none"
        raise UsageError(
            f"The full screen needs a terminal that can move its cursor, and {named}; `newsterm --simple` reads line "
            "by line here."
        )


def _is_simple(args: argparse.Namespace, world: World) -> bool:
    return args.simple or world.settings.interface.simple


def demo(args: argparse.Namespace, world: World) -> int:
    """Open the reader over the bundled outlets, served on loopback and polled for real."""
    from newsterm.demo import Newsstand, subscriptions  # noqa: PLC0415 - nobody else pays for the sample

    if not _is_simple(args, world):
        _need_a_screen()  # before anything is fetched
    with ExitStack() as stack:
        folder = args.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="newsterm-demo-"))
        paths = replace(world.paths, data=Path(folder).absolute())
        stand = stack.enter_context(Newsstand(now=utc_now()))
        with Library.open(paths.store) as library:
            library.subscribe(subscriptions(stand, utc_now()))
        sample = replace(world, paths=paths)
        asyncio.run(_first_round(sample, heard=_is_simple(args, world)))
        status = read(args, sample)
        if not args.keep:
            say("The sample is closed; nothing of it was kept. `newsterm` keeps everything.")
        return status


async def _first_round(world: World, *, heard: bool) -> None:
    """Fetch and prepare the sample, so that the reader opens on today's news."""
    from newsterm.cli.poll import Report  # noqa: PLC0415
    from newsterm.poller.desk import open_desk  # noqa: PLC0415
    from newsterm.poller.prepare import Preparer  # noqa: PLC0415
    from newsterm.poller.round import run_round  # noqa: PLC0415

    progress = ProgressLine(heard=heard)
    if heard:
        progress.note("fetching and preparing the sample")
    report = Report(progress)
    settings = replace(world.settings, poll=replace(world.settings.poll, per_host_gap=0.0))  # nobody else's servers
    async with open_desk(world.paths, settings, tell=report.tell) as desk:
        await run_round(desk)
        await Preparer(desk).all_waiting()
    report.close()
