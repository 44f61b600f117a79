"""The clipboard: asked of the terminal by OSC 52, of tmux, or of a command of the user's."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError
from newsterm.model import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 74_994
"""Bytes of a text: its sequence then is 100,000 long, which is as much as terminals agree to take."""
_SECONDS = 5.0
_TMUX = ("tmux", "load-buffer", "-w", "-")
"""Gives the text to tmux and by it to the terminal around: applications inside are ignored by `set-clipboard external`,
which is usual."""


class NotCopied(NewstermError):
    """Why nothing was put on the clipboard, as a sentence."""


def sequence(text: str, environ: Mapping[str, str]) -> str:
    """What makes a terminal put the text on its clipboard (xterm's OSC 52). NotCopied where it is too long.

    Inside GNU screen it is wrapped, so that the terminal around gets it.
    """
    content = clean_text(text).encode("utf-8", "replace")
    if len(content) > _LONGEST:
        raise NotCopied(
            f"The text is too long for a terminal's clipboard ({len(content):,} bytes, {_LONGEST:,} go); the settings "
            "name a command that takes more: open.clipboard."
        )
    made = f"\x1b]52;c;{b64encode(content).decode('ascii')}\x07"
    if environ.get("TERM", "").startswith("screen") and not environ.get("TMUX"):
        return "".join(f"\x1bP{made[at : at + 76]}\x1b\\" for at in range(0, len(made), 76))
    return made


def command_for(setting: str | tuple[str, ...], environ: Mapping[str, str]) -> tuple[str, ...] | None:
    """The command that copies; None where the terminal is asked."""
    if not isinstance(setting, str):
        return setting
    return _TMUX if setting == "auto" and environ.get("TMUX") and shutil.which(_TMUX[0]) else None


def give(text: str, command: tuple[str, ...]) -> None:
    """Give the text to a command that copies. NotCopied where it fails."""
    try:
        done = subprocess.run(
            command,
            input=clean_text(text).encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,  # some go on in the background to keep the text, with what they inherited
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotCopied(f"{command[0]} took longer than {_SECONDS:g} seconds to copy and was ended.") from error
    except OSError as error:
        raise NotCopied(f"{command[0]}, which copies, could not be started: {error.strerror or error}.") from error
    if done.returncode:
        raise NotCopied(f"{command[0]}, which copies, ended with {done.returncode}.")


def copy(text: str, setting: str | tuple[str, ...], environ: Mapping[str, str], write: Callable[[str], object]) -> None:
    """Put the text on the clipboard; `write` sends to the terminal. NotCopied where that can't be done."""
    command = command_for(setting, environ)
    if command is None:
        write(sequence(text, environ))
    else:
        give(text, command)
