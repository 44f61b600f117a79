"""Taking away: what FEED shows as a file."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from newsterm.errors import NewstermError
from newsterm.ui.screens.highlighting import Highlighting

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.library import Sort
    from newsterm.query.tree import Tree


class Exporting(Highlighting):
    """The action that writes files."""

    class Written(Message):
        """So many items of so many are written."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    _leaving = _exporting = False

    def do_export(self) -> None:
        """Ask for the file."""
        count = self.feed.marked or self.feed.count
        if not count:
            self.say("There is nothing to export.")
            return
        things = "1 item" if count == 1 else f"{count:,} items"
        which = "marked" if self.feed.marked else f'of "{self.showing.title}"'
        self.ask(
            "export", "export to", hint=f"{things} {which}: .md, .html, .jsonl …, claims .csv, .jsonld, feeds .opml"
        )

    def answer_export(self, text: str) -> None:
        """Write the file; ask first where there is one."""
        if not text.strip():
            return
        from newsterm.ui.exporting import target_of  # noqa: PLC0415 - few export anything
        from newsterm.ui.screens.question import Question  # noqa: PLC0415 - as above

        path = target_of(text)

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin(path)

        if path.exists():
            self.app.push_screen(Question(f"{path} is there already. Write over it?"), answered)
        else:
            self._begin(path)

    def _begin(self, path: Path) -> None:
        if self._exporting:
            self.say("Another file is being written; it is said when it is done.", bad=True)
            return
        self._exporting = True
        self.begin("export", partial(self._export, path))

    async def _export(self, path: Path) -> None:
        from newsterm.ui.exporting import export, written  # noqa: PLC0415 - as above

        def tell(done: int, total: int) -> bool:
            self.post_message(self.Written(done, total))
            return not self._leaving

        def work(query: Tree, marked: tuple[str, ...], sort: Sort, title: str) -> int:
            with self.library.beside() as library:
                return export(library, query, path, marked=marked, sort=sort, title=title, tell=tell)

        try:
            showing = self.showing
            count = await asyncio.to_thread(work, self.meaning(), self.feed.chosen, showing.sort, showing.title)
        except NewstermError as error:
            self.say(str(error), bad=True)
            return
        finally:
            self._exporting = False
        self.say(written(count, path))

    def on_exporting_written(self, event: Written) -> None:
        """Say how far it is."""
        self.say(f"Writing {event.done:,} of {event.total:,}…")

    def on_unmount(self) -> None:
        """Nobody waits for the file any more: an unfinished one goes away."""
        self._leaving = True
