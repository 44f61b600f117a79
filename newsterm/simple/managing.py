"""The feeds that are followed: how each is doing, and asking, renaming, filing, pausing and removing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.model import clean_line
from newsterm.model.feed import active
from newsterm.simple.commands import begun_by_number, numbers_in
from newsterm.simple.exporting import Exporting
from newsterm.simple.items import feed_line
from newsterm.simple.plain import sentence
from newsterm.ui.actions import ACTIONS
from newsterm.ui.following import askable, folder_named, followed, refusal, removal_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Feed
    from newsterm.ui.following import Followed


class Managing(Exporting):
    """The list of feeds and its verbs. A feed is meant by its number in the list, by words of its title, or shown."""

    # -- looking -----------------------------------------------------------------------------------------------------

    def do_feeds(self, argument: str) -> None:
        """List the feeds with their state, or show the items of one."""
        views = self.feed_views()
        if argument or not views:
            self.choose("feeds", views, argument, nothing=self._no_feed())
            return
        self.note_choices("feeds", views)
        rows = {row.id: row for row in self._followed(self.library.feeds())}
        now = self.clock().astimezone(self.zone)
        self.say_pages(
            feed_line(number, rows[view.value], now) for number, view in enumerate(views, 1) if view.value in rows
        )

    def do_feed_card(self, argument: str) -> None:
        """Say everything that is known of a feed, and what can be done where it brings nothing."""
        from newsterm.ui.render.feed_card import facts, polls_lines, remedy  # noqa: PLC0415 - few look it up

        now = self.clock()
        keys = {action.id: self.key(action.id) for action in ACTIONS}
        for row in self._followed([self._feed(argument)]):
            said = [row.feed.title, str(row.health), row.feed.state.error or "", remedy(row, keys) or ""]
            told = [f"{label}: {words}" for label, words in facts(row, now, self.zone)]
            polls = [f"{when}: {words}" for when, words in polls_lines(row, now, self.zone)]
            self.say_pages(_begun(clean_line(line)) for line in (*said, *told, *polls) if line)

    def _followed(self, feeds: Sequence[Feed]) -> list[Followed]:
        due, activity = self.library.next_polls(feeds), self.library.activity(zone=self.zone)
        now = self.clock()
        return [followed(feed, due[feed.url], activity.get(feed.url), now=now) for feed in feeds]

    def _no_feed(self) -> str:
        return f"There is no feed; {self.key('add-feed')} and an address adds one."

    # -- which -------------------------------------------------------------------------------------------------------

    def _feeds(self, argument: str) -> tuple[list[Feed], str]:
        """The feeds that are meant, and what was typed behind their numbers. UsageError where none is."""
        known = {feed.url: feed for feed in self.library.feeds()}
        if not known:
            raise UsageError(self._no_feed())
        if not argument:
            if self.showing.view.value not in known:
                raise UsageError("Say which feed, by its number in feeds or by its name.")
            return [known[self.showing.view.value]], ""
        numbers, rest = begun_by_number(argument)
        listed = [view.value for view in self.listed.get("feeds", self.feed_views())]
        if numbers:
            places = numbers_in(numbers)
            wrong = [number for number in places if not 1 <= number <= len(listed) or listed[number - 1] not in known]
            if wrong:
                raise UsageError(f"There is no feed {wrong[0]}; {self.key('feeds')} lists them.")
            return [known[listed[number - 1]] for number in places], rest
        if argument in known:
            return [known[argument]], ""
        feeds = list(known.values())
        return [feeds[self.told_by([feed.title for feed in feeds], argument)]], ""

    def _feed(self, argument: str) -> Feed:
        """The one feed that is meant. UsageError where none or several are."""
        feeds, _ = self._feeds(argument)
        if len(feeds) > 1:
            raise UsageError("Only one feed at a time.")
        return feeds[0]

    # -- changing ----------------------------------------------------------------------------------------------------

    def do_rename_feed(self, argument: str) -> None:
        """Give a feed a title of the user's own."""
        feed, (_, rest) = self._feed(argument), self._feeds(argument)
        title = rest or self.ask(
            f'What is "{feed.title}" to be called? Nothing leaves, a minus gives its own title back.', "title"
        )
        if title:
            self.done(self.library.rename(feed, None if title == "-" else clean_line(title)))

    def do_move_feed(self, argument: str) -> None:
        """File feeds in a folder, or take them out of theirs."""
        feeds, rest = self._feeds(argument)
        folders = sorted({feed.folder for feed in self.library.feed_counts() if feed.folder}, key=str.casefold)
        there = f" There are {', '.join(map(clean_line, folders))}." if folders else ""
        folder = rest or self.ask(f"Which folder?{there} Nothing leaves, a minus takes out of its folder.", "folder")
        if folder:
            self.done(self.library.move(*feeds, folder=None if folder == "-" else folder_named(folder)))

    def do_pause_feed(self, argument: str) -> None:
        """Pause feeds, or resume them where all are paused."""
        feeds, _ = self._feeds(argument)
        resume = all(feed.subscription.paused for feed in feeds)
        self.done(self.library.pause(*feeds, paused=not resume))

    def do_resume_feed(self, argument: str) -> None:
        """Resume feeds."""
        self.done(self.library.pause(*self._feeds(argument)[0], paused=False), nothing="It is not paused.")

    def do_remove_feed(self, argument: str) -> None:
        """Ask, then stop following feeds."""
        feeds, _ = self._feeds(argument)
        if self.agrees(removal_question(feeds)):
            self.done(self.library.unsubscribe(*feeds))
        else:
            self.say("Nothing was removed.")

    # -- asking ------------------------------------------------------------------------------------------------------

    def do_refresh(self, argument: str) -> None:
        """Ask all feeds that are not paused, or those that are named, and wait for the end of it."""
        if argument:
            self._ask_now(self._feeds(argument)[0])
            return
        known = self.library.feeds()
        if not known:
            raise UsageError(self._no_feed())
        if not active(known):
            raise UsageError(f"Every feed is paused; {self.key('feeds')} lists them.")
        self.ask_feeds([feed.url for feed in active(known)])

    def _ask_now(self, feeds: Sequence[Feed]) -> None:
        """Ask these, due or not, paused or not, but never against what their hosts ask for."""
        asked, refused = askable(self._followed(feeds))
        if refused:
            self.say(refusal(refused, self.clock(), self.zone))
        if asked:
            self.ask_feeds([row.id for row in asked])


def _begun(text: str) -> str:
    """The text as a sentence that begins with a capital."""
    return sentence(text[:1].upper() + text[1:])
