"""A text in the user's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.errors import NewstermError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_USUAL = "vi"


class NotEdited(NewstermError):
    """Why a text could not be edited, as a sentence."""


def edited(text: str, *, suspended: Callable[[], AbstractContextManager[None]]) -> str:
    """The text as the user leaves it in $VISUAL, else $EDITOR, else vi, which has the terminal inside `suspended`.

    NotEdited where no editor can be started, or where it ends in failure.
    """
    try:
        words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or _USUAL)
    except ValueError as error:
        raise NotEdited(f"$EDITOR can't be read: {str(error).lower()}.") from error
    with tempfile.TemporaryDirectory(prefix="newsterm-") as folder:
        path = Path(folder, "note.txt")
        path.write_text(text, "utf-8")
        try:
            with suspended():
                status = subprocess.run([*words, str(path)], check=False).returncode
            if status:
                raise NotEdited(f"{words[0]} ended with {status}; nothing was changed.")
            return path.read_text("utf-8", "replace")
        except OSError as error:
            raise NotEdited(f"{words[0]} could not be used as an editor: {error.strerror or error}.") from error
