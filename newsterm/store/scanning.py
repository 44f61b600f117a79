"""A question that goes through everything says so where it takes long, and can be stopped."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsterm.store.telling import Tell

_PATIENCE = 0.5
"""Seconds after which it says so; what is there by then says nothing."""
_AGAIN = 0.2
"""Seconds between two words."""
STEPS = 50_000
"""Steps of SQLite's machine between two looks at the clock: a millisecond."""


class Scan:
    """The question that is being answered in a thread."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._next = 0.0
        self._among = ""
        self.wish: KeyboardInterrupt | None = None
        """The person wants no answer any more."""

    def begin(self) -> None:
        """A statement begins."""
        if not self._among:
            self._next = time.monotonic() + _PATIENCE

    def through(self, among: str) -> None:
        """Say how far it is, in the middle of many statements: "40,000 of 100,000 items for /x/"; "" at the end."""
        if among and not self._among:
            self._next = time.monotonic() + _PATIENCE
        self._among = among
        if among:
            self._look()

    def _look(self) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _AGAIN
            self._tell(f"scanning {self._among or 'all items'}")

    def __call__(self) -> int:
        """What SQLite asks in the middle of a statement: 0 to go on. Here Ctrl-C is heard."""
        try:
            self._look()
        except KeyboardInterrupt as wish:
            self.wish = wish
            return 1
        return 0
