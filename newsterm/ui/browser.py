"""Opening a page: the user's command or the system's browser, the address always one word of its own."""

from __future__ import annotations

import subprocess
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def open_page(url: str, command: Sequence[str] | None) -> str | None:
    """Open a checked address; what went wrong, in words.

    Words of `command` may hold `{url}`; where none does, the address is added. No shell reads any of it.
    """
    if command is None:
        return None if webbrowser.open(url) else "No browser was found; settings name one: open.browser."
    argv = [word.replace("{url}", url) for word in command]
    if argv == list(command):
        argv.append(url)
    try:
        subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror or error}."
    return None
