"""The settings file in the user's editor, checked when it comes back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from newsterm.cli.config import check, tell
from newsterm.cli.output import out, say
from newsterm.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.cli.world import World

_USUAL = ("sensible-editor", "nano", "vi", "notepad")


def edit(world: World) -> int:
    """Open the settings file, an example of all settings where there is none; 2 where something in it is wrong then."""
    path = world.paths.config
    argv = [*editor(os.environ), str(path)]
    if not path.exists():
        from newsterm.settings import example_toml  # noqa: PLC0415 - only a file that is made needs it
        from newsterm.settings.change import write  # noqa: PLC0415

        write(None, path, example_toml())
        say(f"{path} is new; every line in it that sets something is commented out.")
    while True:
        _run(argv)
        if _is_right(world):
            out(f"{path}: nothing is wrong.")
            return 0
        if not _again():
            return 2


def editor(environ: Mapping[str, str]) -> list[str]:
    """The words of the editor's command: VISUAL, else EDITOR (POSIX.1-2024, XBD 8.3), else one that is usual."""
    stated = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(stated)
    except ValueError as error:
        raise UsageError(f"The editor {stated!r} can't be read as a command: {error}.") from error
    words = words or [name for name in _USUAL if shutil.which(name)][:1]
    if not words:
        raise UsageError("No editor is known here; name one in VISUAL or EDITOR.")
    return words


def _run(argv: list[str]) -> None:
    try:
        status = subprocess.call(argv)
    except OSError as error:
        raise UsageError(f"The editor {argv[0]} can't be run: {error.strerror}.") from error
    if status != 0:
        say(f"newsterm: {argv[0]} ended with status {status}.")


def _is_right(world: World) -> bool:
    try:
        found = check(world.paths.config, required=False)
    except SettingsError as error:
        say(f"newsterm: {error}")
        return False
    tell(world.paths.config, found)
    return not found


def at_a_terminal() -> bool:
    """Whether somebody can be asked something."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _again() -> bool:
    """Whether to edit once more: asked at a terminal, no everywhere else."""
    if not at_a_terminal():
        return False
    sys.stderr.write("Edit it again? [Y/n] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    return answer.strip().casefold() in {"", "y", "yes"} if answer else False
