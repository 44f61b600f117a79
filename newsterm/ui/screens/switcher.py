"""The switcher: views, saved ones too, feeds by folder and tags, each with its counts."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList

from newsterm.errors import NotFound, QueryError, StoreError
from newsterm.model import Target
from newsterm.ui.following import Health, health
from newsterm.ui.key_table import shown_key
from newsterm.ui.render.cells import fit, fit_right, one_line, width
from newsterm.ui.render.feed_rows import health_mark
from newsterm.ui.render.times import clock_time
from newsterm.ui.screens.picker import Choice, Picker
from newsterm.ui.views import BUILT_IN, View, ViewKind, saved, visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from textual.binding import BindingType

    from newsterm.library import Library
    from newsterm.model import Action, Feed

_NAME, _NEW, _COUNT = 32, 9, 17
_TOLD = frozenset({Health.FAILING, Health.GONE, Health.PAUSED})
"""States in which a feed brings nothing: they are marked, and the reason stands below the list."""


class Counted(Message):
    """A view was counted, or could not be."""

    def __init__(self, view: View, choice: Choice[View]) -> None:
        super().__init__()
        self.view, self.choice = view, choice


class Switcher(Picker[View]):
    """Choose what FEED shows."""

    HEADING = "VIEWS, FEEDS, TAGS"
    SUBTITLE = "new  unread / all · shift+↑↓ moves a view"
    DETAILED = True
    DEFAULT_CSS = "Switcher { #sheet { width: 64; max-width: 100%; } }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up,alt+up", "move(-1)", show=False),
        Binding("shift+down,alt+down", "move(1)", show=False),
    ]

    def __init__(
        self,
        library: Library,
        now: datetime,
        *,
        left: datetime | None = None,
        changed: Callable[[Action | None], None] = lambda _: None,
    ) -> None:
        """`now` in the zone in which times are shown; `left` is when the reader was left last.

        `changed` is told when a view was moved.
        """
        super().__init__()
        self._left_reader, self._changed = left, changed
        self._library, self._now, self._today = library, now, now.date()
        self._left = False
        self._counts: dict[View, Choice[View]] = {}
        self._counting: Library | None = None
        """What the thread reads, once it has been opened."""

    def choices(self) -> Sequence[Choice[View]]:
        """Views, then folders with their feeds, then tags."""
        self._views = (*BUILT_IN, *map(saved, self._library.views()))
        known = (self._counts.get(view) or _view_row(view, "") for view in self._views)
        return [*known, *self._feeds(), *self._tags()]

    def on_mount(self) -> None:
        """Show the list at once, and count meanwhile.

        With 100,000 items a view takes up to 60 ms, one whose pattern is looked for in all texts 5 to 15 s: a thread
        counts, with a library of its own, so that keys wait neither for it nor, at the end, for what it has begun.
        """
        Thread(target=self._count, name="counting", daemon=True).start()

    def on_unmount(self) -> None:
        """Nobody looks at further counts."""
        self._left = True
        if self._counting is not None:
            self._counting.interrupt()

    def _count(self) -> None:
        """Count one view after the other; without counts where the cache can't be read, which others tell."""
        with suppress(StoreError), self._library.beside() as library:
            self._counting = library
            for view in self._views:
                if self._left:
                    return
                since = visited(view, self._left_reader)
                self.post_message(Counted(view, _counted(library, view, since, self._today)))

    def on_counted(self, event: Counted) -> None:
        """Show what the thread found."""
        self._counts[event.view] = event.choice
        if event.view in self._views:
            self.replace_choice(self._views.index(event.view), event.choice)

    def action_move(self, step: int) -> None:
        """Move the highlighted view up or down among the saved ones."""
        options = self.query_one(OptionList)
        place = options.highlighted
        view = None if place is None or place >= len(self._shown) else self._shown[place].value
        if view is None or view.kind is not ViewKind.SAVED or self.query_one(Input).value:
            return
        order = [known.value for known in self._views if known.kind is ViewKind.SAVED]
        with suppress(NotFound):  # another process has taken it away
            self._changed(self._library.move_view(view.value, order.index(view.value) + 1 + step))
        self._all = list(self.choices())
        self._narrow("")
        if view in self._views:
            options.highlighted = self._views.index(view)

    def _feeds(self) -> Iterator[Choice[View]]:
        def folder(feed: Feed) -> str:
            return feed.subscription.folder or ""

        known, zone = self._library.feeds(), self._now.tzinfo
        following = self._library.next_polls(known)
        feeds = sorted(known, key=lambda feed: (folder(feed), feed.title.casefold()))
        for name, members in groupby(feeds, key=folder):
            group = list(members)
            if name:
                view = View(kind=ViewKind.FOLDER, value=name, title=name)
                unread, total = sum(feed.unread for feed in group), sum(feed.entries for feed in group)
                yield _row(view, f"{unread:,} / {total:,}", mark="▾ ")
            elif group:
                yield _heading("Feeds")
            for feed in group:
                view = View(kind=ViewKind.FEED, value=feed.url, title=one_line(feed.title))
                state = health(feed, None, self._now)
                mark = f"{health_mark(state) if state in _TOLD else ' '} "
                due = following[feed.url].words(lambda at: clock_time(at, self._now, zone))
                yield _row(
                    view,
                    f"{feed.unread:,} / {feed.entries:,}",
                    mark=f"  {mark}" if name else mark,
                    detail=one_line(f"{feed.state.error} {due}" if feed.state.error else due),
                )

    def _tags(self) -> Iterator[Choice[View]]:
        tags = self._library.tags(Target.ENTRY)
        if tags:
            yield _heading("Tags")
        for name, count in tags:
            yield _row(View(kind=ViewKind.TAG, value=name, title=name), f"{count:,}", mark="▪ ")


def _counted(library: Library, view: View, since: datetime | None, today: date) -> Choice[View]:
    try:
        counts = library.counts(view.tree(today), since)
    except QueryError as error:
        return _view_row(view, "can't be read", wrong=str(error))
    new = f"◉ {counts.new:,}" if counts.new and since is not None else ""
    return _view_row(view, f"{counts.unread:,} / {counts.entries:,}", new=new)


def _row(view: View, count: str, *, mark: str = "", new: str = "", detail: str = "") -> Choice[View]:
    """A view's sign and name, its key, how much is new, how much there is."""
    key = f" {shown_key(view.key)}" if view.key else ""
    shown = Content.assemble(
        (mark, view.colour),
        fit(view.title, _NAME - width(mark) - width(key)),
        (key, "dim"),
        (fit_right(new, _NEW), "$text-warning"),
        (fit_right(count, _COUNT), "dim"),
    )
    return Choice(shown, f"{view.title} {view.value}", view, detail=detail)


def _view_row(view: View, count: str, *, new: str = "", wrong: str = "") -> Choice[View]:
    """What a saved view asks stands below the list, or why it can't be read."""
    mark = "/ " if view.kind is ViewKind.SAVED else ""  # the sign of a filter, so that its name may be any
    return _row(view, count, mark=mark, new=new, detail=one_line(wrong or view.query))


def _heading(text: str) -> Choice[View]:
    return Choice(Content.styled(text, "bold dim"), text, None)
