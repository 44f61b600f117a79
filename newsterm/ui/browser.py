"""Opening a page: the user's command or the system's browser, the address always one word of its own."""

from __future__ import annotations

import subprocess
import threading
import webbrowser
from typing import TYPE_CHECKING

from newsterm.settings import given_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

_NONE = "No browser was found; settings name one: open.browser."


def open_page(
    url: str, command: Sequence[str] | None, *, suspended: Callable[[], AbstractContextManager[None]]
) -> str | None:
    """Open a checked address; what went wrong, in words.

    Words of `command` may hold `{url}`; where none does, the address is added. No shell reads any of it. A browser that
    needs the terminal (lynx, w3m) gets it inside `suspended`.
    """
    if command is None:
        return _open_in_system_browser(url, suspended)
    argv = given_address(command, url)
    try:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror or error}."
    # Somebody must ask how it ended, or it stays in the process table as long as the reader runs.
    threading.Thread(target=process.wait, daemon=True).start()
    return None


def _open_in_system_browser(url: str, suspended: Callable[[], AbstractContextManager[None]]) -> str | None:
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return _NONE
    if type(browser) is webbrowser.GenericBrowser:  # its subclass for windows of their own is another type
        with suspended():
            opened = browser.open(url)
    else:
        opened = browser.open(url)
    return None if opened else _NONE
