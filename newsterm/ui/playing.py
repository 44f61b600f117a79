"""What comes with an item - sound, film, another file - handed to the player."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsterm.export.plain import size_words
from newsterm.ui.addresses import refusal, shown_host
from newsterm.ui.browser import open_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from newsterm.model import Enclosure
    from newsterm.settings import Settings

NOTHING = "Nothing to play comes with this item."


def file_words(file: Enclosure) -> str:
    """What kind of file it is and how large: `audio/mpeg, 12.3 MiB`."""
    return ", ".join(filter(None, (file.type or "", size_words(file.length)))) or "a file"


def play(url: str, settings: Settings, *, suspended: Callable[[], AbstractContextManager[None]]) -> tuple[str, bool]:
    """Hand the file at an address to the player, else to the browser: what is said of it, and whether it went well."""
    command = settings.open.player or settings.open.browser
    problem = refusal(url) or open_page(url, command, suspended=suspended)
    return (problem, False) if problem else (f"Playing {shown_host(url)}'s {PurePosixPath(url).name}", True)
