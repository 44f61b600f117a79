"""A list of another reader's, taken in: its feeds are followed, its query feeds saved as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.errors import UsageError
from newsterm.events import Notice
from newsterm.feeds.lists import read_list
from newsterm.library import Library
from newsterm.model import Subscription

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newsterm.feeds.outline import Imported
    from newsterm.poller.desk import Desk

_TOLD = 3
"""Problems of a list that are told one by one where there is a line to tell them on."""


class Taken(Struct, frozen=True, kw_only=True):
    """What came of a list."""

    feeds: int
    """Feeds that were not followed before."""
    followed: int
    """Feeds that were followed already."""
    views: int
    """Views that were not there before."""
    kept: int
    """Views that were there already, by name."""
    problems: tuple[str, ...]
    """A sentence for each line that was refused, and for each view that is there with another query."""
    refused: int

    @property
    def words(self) -> str:
        """The counts, in words."""
        told = f"added: {self.feeds}; followed already: {self.followed}; refused: {self.refused}"
        return f"{told}; views saved: {self.views}; there already: {self.kept}" if self.views or self.kept else told


def take_in_list(library: Library, found: Imported, now: datetime) -> Taken:
    """Follow the feeds of a list and save its views; those that are there already stay as they are."""
    wanted = [
        Subscription(url=o.url, title=o.title, folder=o.folder, tags=o.tags, paused=o.paused, added=now)
        for o in found.outlines
    ]
    fresh = library.subscribe(wanted)
    known = {view.name: view.query for view in library.views()}
    library.save_views({view.name: view.query for view in found.views if view.name not in known})
    others = [view.name for view in found.views if view.query != known.get(view.name, view.query)]
    kept = sum(view.name in known for view in found.views)
    return Taken(
        feeds=len(fresh),
        followed=len(wanted) - len(fresh),
        views=len(found.views) - kept,
        kept=kept,
        problems=(
            *found.refused,
            *(f'The view "{name}" is there already with another query, and stays as it is.' for name in others),
        ),
        refused=len(found.refused),
    )


def subscribe_to_list(desk: Desk, path: Path) -> Notice:
    """Take in an OPML file or newsboat's `urls`; what came of it, in words. UsageError for no such file."""
    try:
        found = read_list(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    taken = take_in_list(Library(desk.store, clock=desk.clock), found, desk.clock())
    told = [f"Taken in from {path.name}: {taken.words}.", *taken.problems[:_TOLD]]
    if more := len(taken.problems[_TOLD:]):
        told.append(f"And {more} more; `newsterm import` tells them all.")
    return Notice(text=" ".join(told), bad=bool(taken.refused))
