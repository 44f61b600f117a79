"""What the list shows written to a file, with a line now and then about how far it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsterm.model import counted
from newsterm.simple.outside import Outside
from newsterm.ui.action import Where

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = 3.0
"""Seconds between two lines about how far it is: what is heard takes longer than what is seen."""


class Exporting(Outside):
    """The action that writes files."""

    def do_export(self, argument: str) -> None:
        """Write what is marked, else what is listed, to a file; ask first where there is one."""
        marked = tuple(self.marked[Where.FEED])
        count = len(marked) or len(self.listing)
        if not count:
            self.say("There is nothing to export.")
            return
        which = f"{counted(count, 'item')} " + ("marked" if marked else f'of "{self.showing.title}"')
        from newsterm.export.files import KNOWN_ENDINGS  # noqa: PLC0415 - few export anything

        text = argument or self.ask(
            f"Which file for {which}? It may end in {', '.join(KNOWN_ENDINGS)}; nothing leaves.", "file"
        )
        if not text:
            return
        from newsterm.ui.exporting import export, target_of, written  # noqa: PLC0415 - as above

        path = target_of(text)
        if path.exists() and not self.agrees(f"{path} is there already. Write over it?"):
            self.say("Nothing was written.")
            return
        with self.terminal.interruptible():
            done = export(
                self.library,
                self.meaning(),
                path,
                marked=marked,
                sort=self.showing.sort,
                title=self.showing.title,
                tell=self._far(),
            )
        self.say(written(done, path))

    def _far(self) -> Callable[[int, int], bool]:
        """What hears how far it is, and says so now and then; Ctrl-C ends it elsewhere."""
        said = time.monotonic()

        def tell(done: int, total: int) -> bool:
            nonlocal said
            if time.monotonic() - said >= _EVERY:
                said = time.monotonic()
                self.say(f"{done:,} of {total:,} written. Ctrl-C leaves it.")
            return True

        return tell
