"""What makes a claim findable again: its id and its quote selector (W3C TextQuoteSelector)."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from newsterm.model import Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Span

_CONTEXT = 32
_LENGTH = 6


class Ids:
    """Ids of one article's claims: the same words of the same source get the same id, repeats another each."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._repeats: Counter[tuple[str, str | None]] = Counter()

    def next(self, exact: str, source: str | None) -> str:
        """An id of 6 lower-case base32 characters, unlike all given before."""
        while True:
            count = self._repeats[exact, source]
            self._repeats[exact, source] += 1
            name = "\0".join((exact, source or "", *([str(count)] if count else [])))
            digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
            made = base64.b32encode(digest).decode("ascii").lower()[:_LENGTH]
            if made not in self._given:
                self._given.add(made)
                return made


def quote_of(text: str, content: Sequence[Span]) -> Quote:
    """The content from its first to its last character, with up to 32 characters before and after."""
    start, end = content[0].start, content[-1].end
    return Quote(
        exact=text[start:end], prefix=text[max(0, start - _CONTEXT) : start], suffix=text[end : end + _CONTEXT]
    )
