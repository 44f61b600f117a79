"""A picture with its caption as pieces to be set, whatever has become of the picture so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsterm.model import clean_line
from newsterm.ui.render.inlay import Inlay
from newsterm.ui.render.page import Piece
from newsterm.ui.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.model import Figure
    from newsterm.ui.render.cellart import Rows

_NO_WORDS = "[image]"


class Illustration(NamedTuple):
    """What has become of a picture."""

    rows: Rows = ()
    reason: str | None = None
    """Why it can't be shown; empty where it is too small to be missed, None where it may still come."""


_WAITING = Illustration()


def figure_pieces(figure: Figure, illustration: Illustration | None) -> Iterator[Piece]:
    """The picture's cells, and below them its caption. Where there are none, the caption or what the page says instead.

    `illustration` is None where nothing has been heard of the picture.
    """
    rows, reason = illustration or _WAITING
    if rows:
        yield Piece(inlay=Inlay.of(""), style="article--caption", drawn=rows)
    words = visible(figure.caption)
    if not words and not rows and reason != "":
        words = clean_line(figure.picture.words or "") or _NO_WORDS
    if words and reason:
        words += f" · {clean_line(reason).rstrip('.')}"
    if words:
        yield Piece(inlay=Inlay.of(words), style="article--caption", gap=not rows)
