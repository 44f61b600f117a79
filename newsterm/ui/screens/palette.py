"""The palette: actions, views, feeds, tags and themes, found by typing.

Textual's own palette is not used: a second Enter closes it twice and paging it in a tiny terminal fails, both of which
end the reader (8.2.8).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from newsterm.ui.render.cells import fit, fit_right, one_line
from newsterm.ui.screens.picker import Choice, Picker
from newsterm.ui.views import views_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsterm.ui.screens.main import MainScreen

_TITLE, _KEY = 30, 10


class Palette(Picker["Callable[[], None]"]):
    """Everything that can be done or shown from the main screen; the answer does it."""

    HEADING = "PALETTE"
    PLACEHOLDER = "actions, views, feeds, tags, themes"

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self._main = main

    def choices(self) -> Sequence[Choice[Callable[[], None]]]:
        """Actions first, in the order of the registry."""
        return [*self._actions(), *self._views(), *self._themes()]

    def _actions(self) -> Iterator[Choice[Callable[[], None]]]:
        for action in self._main.keymap.on_main:
            yield _row(action.title, self._main.key(action.id), action.help, partial(self._main.perform, action.id))

    def _views(self) -> Iterator[Choice[Callable[[], None]]]:
        for view in views_of(self._main.library):
            yield _row(f"Show {one_line(view.title)}", "", view.kind, partial(self._main.choose_view, view))

    def _themes(self) -> Iterator[Choice[Callable[[], None]]]:
        for name in sorted(self.app.available_themes):
            yield _row(f"Theme {name}", "", "until newsterm is left", partial(setattr, self.app, "theme", name))


def _row(title: str, key: str, text: str, run: Callable[[], None]) -> Choice[Callable[[], None]]:
    shown = Content.assemble(fit(title, _TITLE), (fit_right(key, _KEY), "bold"), "  ", (text, "dim"))
    return Choice(shown, f"{title} {text}", run)
