"""What every part of the main screen stands on: the library, the panes, what is open, and the line that says so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding
from textual.reactive import Reactive

from newsterm.errors import NewstermError, NotFound
from newsterm.library import utc_now
from newsterm.model import Target
from newsterm.ui.action import Where
from newsterm.ui.key_table import shown_key
from newsterm.ui.places import lines_of_row, tag_colours
from newsterm.ui.render.sure import sure_part
from newsterm.ui.render.tags import tag_styles
from newsterm.ui.screens.asking import Asking
from newsterm.ui.screens.bound import bind
from newsterm.ui.terminal import draws_in_ascii
from newsterm.ui.view_keys import pressed
from newsterm.ui.views import Showing
from newsterm.ui.widgets.feed_pane import FeedPane
from newsterm.ui.widgets.header import Header
from newsterm.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime, tzinfo
    from functools import partial

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from newsterm.backstage import Backstage
    from newsterm.library import Library
    from newsterm.model import Action, Item, Reading
    from newsterm.query.tree import Tree
    from newsterm.settings import Settings
    from newsterm.ui.action import KeyAction
    from newsterm.ui.keymap import Keymap
    from newsterm.ui.widgets.article_pane import ArticlePane
    from newsterm.ui.widgets.claims_pane import ClaimsPane
    from newsterm.ui.widgets.pane import Pane


_STALE = 4.0
"""Seconds after which a message is taken away with the next key."""


class Desk(Asking, inherit_bindings=False):
    """The main screen without its actions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,super+c", "screen.copy_text", show=False)]
    ESCAPE_TO_MINIMIZE = False
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The panes paint what their focus changes; textual would paint all of the screen."""

    def __init__(
        self,
        library: Library,
        backstage: Backstage | None,
        settings: Settings,
        keymap: Keymap,
        *,
        notices: Sequence[str] = (),
        clock: Callable[[], datetime] = utc_now,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__(id="main")
        self.ascii_only = draws_in_ascii(settings)
        self.library, self.backstage, self.settings, self.keymap = library, backstage, settings, keymap
        self.notices = tuple(notices)
        self.clock, self.zone = clock, zone
        self.tag_styles = tag_styles(settings, tag_colours(library))
        self.showing = Showing()
        self.reading: Reading | None = None
        """What ARTICLE and CLAIMS show."""
        self.doubtful = False
        """Whether claims are shown that are less sure than the settings want."""
        self.complete = False
        """Whether ARTICLE and CLAIMS are there: the first paint is of FEED alone, and does not wait for them."""
        self.last_key = 0.0
        """When something was done last, on the clock of `time.monotonic`."""
        self._early: list[str] | None = []
        self._where = Where.FEED
        self.head = Header(zone=zone)
        self.feed = FeedPane(self.tag_styles, clock=clock, zone=zone, roomy=not settings.interface.dense)
        self.feed.lines_of_row = lines_of_row(library, settings)
        self.article: ArticlePane
        self.claims: ClaimsPane
        self.status = StatusLine(self.tag_styles)
        bind(self._bindings, self.keymap.pairs())

    # -- panes -------------------------------------------------------------------------------------------------------

    @property
    def panes(self) -> dict[Where, Pane]:
        """The three panes from left to right; FEED alone as long as the others are not made."""
        if not self.complete:
            return {Where.FEED: self.feed}
        return {Where.FEED: self.feed, Where.ARTICLE: self.article, Where.CLAIMS: self.claims}

    @property
    def where(self) -> Where:
        """The pane that keys go to: the focused one, or the last that was, while a prompt takes the keys."""
        for where, pane in self.panes.items():
            if self.focused is pane:
                self._where = where
        return self._where

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        return self.panes[self.where]

    def target(self) -> tuple[Target, tuple[str, ...]]:
        """What a tag goes to: the claims of CLAIMS, the items of FEED, the item of ARTICLE."""
        kind = Target.CLAIM if self.where is Where.CLAIMS else Target.ENTRY
        return kind, self.pane.targets()

    def entries(self) -> tuple[str, ...]:
        """The items that a verb for items acts on; in CLAIMS that is the open one."""
        if self.where is Where.CLAIMS:
            return (self.reading.item.id,) if self.reading else ()
        return self.pane.targets()

    def some_items(self) -> tuple[str, ...]:
        """The same, at least one; NotFound, in words, where there is none."""
        entries = self.entries()
        if not entries:
            raise NotFound("There is no item here.")
        return entries

    def one_item(self) -> Item | None:
        """The item that a verb for one item acts on; says so where there is none."""
        entries = self.entries()
        if not entries:
            self.say("There is no item here.")
            return None
        return self.library.item(entries[0])

    # -- doing -------------------------------------------------------------------------------------------------------

    def action_do(self, action_id: str) -> None:
        """Do an action of the registry; what goes wrong is said in words."""
        self.last_key = time.monotonic()
        self.status.outlive(_STALE)
        if self._early is not None:
            self._early.append(action_id)
        elif self.prompt is None:
            self.perform(action_id)

    def on_key(self, event: events.Key) -> None:
        """A key that is bound to nothing says so, lest the last message seem to answer it."""
        if self.prompt is None and event.key not in self._bindings.key_to_bindings:
            self.say_unbound(event)

    def say_unbound(self, event: events.Key) -> None:
        """Say that a key does nothing where it was pressed."""
        key = pressed(event.key, event.character)
        typed = key == event.key and event.is_printable and event.character
        key = shown_key(typed or key)
        helped = self.key("help")
        self.say(f"{key} does nothing here{f' · {helped} shows all keys' if helped else ''}.")

    def perform(self, action_id: str) -> None:
        """Do an action, wherever the wish for it came from."""
        action = self.keymap.action(action_id)
        if not self.can_do(action):
            return
        try:
            getattr(self, action.method)(*action.arguments)
        except NewstermError as error:
            self.say(str(error), bad=True)

    def begin(self, what: str, work: partial[Coroutine[Any, Any, None]]) -> None:
        """Do something that takes a while, in place of what of this kind was begun before.

        It is given as a call that is still to be made: what is given up before it begins would else never be awaited.
        """
        self.run_worker(cast("Any", work), group=what, exclusive=True)

    def can_do(self, action: KeyAction) -> bool:
        """Whether an action applies to the pane that keys go to; says so where it does not."""
        there = self.where in action.panes
        if not there:
            self.say(f"{action.title}: only in {' and '.join(action.panes)}.")
        return there

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something in the bottom line."""
        self.status.say(message, bad=bad)

    def key(self, action_id: str) -> str:
        """The key of an action in words, for sentences."""
        return self.keymap.shown(action_id)

    def done(self, action: Action | None, *, nothing: str = "Nothing to change.") -> None:
        """Show what an action changed, and say how to take it back."""
        if action is None:
            self.say(nothing)
            return
        self.show_changes(action)
        undo = self.key("undo")
        self.say(f"{action.label} · {undo} undoes it" if undo else action.label)

    def show_changes(self, action: Action) -> None:
        """Paint what an action changed, in every pane."""
        entries = {change.id for change in action.changes if change.target is Target.ENTRY}
        reading = self.reading
        if any(change.target in {Target.FEED, Target.VIEW} for change in action.changes):
            self.reload()
            return
        if reading is not None and (len(entries) < len(action.changes) or reading.item.id in entries):
            self.reading = reading = self.library.reading(reading.item.id)
            self.refresh_claims(reading)
            entries.add(reading.item.id)
        self.feed.forget(entries)
        self.tell_heading()

    def shown_part(self, reading: Reading) -> tuple[Reading, str | None]:
        """An entry with the claims that are shown, and words about those that are not."""
        shown, aside = sure_part(reading, 0.0 if self.doubtful else self.settings.claims.sure)
        key = self.key("all-claims")
        words = f"{aside} less sure" + (f" · {key} shows {'it' if aside == 1 else 'them'}" if key else "")
        return shown, words if aside else None

    def refresh_claims(self, reading: Reading) -> None:
        """Show the same entry with other marks, or other claims."""
        shown, aside = self.shown_part(reading)
        self.article.refresh_marks(shown)
        self.claims.refresh_marks(shown, aside=aside)

    # -- what others of its parts do ---------------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask the library again for what FEED shows."""
        raise NotImplementedError

    def tell_heading(self) -> None:
        """Say in the top line what FEED shows."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Show the panes that have room."""
        raise NotImplementedError

    def focus_pane(self, where: Where) -> None:
        """Go to a pane, and make it visible."""
        raise NotImplementedError

    def open_entry(self, entry: str) -> None:
        """Open an item in ARTICLE and CLAIMS."""
        raise NotImplementedError

    def meaning(self) -> Tree:
        """The query of what FEED shows."""
        raise NotImplementedError
