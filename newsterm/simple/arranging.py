"""Hiding, mutes, rules, and what a saved view has besides its query, asked for line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.model import Applications, Rule, clean_line, counted
from newsterm.simple.managing import Managing
from newsterm.simple.plain import sentence
from newsterm.ui.render.times import clock_time
from newsterm.ui.ruling import DEEDS, RECENT, mutable, mute_rule, mute_wish, past_question, rule_question, with_deeds
from newsterm.ui.view_keys import view_key
from newsterm.ui.views import ViewKind, colour_named, saved

if TYPE_CHECKING:
    from collections.abc import Iterator


class Arranging(Managing):
    """The actions about hiding, rules and saved views."""

    def do_hide(self, argument: str) -> None:
        """Hide, or show again where all are hidden."""
        entries = self.entries(argument)
        if not entries:
            raise UsageError("There is no item here.")
        hidden = not all(item.state.hidden for item in self.library.items(entries))
        action = self.library.set_hidden(entries, hidden)
        self.done(action)
        for key in entries:
            self.marked[self.where].pop(key, None)
        self.list_anew()

    def do_mute(self, argument: str) -> None:
        """Mute what is named, or ask what."""
        entries = self.entries()
        item = self.library.item(entries[0]) if entries else None
        if not argument:
            here = "; ".join(f"{wish.what} {clean_line(wish.name)}" for wish in mutable(item)) if item else ""
            question = (
                f"Mute what? {f'Here: {here}. ' if here else ''}feed, author, or word and the word; nothing leaves."
            )
            argument = self.ask(question, "mute")
        if not argument:
            return
        wish = mute_wish(argument, item, self.library)
        rule = mute_rule(self.library, wish)
        there = self.library.count(rule.query)
        past = there > 0 and self.agrees(past_question(wish, there))
        self.done(self.library.mute(rule, past=past))
        self.list_anew()

    # -- rules -------------------------------------------------------------------------------------------------------

    def do_rules(self, argument: str) -> None:
        """List the rules; turn the one of a number or a name on or off."""
        rules = self.library.rules()
        if not rules:
            self.say("There is no rule yet; add-rule makes one.")
        elif argument:
            place = int(argument) - 1 if argument.isdecimal() else self.told_by([r.name for r in rules], argument)
            if not 0 <= place < len(rules):
                raise UsageError(f"There is no rule {argument}: there are {len(rules)}.")
            self.done(self.library.turn_rules(rules[place].name, on=not rules[place].on))
        else:
            self.choosing = "rules"
            self.say_pages(self._rule_lines())

    def _rule_lines(self) -> Iterator[str]:
        applied, now = self.library.applications(), self.clock()
        for number, rule in enumerate(self.library.rules(), 1):
            known = applied.get(rule.name, Applications())
            last = f", last {clock_time(known.last, now, self.zone)}" if known.last else ""
            problem = self.library.rule_problem(rule)
            state = f"can't be read: {problem}" if problem else "on" if rule.applies(now) else "off"
            does = f"{', '.join(rule.does)} what {rule.shown_query} finds"
            times = f"applied {counted(known.count, 'time')}{last}"
            yield f"{number}. {sentence(f'{rule.name}: {does}; {state}; {times}')}"
        yield "rules and a number turns one on or off."

    def do_add_rule(self, argument: str) -> None:
        """Make a rule: its name, its query, what it does; and say what it would have met."""
        name = clean_line(argument or self.ask("What is the rule called? Nothing leaves.", "name"))
        if not name:
            return
        if any(rule.name == name for rule in self.library.rules()):
            raise UsageError(f'There is a rule "{name}" already.')
        query = self.ask("Which items is it for? Words or a query; nothing leaves.", "query")
        if not query:
            return
        self.library.tree(query)
        deeds = self.ask(f"What does it do? {DEEDS}.", "do")
        if not deeds:
            return
        rule = with_deeds(Rule(name=name, query=query), deeds)
        if self.agrees(rule_question(rule, self.library.count(f"({query}) {RECENT}"))):
            self.done(self.library.save_rule(rule))
        else:
            self.say("No rule was kept.")

    # -- saved views -------------------------------------------------------------------------------------------------

    def _shown_view(self) -> str:
        """The name of the saved view that is listed. UsageError where none is."""
        view = self.showing.view
        if view.kind is not ViewKind.SAVED:
            raise UsageError("Show the saved view first that is meant; views lists them.")
        return view.value

    def do_rename_view(self, argument: str) -> None:
        """Give the view that is listed another name."""
        name = self._shown_view()
        new = argument or self.ask(f"What is {clean_line(name)} called from now on? Nothing leaves.", "name")
        if clean_line(new):
            action = self.library.rename_view(name, new)
            if action is not None:
                self.showing = self.showing.with_view(saved(self.library.view(clean_line(new))))
            self.done(action)

    def do_move_view(self, argument: str) -> None:
        """Put the view that is listed at a place."""
        name = self._shown_view()
        place = argument or self.ask("At which place among the saved views? 1 is the first; nothing leaves.", "place")
        if place:
            if not place.isdecimal() or not int(place[:9]):
                raise UsageError(f'"{place}" is no place; 1 is the first.')
            self.done(self.library.move_view(name, int(place[:9])))

    def do_view_colour(self, argument: str) -> None:
        """Give the view that is listed a colour, for the reader on a screen."""
        self.done(self.library.colour_view(self._shown_view(), colour_named(argument)))

    def do_view_key(self, argument: str) -> None:
        """Give the view that is listed a key, for the reader on a screen."""
        key = view_key(argument, self.keymap) if argument else None
        self.done(self.library.key_view(self._shown_view(), key))
