"""The pictures of an entry that a person reads: fetched one after the other, kept, and drawn for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import FetchError, NewstermError, PictureError
from newsterm.events import Notice, PictureDrawn, PictureMissing
from newsterm.feeds.answer import IMAGE_TYPES, FetchLimits
from newsterm.feeds.schedule import Rules
from newsterm.model import figures_of
from newsterm.pictures.folder import PictureFolder

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.model import Canvas, Reading
    from newsterm.poller.desk import Desk

DRAW_SECONDS = 10.0
_LARGEST = 12 * 2**20
"""Bytes of an image; the largest photographs of news sites have five million."""
_PATIENCE = 30.0
"""Seconds for one image: the reader has read on by then."""

_LASTING = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 415, 451})
"""Answers after which a picture is not asked for again as long as newsterm runs; others may be of the moment."""


class Illustrator:
    """Draws what is kept at once and asks for the rest, politely; what can't be shown is said once a session."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._folder = PictureFolder(folder, desk.settings.images.megabytes * 10**6)
        self._path = folder
        self._reasons: dict[str, str] = {}
        """Why pictures can't be shown, by their address, where asking again would not change it."""
        self._told = False
        limits = desk.settings.poll.limits
        self._limits = FetchLimits(
            wire=min(_LARGEST, limits.wire_bytes),
            inflated=min(_LARGEST, limits.inflated_bytes),
            total=min(_PATIENCE, limits.deadline),
        )

    async def draw(self, entry: str, canvas: Canvas) -> None:
        """Tell of each picture of the entry: drawn for the canvas, or why not."""
        reading = self._desk.store.reading(entry)
        if reading is None:
            return
        waiting = []
        for figure in figures_of(reading):
            url = figure.picture.url
            kept = self._folder.get(url)
            if url in self._reasons:
                self._desk.tell(PictureMissing(entry=entry, url=url, reason=self._reasons[url]))
            elif kept is None or not await self._drawn(entry, url, kept, canvas):
                waiting.append(url)
        for url in waiting:
            await self._fetched(reading, url, canvas)

    async def _drawn(self, entry: str, url: str, kept: bytes, canvas: Canvas) -> bool:
        """Whether what is kept could be drawn; a file that something has damaged is fetched again."""
        from newsterm.pictures.draw import drawn  # noqa: PLC0415 - Pillow is there only with newsterm[images]

        try:
            picture = await self._desk.workers.run(DRAW_SECONDS, drawn, kept, canvas)
        except NewstermError:
            self._folder.drop(url)
            return False
        self._desk.tell(PictureDrawn(entry=entry, url=url, drawn=picture))
        return True

    async def _fetched(self, reading: Reading, url: str, canvas: Canvas) -> None:
        """Fetch a picture, keep and draw it, or tell why it can't be."""
        from newsterm.pictures.reduce import reduced  # noqa: PLC0415 - as above

        entry = reading.item.id
        try:
            kept = await self._desk.workers.run(DRAW_SECONDS, reduced, await self._body(reading, url))
        except NewstermError as error:
            reason = str(error)
            if isinstance(error, PictureError) or (isinstance(error, FetchError) and error.status in _LASTING):
                self._reasons[url] = reason
            self._desk.tell(PictureMissing(entry=entry, url=url, reason=reason))
            return
        self._keep(url, kept)
        if not await self._drawn(entry, url, kept, canvas):
            self._desk.tell(PictureMissing(entry=entry, url=url, reason="damaged"))

    async def _body(self, reading: Reading, url: str) -> bytes:
        # The feed is what the user chose; whatever its texts point to may not reach into a private network.
        async with self._desk.turn(url, Rules()) as turn:
            fetched = await self._desk.fetcher.get(
                url, accept=IMAGE_TYPES, limits=self._limits, moving=turn.move, named_by=reading.item.feed
            )
        if not fetched.body:
            raise PictureError("empty")
        return fetched.body

    def _keep(self, url: str, data: bytes) -> None:
        try:
            self._folder.keep(url, data)
        except OSError as error:
            if not self._told:
                self._told = True
                words = f"Pictures can't be kept in {self._path}: {error.strerror or error}."
                self._desk.tell(Notice(text=f"{words} They are shown all the same.", bad=True))
