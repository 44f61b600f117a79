"""The palette: actions, views, feeds, tags and themes, found by typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content

from newsterm.model import Target
from newsterm.ui.actions import ACTIONS
from newsterm.ui.screens.main import MainScreen
from newsterm.ui.views import BUILT_IN, View, ViewKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits


class _Command(NamedTuple):
    text: str
    help: str
    run: Callable[[], None]


class EverythingProvider(Provider):
    """All that can be done or shown from the main screen."""

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for command in self._actions():
            yield DiscoveryHit(Content(command.text), command.run, text=command.text, help=command.help)

    async def search(self, query: str) -> Hits:
        """What fits the query."""
        matcher = self.matcher(query)
        for command in (*self._actions(), *self._views(), *self._themes()):
            score = matcher.match(command.text)
            if score > 0:
                shown = matcher.highlight(command.text)
                yield Hit(score, shown, command.run, text=command.text, help=command.help)

    @property
    def _main(self) -> MainScreen:
        screen = self.screen
        assert isinstance(screen, MainScreen)  # noqa: S101 - only it opens the palette
        return screen

    def _actions(self) -> Iterator[_Command]:
        for action in ACTIONS:
            key = self._main.key(action.id)
            text = f"{action.title} ({key})" if key else action.title
            yield _Command(text, action.help, partial(self._main.perform, action.id))

    def _views(self) -> Iterator[_Command]:
        library = self._main.library
        feeds = [View(kind=ViewKind.FEED, value=feed.url, title=feed.title) for feed in library.feeds()]
        tags = [View(kind=ViewKind.TAG, value=name, title=name) for name, _ in library.tags(Target.ENTRY)]
        for view in (*BUILT_IN, *feeds, *tags):
            yield _Command(f"Show {view.title}", f"{view.kind}".capitalize(), partial(self._main.choose_view, view))

    def _themes(self) -> Iterator[_Command]:
        for name in sorted(self.app.available_themes):
            yield _Command(f"Theme {name}", "Change the colours until newsterm is left", partial(self._theme, name))

    def _theme(self, name: str) -> None:
        self.app.theme = name


class Palette(CommandPalette):
    """Textual's palette, at any size."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list; where a tiny terminal leaves it no line, paging it would raise KeyError (textual 8.2.8)."""
        if self.query_one(CommandList).scrollable_content_region.height:
            super()._action_command_list(action)


def palette() -> Palette:
    """The palette over everything."""
    return Palette(providers=[EverythingProvider], placeholder="Search actions, views, feeds, tags, themes…")
