"""Passwords and tokens, read from where the settings say that they are kept; never repeated in an error or a log."""

from __future__ import annotations

import asyncio
import os
import subprocess
from typing import TYPE_CHECKING

from newsterm.errors import FetchError

if TYPE_CHECKING:
    from newsterm.settings import Secret

COMMAND_SECONDS = 30


class Secrets:
    """Asks for each secret once: a password manager may want a person's consent each time."""

    def __init__(self) -> None:
        self._asked: dict[Secret, asyncio.Task[str]] = {}

    async def get(self, secret: Secret, what: str) -> str:
        """The secret that is `what`, as in "the header X-Token"; FetchError where it can't be had."""
        if secret not in self._asked:
            self._asked[secret] = asyncio.create_task(asyncio.to_thread(_look_up, secret))
        try:
            # Shielded: that one feed has no more time must not take the answer from the others.
            return await asyncio.shield(self._asked[secret])
        except FetchError as error:
            raise FetchError(f"{error} It was to give {what}.") from error


def _look_up(secret: Secret) -> str:
    if secret.command is not None:
        value = _printed(secret.command)
    elif secret.keyring is not None:
        value = _in_keyring(*secret.keyring)
    else:
        value = _in_environment(secret.env or "")
    if not value.isprintable():
        raise FetchError("A secret holds characters that no request can carry.")
    return value


def _printed(command: tuple[str, ...]) -> str:
    name = command[0]
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=COMMAND_SECONDS, check=True, text=True
        )
    except FileNotFoundError as error:
        raise FetchError(f"There is no command {name}.") from error
    except subprocess.TimeoutExpired as error:
        raise FetchError(f"The command {name} took longer than {COMMAND_SECONDS} seconds.") from error
    except subprocess.CalledProcessError as error:
        raise FetchError(f"The command {name} failed with status {error.returncode}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FetchError(f"The command {name} failed ({type(error).__name__}).") from error
    lines = done.stdout.splitlines()
    if not lines or not lines[0].strip():
        raise FetchError(f"The command {name} printed nothing.")
    return lines[0].strip()


def _in_environment(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise FetchError(f"The environment variable {name} is not set.")
    return value


def _in_keyring(service: str, user: str) -> str:
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
    return value
