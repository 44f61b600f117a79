"""`newsterm play`: an entry's files for the player."""

from __future__ import annotations

import subprocess
import webbrowser
from typing import TYPE_CHECKING

from newsterm.cli.output import out_listing, say
from newsterm.errors import NewstermError, NotFound, UsageError
from newsterm.export.plain import size_words
from newsterm.export.records import enclosure_record
from newsterm.settings import given_address

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from newsterm.cli.world import World
    from newsterm.model import Enclosure


def play(args: argparse.Namespace, world: World) -> int:
    """Hand a file of the entry to the player that the settings name, else to the browser, and wait for it."""
    with world.library_to_read() as library:
        item = library.item(args.entry)
    files = item.entry.enclosures
    if not files:
        raise NotFound(f'"{item.title}" comes without a file to play.')
    if args.only_list:
        numbered = list(enumerate(files, start=1))
        out_listing(args.format, (enclosure_record(*row) for row in numbered), (_cells(*row) for row in numbered))
        return 0
    file = _chosen(files, args.nth)
    say(f"playing {file.url}")
    return _hand_over(file.url, world.settings.open.player)


def _chosen(files: Sequence[Enclosure], nth: int | None) -> Enclosure:
    """The file that is asked for, else the first that sounds or moves, else the first."""
    if nth is not None:
        if nth > len(files):
            raise UsageError(f"There is no file {nth}: the entry comes with {len(files)}; --list shows them.")
        return files[nth - 1]
    return next((file for file in files if (file.type or "").startswith(("audio", "video"))), files[0])


def _hand_over(url: str, player: Sequence[str] | None) -> int:
    if player is None:
        if not webbrowser.open(url):
            raise NewstermError("No browser was found to hand it to; the settings name a player: open.player.")
        return 0
    try:
        return int(bool(subprocess.call(given_address(player, url))))
    except OSError as error:
        raise NewstermError(f"The player {player[0]} could not be started: {error.strerror or error}.") from error


def _cells(nth: int, file: Enclosure) -> tuple[str, ...]:
    return str(nth), file.type or "", size_words(file.length), file.url
