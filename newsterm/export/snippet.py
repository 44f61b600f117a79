"""Where words stand in a text, with some words around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WORD = re.compile(r"[^\W_]+")
_WIDTH = 160
"""Characters of a snippet: two lines of a terminal."""
_LEAD = 40
"""Characters before the first place."""


def snippet(text: str, wanted: Sequence[Callable[[str], bool]]) -> Found:
    """The stretch of a text in which most of what is wanted, each a test of a word, is; the beginning where none is.

    It has `…` where the text goes on.
    """
    line = " ".join(text.split())
    hits = [
        (found.start(), found.end(), nth)
        for found in _WORD.finditer(line)
        if (nth := next((nth for nth, test in enumerate(wanted) if test(found[0])), None)) is not None
    ]
    start = _start(line, hits)
    end = min(len(line), start + _WIDTH)
    if end < len(line) and (space := line.rfind(" ", start, end)) > start:
        end = space
    lead = "…" if start else ""
    inside = tuple((s - start + len(lead), e - start + len(lead)) for s, e, _ in hits if s >= start and e <= end)
    return Found(snippet=f"{lead}{line[start:end]}{'…' if end < len(line) else ''}", places=inside)


def _start(line: str, hits: Sequence[tuple[int, int, int]]) -> int:
    """Where to begin: some words before the place from which most different words are in reach, the first of these."""
    if not hits:
        return 0
    reach = _WIDTH - _LEAD

    def different(at: int) -> int:
        return len({nth for start, _, nth in hits if at <= start < at + reach})

    best = max((start for start, _, _ in hits), key=lambda at: (different(at), -at))
    start = max(0, best - _LEAD)
    return line.find(" ", start, best) + 1 or best if start else 0
