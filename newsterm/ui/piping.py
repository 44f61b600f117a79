"""An item or claims given to a command of the user's, and what it says to them."""

from __future__ import annotations

import shlex
import subprocess

from msgspec import Struct

from newsterm.errors import NewstermError

_SECONDS = 30.0
_MOST = 200_000
"""Characters of an answer that are shown."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a command said, on either of its outputs, and how it ended."""

    text: str
    status: int


class NoAnswer(NewstermError):
    """Why a command could not be asked, as a sentence."""


def words_of(line: str) -> list[str]:
    """The words of a command line, quoted as in a shell; none of what else a shell does is done.

    NoAnswer where a quotation is not closed, or where there is no word.
    """
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise NoAnswer(f"The command can't be read: {str(error).lower()}.") from error
    if not words:
        raise NoAnswer("There is no command.")
    return words


def ask(words: list[str], given: str) -> Answer:
    """What the command answers when it reads the text; it has half a minute. NoAnswer where there is no answer."""
    try:
        done = subprocess.run(
            words,
            input=given.encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(f"{words[0]} took longer than {_SECONDS:g} seconds and was ended.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise NoAnswer(f"{words[0]} could not be started: {reason or error}.") from error
    text = done.stdout.decode("utf-8", "replace")
    shown = text if len(text) <= _MOST else f"{text[:_MOST]}\n… the rest is left out"
    return Answer(text=shown, status=done.returncode)
