"""What leads outside: browser, clipboard, the feeds' hosts, and the events that come back from the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from newsterm.events import (
    Arrived,
    EntryPrepared,
    FeedPolled,
    FeedsFound,
    Notice,
    Outcome,
    PictureDrawn,
    PictureMissing,
    RoundEnded,
    RoundStarted,
    Subscribed,
)
from newsterm.export.citation import claim_citation
from newsterm.model.feed import active
from newsterm.ui.addresses import feed_wish, refusal, shown_host
from newsterm.ui.polling import in_words
from newsterm.ui.screens.narrowing import Narrowing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.events import Event
    from newsterm.ui.app import NewstermApp


ADDRESS = ("add feed", "the address of a feed or of a page that has one")
"""How a feed is asked for: label and hint."""


class Outside(Narrowing):
    """The actions of the group Feeds and links."""

    def do_browse(self) -> None:
        """Open the page in the browser."""
        item = self.one_item()
        if item is None:
            return
        self.open_address(item.entry.link or "")

    def open_address(self, url: str) -> None:
        """Open an address in the browser, where it may be opened."""
        problem = refusal(url)
        if problem is None:
            from newsterm.ui.browser import open_page  # noqa: PLC0415 - few open a page before the first paint

            problem = open_page(url, self.settings.open.browser, suspended=self.app.suspend)
        self.say(problem or f"Opened in the browser: {shown_host(url)}", bad=problem is not None)

    def do_play(self) -> None:
        """Hand what comes with the item to the player."""
        item = self.one_item()
        if item is None:
            return
        files = item.entry.enclosures
        from newsterm.ui.playing import NOTHING, file_words  # noqa: PLC0415 - few play anything before the first paint

        if not files:
            self.say(NOTHING)
        elif len(files) == 1:
            self._play(files[0].url)
        else:
            from newsterm.ui.screens.chooser import Chooser  # noqa: PLC0415 - few items bring several files

            def chosen(address: str | None) -> None:
                if address is not None:
                    self._play(address)

            self.app.push_screen(Chooser("WHICH OF THESE FILES?", [(f.url, file_words(f)) for f in files]), chosen)

    def _play(self, url: str) -> None:
        from newsterm.ui.playing import play  # noqa: PLC0415 - as above

        said, well = play(url, self.settings, suspended=self.app.suspend)
        self.say(said, bad=not well)

    def do_copy_link(self) -> None:
        """Copy the address."""
        item = self.one_item()
        if item is None:
            return
        url = item.entry.link or ""
        problem = refusal(url)
        if problem:
            self.say(problem.replace("opened", "copied"), bad=True)
            return
        self.app.copy_to_clipboard(url)
        self.say(f"Copied the link: {url}")

    def do_copy_claim(self) -> None:
        """Copy the claim with its citation."""
        wanted = self.claims.cursor_id or self.article.claim_id
        marked = next((m for m in self.reading.claims if m.claim.id == wanted), None) if self.reading else None
        if marked is None or self.reading is None:
            self.say("There is no claim to copy.")
            return
        self.app.copy_to_clipboard(claim_citation(marked.claim, self.reading.item))
        self.say("Copied the claim with its source and where it was read.")

    # -- feeds -------------------------------------------------------------------------------------------------------

    def do_refresh(self) -> None:
        """Ask all feeds: the user's wish overrides intervals, never what a publisher or host demands."""
        known = self.library.feeds()
        feeds = [feed.url for feed in active(known)]
        if feeds:
            self.ask_feeds(feeds)
        elif known:
            self.say(f"Every feed is paused; {self.key('feeds')} lists them.")
        else:
            self.say(f"There is no feed to ask; {self.key('add-feed')} adds one.")

    def ask_feeds(self, urls: Sequence[str], aside: str = "") -> bool:
        """Have feeds asked, and say so, with what else there is to say; whether they are."""
        if self.backstage is None:
            self.say("Polling is not available here; `newsterm poll` does it.", bad=True)
            return False
        self.backstage.poll(urls)
        self.say(f"Asking {'1 feed' if len(urls) == 1 else f'{len(urls)} feeds'}…{aside}")
        return True

    def do_add_feed(self) -> None:
        """Ask for an address."""
        self.ask("add-feed", *ADDRESS)

    def answer_add_feed(self, address: str) -> None:
        """Follow what is at an address."""
        wish = feed_wish(address)
        if wish is None:
            return
        if wish.problem:
            self.say(wish.problem, bad=True)
        elif self.backstage is None:
            self.say("Feeds can't be looked up here; `newsterm add` does it.", bad=True)
        else:
            self.backstage.subscribe(wish.address)
            self.say(wish.told)

    # -- what the background tells -----------------------------------------------------------------------------------

    def told(self, event: Event) -> None:
        """Show what happened in the background."""
        match event:
            case RoundStarted() | RoundEnded() | FeedPolled():
                self._tell_polling(event)
            case EntryPrepared():
                self.prepared(event)
            case PictureDrawn() | PictureMissing():
                self.picture_came(event)
            case Subscribed():
                self.note_news()
                self.watch_library()
                self.say(f'"{event.title}" is followed already.' if event.known else f'Following "{event.title}".')
            case FeedsFound():
                self._choose_feed(event)
            case Arrived():
                self._tell_arrived(event)
            case Notice():
                self.say(event.text, bad=event.bad)

    def _tell_polling(self, event: Event) -> None:
        self.head.tell(polling=self.head.polling.after(event), now=self.clock())
        words = in_words(event)
        if isinstance(event, FeedPolled):
            if event.new or event.changed:
                self.note_news()
            if event.outcome is Outcome.FAILED and words:
                self.say(words, bad=True)
        elif isinstance(event, RoundEnded):
            self.note_news()
            if words and (event.new or event.failed or event.not_due):
                self.say(words)

    def _tell_arrived(self, event: Arrived) -> None:
        """Show what a rule tells of, and have the terminal tell of it where the settings wish for that."""
        from newsterm.ui.arrivals import terminal_notice  # noqa: PLC0415 - few rules tell anything

        title, body = event.words
        self.app.notify(body, title=title, markup=False)
        cast("NewstermApp", self.app).send(terminal_notice(self.settings.notify.terminal, title, body))

    def _choose_feed(self, found: FeedsFound) -> None:
        from newsterm.ui.screens.chooser import Chooser  # noqa: PLC0415

        def chosen(address: str | None) -> None:
            if address is not None:
                self.answer_add_feed(address)

        self.app.push_screen(Chooser("WHICH OF THESE FEEDS?", found.candidates), chosen)
