"""Views: what FEED shows, chosen by list or by name, in which order, and kept under names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import UsageError
from newsterm.hints import did_you_mean, matching
from newsterm.model import clean_line
from newsterm.ui.action import Takes
from newsterm.ui.places import remember_lines
from newsterm.ui.screens.finding import Finding
from newsterm.ui.views import SORT_WORDS, View, ViewKind, keep_view, views_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.library import Sort
    from newsterm.ui.completing import Completer
    from newsterm.ui.widgets.prompt import Prompt

_SOME = 5
"""How many names a sentence holds."""


class Viewing(Finding):
    """The actions that choose what FEED shows."""

    def completer(self, takes: Takes) -> Completer | None:
        """What completes a line of this kind, as things are at the moment."""
        from newsterm.ui import completing  # noqa: PLC0415 - the first paint waits for none of these

        match takes:
            case Takes.MUTE:
                return completing.of(["feed", "author", "word"])
            case Takes.TAGS:
                return partial(completing.of_list, names=self.tag_names())
            case Takes.QUERY:
                return partial(completing.of_query, names=completing.query_names(self.library, self.reading))
            case Takes.FILE:
                from newsterm.ui.files import complete_file  # noqa: PLC0415 - as above

                return complete_file
            case Takes.ACTION:
                from newsterm.ui.command import complete_command  # noqa: PLC0415 - as above

                return partial(complete_command, argument=self.completer, own=self.keymap.own)
        names = self.names(takes)
        return completing.of(names) if names else None

    def names(self, takes: Takes) -> Sequence[str]:
        """The names that an action may be given, where they can be listed."""
        match takes:
            case Takes.VIEW:
                return [view.title for view in views_of(self.library)]
            case Takes.SAVED | Takes.NAME:
                return [view.name for view in self.library.views()]
            case Takes.COLOUR:
                return self.tag_names()
            case Takes.SOURCE:
                claims = self.reading.claims if self.reading is not None else ()
                return list(dict.fromkeys(marked.claim.resolved for marked in claims if marked.claim.resolved))
            case Takes.THEME:
                return sorted(self.app.available_themes)
            case Takes.SORT:
                return [sort.value for sort in SORT_WORDS]
        return []

    def do_unread_only(self) -> None:
        """Unread items only, or all."""
        self.show_view(self.showing.with_unread_turned)
        self.say("unread items only" if self.showing.unread_only else "all items, read ones too")

    def do_rows(self) -> None:
        """Each item in one line, or in two."""
        lines = 1 if self.feed.lines_of_row == 2 else 2
        self.feed.set_lines(lines)
        remember_lines(self.library, lines)
        self.say("one line an item" if lines == 1 else "two lines an item")

    def do_sort(self) -> None:
        """The next order."""
        self._sort(self.showing.next_sort)

    def answer_sort(self, text: str) -> None:
        """The order of that name."""
        name = text.strip().casefold()
        sort = next((sort for sort, words in SORT_WORDS.items() if name in {sort.value, words}), None)
        if sort is None:
            names = ", ".join(sort.value for sort in SORT_WORDS)
            raise UsageError(f'There is no order "{name}"; there are {names}.')
        self._sort(sort)

    def _sort(self, sort: Sort) -> None:
        self.show_view(replace(self.showing, sort=sort))
        self.say(SORT_WORDS[sort])

    _theme_before = ""

    def do_theme(self) -> None:
        """Choose other colours, which are seen while they are typed."""
        self._theme_before = self.app.theme
        self.ask("theme", "theme", hint="until newsterm is left; Tab goes through them")

    def typed_theme(self, _: Prompt, text: str) -> None:
        """Show the colours of that name."""
        if text in self.app.available_themes:
            self.app.theme = text

    def left_theme(self) -> None:
        """The colours as they were."""
        self.app.theme = self._theme_before

    def answer_theme(self, text: str) -> None:
        """Keep the colours of that name."""
        name = text.strip()
        if name not in self.app.available_themes:
            self.app.theme = self._theme_before or self.app.theme
            raise UsageError(f'There is no theme "{name}".{did_you_mean(name, self.app.available_themes)}')
        self.app.theme = name
        self.say(f"Theme {name}, until newsterm is left; settings keep it: interface.theme.")

    def do_switcher(self) -> None:
        """Choose a view."""
        from newsterm.ui.screens.switcher import Switcher  # noqa: PLC0415

        def chosen(view: View | None) -> None:
            if view is not None:
                self.choose_view(view)

        now = self.clock().astimezone(self.zone)
        self.app.push_screen(Switcher(self.library, now, left=self.last_left, changed=self.done), chosen)

    def answer_switcher(self, text: str) -> None:
        """Show the view, feed, folder or tag of that name, or the only one whose name holds it."""
        views, name = views_of(self.library), text.strip()
        titles = [view.title for view in views]
        found = matching(name, titles)
        if not found:
            raise UsageError(f'There is no view, feed, folder or tag "{name}".{did_you_mean(name, titles)}')
        if len(found) > 1 and titles[found[0]].casefold() != name.casefold():
            some = ", ".join(f'"{titles[i]}"' for i in found[:_SOME])
            raise UsageError(f'"{name}" may be {some}{" or others" if len(found) > _SOME else ""}.')
        self.choose_view(views[found[0]])

    def do_save_view(self) -> None:
        """Ask for the name under which what is shown is kept."""
        view = self.showing.view
        name = view.title if view.kind is ViewKind.SAVED else ""
        self.ask("save-view", "save as", text=name, hint="a name for what FEED shows")

    def answer_save_view(self, text: str) -> None:
        """Keep what is shown under a name, and show it so."""
        name = clean_line(text)
        if not name:
            return
        action, showing = keep_view(self.library, name, self.showing)
        self.done(action)
        self.show_view(showing)

    def do_forget_view(self) -> None:
        """Take away the saved view that is shown, or ask which."""
        view = self.showing.view
        if view.kind is ViewKind.SAVED:
            self.answer_forget_view(view.value)
        elif not self.library.views():
            self.say("There is no saved view.")
        else:
            self.ask("forget-view", "forget", hint="the name of a saved view")

    def answer_forget_view(self, text: str) -> None:
        """Take a saved view away."""
        self.done(self.library.remove_view(text.strip()))

    def choose_view(self, view: View) -> None:
        """Show another view, unfiltered."""
        self.show_view(replace(self.showing, view=view, filter=""))
