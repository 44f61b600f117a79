"""The main screen: three panes between two lines, laid out for the width, and prompts above the bottom line."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from newsterm.errors import NewstermError
from newsterm.model import Target
from newsterm.ui.action import Where
from newsterm.ui.layout import visible_panes
from newsterm.ui.screens.commanding import Commanding

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


_DIGITS = 10
"""Digits that the number of a row does not have."""
_WATCH_SECONDS = 1.0


class MainScreen(Commanding):
    """FEED, ARTICLE and CLAIMS."""

    AUTO_FOCUS = None
    _maximised = False
    _reading_mode = False

    def compose(self) -> ComposeResult:
        """Two lines, and FEED between them; the other panes follow the first paint."""
        yield self.head
        yield Horizontal(self.feed, id="panes")
        yield self.status

    def on_mount(self) -> None:
        """Show what is kept; the network comes later."""
        self.restore()
        self.lay_out()
        self.focus_pane(Where.FEED)
        if self.notices:
            self.say(self.notices[-1], bad=True)
        self.call_after_refresh(self._settle_in)

    async def _settle_in(self) -> None:
        """What the first paint need not wait for: the other panes, what was open, and watching for changes."""
        from newsterm.ui.widgets.article_pane import ArticlePane  # noqa: PLC0415 - 25 ms with the next
        from newsterm.ui.widgets.claims_pane import ClaimsPane  # noqa: PLC0415

        look = self.settings.interface
        self.article = ArticlePane(text_width=look.width, zone=self.zone, ascii_only=self.ascii_only, id="article")
        self.claims = ClaimsPane(tags=self.tag_styles, dense=look.dense, id="claims")
        for pane in (self.article, self.claims):
            pane.display = False
        await self.query_one("#panes").mount(self.article, self.claims)
        self.complete = True
        self.lay_out()
        self.set_interval(_WATCH_SECONDS, self.watch_library)
        if not self.feed.count and not self.library.feed_counts():
            self._welcome()
        else:
            self._reopen()
        self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        """Do what was wished for before all panes had a size."""
        early, self._early = self._early or [], None
        for action_id in early:
            self.perform(action_id)

    def _reopen(self) -> None:
        opened = self.last_open()
        if opened is not None:
            with suppress(NewstermError):  # it was dropped since; FEED shows what there is
                self.show_reading(self.library.reading(opened))

    def _welcome(self) -> None:
        from newsterm.ui.screens.welcome import Welcome  # noqa: PLC0415 - seen once

        def answered(text: str | None) -> None:
            if text == Welcome.SAMPLE:
                self.sample_wanted = True
                self.do_quit()
            elif text:
                self.answered("add-feed", text)

        self.app.push_screen(Welcome(), answered)

    sample_wanted = False
    """Whether the reader was left for the sample."""

    # -- layout ------------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """As many panes as there is room for."""
        self.lay_out()

    def lay_out(self) -> None:
        """Show the panes that have room, the focused one among them."""
        where = Where.ARTICLE if self._reading_mode else self.where
        visible = visible_panes(self.app.size.width, where, maximised=self._maximised or self._reading_mode)
        for place, pane in self.panes.items():
            share = visible.get(place)
            pane.display = share is not None
            if share is not None:
                # Percentages, so that FEED has its width before the others are there.
                pane.styles.width = f"{100 * share / sum(visible.values()):.4f}%"
        self.status.show_slots(Target.CLAIM if self.where is Where.CLAIMS else Target.ENTRY)

    def focus_pane(self, where: Where) -> None:
        """Go to a pane; it becomes visible first, since what is hidden takes no focus."""
        self._reading_mode = self._reading_mode and where is Where.ARTICLE
        pane = self.panes[where]
        pane.display = True
        self.set_focus(pane)
        self.lay_out()

    def on_descendant_focus(self) -> None:
        """A click focused a pane."""
        self.lay_out()

    def do_maximise(self) -> None:
        """The whole screen for the pane, or for all."""
        self._maximised = not self._maximised
        self._reading_mode = False
        self.lay_out()

    def do_reading_mode(self) -> None:
        """The article alone, or all panes."""
        wanted = not self._reading_mode
        self._maximised = False
        self.focus_pane(Where.ARTICLE)
        self._reading_mode = wanted
        self.lay_out()

    # -- leaving -----------------------------------------------------------------------------------------------------

    def do_back(self) -> None:
        """Leave one thing at a time: a full screen, a pane, a filter, a view; then newsterm."""
        if self._maximised or self._reading_mode:
            self._maximised = self._reading_mode = False
            self.lay_out()
        elif self.where is Where.CLAIMS and self.narrowed:
            self.do_clear_filter()
        elif self.where is not Where.FEED:
            self.focus_pane(Where.FEED)
        elif self.showing.filter:
            self.do_clear_filter()
        elif not self.at_home():
            self.go_home()
        else:
            self.do_quit()

    def do_quit(self) -> None:
        """Leave newsterm."""
        self.app.exit(return_code=0)

    def do_suspend(self) -> None:
        """Go back to the shell for a while."""
        self.app.action_suspend_process()

    # -- command line, help, palette ---------------------------------------------------------------------------------

    def do_command_line(self) -> None:
        """Type the name of an action."""
        self.ask("command-line", ":", hint="the name of an action and what it takes; Tab completes")

    def answer_command_line(self, text: str) -> None:
        """Do what was typed."""
        from newsterm.ui.command import read_command  # noqa: PLC0415 - the first paint waits for none of these

        if not text.strip():
            return
        if text.strip().isdecimal() and len(text.strip()) < _DIGITS:
            self.pane.to_top()
            self.pane.move(int(text) - 1)
            return
        command = read_command(text, self.keymap.own)
        if not command.argument:
            self.perform(command.action.id)
        elif self.can_do(command.action):
            self.answer(command.action.id, command.argument)

    def do_help(self) -> None:
        """Show all keys."""
        from newsterm.ui.screens.help import Help  # noqa: PLC0415

        self.app.push_screen(Help(self.keymap, self.keymap.actions))

    def do_palette(self) -> None:
        """Search everything that can be done."""
        from newsterm.ui.screens.palette import Palette  # noqa: PLC0415

        def chosen(run: Callable[[], None] | None) -> None:
            if run is not None:
                run()

        self.app.push_screen(Palette(self), chosen)

    def show_card(self, claim: str) -> None:
        """Show everything about a claim."""
        from newsterm.ui.screens.claim_card import ClaimCard  # noqa: PLC0415

        marked = next((m for m in self.reading.claims if m.claim.id == claim), None) if self.reading else None
        if marked is not None and self.reading is not None:
            number = self.claims.number_of(claim)
            self.app.push_screen(ClaimCard(marked, self.reading, number=number, tags=self.tag_styles, zone=self.zone))
