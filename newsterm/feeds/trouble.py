"""What went wrong with a request, in words: the translation of every error that httpx and the system raise."""

from __future__ import annotations

import socket
import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

from newsterm.errors import FetchError
from newsterm.feeds.target import host
from newsterm.model import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.feeds.answer import FetchLimits

_MEANINGS = {
    400: "it did not understand the request",
    401: "it wants a user name and a password",
    402: "it wants to be paid",
    403: "it refuses to give this to newsterm",
    404: "there is nothing at this address",
    410: "the feed is gone for good",
    429: "it was asked too often",
    451: "it may not show this for legal reasons",
    500: "its own fault",
    502: "its own fault",
    503: "it is busy or under repair",
    504: "its own fault",
}
_KINDS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((httpx.ProxyError,), "The proxy does not lead to {}"),
    ((httpx.ConnectError,), "{} can't be reached"),
    ((httpx.NetworkError, httpx.ProtocolError, OSError), "{} broke off"),
)


def status(code: int, url: str) -> str:
    """The sentence for a status that brings no feed."""
    try:
        phrase = f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        phrase = str(code)
    meaning = _MEANINGS.get(code)
    return (
        f"{host(url)} answers {phrase}: {meaning}."
        if meaning
        else f"{host(url)} answers {phrase}, which brings no feed."
    )


def told(error: Exception, url: str, limits: FetchLimits) -> FetchError:
    """The FetchError that says what happened."""
    where = host(url)
    if isinstance(error, httpx.ConnectTimeout):
        return FetchError(f"{where} can't be reached within {limits.connect:g} seconds.")
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"{where} kept silent for {limits.silence:g} seconds.")
    for cause in _causes(error):
        if (words := _cause(cause, where)) is not None:
            return FetchError(words)
    for kind, words in _KINDS:
        if isinstance(error, kind):
            return FetchError(f"{words.format(where)}: {_words(error)}.")
    return FetchError(f"{where} could not be asked: {_words(error)}.")


def _cause(error: BaseException, where: str) -> str | None:
    """The sentence for what the system says went wrong; None where it says nothing plainer than httpx."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"The certificate of {where} is not to be trusted: {clean_line(error.verify_message)}."
        case ssl.SSLError():
            return f"No secure connection to {where}: {clean_line(error.reason or str(error))[:100]}."
        case socket.gaierror():
            return f"There is no host {where}, or its name can't be looked up now."
        case ConnectionRefusedError():
            return f"{where} refuses the connection."
    return None


def _words(error: BaseException) -> str:
    return clean_line(str(error)).rstrip(".")[:150] or type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and everything that led to it, members of groups included."""
    waiting, seen = [error], set()
    while waiting:
        at = waiting.pop(0)
        if at is None or id(at) in seen:
            continue
        seen.add(id(at))
        yield at
        waiting += [at.__cause__, at.__context__, *(at.exceptions if isinstance(at, BaseExceptionGroup) else ())]
