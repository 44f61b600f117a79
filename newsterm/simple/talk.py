"""The conversation: a line is read, understood, done and answered, until somebody leaves."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError, UsageError
from newsterm.model import clean_text, counted
from newsterm.simple.commands import COMMANDS, GO_ON, NUMBER, SCREEN_ONLY
from newsterm.simple.completing import Completing
from newsterm.simple.desk import PLACES
from newsterm.simple.helping import help_lines
from newsterm.simple.items import heading
from newsterm.simple.terminal import Leave
from newsterm.ui.action import Where
from newsterm.ui.views import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence


class Talk(Completing):
    """Everything that can be said, and the loop that hears it."""

    _over = False

    def run(self, notices: Sequence[str] = ()) -> None:
        """Talk until the person leaves; places are kept then."""
        try:
            self._greet(notices)
            while not self._over:
                self._turn()
        except Leave:
            pass
        finally:
            with suppress(NewstermError):
                self.leave()

    def _greet(self, notices: Sequence[str]) -> None:
        with suppress(KeyboardInterrupt):
            self.look()
            self.say(*notices)
            self.say("newsterm, line by line. help says what can be typed.")
            self.restore()
            self._reopen()
            self.say_list()

    def _reopen(self) -> None:
        """Have open what was open when the reader was left."""
        from newsterm.ui.places import LeftOff  # noqa: PLC0415 - once

        opened = LeftOff.of(self.library).opened
        if opened is not None:
            with suppress(NewstermError):  # it was dropped since
                self.take(self.library.reading(opened))
        if self.reading is not None:
            self.say(f"Open: {self.reading.item.title}; {self.key('pane-right')} goes on in it.")

    def _turn(self) -> None:
        """One line and its answer; what goes wrong is said in words."""
        try:
            self.news()
            line = self.terminal.ask(self.prompt)
        except KeyboardInterrupt:
            self.terminal.put("")
            self.say(f"{self.key('quit')} leaves.")
            return
        except NewstermError as error:
            self.say(str(error))
            return
        try:
            self.obey(clean_text(line).strip())
        except KeyboardInterrupt:
            self.terminal.put("Broken off.")
        except NewstermError as error:
            self.say(str(error))

    @property
    def prompt(self) -> str:
        """What stands before the line that is typed: where one is."""
        if self.choosing is not None:
            return "number: "
        match self.where:
            case Where.FEED:
                return "list: "
            case Where.ARTICLE:
                return "article: "
        return f"claim {self.claim.number}: " if self.claim else "claims: "

    def obey(self, line: str) -> None:
        """Do what a line asks for. NewstermError where that can't be done."""
        intent = self.vocabulary.read(line)
        choosing = self.choosing
        if intent.command != GO_ON:
            self.choosing = None
        if intent.command != "again":
            self.answer = []
        if intent.command != GO_ON:
            self.forget_rest()
        if intent.command == GO_ON:
            self._go_on()
        elif intent.command == NUMBER and choosing is not None:
            self.perform(choosing, intent.argument)
        elif intent.command == NUMBER:
            self._number(intent.argument)
        else:
            self.perform(intent.command, intent.argument)

    def perform(self, command: str, argument: str = "") -> None:
        """Do an action of the registry or a command. UsageError where it does not apply."""
        if command in COMMANDS:
            getattr(self, COMMANDS[command].method)(argument)
            return
        action = self.keymap.action(command)
        if command in SCREEN_ONLY:
            self.say(SCREEN_ONLY[command])
            return
        if Where.FEEDS not in action.panes and self.where not in action.panes:
            raise UsageError(f"{action.title}: only at {' or '.join(PLACES[pane] for pane in action.panes)}.")
        getattr(self, action.method)(*action.arguments, argument)

    def _go_on(self) -> None:
        """An empty line: the rest of what was too long, the next page, the next part."""
        if self.say_rest():
            return
        if self.where is not Where.FEED:
            self.do_read_on()
        elif not self.turn(1):
            self.say("This is the end of the list.")

    def _number(self, digits: str) -> None:
        """A number alone: an item of the list; beside an article the slot of that digit."""
        if self.where is Where.FEED and digits != "0":
            self.perform("open", digits)
            return
        action = self.vocabulary.key_of_digit(digits)
        if action is None:
            raise UsageError(f"No tag has the slot {digits}; open {digits} opens the item of that number.")
        self.perform(action)

    # -- moving, by where one is -------------------------------------------------------------------------------------

    def do_down(self, _: str) -> None:
        """The next item, paragraph or claim."""
        self._step(1)

    def do_up(self, _: str) -> None:
        """The item, paragraph or claim before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        match self.where:
            case Where.FEED:
                self.step_row(step)
            case Where.ARTICLE:
                self.step_part(step)
            case Where.CLAIMS:
                self.step_claim(step)

    def do_page_down(self, _: str) -> None:
        """The next page."""
        self._page(1)

    def do_page_up(self, _: str) -> None:
        """The page before."""
        self._page(-1)

    do_half_down, do_half_up = do_page_down, do_page_up

    def _page(self, step: int) -> None:
        if self.where is Where.FEED:
            if not self.turn(step):
                self.say("This is the end of the list." if step > 0 else "This is the beginning of the list.")
        elif step > 0:
            self.do_read_on()
        else:
            self.do_page_back("")

    def do_top(self, _: str) -> None:
        """The beginning."""
        self._edge(first=True)

    def do_bottom(self, _: str) -> None:
        """The end."""
        self._edge(first=False)

    def _edge(self, *, first: bool) -> None:
        claims = self.shown_claims()
        if self.where is Where.FEED and len(self.listing):
            self.go_to_row(0 if first else len(self.listing) - 1)
        elif self.where is Where.CLAIMS and claims:
            self.perform("claim", str(claims[0 if first else -1].number))
        elif self.where is Where.ARTICLE and self.story:
            self.go_to_part(0 if first else len(self.story) - 1)
        else:
            self.say("There is nothing here.")

    def do_pane_left(self, _: str) -> None:
        """From the claims to the article, from there to the list."""
        if self.where is Where.CLAIMS:
            self.where = Where.ARTICLE
            self.say(f"In the article, {self._how_far()}.")
        else:
            self.where = Where.FEED
            self.say(self.line_of(self.row) or "The list is empty.")

    def do_pane_right(self, _: str) -> None:
        """From the list to the article, from there to its claims."""
        if self.reading is None:
            raise UsageError("No article is open; a number opens an item.")
        if self.where is Where.FEED:
            self.where = Where.ARTICLE
            self.say(self.reading.item.title)
            # At the end, what was read last: only an empty line goes to the next item.
            self.following = self.first if self.following >= len(self.story) else self.following
            if self.story or self.reading.article is None:
                self.do_read_on()
            else:
                self.read_part()
        else:
            self.perform("claim")

    # -- orientation -------------------------------------------------------------------------------------------------

    def _how_far(self) -> str:
        return f"paragraph {self.first + 1} of {len(self.story)}" if self.story else "not ready yet"

    def do_where(self, _: str) -> None:
        """Say what is shown, what is open and how far it is read."""
        self.say(heading(self.showing, *self.library.tally(self.meaning())))
        self.say(self.line_of(self.row))
        if self.reading is not None:
            self.say(f"Open: {self.reading.item.title}, {self._how_far()}.")
        if self.claim is not None:
            self.say(f"At claim {self.claim.number}; {counted(len(self.shown_claims()), 'claim')} in all.")

    def do_again(self, _: str) -> None:
        """Say the last answer again."""
        said, self.answer = self.answer, []
        self.say(*said)

    def do_help(self, argument: str) -> None:
        """Say the commands."""
        self.say_pages(help_lines(self.keymap, argument))

    do_palette = do_help

    def do_command_line(self, argument: str) -> None:
        """A command after a colon is that command."""
        line = argument or self.ask("Which command?", "command")
        if line:
            self.obey(line)

    # -- leaving -----------------------------------------------------------------------------------------------------

    def do_back(self, _: str) -> None:
        """Leave one thing at a time: a claim, an article, a filter, a view; then newsterm."""
        if self.where is not Where.FEED:
            self.do_pane_left("")
        elif self.showing.filter:
            self.do_clear_filter("")
        elif self.showing.view != ALL:
            self.show_view(ALL)
        else:
            self.do_quit("")

    def do_quit(self, _: str) -> None:
        """Leave newsterm."""
        self._over = True

    def do_suspend(self, _: str) -> None:
        """Go back to the shell for a while."""
        import signal  # noqa: PLC0415 - few need it: the terminal's own key does the same

        if not hasattr(signal, "SIGTSTP"):
            raise UsageError("This system can't suspend a program.")
        signal.raise_signal(signal.SIGTSTP)
