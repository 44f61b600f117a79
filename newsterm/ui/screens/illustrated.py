"""Pictures of the open article: asked for where the terminal can show them, and shown when they come."""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsterm.model import Canvas, Form, figures_of
from newsterm.ui.screens.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.timer import Timer

    from newsterm.events import PictureDrawn, PictureMissing
    from newsterm.model import Reading as OpenedEntry
    from newsterm.ui.graphics import Graphics
    from newsterm.ui.render.figures import Illustration
    from newsterm.ui.widgets.article_pane import ArticlePane

_RESTED = 0.2
"""Seconds after which a size is taken for the one that stays."""
_FEWEST_ROWS = 4


class Illustrated(Moving):
    """What the main screen does with pictures. Nothing of it, nor of the library it takes, before the first paint."""

    to_terminal: Callable[[str], None] | None = None
    """Writes to the terminal as it is; None where there is none."""
    graphics: Graphics | None = None
    _illustrated: str | None = None
    """The entry whose pictures are known."""
    _asked: tuple[object, ...] = ()
    _resting: Timer | None = None

    def do_pictures(self) -> None:
        """Fetch the pictures of what is open and show them, or show captions again."""
        reading = self.reading
        if reading is None or reading.article is None:
            self.say("No article is open.")
        elif not figures_of(reading):
            self.say("This article has no pictures.")
        elif self._form() is None:
            self.say(self._why_not(), bad=True)
        else:
            self._wished = {**self._wished, reading.item.id: not self._wants(reading.item.id)}
            self.article.illustrate(self.illustrations(reading))
            self.illustrate()
            self.say("Fetching its pictures…" if self._wants(reading.item.id) else "Pictures are captions again.")

    _wished: Mapping[str, bool] = MappingProxyType({})
    """The entries for which pictures were asked for, or declined."""

    def _wants(self, entry: str) -> bool:
        """Whether the pictures of an entry are shown: nothing is fetched because an article was displayed."""
        return self._wished.get(entry, self.settings.images.fetch == "opened")

    def _why_not(self) -> str:
        """Why pictures can't be shown."""
        from newsterm.ui.terminal import is_equipped  # noqa: PLC0415 - as below

        if self.settings.images.show == "never":
            return 'The settings show no pictures: images.show is "never".'
        if not is_equipped():
            return "Pictures need more than is installed; pip install 'newsterm[images]' brings it."
        return "Pictures can't be shown in this terminal, or with these colours."

    def illustrations(self, reading: OpenedEntry) -> Mapping[str, Illustration] | None:
        """What has become of an entry's pictures, by address; None where pictures are not shown."""
        if self._form() is None or not self._wants(reading.item.id):
            self._asked = ()
            return None
        if self._illustrated != reading.item.id:
            self._illustrated, self._asked, self._known = reading.item.id, (), {}
            if self.graphics is not None:
                self.graphics.forget()
        return self._known

    _known: dict[str, Illustration]

    def _form(self) -> Form | None:
        """How this terminal shows pictures; None where it can't or the user does not want it."""
        if self.backstage is None or self.to_terminal is None or self.settings.images.show == "never":
            return None
        from newsterm.ui.terminal import cell_pixels, form_of, is_equipped  # noqa: PLC0415 - after the first paint

        if self.app.no_color or self.app.native_ansi_color or not is_equipped():
            return None
        colours = self.app.console.color_system
        form = form_of(self.settings.images.show, os.environ, colours=colours, cell=cell_pixels())
        return None if self.ascii_only and form is Form.HALF_BLOCKS else form

    def illustrate(self) -> None:
        """Ask for the pictures of what is open, unless that was asked for this size already."""
        reading, form = self.reading, self._form()
        if reading is None or form is None or self.backstage is None or not self.article.size.width:
            return
        if not self._wants(reading.item.id):
            return
        from newsterm.ui.graphics import MOST_CELLS  # noqa: PLC0415 - as above
        from newsterm.ui.terminal import USUAL_CELL, cell_pixels  # noqa: PLC0415

        figures = figures_of(reading)
        width, height = cell_pixels() or USUAL_CELL
        columns, rows = self.article.room, max(_FEWEST_ROWS, self.article.size.height // 2)
        canvas = Canvas(
            form=form,
            columns=min(columns, MOST_CELLS),
            rows=min(rows, MOST_CELLS),
            cell_width=width,
            cell_height=height,
        )
        asked = (reading.item.id, canvas, *(figure.picture.url for figure in figures))
        if figures and asked != self._asked:
            self._asked = asked
            self.backstage.illustrate(reading.item.id, canvas)

    def on_article_pane_resized(self, _: ArticlePane.Resized) -> None:
        """The room for pictures changed; a border that is dragged changes it many times."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_RESTED, self.illustrate)

    def picture_came(self, event: PictureDrawn | PictureMissing) -> None:
        """A picture is drawn, or can't be: show it where its article is open."""
        if event.entry != self._illustrated or self.to_terminal is None:
            return
        from newsterm.events import PictureDrawn  # noqa: PLC0415 - as above
        from newsterm.ui.graphics import Graphics  # noqa: PLC0415
        from newsterm.ui.render.figures import Illustration  # noqa: PLC0415

        if isinstance(event, PictureDrawn):
            if self.graphics is None:
                self.graphics = Graphics(self.to_terminal)
            self._known[event.url] = Illustration(rows=self.graphics.take(event.url, event.drawn))
        else:
            self._known[event.url] = Illustration(reason=event.reason)
        reading = self.reading
        if reading is not None and reading.item.id == event.entry and self._wants(event.entry):
            self.article.illustrate(self._known)
