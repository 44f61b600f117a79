"""Real shells at a terminal of their own, in which a line is typed and completed."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

import newsterm as package

_START = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        """
        newsterm() { if [ "$1" = _complete ]; then command newsterm "$@"; else printf '«%s»' "$@" DONE; fi; }
        bind 'set bell-style none'; bind 'set completion-query-items 0'; bind 'set page-completions off'
        bind -x '"\\C-o": printf "\\nLINE=%s=ENIL\\n" "$READLINE_LINE"'
        PS1='ready> '; . "$SCRIPT"
        """,
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        """
        newsterm() { if [ "$1" = _complete ]; then command newsterm "$@"; else printf '«%s»' "$@" DONE; fi; }
        autoload -Uz compinit; compinit -u -D; unsetopt beep
        shown() { printf "\\nLINE=%s=ENIL\\n" "$BUFFER"; }; zle -N shown; bindkey -e; bindkey '^O' shown
        PS1='ready> '; . "$SCRIPT"
        """,
    ),
}


def environment(folder: Path, data: Path) -> dict[str, str]:
    """A home with a `newsterm` of its own in it, which is this one."""
    program = folder / "bin" / "newsterm"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsterm "$@"\n')
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8",
        "NEWSTERM_DATA": str(data), "PYTHONPATH": str(Path(package.__file__).parents[1]), "COLUMNS": "200",
    }  # fmt: skip


class Shell:
    """An interactive shell in which newsterm's completions are turned on, over a data folder."""

    def __init__(self, name: str, script: Path, folder: Path, data: Path) -> None:
        words, setup = _START[name]
        surroundings = {**environment(folder, data), "SCRIPT": str(script)}
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, surroundings)
        setup_file = folder / f"setup.{name}"
        setup_file.write_text(setup)
        self._type(f". {setup_file}\n")
        self._read("ready> ")

    def completed(self, line: str, keys: str = "\t") -> str:
        """The line after these keys."""
        self._type(f"{line}{keys}\x0f")
        found = re.search("LINE=(.*?)=ENIL", self._read("=ENIL"), re.DOTALL)
        assert found
        self._type("\x15")
        return found[1]

    def words(self, line: str) -> list[str]:
        """The words that a command gets of the line, completed by Tab."""
        self._type(f"{line}\t\n")
        said = self._read("«DONE»")
        return re.findall("«(.*?)»", said, re.DOTALL)[:-1]

    def listed(self, line: str, keys: str = "\t\t") -> str:
        """What is shown when the words are listed that fit."""
        self._type(f"{line}{keys}\x0f")
        shown = self._read("=ENIL").partition("LINE=")[0]
        self._type("\x15")
        return shown

    def close(self) -> None:
        """End the shell."""
        os.close(self._terminal)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _read(self, until: str) -> str:
        """What comes up to a mark; AssertionError where it does not come."""
        seen, deadline = b"", time.monotonic() + 10
        while until not in seen.decode("utf-8", "replace"):
            ready, _, _ = select.select([self._terminal], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"{until!r} did not come, but {seen!r}"
            seen += os.read(self._terminal, 65536)
        return seen.decode("utf-8", "replace")
