"""Request headers that the settings ask for: texts, and what commands print."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from newsterm.errors import FetchError

if TYPE_CHECKING:
    from newsterm.settings import Header, Settings

COMMAND_SECONDS = 30


def request_headers(settings: Settings, url: str) -> dict[str, str]:
    """What is sent to this feed beside newsterm's own headers; FetchError where a command fails.

    What a command prints is never repeated: it is a secret.
    """
    own = settings.feeds.get(url)
    if own is None:
        return {}
    headers = {name: _value(name, header) for name, header in own.headers.items()}
    return headers if own.user_agent is None else {"User-Agent": own.user_agent, **headers}


def _value(name: str, header: Header) -> str:
    if header.command is None:
        return header.text or ""
    try:
        done = subprocess.run(header.command, capture_output=True, timeout=COMMAND_SECONDS, check=True, text=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise FetchError(f"The command for the header {name} failed ({type(error).__name__}).") from error
    lines = done.stdout.splitlines()
    if not lines:
        raise FetchError(f"The command for the header {name} printed nothing.")
    return lines[0].strip()
