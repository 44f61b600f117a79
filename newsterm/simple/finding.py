"""What the list shows: a filter, an order, and views, feeds, folders and tags by number or name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import NotFound, UsageError
from newsterm.hints import did_you_mean, matching
from newsterm.model import Target, clean_line
from newsterm.simple.browsing import Browsing
from newsterm.simple.items import view_line
from newsterm.ui.views import BUILT_IN, SORT_WORDS, View, ViewKind, keep_view, saved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Finding(Browsing):
    """The actions of the group Find."""

    listed: Mapping[str, Sequence[View]] = MappingProxyType({})
    """What each command listed last, so that its numbers mean what was heard."""

    def do_filter(self, argument: str) -> None:
        """Show what a query finds."""
        text = argument or self.ask("Words or a query, such as tag:check or is:unread; nothing leaves.", "filter")
        if text:
            self.show(replace(self.showing, filter=text), filtered=self.library.tree(text))

    def do_clear_filter(self, _: str) -> None:
        """Show all items of the view again."""
        if self.showing.filter:
            self.show(replace(self.showing, filter=""))
        else:
            self.say("There is no filter.")

    def do_unread_only(self, _: str) -> None:
        """Unread items only, or all."""
        self.show(self.showing.with_unread_turned, filtered=self.filtered)

    def do_sort(self, argument: str) -> None:
        """The next order, or one by name."""
        sort = self.showing.next_sort
        if argument:
            names = [f"{order.value} {words}" for order, words in SORT_WORDS.items()]
            sort = list(SORT_WORDS)[self.told_by(names, argument)]
        self.show(replace(self.showing, sort=sort), filtered=self.filtered)

    def do_switcher(self, argument: str) -> None:
        """List everything that can be shown, or show one."""
        self.choose("switcher", (*self._views(), *self.feed_views(), *self._folders(), *self._tags()), argument)

    def do_views(self, argument: str) -> None:
        """List the views, or show one."""
        self.choose("views", self._views(), argument)

    def do_folders(self, argument: str) -> None:
        """List the folders, or show one."""
        self.choose("folders", self._folders(), argument, nothing="No feed is filed in a folder.")

    def do_tags(self, argument: str) -> None:
        """List the tags, or show what is tagged so."""
        self.choose("tags", self._tags(), argument, nothing="No item has a tag yet.")

    def do_save_view(self, argument: str) -> None:
        """Keep what is listed under a name, and list it so."""
        name = argument or self.ask("Under which name? Nothing leaves.", "name")
        if clean_line(name):
            action, showing = keep_view(self.library, clean_line(name), self.showing)
            self.done(action)
            self.show(showing)

    def do_forget_view(self, argument: str) -> None:
        """Take away the saved view of a name, or the one that is shown."""
        names = [view.name for view in self.library.views()]
        if not names:
            self.say("There is no saved view.")
            return
        shown = self.showing.view.value if self.showing.view.kind is ViewKind.SAVED else ""
        name = argument or shown or self.ask(f"Which of {', '.join(map(clean_line, names))}? Nothing leaves.", "view")
        if name:
            self.done(self.library.remove_view(names[self.told_by(names, name)]))

    def note_choices(self, command: str, views: Sequence[View]) -> None:
        """Let numbers mean these views from here on."""
        self.listed = {**self.listed, command: views}
        self.choosing = command

    def choose(self, command: str, views: Sequence[View], argument: str, *, nothing: str = "") -> None:
        """List the views, or show the one of a number or a name; say `nothing` where there is none."""
        if not views:
            self.say(nothing)
        elif argument.isdecimal():
            listed = self.listed.get(command, views)
            if not 1 <= int(argument) <= len(listed):
                raise UsageError(f"There is no number {argument}: {len(listed)} were listed.")
            self.show_view(listed[int(argument) - 1])
        elif argument:
            self.show_view(views[self.told_by([view.title for view in views], argument)])
        else:
            self.note_choices(command, views)
            self.say_pages(view_line(number, view) for number, view in enumerate(views, 1))

    def show_view(self, view: View) -> None:
        """Show another view, unfiltered."""
        self.show(replace(self.showing, view=view, filter=""))

    def told_by(self, names: Sequence[str], wanted: str) -> int:
        """The place of the name that is the wanted one, else the only one that has its words. NotFound otherwise."""
        found = matching(wanted, names)
        if len(found) == 1 or (found and names[found[0]].casefold() == wanted.casefold()):
            return found[0]
        if found:
            several = "; ".join(names[i] for i in found[:9])
            raise NotFound(f'"{wanted}" may be several: {several}. Say more of it.')
        raise NotFound(f'There is no "{wanted}".{did_you_mean(wanted, names)}')

    def _views(self) -> tuple[View, ...]:
        return (*BUILT_IN, *map(saved, self.library.views()))

    def feed_views(self) -> tuple[View, ...]:
        """The feeds, by folder and title."""
        feeds = sorted(self.library.feed_counts(), key=lambda feed: (feed.folder or "", feed.title.casefold()))
        return tuple(View(kind=ViewKind.FEED, value=feed.url, title=feed.title) for feed in feeds)

    def _folders(self) -> tuple[View, ...]:
        folders = sorted({feed.folder for feed in self.library.feed_counts() if feed.folder}, key=str.casefold)
        return tuple(View(kind=ViewKind.FOLDER, value=folder, title=folder) for folder in folders)

    def _tags(self) -> tuple[View, ...]:
        tags = self.library.tags(Target.ENTRY)
        return tuple(View(kind=ViewKind.TAG, value=name, title=name) for name, _ in tags)

    def names_to_show(self, command: str) -> list[str]:
        """What may follow a command that shows something."""
        makers = {"views": self._views, "feeds": self.feed_views, "folders": self._folders, "tags": self._tags}
        chosen = [makers[command]] if command in makers else list(makers.values())
        return [view.title for make in chosen for view in make()]
