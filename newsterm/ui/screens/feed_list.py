"""The list of feeds without its verbs: what it shows, how it is laid out, and how it follows what happens."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from newsterm.errors import NewstermError, StoreError
from newsterm.events import FeedPolled, RoundEnded
from newsterm.model.address import mask_credentials
from newsterm.ui.actions import BY_ID
from newsterm.ui.following import GROUPED, Followed, Following, Order, followed
from newsterm.ui.layout import THREE
from newsterm.ui.render.tags import TagStyles
from newsterm.ui.screen_actions import IN_FEEDS
from newsterm.ui.screens.asking import Asking
from newsterm.ui.screens.bound import bind
from newsterm.ui.widgets.feeds_pane import FeedCard, FeedsPane
from newsterm.ui.widgets.header import Header, Heading
from newsterm.ui.widgets.keys_line import KeysLine
from newsterm.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events
    from textual.app import ComposeResult

    from newsterm.events import Event
    from newsterm.library import Library
    from newsterm.model import Activity, Feed, NextPoll
    from newsterm.ui.screens.managing import Managing

_MEMO = "feeds"
_LOW = 18
"""Lines below which the card has no room under the list."""
_HINTS = {
    "add-feed": "add",
    "rename-feed": "rename",
    "move-feed": "move",
    "pause-feed": "pause",
    "remove-feed": "remove",
    "refresh": "ask now",
    "mark": "mark",
    "filter": "filter",
    "sort": "sort",
    "open": "items",
    "browse": "site",
    "copy-link": "copy",
    "undo": "undo",
}
_LAST_HINTS = {"help": "keys", "back": "close"}


class Counted(Message):
    """Items a day were counted."""

    def __init__(self, activity: Mapping[str, Activity]) -> None:
        super().__init__()
        self.activity = activity


class FeedList(Asking, inherit_bindings=False):
    """Every feed in a row, and everything known of the one under the cursor."""

    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False
    DEFAULT_CSS = """
    FeedList {
        background: $background;
        #feeds-body { height: 1fr; }
        #feeds-foot { dock: bottom; height: 2; }
        #feeds-foot StatusLine { dock: none; background: $background; }
        Prompt { margin-bottom: 2; }
        #feed-card {
            dock: bottom; height: 38%; padding: 0 1; background: $background;
            border-top: solid $border-blurred;
            scrollbar-size-vertical: 1; scrollbar-color: $foreground 15%; scrollbar-background: $background;
        }
        &.-wide #feed-card { dock: right; width: 40%; height: 100%; border: round $border-blurred; }
        &.-low #feed-card { display: none; }
    }
    """

    def __init__(self, main: Managing) -> None:
        super().__init__(id="feeds")
        self.main, self.library = main, main.library
        self.order = Order.FOLDER
        self.typed = ""
        """What the list is narrowed by."""
        self._all: tuple[Followed, ...] = ()
        self._activity: Mapping[str, Activity] = {}
        self._asking: frozenset[str] = frozenset()
        """Addresses, as they are shown, of the feeds that are asked since the user wished it."""
        self._counter: Thread | None = None
        self._counting: Library | None = None
        """What the thread that counts reads, while it does."""
        keys = {action.id: main.key(action.id) or action.title for action in IN_FEEDS}
        self.head = Header(zone=main.zone)
        self.list = FeedsPane(clock=main.clock, zone=main.zone, ascii_only=main.ascii_only)
        self.card = FeedCard(keys, clock=main.clock, zone=main.zone, ascii_only=main.ascii_only)
        self.status = StatusLine(TagStyles())
        bind(self._bindings, main.keymap.pairs(IN_FEEDS))

    def compose(self) -> ComposeResult:
        """The list, the card beside or below it, and two lines for what happened and for keys.

        What they show is there before they are, so that it is laid out and painted once.
        """
        memo = self.library.memo(_MEMO)
        kept = memo if isinstance(memo, dict) else {}
        with suppress(ValueError):
            self.order = Order(kept.get("order", self.order))
        self.head.tell(polling=self.main.head.polling, now=self.main.clock())
        self.lay_out()
        self.reload(cursor=kept.get("cursor"))
        yield self.head
        with Container(id="feeds-body"):
            yield VerticalScroll(self.card, id="feed-card", can_focus=False)
            yield self.list
        with Vertical(id="feeds-foot"):
            yield self.status
            yield KeysLine(*(self._hints(hints) for hints in (_HINTS, _LAST_HINTS)))

    def _hints(self, hints: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(self.main.key(action), words) for action, words in hints.items()]

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.list)

    def on_unmount(self) -> None:
        """Nobody looks at further counts; the place is kept."""
        if self._counting is not None:
            self._counting.interrupt()
        with suppress(NewstermError):
            self.library.remember(_MEMO, {"order": self.order, "cursor": self.list.cursor_id})

    # -- what is shown -----------------------------------------------------------------------------------------------

    def reload(self, cursor: str | None = None) -> None:
        """Ask the library again; the cursor stays on its feed."""
        feeds = self.library.feeds()
        following = self.library.next_polls(feeds)
        self._all = tuple(self._followed(feed, following[feed.url]) for feed in feeds)
        self.show_rows(cursor)
        if self._counter is None or not self._counter.is_alive():
            # 65 ms with 100,000 items: keys wait for none of them.
            self._counter = Thread(target=self._count, name="counting", daemon=True)
            self._counter.start()

    def _followed(self, feed: Feed, following: NextPoll) -> Followed:
        asking = mask_credentials(feed.url) in self._asking
        return followed(feed, following, self._activity.get(feed.url), now=self.main.clock(), asking=asking)

    def _count(self) -> None:
        """Count items a day; without them where the cache can't be read, which others tell."""
        with suppress(StoreError), self.library.beside() as library:
            self._counting = library
            self.post_message(Counted(library.activity(zone=self.main.zone)))
        self._counting = None

    def on_counted(self, event: Counted) -> None:
        """Show what the thread found."""
        self._activity = event.activity
        self._renew()

    def _renew(self) -> None:
        """Show the same feeds with what else is known of them."""
        self._all = tuple(self._followed(row.feed, row.following) for row in self._all)
        self.show_rows()

    @property
    def everything(self) -> tuple[Followed, ...]:
        """All feeds, listed or not."""
        return self._all

    def show_rows(self, cursor: str | None = None) -> None:
        """Show the feeds that hold the typed words, in order."""
        rows = Following(self._all, self.order, self.typed)
        self.list.order = self.order
        self.list.show(rows, cursor=cursor, grouped=self.order in GROUPED, empty=() if len(rows) else self._nothing())
        self.list.border_subtitle = Content(self.order)
        self.tell_heading()
        self.on_feeds_pane_moved()

    def _nothing(self) -> tuple[str, ...]:
        """Why there is nothing to see, and what can be done."""
        if self._all:
            return ("No feed holds these words.", "", f"{self.main.key('clear-filter')} shows all again.")
        return (
            "No feeds yet.",
            "",
            f"{self.main.key('add-feed')} adds one, by its address or that of a page,",
            "or all of a file of another reader (OPML, newsboat's urls).",
        )

    def on_feeds_pane_moved(self) -> None:
        """The cursor is on another feed, or its feed has changed."""
        another = self.card.show(self.list.item)
        if another and self.is_mounted:
            self.query_one("#feed-card").scroll_home(animate=False)

    def tell_heading(self) -> None:
        """Say in the top line how many feeds there are."""
        heading = Heading(view="Feeds", count=self.list.count, filter=self.typed, marked=self.list.marked)
        self.head.tell(heading=heading, now=self.main.clock())

    def told(self, event: Event) -> None:
        """Show how polling goes; what it stored comes with the next look at the library."""
        self.head.tell(polling=self.main.head.polling, now=self.main.clock())
        if isinstance(event, FeedPolled) and event.feed in self._asking:
            self._asking -= {event.feed}
        elif isinstance(event, RoundEnded) and self._asking:
            self._asking = frozenset()
        else:
            return
        self._renew()

    def note_asked(self, rows: list[Followed]) -> None:
        """These feeds are asked from now on."""
        self._asking |= {mask_credentials(row.id) for row in rows}
        self._renew()

    def scroll_card(self, lines: int) -> None:
        """Scroll what is told of the feed."""
        self.query_one("#feed-card").scroll_relative(y=lines, animate=False)

    # -- layout ------------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """The card goes where there is room."""
        self.lay_out()

    def lay_out(self) -> None:
        """The card beside the list, or below it, or nowhere."""
        wide = self.app.size.width >= THREE
        self.set_class(wide, "-wide")
        self.set_class(not wide and self.app.size.height < _LOW, "-low")

    # -- doing -------------------------------------------------------------------------------------------------------

    def action_do(self, action_id: str) -> None:
        """Do an action of the registry; what goes wrong is said in words."""
        self.main.last_key = time.monotonic()
        if self.prompt is not None:
            return
        self.attempt(getattr(self, BY_ID[action_id].method))

    def on_key(self, event: events.Key) -> None:
        """A key that is bound to nothing says so."""
        if self.prompt is None and event.key not in self._bindings.key_to_bindings:
            self.main.say_unbound(event)

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say it in the bottom line of both screens."""
        self.main.say(message, bad=bad)

    def attempt(self, do: Callable[[], None]) -> None:
        """Do it; what goes wrong is said in words."""
        try:
            do()
        except NewstermError as error:
            self.main.say(str(error), bad=True)
