"""The edge to the person: lines out, lines in, their history, and the signals that break off or end."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    Completer = Callable[[str], Sequence[str]]

_HISTORY = 200
"""Lines that are remembered."""


class Leave(Exception):
    """The person is gone: input ended, or the terminal did."""


class Terminal(Protocol):
    """Who listens and types."""

    @property
    def width(self) -> int | None:
        """Columns of a line; None where lines may be as long as they are."""

    @property
    def height(self) -> int | None:
        """Lines that are seen at once; None where nobody looks at a screen."""

    def put(self, line: str) -> None:
        """Print a line."""

    def ask(self, prompt: str) -> str:
        """A line that was typed. Leave where there is none any more; KeyboardInterrupt for Ctrl-C."""

    def interruptible(self) -> AbstractContextManager[None]:
        """Within, Ctrl-C raises KeyboardInterrupt at once; elsewhere not before the next time."""


class RealTerminal:
    """Standard input and output, whatever they are. A context manager, which takes over the signals."""

    def __init__(self) -> None:
        self._in, self._out = sys.stdin, sys.stdout
        self._both = self._in.isatty() and self._out.isatty()
        self._open = False
        self._pending: BaseException | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._readline: Any = None

    def __enter__(self) -> RealTerminal:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # What was told to be ignored stays so, as nohup wants it.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._signalled)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _signalled(self, number: int, _: object) -> None:
        wish: BaseException = KeyboardInterrupt() if number == signal.SIGINT else Leave()
        if self._open:
            raise wish
        self._pending = wish

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let signals raise: what is done to the cache is never cut in two."""
        if self._open:
            yield
            return
        self._open = True
        try:
            if self._pending is not None:
                wish, self._pending = self._pending, None
                raise wish
            yield
        finally:
            self._open = False

    @property
    def width(self) -> int | None:
        """The terminal's columns; in a pipe those that COLUMNS says, if it says any."""
        return self._size("COLUMNS", 0)

    @property
    def height(self) -> int | None:
        """The terminal's lines; in a pipe those that LINES says, if it says any."""
        return self._size("LINES", 1)

    def _size(self, variable: str, place: int) -> int | None:
        with suppress(OSError, ValueError):
            size = os.get_terminal_size(self._out.fileno())[place]
            if size:
                return size
        stated = os.environ.get(variable, "")
        return int(stated) or None if stated.isdecimal() else None

    def put(self, line: str) -> None:
        """Print a line. Leave where the terminal is gone, BrokenPipeError where a pipe's other end is."""
        try:
            self._out.write(f"{line}\n")
            self._out.flush()  # in a pipe, too, whoever hears it hears it before what it waits for
        except BrokenPipeError:
            raise
        except OSError as gone:
            # What could not be written stays in the buffer, and would fail again at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
            raise Leave from gone

    def ask(self, prompt: str) -> str:
        """A line; the prompt is shown to a person only, and not to a pipe."""
        with self.interruptible():
            try:
                line = input(prompt) if self._both else self._in.readline()
            except EOFError as end:
                self.put("")
                raise Leave from end
            except (OSError, ValueError) as gone:  # the terminal hung up
                raise Leave from gone
        if not self._both and not line:
            raise Leave
        return line

    def edit_lines(self, history: Sequence[str], complete: Completer) -> None:
        """Let a person edit what is typed, with these lines to go back to; nothing in a pipe or without readline."""
        if self._both:
            self._readline = _line_editing(history, complete)

    @property
    def history(self) -> list[str]:
        """The lines typed latest, the latest last."""
        if self._readline is None:
            return []
        length = self._readline.get_current_history_length()
        lines = (self._readline.get_history_item(i) for i in range(max(1, length - _HISTORY + 1), length + 1))
        return [line for line in lines if line]


def _line_editing(history: Sequence[str], complete: Completer) -> Any:
    """The readline module with a history and completion, where there is one."""
    try:
        import readline  # noqa: PLC0415 - not everywhere, and not for a pipe
    except ImportError:
        return None
    readline.set_auto_history(True)
    for line in history:
        readline.add_history(line)
    libedit = "libedit" in (readline.__doc__ or "")
    if not libedit:
        # Neither is a sequence that a braille display or a dumb terminal has a use for.
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set enable-meta-key off")
        readline.parse_and_bind("set bell-style none")
    found: list[str] = []

    def completer(text: str, state: int) -> str | None:
        if state == 0:
            found[:] = complete(text)
        return found[state] if state < len(found) else None

    readline.set_completer_delims("\n")
    readline.set_completer(completer)
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    return readline
