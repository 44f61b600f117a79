"""A text with small signs set into it, and the exact way between what is shown and the text's own offsets."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, Self

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sign(NamedTuple):
    """Something set into a text that is not part of it: the mark of a claim, or the space of a column."""

    at: int
    """The offset of the character that it stands before, or the text's length."""
    text: str
    style: tuple[str, ...] = ()
    """Component classes, each drawn over the one before it."""
    claim: str | None = None
    """The claim that begins here."""


class Inlay(Struct, frozen=True):
    """What is shown of a text, where signs stand in it that are not part of it.

    Every character of the text is shown, in order; a sign set in at an offset stands right before the character there.
    """

    shown: str
    text: str
    """The text without the signs."""
    signs: tuple[Sign, ...] = ()
    """In the order in which they are shown."""
    offsets: tuple[int, ...] = ()
    """The offset of each sign."""
    starts: tuple[int, ...] = ()
    """Where in `shown` each sign begins."""
    ends: tuple[int, ...] = ()
    """Where in `shown` each sign ends."""

    @classmethod
    def of(cls, text: str, signs: Iterable[Sign] = ()) -> Self:
        """The text with its signs; several at one offset stand in the order given."""
        ordered = tuple(sorted((sign for sign in signs if sign.text), key=lambda sign: sign.at))
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = size = 0
        for sign in ordered:
            parts += (text[done : sign.at], sign.text)
            starts.append(size + sign.at - done)
            size = starts[-1] + len(sign.text)
            ends.append(size)
            done = sign.at
        parts.append(text[done:])
        return cls("".join(parts), text, ordered, tuple(sign.at for sign in ordered), tuple(starts), tuple(ends))

    def to_shown(self, offset: int) -> int:
        """Where the character at this offset of the text stands in `shown`."""
        passed = bisect_right(self.offsets, offset)
        return offset if passed == 0 else offset - self.offsets[passed - 1] + self.ends[passed - 1]

    def to_text(self, index: int) -> int:
        """The offset of the character shown at this index; a sign counts to the character that it stands before."""
        passed = bisect_right(self.starts, index)
        if passed == 0:
            return index
        return self.offsets[passed - 1] + max(0, index - self.ends[passed - 1])
