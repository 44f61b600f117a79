"""Passwords and tokens, read from where the settings say that they are kept; never repeated in an error or a log."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING

from newsterm.errors import FetchError
from newsterm.poller.commands import output_of

if TYPE_CHECKING:
    from newsterm.settings import Secret

_COMMAND_SECONDS = 30.0
_MOST = 64 * 1024
"""Bytes that a command may print."""


class Secrets:
    """Asks for each secret once a round: a password manager may want a person's consent each time."""

    def __init__(self) -> None:
        self._asked: dict[Secret, asyncio.Task[str]] = {}

    def forget(self) -> None:
        """Ask again next time: what was locked may be open, what was right may have been changed."""
        self._asked = {secret: task for secret, task in self._asked.items() if not task.done()}

    async def get(self, secret: Secret, what: str) -> str:
        """The secret that is `what`, as in "the header X-Token"; FetchError where it can't be had."""
        if secret not in self._asked:
            self._asked[secret] = asyncio.create_task(_look_up(secret))
        try:
            # Shielded: that one feed has no more time must not take the answer from the others.
            return await asyncio.shield(self._asked[secret])
        except FetchError as error:
            raise FetchError(f"{error} It was to give {what}.") from error


async def _look_up(secret: Secret) -> str:
    if secret.command is not None:
        value = await _printed(secret.command)
    elif secret.keyring is not None:
        value = await _in_keyring(*secret.keyring)
    else:
        value = _in_environment(secret.env or "")
    if not value.isprintable():
        raise FetchError("A secret holds characters that no request can carry.")
    return value


async def _printed(command: tuple[str, ...]) -> str:
    printed = await output_of(command, seconds=_COMMAND_SECONDS, most=_MOST)
    first = printed.decode("utf-8", "replace").partition("\n")[0].strip()
    if not first:
        raise FetchError(f"The command {command[0]} printed nothing.")
    return first


def _in_environment(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise FetchError(f"The environment variable {name} is not set.")
    return value


async def _in_keyring(service: str, user: str) -> str:
    """From a thread of its own, which may wait for a person for as long as the process runs, and no longer."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[str] = loop.create_future()

    def tell(value: str | FetchError) -> None:
        if found.done():
            return
        if isinstance(value, FetchError):
            found.set_exception(value)
        else:
            found.set_result(value)

    def look() -> None:
        try:
            value: str | FetchError = _from_keyring(service, user)
        except FetchError as error:
            value = error
        loop.call_soon_threadsafe(tell, value)

    threading.Thread(target=look, daemon=True).start()
    return await found


def _from_keyring(service: str, user: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra: it brings the libraries of every desktop
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError as error:
        raise FetchError("The keyring needs the package keyring: `pip install newsterm[keyring]`.") from error
    try:
        value: str | None = keyring.get_password(service, user)
    except KeyringError as error:
        raise FetchError(f"The keyring can't be read ({type(error).__name__}).") from error
    if not value:
        raise FetchError(f'The keyring has nothing for "{service}" and "{user}".')
    return value.strip()
