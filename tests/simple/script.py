"""A person who types a script, and what she hears."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.settings import Settings
from newsterm.simple.hearing import Hearing
from newsterm.simple.talk import Talk
from newsterm.simple.terminal import Leave
from newsterm.ui.keymap import Keymap
from tests.ui.shell.world import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsterm.backstage import Backstage
    from newsterm.library import Library

BREAK = "\x03"
"""Typed, it is Ctrl-C."""


class Script:
    """A terminal at which these lines are typed, until the input ends."""

    def __init__(self, *lines: str, width: int | None = None, height: int | None = None) -> None:
        self.typed = list(lines)
        self.width, self.height = width, height
        self.said: list[str] = []
        self.prompts: list[str] = []
        self.breaks_at: str | None = None
        """Ctrl-C is pressed when a line begins so."""

    def put(self, line: str) -> None:
        self.said.append(line)
        if self.breaks_at is not None and line.startswith(self.breaks_at):
            self.breaks_at = None
            raise KeyboardInterrupt

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        self.said.append(f"> {prompt}")
        if not self.typed:
            raise Leave
        line = self.typed.pop(0)
        if line == BREAK:
            raise KeyboardInterrupt
        return line

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        yield

    def answers(self) -> list[list[str]]:
        """What was said after each prompt; first what was said before any."""
        parts: list[list[str]] = [[]]
        for line in self.said:
            if line.startswith("> "):
                parts.append([])
            else:
                parts[-1].append(line)
        return parts


def talk(
    library: Library,
    *lines: str,
    settings: Settings | None = None,
    backstage: Backstage | None = None,
    ascii_only: bool = False,
    script: Script | None = None,
    patience: float = 2.0,
    clock: Callable[[], object] = lambda: NOW,
) -> Script:
    """Type the lines to a conversation over the library, and leave; what was heard."""
    from datetime import UTC

    settings = settings or Settings()
    script = script or Script(*lines)
    hearing = Hearing(backstage) if backstage else None
    conversation = Talk(
        library,
        hearing,
        settings,
        Keymap.from_settings(settings),
        script,
        ascii_only=ascii_only,
        clock=clock,  # type: ignore[arg-type]
        zone=UTC,
    )
    conversation.patience = patience
    if hearing:
        hearing.start()
    try:
        conversation.run()
    finally:
        if hearing:
            hearing.close()
    return script


def last(library: Library, *lines: str, **options: object) -> list[str]:
    """What answers the last of the lines."""
    return talk(library, *lines, **options).answers()[len(lines)]  # type: ignore[arg-type]


def with_keys(**keys: Sequence[str]) -> Settings:
    """Settings with other keys for these actions."""
    from newsterm.settings import KeyChoice

    return replace(Settings(), keys={name.replace("_", "-"): KeyChoice(keys=tuple(k)) for name, k in keys.items()})
