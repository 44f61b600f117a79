"""Words that an entry must all have, looked up together: the index joins them faster than their answers are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.query.tree import TextField, Tree, Words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Together(Struct, frozen=True):
    """Words of an entry, all of which it has."""

    words: tuple[Words, ...]


def together(parts: Sequence[Tree]) -> list[Tree | Together]:
    """The parts of an And, those that look for words in an entry as one."""
    words = tuple(part for part in parts if isinstance(part, Words) and part.field is not TextField.SAID)
    if len(words) < 2:
        return list(parts)
    return [Together(words), *(part for part in parts if part not in words)]
