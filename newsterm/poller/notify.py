"""The user told on the desktop of what has arrived, where no reader is open that tells it."""

from __future__ import annotations

import html
import shutil
from typing import TYPE_CHECKING

from newsterm.commands import filled
from newsterm.errors import FetchError
from newsterm.poller.commands import output_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.events import Arrived
    from newsterm.settings import Settings

_SECONDS = 10.0
_MOST = 100_000
_USUAL = "notify-send"
"""What desktops that follow freedesktop.org's specification of notifications have."""


def notify_command(settings: Settings, title: str, body: str) -> list[str] | None:
    """The words that tell it: the settings' command with {title} and {body}, else with both as its last words."""
    command = settings.notify.command
    if command is not None:
        values = {"title": title, "body": body}
        places = any(f"{{{name}}}" in word for word in command for name in values)
        words = command if places else [*command, "{title}", "{body}"]
        return [words[0], *(filled(word, values) for word in words[1:])]
    if shutil.which(_USUAL) is None:
        return None
    # The specification lets a body hold markup.
    return [_USUAL, "--app-name=newsterm", "--", title, html.escape(body, quote=False)]


async def announce(settings: Settings, events: Iterable[Arrived]) -> list[str]:
    """Tell of these on the desktop; what went wrong, as sentences."""
    problems = []
    for event in events:
        argv = notify_command(settings, *event.words)
        if argv is None:
            continue
        try:
            await output_of(argv, seconds=_SECONDS, most=_MOST)
        except FetchError as error:
            problems.append(f"The notification was not shown: {error}")
    return problems
