"""Arranging: hiding, mutes and rules, and the name, place, colour and key of the saved view that is shown."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError, UsageError
from newsterm.model import Rule, clean_line
from newsterm.model.rule import Muted
from newsterm.ui.action import Takes
from newsterm.ui.screens.viewing import Viewing
from newsterm.ui.view_keys import VIEW_KEYS, pressed, view_key
from newsterm.ui.views import ViewKind, colour_named, saved

if TYPE_CHECKING:
    from textual import events

    from newsterm.library import Library
    from newsterm.ui.ruling import MuteWish


class Arranging(Viewing):
    """The actions about hiding, rules, and what a saved view has besides its query."""

    # -- hiding ------------------------------------------------------------------------------------------------------

    def do_hide(self) -> None:
        """Hide, or show again where all are hidden."""
        entries = self.some_items()
        hidden = not all(item.state.hidden for item in self.library.items(entries))
        action = self.library.set_hidden(entries, hidden)
        if hidden and action is not None:
            self.feed.clear_marks()
        self.done(action)

    # -- mutes -------------------------------------------------------------------------------------------------------

    def do_mute(self) -> None:
        """Choose what of the item is muted."""
        from newsterm.ui.ruling import mutable  # noqa: PLC0415 - few mute anything
        from newsterm.ui.screens.mute_menu import MuteMenu  # noqa: PLC0415

        item = self.one_item()
        if item is None:
            return

        def chosen(wish: MuteWish | None) -> None:
            if wish is None:
                return
            if wish.what is Muted.WORD and wish.name:
                self.answered("mute", f"word {wish.name}")
            elif wish.what is Muted.WORD:
                self.ask("mute", "mute", text="word ", hint="word and the words; for 30d at the end ends it by itself")
            else:
                self._mute(wish)

        self.app.push_screen(MuteMenu(list(mutable(item))), chosen)

    def answer_mute(self, text: str) -> None:
        """Mute what was typed."""
        from newsterm.ui.ruling import mute_wish  # noqa: PLC0415 - as above

        if text.strip():
            entries = self.entries()
            self._mute(mute_wish(text.strip(), self.library.item(entries[0]) if entries else None, self.library))

    def _mute(self, wish: MuteWish) -> None:
        """Mute it, after asking about the past where there is some."""
        from newsterm.ui.ruling import mute_rule, past_question  # noqa: PLC0415 - as above
        from newsterm.ui.screens.question import Question  # noqa: PLC0415

        rule = mute_rule(self.library, wish)

        def answered(yes: bool | None) -> None:
            if yes is not None:
                self.done(self.library.mute(rule, past=yes))

        there = self.library.count(rule.query)
        if there:
            self.app.push_screen(Question(past_question(wish, there)), answered)
        else:
            answered(False)

    # -- rules -------------------------------------------------------------------------------------------------------

    def do_rules(self) -> None:
        """Show the rules."""
        from newsterm.ui.screens.rule_list import RuleList  # noqa: PLC0415 - few have rules

        if not self.library.rules():
            self.say("There is no rule yet; :add-rule makes one.")
            return
        self.app.push_screen(RuleList(self.library, self.clock().astimezone(self.zone), self.done))

    _rule: Rule | None = None
    """The rule that is being made."""

    def do_add_rule(self) -> None:
        """Ask for a rule's name."""
        self.ask("add-rule", "rule", hint="a name for what newsterm is to do by itself")

    def answer_add_rule(self, text: str) -> None:
        """Take the name, and ask which items it is for."""
        name = clean_line(text)
        if not name:
            return
        if any(rule.name == name for rule in self.library.rules()):
            raise UsageError(f'There is a rule "{name}" already.')
        self._rule = Rule(name=name, query="")
        self._ask_rule_query(self.showing.asked)

    def _ask_rule_query(self, text: str) -> None:
        hint = "a query: words, feed:, author:, is:unread …"
        self.ask("rule-query", "for items", text=text, hint=hint, complete=self.completer(Takes.QUERY))

    def answer_rule_query(self, text: str) -> None:
        """Take the query, and ask what is done; a query that can't be read is asked for again."""
        from newsterm.ui.ruling import DEEDS  # noqa: PLC0415 - as above

        if self._rule is None or not text.strip():
            return
        try:
            self.library.tree(text)
        except NewstermError as error:
            self._ask_rule_query(text)
            self.say(str(error), bad=True)
            return
        self._rule = Rule(name=self._rule.name, query=text.strip())
        self.say("")
        self.ask("rule-deeds", "do", hint=DEEDS)

    def answer_rule_deeds(self, text: str) -> None:
        """Try the rule on what came last, and ask whether it is kept."""
        from newsterm.ui.ruling import with_deeds  # noqa: PLC0415 - as above

        if self._rule is None or not text.strip():
            return
        try:
            rule = with_deeds(self._rule, text)
        except UsageError as error:
            self.ask("rule-deeds", "do", text=text)
            self.say(str(error), bad=True)
            return
        self.begin("rule", partial(self._try_rule, rule))

    async def _try_rule(self, rule: Rule) -> None:
        """Say what a rule would have met, and keep it if that is right."""
        from newsterm.ui.ruling import rule_question  # noqa: PLC0415 - as above
        from newsterm.ui.screens.question import Question  # noqa: PLC0415

        self.say("Trying the rule…")
        try:
            recent = await asyncio.to_thread(_recent, self.library, rule)
        except NewstermError as error:
            self.say(str(error), bad=True)
            return
        self.say("")

        def answered(yes: bool | None) -> None:
            if yes:
                self.done(self.library.save_rule(rule))

        self.app.push_screen(Question(rule_question(rule, recent)), answered)

    # -- saved views -------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A key that no action has may be that of a saved view."""
        key = pressed(event.key, event.character)
        bound = event.key in self._bindings.key_to_bindings
        if bound or self.prompt is not None or key not in VIEW_KEYS:
            return
        view = next((view for view in self.library.views() if view.key == key), None)
        if view is not None:
            event.prevent_default()
            self.choose_view(saved(view))

    def _shown_view(self) -> str:
        """The name of the saved view that is shown. UsageError where none is."""
        view = self.showing.view
        if view.kind is not ViewKind.SAVED:
            raise UsageError("Show the saved view first that is meant.")
        return view.value

    def do_rename_view(self) -> None:
        """Ask for another name."""
        self.ask("rename-view", "name", text=self._shown_view(), hint="another name for this view")

    def answer_rename_view(self, text: str) -> None:
        """Give the view that is shown another name, and go on showing it."""
        if clean_line(text):
            action = self.library.rename_view(self._shown_view(), text)
            if action is not None:
                self.showing = self.showing.with_view(saved(self.library.view(clean_line(text))))
            self.done(action)

    def do_move_view(self) -> None:
        """Ask for a place."""
        self._shown_view()
        self.ask("move-view", "place", hint="where among the saved views: 1 is the first")

    def answer_move_view(self, text: str) -> None:
        """Put the view that is shown at a place."""
        if not text.strip().isdecimal() or not int(text.strip()[:9]) > 0:
            raise UsageError(f'"{text.strip()}" is no place; 1 is the first.')
        self.done(self.library.move_view(self._shown_view(), int(text.strip()[:9])))

    def do_view_colour(self) -> None:
        """Ask for a colour."""
        self._shown_view()
        self.ask("view-colour", "colour", hint="tomato, #ff6347; nothing takes it away")

    def answer_view_colour(self, text: str) -> None:
        """Give the view that is shown a colour."""
        self.done(self.library.colour_view(self._shown_view(), colour_named(text)))

    def do_view_key(self) -> None:
        """Ask for a key."""
        self._shown_view()
        self.ask("view-key", "key", hint="f1 to f12, alt+1 to alt+9; nothing takes it away")

    def answer_view_key(self, text: str) -> None:
        """Give the view that is shown a key."""
        key = view_key(text, self.keymap) if text.strip() else None
        self.done(self.library.key_view(self._shown_view(), key))


def _recent(library: Library, rule: Rule) -> int:
    """How many items of the last days a rule's query finds, asked of the cache beside."""
    from newsterm.ui.ruling import RECENT  # noqa: PLC0415 - as above

    with library.beside() as beside:
        return beside.count(f"({rule.query}) {RECENT}")
