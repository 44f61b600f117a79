"""What leads outside: browser, links, commands, the feeds' hosts, and what the background tells."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.events import (
    EntryPrepared,
    FeedPolled,
    FeedsFound,
    Notice,
    Outcome,
    RoundEnded,
    RoundStarted,
    Subscribed,
)
from newsterm.model import clean_line
from newsterm.simple.items import counted
from newsterm.simple.marking import Marking
from newsterm.simple.plain import sentence
from newsterm.ui.actions import Where
from newsterm.ui.addresses import citation, feed_wish, refusal, shown_host
from newsterm.ui.polling import in_words

if TYPE_CHECKING:
    from newsterm.events import Event
    from newsterm.model import Feed, Link


class Outside(Marking):
    """The actions of the group Feeds and links."""

    _known = 0
    """Items that there were when that was looked at last."""
    _version = 0
    _failed: tuple[str, ...] = ()

    # -- pages -------------------------------------------------------------------------------------------------------

    def do_browse(self, argument: str) -> None:
        """Open the page in the browser."""
        self._open_address(self.one_item(argument).entry.link or "")

    def _open_address(self, url: str) -> None:
        problem = refusal(url)
        if problem is None:
            from newsterm.ui.browser import open_page  # noqa: PLC0415 - few open a page

            problem = open_page(url, self.settings.open.browser, suspended=nullcontext)
        self.say(problem or f"Opened in the browser: {shown_host(url)}.")

    def do_copy_link(self, argument: str) -> None:
        """Say the address."""
        url = self.one_item(argument).entry.link or ""
        problem = refusal(url)
        self.say(problem.replace("opened", "said") if problem else url)

    def do_copy_claim(self, argument: str) -> None:
        """Say the claim with its citation."""
        claim = self._claim_at(argument)
        if self.reading is not None:
            self.say(citation(claim.marked.claim, self.reading.item))

    def _links(self) -> list[tuple[str, Link]]:
        """The links of the story, each with its words."""
        article = self.reading.article if self.reading else None
        blocks = [block for block in article.blocks if not block.furniture] if article else []
        return [(clean_line(block.text[slice(*link.span)]), link) for block in blocks for link in block.links]

    def do_follow(self, argument: str) -> None:
        """List the links, or open one."""
        self.need_article()
        links = self._links()
        if not links:
            self.say("There is no link in this article.")
        elif not argument:
            self.say_pages(
                f"{number}. {words or 'without words'}, {shown_host(link.url)}."
                for number, (words, link) in enumerate(links, 1)
            )
        elif argument.isdecimal() and 1 <= int(argument) <= len(links):
            self._open_address(links[int(argument) - 1][1].url)
        else:
            raise UsageError(f"There is no link {argument}: the article has {len(links)}.")

    # -- pipes -------------------------------------------------------------------------------------------------------

    def do_pipe(self, argument: str) -> None:
        """Give what is marked or at hand to a command, and say what it says."""
        line = argument or self.ask("A command that reads Markdown, after json JSON; empty leaves:")
        if not line:
            return
        from newsterm.ui.piping import ask, claims_given, items_given, wish_of  # noqa: PLC0415 - few pipe anything

        wish = wish_of(line)
        ids = self.targets()[1]
        if not ids:
            raise UsageError("There is nothing to pipe.")
        if self.where is Where.CLAIMS and self.reading is not None:
            rows = [(self.reading.item, marked) for marked in self.reading.claims if marked.claim.id in ids]
            given = claims_given(rows, as_json=wish.as_json)
        else:
            given = items_given([self.library.reading(entry) for entry in ids], as_json=wish.as_json)
        with self.terminal.interruptible():
            answer = ask(wish.words, given)
        ended = f"{wish.words[0]} ended with {answer.status}." if answer.status else ""
        lines = [line for line in answer.text.splitlines() if line.strip()]
        self.say_pages([*lines, ended] if lines or ended else ["Done."])

    # -- feeds -------------------------------------------------------------------------------------------------------

    def do_refresh(self, _: str) -> None:
        """Ask all feeds, and wait for the end of it."""
        feeds = [feed.url for feed in self.library.feed_counts()]
        if not feeds:
            raise UsageError(f"There is no feed to ask; {self.key('add-feed')} and an address adds one.")
        if self.hearing is None:
            raise UsageError("Polling is not available here; newsterm poll does it.")
        self.hearing.wish(lambda backstage: backstage.poll(feeds))
        self.say(f"Asking {counted(len(feeds), 'feed')}. Ctrl-C goes on without waiting.")
        began = False
        with self.terminal.interruptible():
            for event in self.hearing.wait():
                began = began or isinstance(event, RoundStarted)
                if isinstance(event, FeedPolled) and event.outcome is Outcome.FAILED:
                    self.say(sentence(in_words(event) or ""))
                elif isinstance(event, RoundEnded) and began:
                    self.say(in_words(event) or "")
                    break
                else:
                    self.hear(event)
                if isinstance(event, Notice):  # another newsterm polls, or the background is gone
                    break
        self._failed = ()

    def do_add_feed(self, argument: str) -> None:
        """Follow what is at an address, and wait for what comes of it."""
        wish = feed_wish(argument or self.ask("The address of a feed or of a page that has one; empty leaves:"))
        if wish is None:
            return
        if wish.problem:
            raise UsageError(wish.problem)
        if self.hearing is None:
            raise UsageError("Feeds can't be looked up here; newsterm add does it.")
        address = wish.address
        self.hearing.wish(lambda backstage: backstage.subscribe(address))
        self.say(wish.told)
        found = None
        with self.terminal.interruptible():
            for event in self.hearing.wait():
                self.hear(event)
                found = event if isinstance(event, FeedsFound) else None
                if isinstance(event, FeedsFound | Subscribed | Notice):
                    break
        if found is not None:
            self._choose_feed(found)

    def _choose_feed(self, found: FeedsFound) -> None:
        self.say(f"That page has {len(found.candidates)} feeds.")
        for number, (address, title) in enumerate(found.candidates, 1):
            self.say(sentence(f"{number}. {clean_line(title)}, {clean_line(address)}"))
        answer = self.ask("Number of the feed to follow; empty follows none:")
        if answer.isdecimal() and 1 <= int(answer) <= len(found.candidates):
            self.do_add_feed(found.candidates[int(answer) - 1][0])
        else:
            self.say("No feed was added.")

    def _feed(self, name: str) -> Feed:
        """The feed of a name, or the one that is shown. UsageError where none is meant."""
        feeds = self.library.feeds()
        if not name:
            shown = [feed for feed in feeds if feed.url == self.showing.view.value]
            if not shown:
                raise UsageError("Say which feed: remove-feed or rename-feed, and its name.")
            return shown[0]
        by_url = [feed for feed in feeds if feed.url == name]
        return by_url[0] if by_url else feeds[self.told_by([feed.title for feed in feeds], name)]

    def do_remove_feed(self, argument: str) -> None:
        """Ask, then stop following a feed."""
        feed = self._feed(argument)
        if self.agrees(f'Stop following "{feed.title}" and hide its {counted(feed.entries, "item")}?'):
            self.done(self.library.unsubscribe(feed))
        else:
            self.say("Nothing was removed.")

    def do_rename_feed(self, argument: str) -> None:
        """Give a feed a title of the user's own."""
        feed = self._feed(argument)
        title = self.ask(f'New title of "{feed.title}"; empty leaves, a minus gives its own title back:')
        if title:
            self.done(self.library.rename(feed, None if title == "-" else clean_line(title)))

    # -- what the background tells -----------------------------------------------------------------------------------

    def hear(self, event: Event) -> None:
        """Say what happened in the background, where it is worth a line."""
        match event:
            case EntryPrepared(entry=entry):
                self.prepared(entry)
            case FeedPolled(outcome=Outcome.FAILED, feed=feed):
                self._failed = tuple(dict.fromkeys((*self._failed, feed)))
            case Subscribed():
                self.say(f'"{event.title}" is followed already.' if event.known else f'Following "{event.title}".')
            case Notice(text=text):
                self.say(sentence(text))

    def look(self) -> None:
        """Take the number of items as known: what comes from here on is new."""
        self._version = self.library.version()
        self._known = self._items()

    def _items(self) -> int:
        return sum(feed.entries for feed in self.library.feed_counts())

    def news(self) -> None:
        """Say in a line or two what happened since the last prompt."""
        if self.hearing is not None:
            for event in self.hearing.heard():
                self.hear(event)
        if self._failed:
            number, self._failed = len(self._failed), ()
            self.say(f"{counted(number, 'feed')} failed; feeds says why.")
        version = self.library.version()
        if version == self._version:
            return
        self._version = version
        before, self._known = self._known, self._items()
        if self._known > before:
            self.say(f"{counted(self._known - before, 'new item')}; list says the list anew.")
