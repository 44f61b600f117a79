"""The list of feeds: feeds are added, renamed, filed, paused, removed, asked, and their items shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import clean_line
from newsterm.model.address import without_credentials
from newsterm.ui import completing
from newsterm.ui.action import Where
from newsterm.ui.following import Followed, Order, askable, folder_named, refusal, removal_question
from newsterm.ui.render.cells import one_line
from newsterm.ui.screen_actions import IN_FEEDS
from newsterm.ui.screens.feed_list import FeedList
from newsterm.ui.screens.outside import ADDRESS
from newsterm.ui.screens.pacing import Pacing
from newsterm.ui.views import View, ViewKind

if TYPE_CHECKING:
    from newsterm.model import Feed
    from newsterm.ui.widgets.feeds_pane import FeedsPane
    from newsterm.ui.widgets.prompt import Prompt
    from newsterm.ui.widgets.rows_pane import RowsPane


class Feeds(FeedList, Pacing):
    """The actions that the registry has for the list of feeds."""

    @property
    def pane(self) -> FeedsPane:
        """The list."""
        return self.list

    def chosen(self) -> list[Followed]:
        """The marked feeds, else the one under the cursor; says so where there is none."""
        wanted = set(self.list.targets())
        found = [row for row in self.everything if row.id in wanted]
        if not found:
            self.say("There is no feed here.")
        return found

    # -- looking -----------------------------------------------------------------------------------------------------

    def do_article_down(self) -> None:
        """Scroll the card down."""
        self.scroll_card(1)

    def do_article_up(self) -> None:
        """Scroll the card up."""
        self.scroll_card(-1)

    def do_sort(self) -> None:
        """The next order."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.show_rows()

    def do_filter(self) -> None:
        """Narrow the list while typing."""
        self.ask("filter-feeds", "/", "words of title, folder, tag, address or state", text=self.typed)

    def typed_filter_feeds(self, _: Prompt, text: str) -> None:
        """Show what has the words so far."""
        self.narrow(text)

    def left_filter_feeds(self) -> None:
        """What the prompt narrowed is shown again."""
        self.narrow("")

    def answer_filter_feeds(self, text: str) -> None:
        """Show what has the words."""
        self.narrow(text)

    def do_clear_filter(self) -> None:
        """Show all feeds again; where all are shown, leave."""
        if self.typed:
            self.narrow("")
        else:
            self.do_back()

    def narrow(self, typed: str) -> None:
        """Show the feeds that hold these words."""
        self.typed = typed.strip()
        self.show_rows()

    def do_help(self) -> None:
        """Show the keys of this list."""
        from newsterm.ui.screens.help import Help  # noqa: PLC0415 - few look it up

        self.app.push_screen(Help(self.main.keymap, IN_FEEDS))

    # -- leaving -----------------------------------------------------------------------------------------------------

    def do_open(self) -> None:
        """Show the items of the feed in FEED."""
        row = self.list.item
        if row is None:
            self.say("There is no feed here.")
            return
        self.do_back()
        self.main.focus_pane(Where.FEED)
        self.main.choose_view(View(kind=ViewKind.FEED, value=row.id, title=one_line(row.feed.title)))

    def on_rows_pane_chosen(self, _: RowsPane.Chosen) -> None:
        """A row was clicked twice."""
        self.attempt(self.do_open)

    def do_back(self) -> None:
        """Leave."""
        if self.is_current:
            self.dismiss(None)

    def do_feeds(self) -> None:
        """The key that opened the list closes it."""
        self.do_back()

    def do_quit(self) -> None:
        """Leave newsterm."""
        self.main.do_quit()

    def do_suspend(self) -> None:
        """Go back to the shell for a while."""
        self.main.do_suspend()

    # -- outside -----------------------------------------------------------------------------------------------------

    def do_browse(self) -> None:
        """Open the feed's site."""
        for row in self.chosen()[:1]:
            if row.feed.info.link:
                self.main.open_address(row.feed.info.link)
            else:
                self.say("This feed names no site.")

    def do_copy_link(self) -> None:
        """Copy the feed's address, without the password that may be in it."""
        for row in self.chosen()[:1]:
            address = without_credentials(row.id)
            self.app.copy_to_clipboard(address)
            aside = "" if address == row.id else ", without its password"
            self.say(f"Copied the address{aside}: {address}")

    def do_refresh(self) -> None:
        """Ask the feeds at once, except those whose hosts do not want it."""
        asked, refused = askable(self.chosen())
        aside = refusal(refused, self.main.clock(), self.main.zone)
        if not asked and refused:
            self.say(aside)
        elif asked and self.main.ask_feeds([row.id for row in asked], f" {aside}".rstrip()):
            self.note_asked(asked)

    # -- changing ----------------------------------------------------------------------------------------------------

    def do_mark(self) -> None:
        """Mark the row and move on."""
        self.list.mark_and_advance()
        self.tell_heading()

    def do_clear_marks(self) -> None:
        """Take all marks away."""
        self.list.clear_marks()
        self.tell_heading()

    def do_undo(self) -> None:
        """Take back the last change."""
        self.main.do_undo()

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.main.do_redo()

    def do_add_feed(self) -> None:
        """Ask for an address."""
        self.ask("add-feed", *ADDRESS)

    def answer_add_feed(self, address: str) -> None:
        """Follow what is at an address."""
        self.main.answer_add_feed(address)

    def do_rename_feed(self) -> None:
        """Ask for a title of the feed under the cursor."""
        row = self.list.item
        if row is None:
            self.say("There is no feed here.")
            return
        self._about = (row.feed,)
        own = row.feed.info.title
        hint = f'nothing shows its own again: "{one_line(own)}"' if own else "nothing shows its own again"
        self.ask("rename-feed", "title", hint, text=one_line(row.feed.title))

    _about: tuple[Feed, ...] = ()
    """The feeds that a prompt is about."""

    def answer_rename_feed(self, text: str) -> None:
        """Give the feed this title, or its own again."""
        (feed,), name = self._about, clean_line(text) or None
        self.main.done(self.library.rename(feed, None if name == feed.info.title else name))

    def do_move_feed(self) -> None:
        """Ask for a folder."""
        rows = self.chosen()
        self._about = tuple(row.feed for row in rows)
        if rows:
            folders = sorted({row.folder for row in self.everything if row.folder})
            here = {row.folder for row in rows}
            text = here.pop() if len(here) == 1 else ""
            hint = "nothing takes it out of its folder; / nests, Tab completes"
            self.ask("move-feed", "folder", hint, text=text, complete=completing.of(folders))

    def answer_move_feed(self, text: str) -> None:
        """File the feeds in this folder, or take them out of theirs."""
        self.main.done(self.library.move(*self._about, folder=folder_named(text)))

    def do_pause_feed(self) -> None:
        """Pause the feeds, or resume them where all are paused."""
        feeds = [row.feed for row in self.chosen()]
        if feeds:
            resume = all(feed.subscription.paused for feed in feeds)
            self.main.done(self.library.pause(*feeds, paused=not resume))

    def do_remove_feed(self) -> None:
        """Ask, then stop following the feeds."""
        from newsterm.ui.screens.question import Question  # noqa: PLC0415 - few remove a feed

        feeds = [row.feed for row in self.chosen()]
        if not feeds:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.list.clear_marks()
                self.attempt(lambda: self.main.done(self.library.unsubscribe(*feeds)))

        self.app.push_screen(Question(removal_question(feeds)), answered)
