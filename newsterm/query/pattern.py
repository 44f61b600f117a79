"""Regular expressions of queries: Python's, checked, compiled and looked for in this one place, where none hangs.

They come from users and out of the lists of strangers. Python's own engine can't be stopped, and no other thread runs
beside it: `(a+)+$` takes 2^40 steps to find that 40 a's and a `!` do not fit.
"""

from __future__ import annotations

import re
import time
import warnings
from math import prod
from typing import TYPE_CHECKING, Any

from newsterm.errors import QueryError
from newsterm.model.text import clean_line
from newsterm.query.days import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 10_000
_MOST_REPEATED = 5_000
"""How often a part may have to be repeated: `regex` writes `a{5000}` out, and dies of `(?:[ab]c|b){200000}`."""
_MOST_WRITTEN = 500_000
"""Characters of a pattern that is written out so; 0.2 s."""
_SECONDS = 0.2
"""What one text may take."""
_USUAL = 0.001
"""What a text may always take; ordinary patterns need 0.1 ms for 500 words."""
_SPARE = 2.0
"""What all texts of a query together may take above that."""

_PIECE = re.compile(r"(?P<same>\\N\{[^}]*\}|\\.)|\[(?P<set>\^?\]?(?:\\.|[^\]\\])*)\]|\{(?!\d*,?\d*\})", re.DOTALL)
_OPENED, _ESCAPED = re.compile(r"(\\.)|\[", re.DOTALL), r"\["
_COUNT = re.compile(r"\{(\d+)(?:,\d*)?\}")


def check(pattern: str) -> None:
    """Raise Unreadable, a sentence for the user, where this is no regular expression that can be looked for."""
    if len(pattern) > _LONGEST:
        raise Unreadable(f"this pattern is longer than {_LONGEST:,} characters.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of spellings that a later Python may read differently
            re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise Unreadable(f"this pattern is no regular expression: {error}.") from error
    _compiled(pattern)


def finder(pattern: str) -> Callable[[str], bool]:
    """Whether the pattern is found in a text, capitals or not; for the texts of one query.

    QueryError where it is none, and where it takes too long on a text or on all of them.
    """
    try:
        search = _compiled(pattern).search
    except Unreadable as error:
        raise QueryError(f"Of the pattern /{_shown(pattern)}/: {error}", position=0) from error
    spent = 0.0

    def found(text: str) -> bool:
        nonlocal spent
        began = time.thread_time()
        try:
            there = search(text, timeout=_SECONDS) is not None
        except TimeoutError as error:
            raise _too_long(pattern) from error
        spent += max(time.thread_time() - began - _USUAL, 0)
        if spent > _SPARE:
            raise _too_long(pattern)
        return there

    return found


def _too_long(pattern: str) -> QueryError:
    return QueryError(f"The pattern /{_shown(pattern)}/ takes too long on some texts; make it simpler.", position=0)


def _shown(pattern: str) -> str:
    return clean_line(pattern)[:100]


def _compiled(pattern: str) -> Any:
    """The pattern as `regex` runs it; Unreadable where it can't."""
    import regex  # noqa: PLC0415 - 16 ms that only those pay who use a pattern

    repeated = prod(max(int(count[:9]), 1) for count in _COUNT.findall(pattern))
    if repeated > _MOST_REPEATED or repeated * len(pattern) > _MOST_WRITTEN:
        raise Unreadable("this pattern repeats its parts too often.")
    try:
        return regex.compile(_python_only(pattern), regex.IGNORECASE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise Unreadable(f"this pattern is no regular expression: {error}.") from error


def _python_only(pattern: str) -> str:
    """Without what means more to `regex` than to Python: `x{e}`, spelling mistakes, and `[[:alpha:]]`, POSIX's sets."""

    def plain(piece: re.Match[str]) -> str:
        if piece["same"] is not None:
            return piece[0]
        if piece["set"] is None:
            return r"\{"
        return f"[{_OPENED.sub(lambda opened: opened[1] or _ESCAPED, piece['set'])}]"

    return _PIECE.sub(plain, pattern)
