"""Where words stand in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 2000


def places_of(text: str, words: str) -> Iterator[Span]:
    """Every place of the words, at most 2000, without regard to case; there are words."""
    # Characters are folded one by one, so that offsets stay those of the text.
    folded, wanted = _folded(text), _folded(words)
    at = folded.find(wanted)
    for _ in range(_MOST):
        if at < 0:
            return
        yield Span(at, at + len(wanted))
        at = folded.find(wanted, at + len(wanted))


def _folded(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
