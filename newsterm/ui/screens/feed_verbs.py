"""The list of feeds: feeds are added, renamed, filed, paused, removed, asked, and their items shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsterm.model import FeedStatus, clean_line
from newsterm.model.address import without_credentials
from newsterm.ui.actions import Where
from newsterm.ui.following import Followed, Order
from newsterm.ui.render.cells import one_line
from newsterm.ui.render.times import clock_time
from newsterm.ui.screen_actions import IN_FEEDS
from newsterm.ui.screens.feed_list import FeedList
from newsterm.ui.screens.outside import address_prompt
from newsterm.ui.screens.pacing import Pacing
from newsterm.ui.views import View, ViewKind
from newsterm.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from newsterm.model import Feed
    from newsterm.ui.widgets.feeds_pane import FeedsPane
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
            self.main.say("There is no feed here.")
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
        hint = "words of title, folder, tag, address or state"
        self.mount(Prompt("filter", "/", text=self.typed, hint=hint))

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
            self.main.say("There is no feed here.")
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
                self.main.say("This feed names no site.")

    def do_copy_link(self) -> None:
        """Copy the feed's address, without the password that may be in it."""
        for row in self.chosen()[:1]:
            address = without_credentials(row.id)
            self.app.copy_to_clipboard(address)
            aside = "" if address == row.id else ", without its password"
            self.main.say(f"Copied the address{aside}: {address}")

    def do_refresh(self) -> None:
        """Ask the feeds at once, except those whose hosts do not want it."""
        rows = self.chosen()
        refused = [row for row in rows if row.following.waits or row.feed.state.status is FeedStatus.GONE]
        asked = [row for row in rows if row not in refused]
        aside = self._refusal(refused) if refused else ""
        if not asked and refused:
            self.main.say(aside)
        elif asked and self.main.ask_feeds([row.id for row in asked], f" {aside}".rstrip()):
            self.note_asked(asked)

    def _refusal(self, rows: list[Followed]) -> str:
        """Why feeds are not asked; nothing where there is none."""
        main, following = self.main, rows[0].following
        why = following.words(lambda at: clock_time(at, main.clock(), main.zone))
        more = f" Nor {len(rows) - 1} more." if len(rows) > 1 else ""
        return f'"{one_line(rows[0].feed.title)}" is not asked: {why}.{more}'

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
        self.mount(address_prompt())

    def do_rename_feed(self) -> None:
        """Ask for a title of the feed under the cursor."""
        row = self.list.item
        if row is None:
            self.main.say("There is no feed here.")
            return
        self._about = (row.feed,)
        own = row.feed.info.title
        hint = f'nothing shows its own again: "{one_line(own)}"' if own else "nothing shows its own again"
        self.mount(Prompt("rename", "title", text=one_line(row.feed.title), hint=hint))

    _about: tuple[Feed, ...] = ()
    """The feeds that a prompt is about."""

    def do_move_feed(self) -> None:
        """Ask for a folder."""
        rows = self.chosen()
        self._about = tuple(row.feed for row in rows)
        if rows:
            folders = sorted({row.folder for row in self.everything if row.folder})
            here = {row.folder for row in rows}
            text = here.pop() if len(here) == 1 else ""
            hint = "nothing takes it out of its folder; / nests, Tab completes"
            self.mount(Prompt("move", "folder", text=text, names=folders, hint=hint))

    def do_pause_feed(self) -> None:
        """Pause the feeds, or resume them where all are paused."""
        feeds = [row.feed for row in self.chosen()]
        if feeds:
            resume = all(feed.subscription.paused for feed in feeds)
            self.main.done(self.main.library.pause(*feeds, paused=not resume))

    def do_remove_feed(self) -> None:
        """Ask, then stop following the feeds."""
        from newsterm.ui.screens.question import Question  # noqa: PLC0415 - few remove a feed

        feeds = [row.feed for row in self.chosen()]
        if not feeds:
            return
        what = f'"{one_line(feeds[0].title)}"' if len(feeds) == 1 else f"{len(feeds)} feeds"
        items = sum(feed.entries for feed in feeds)
        question = f"Stop following {what} and hide {'1 item' if items == 1 else f'{items:,} items'}?"

        def answered(yes: bool | None) -> None:
            if yes:
                self.list.clear_marks()
                self.attempt(lambda: self.main.done(self.main.library.unsubscribe(*feeds)))

        self.app.push_screen(Question(question), answered)

    # -- prompts -----------------------------------------------------------------------------------------------------

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """The filter works while it is typed."""
        if event.prompt.purpose == "filter":
            self.narrow(event.text)

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """A prompt was left without an answer; what it narrowed is shown again."""
        self._close(event.prompt)
        if event.prompt.purpose == "filter":
            self.narrow("")

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """A prompt was answered."""
        self._close(event.prompt)
        self.attempt(partial(self._answer, event.prompt.purpose, event.text))

    def _close(self, prompt: Prompt) -> None:
        prompt.remove()
        self.set_focus(self.list)

    def _answer(self, purpose: str, text: str) -> None:
        main, name = self.main, clean_line(text) or None
        match purpose:
            case "filter":
                self.narrow(text)
            case "feed":
                main.add_feed(text)
            case "rename":
                (feed,) = self._about
                main.done(main.library.rename(feed, None if name == feed.info.title else name))
            case "move":
                folder = "/".join(filter(None, map(str.strip, (name or "").split("/")))) or None
                main.done(main.library.move(*self._about, folder=folder))
