"""What leads outside: browser, links, commands, the feeds' hosts, and what the background tells."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.events import (
    Arrived,
    EntryPrepared,
    FeedPolled,
    FeedsFound,
    Notice,
    Outcome,
    RoundEnded,
    RoundStarted,
    Subscribed,
)
from newsterm.export.citation import claim_citation
from newsterm.model import clean_line, counted
from newsterm.model.address import mask_credentials
from newsterm.simple.commands import numbers_in
from newsterm.simple.marking import Marking
from newsterm.simple.plain import sentence
from newsterm.ui.action import Where
from newsterm.ui.addresses import feed_wish, refusal, shown_host
from newsterm.ui.polling import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.events import Event
    from newsterm.model import Enclosure, Link
    from newsterm.simple.hearing import Hearing


class Outside(Marking):
    """The actions of the group Feeds and links."""

    _known = 0
    """Items that there were when that was looked at last."""
    _version = 0
    _failed: tuple[str, ...] = ()
    """Feeds that failed since that was said last."""
    _offered: tuple[str, ...] = ()
    """Addresses of the feeds that a page was found to have."""

    _files: tuple[Enclosure, ...] = ()
    """What came with the item that was to be played last."""

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
            self.say(claim_citation(claim.marked.claim, self.reading.item))

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
            self.choosing = "follow"
            self.say_pages(
                f"{number}. {words or 'without words'}, {shown_host(link.url)}."
                for number, (words, link) in enumerate(links, 1)
            )
        elif argument.isdecimal() and 1 <= int(argument) <= len(links):
            self._open_address(links[int(argument) - 1][1].url)
        else:
            raise UsageError(f"There is no link {argument}: the article has {len(links)}.")

    # -- files -------------------------------------------------------------------------------------------------------

    def do_play(self, argument: str) -> None:
        """Hand what comes with the item to the player; of several files say which there are."""
        from newsterm.ui.playing import NOTHING, file_words  # noqa: PLC0415 - few play anything

        self._files = self.one_item(argument).entry.enclosures
        if not self._files:
            self.say(NOTHING)
        elif len(self._files) == 1:
            self.do_play_file("1")
        else:
            self.choosing = "play-file"
            self.say_pages(
                sentence(f"{number}. {clean_line(PurePosixPath(file.url).name)}, {clean_line(file_words(file))}")
                for number, file in enumerate(self._files, 1)
            )

    def do_play_file(self, argument: str) -> None:
        """Hand the file of a number to the player."""
        from newsterm.ui.playing import play  # noqa: PLC0415 - as above

        (number, *_) = numbers_in(argument) or [0]
        if not 1 <= number <= len(self._files):
            raise UsageError(f"There is no file {number}: play listed {len(self._files)}.")
        said, _ = play(self._files[number - 1].url, self.settings, suspended=nullcontext)
        self.say(sentence(said))

    # -- pipes -------------------------------------------------------------------------------------------------------

    def do_pipe(self, argument: str) -> None:
        """Give what is marked or at hand to a command, and say what it says."""
        line = argument or self.ask("Which command? It reads Markdown, after json JSON; nothing leaves.", "pipe")
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

    def ask_feeds(self, urls: Sequence[str]) -> None:
        """Have feeds asked, and wait for the end of it."""
        if self.hearing is None:
            raise UsageError("Polling is not available here; newsterm poll does it.")
        self.hearing.wish(lambda backstage: backstage.poll(urls))
        self.say(f"Asking {counted(len(urls), 'feed')}. Ctrl-C goes on without waiting.")
        with self.terminal.interruptible():
            self._follow_round(self.hearing)
        self._failed = ()

    def _follow_round(self, hearing: Hearing) -> None:
        """Say what fails, and what came of it, until the round is over."""
        for event in hearing.wait(self.patience):
            if isinstance(event, RoundStarted):
                break
            self.hear(event)
        else:  # another newsterm may be polling
            self.say("The feeds are not asked yet; what comes is said here.")
            return
        for event in hearing.wait():
            if isinstance(event, FeedPolled) and event.outcome is Outcome.FAILED:
                self.say(sentence(in_words(event) or ""))
                continue
            self.hear(event)
            if isinstance(event, RoundEnded):
                self.say(in_words(event) or "")
            if isinstance(event, RoundEnded) or (isinstance(event, Notice) and event.bad):
                return

    def do_add_feed(self, argument: str) -> None:
        """Follow what is at an address, and wait for what comes of it."""
        if argument.isdecimal() and 1 <= int(argument) <= len(self._offered):
            argument = self._offered[int(argument) - 1]
        wish = feed_wish(argument or self.ask("Which feed? Its address or that of a page; nothing leaves.", "address"))
        if wish is None:
            return
        if wish.problem:
            raise UsageError(wish.problem)
        if self.hearing is None:
            raise UsageError("Feeds can't be looked up here; newsterm add does it.")
        self.hearing.wish(lambda backstage: backstage.subscribe(wish.address))
        self.say(wish.told)
        with self.terminal.interruptible():
            for event in self.hearing.wait():
                self.hear(event)
                if isinstance(event, FeedsFound | Subscribed | Notice):
                    break

    def _offer(self, found: FeedsFound) -> None:
        """Say which feeds a page has."""
        self._offered = tuple(address for address, _ in found.candidates)
        self.say(f"{clean_line(found.page)} has {counted(len(found.candidates), 'feed')}.")
        for number, (address, title) in enumerate(found.candidates, 1):
            self.say(sentence(f"{number}. {clean_line(title)}, {clean_line(mask_credentials(address))}"))
        self.say(f"{self.key('add-feed')} and a number follows one of them.")
        self.choosing = "add-feed"

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
            case FeedsFound():
                self._offer(event)
            case Arrived():
                title, body = event.words
                self.say(sentence(title), *map(sentence, body.splitlines()))
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
