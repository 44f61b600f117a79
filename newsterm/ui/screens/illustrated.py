"""Pictures of the open article: asked for where the terminal can show them, and shown when they come."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsterm.model import Canvas, figures_of
from newsterm.ui.screens.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.timer import Timer

    from newsterm.events import PictureDrawn, PictureMissing
    from newsterm.model import Form
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

    def illustrations(self, reading: OpenedEntry) -> Mapping[str, Illustration] | None:
        """What has become of an entry's pictures, by address; None where pictures are not shown."""
        if self._form() is None:
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
        return form_of(self.settings.images.show, os.environ, colours=colours, cell=cell_pixels())

    def illustrate(self) -> None:
        """Ask for the pictures of what is open, unless that was asked for this size already."""
        reading, form = self.reading, self._form()
        if reading is None or form is None or self.backstage is None or not self.article.size.width:
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
        self.article.illustrate(self._known)
